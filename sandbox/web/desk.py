"""The table of one browser tab: its phones, its panels, and the news of the world for all of them."""

import asyncio
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from nicegui import ui

from sandbox.web.dialogs.attachments import attach
from sandbox.web.dialogs.picker import Picker
from sandbox.web.drawing.bubbles import Painter
from sandbox.web.drawing.chart import Chart
from sandbox.web.drawing.media import icon
from sandbox.web.drawing.richtext import plain
from sandbox.web.guide import Guide, Place, Seat, Text, spoken
from sandbox.web.panels.calls import CallPanel
from sandbox.web.panels.faults import FaultPanel
from sandbox.web.panels.guide import GuidePanel
from sandbox.web.panels.topbar import TopBar
from sandbox.web.parts import box, html, put, show
from sandbox.web.phone.handset import Handset
from sandbox.web.unread import Unread
from sandbox.web.words import Words
from sandbox.world.chats import Room
from sandbox.world.signals import Change
from sandbox.world.state import World

# Changes that follow each other within this many seconds are drawn together: at first soon, in a storm less often.
TOGETHER, IN_A_STORM = 0.04, 0.15


@dataclass(frozen=True, slots=True)
class Setting:
    """What a page was mounted with."""

    world: World
    guide: Guide | None = None
    seats: Sequence[Seat] = ()
    places: Sequence[Place] = ()
    title: Text = ""
    # Tells this page from the one of an earlier run, whose addresses browsers still hold.
    run: str = field(default_factory=lambda: secrets.token_hex(3))


class Desk:
    """Everything one tab shows. What was chosen is kept in the address, so that a reload brings it back."""

    def __init__(self, setting: Setting, query: dict[str, str]) -> None:
        self.setting, self.world = setting, setting.world
        self.words = Words(query.get("lang", ""))
        self.title = spoken(setting.title, self.words.language) or self.words("title")
        self.chart = Chart.of(setting.places)
        self.seats = {seat.key: seat for seat in setting.seats}
        self.roles: dict[int, Text] = {seat.key: seat.role for seat in setting.seats if seat.role}
        self.painter = Painter(self.words, self.chart, self.roles)
        self.handsets: list[Handset] = []
        self.unread = Unread(self.world.changes.number)
        self._flush: asyncio.TimerHandle | None = None
        self._drawn = 0.0
        self._forgotten = False
        self._dirty: set[Room | None] = set()
        # What bots are doing just now, by chat; nothing any more when they have said something.
        self._busy: dict[Room | None, str] = {}
        self._client = ui.context.client
        self._build(query)
        self._client.on_delete(self.world.changes.subscribe(self._hear))

    def _build(self, query: dict[str, str]) -> None:
        html("", self.chart.land())
        self._layer = box("layer")
        with box("desk"):
            self.bar = TopBar(self)
            with box("table"):
                self.guide = GuidePanel(self, self.setting.guide, query.get("guide", ""))
                with box("phones", "main", data_testid="phones") as self.strip:
                    self._empty = html("empty", on_act=lambda _: self.pick(), data_testid="empty")
                with box("side") as self._side:
                    with box("panel", data_testid="fault-panel") as self._fault_box:
                        self.faults = FaultPanel(self)
                    with box("panel", data_testid="call-panel") as self._call_box:
                        self.calls = CallPanel(self)
        words = self.words
        put(
            self._empty,
            f"<b>{plain(words('empty_title'))}</b><p>{plain(words('empty_text'))}</p>"
            f'<button type="button" class="main" data-act="pick">{icon("add_to_home_screen")}'
            f"{plain(words('add_phone'))}</button>",
        )
        self.side("")
        for key in self._wanted(query.get("phones")):
            self.open(key, remember=False)
        self.refresh()

    def _wanted(self, asked: str | None) -> list[int]:
        keys = [int(part) for part in (asked or "").split(",") if part.lstrip("-").isdigit()]
        known = [key for key in dict.fromkeys(keys) if key in self.world.people or key in self.world.groups]
        return [seat.key for seat in self.setting.seats if seat.open] if not known and asked != "" else known

    def side(self, panel: str) -> None:
        """Open a side panel, or close both."""
        self.shown = panel
        show(self._side, bool(panel))
        show(self._fault_box, panel == "faults")
        show(self._call_box, panel == "calls")
        self.bar.mark(panel)
        self.calls.watch(panel == "calls")
        if panel == "faults":
            self.faults.refresh()

    def remember(self) -> None:
        """Keep in the address what was chosen."""
        chosen = {"phones": ",".join(str(handset.seat.key) for handset in self.handsets)}
        if self.words.language != "zh":
            chosen["lang"] = self.words.language
        if state := self.guide.state():
            chosen["guide"] = state
        self.run(f"history.replaceState(null, '', '?{urlencode(chosen, safe=',~')}')")

    def switch_language(self) -> None:
        """The same table in the other language."""
        chosen = {
            "phones": ",".join(str(handset.seat.key) for handset in self.handsets),
            "lang": self.words.other,
            "guide": self.guide.state(),
        }
        self._client.open(f"/?{urlencode(chosen, safe=',~')}")

    def handset(self, key: int) -> Handset | None:
        """The phone on the table that is somebody's."""
        return next((handset for handset in self.handsets if handset.seat.key == key), None)

    def open(self, key: int, *, remember: bool = True) -> Handset | None:
        """Put a phone on the table, if it is not there, and look at it."""
        handset = self.handset(key)
        if handset is None:
            seat = self.seats.get(key) or (Seat(person=key) if key > 0 else Seat(group=key))
            if key not in self.world.people and key not in self.world.groups:
                return None
            with self.strip:
                handset = Handset(self, seat)
            self.handsets.append(handset)
            if handset.room is not None:
                self.unread.elsewhere.discard(handset.room)
            show(self._empty, False)
        if remember:
            self.remember()
            self.guide.mark()
            self.bar.refresh()
            self.look_at(handset)
        return handset

    def look_at(self, handset: Handset) -> None:
        """Bring a phone into view."""
        self.run(
            f"requestAnimationFrame(() => document.getElementById('{handset.frame.html_id}')"
            "?.scrollIntoView({behavior: 'smooth', inline: 'center', block: 'nearest'}))"
        )

    def arrange(self, handset: Handset, how: str) -> None:
        """Put a phone away, or move it to the left or right."""
        if handset not in self.handsets:
            return
        place = self.handsets.index(handset)
        if how == "away":
            self.handsets.remove(handset)
            handset.put_away()
            show(self._empty, not self.handsets)
        else:
            new = min(max(place + (1 if how == "right" else -1), 0), len(self.handsets) - 1)
            self.handsets.insert(new, self.handsets.pop(place))
            for one in self.handsets:
                one.frame.move(self.strip)
        self.guide.mark()
        self.remember()

    def pick(self) -> None:
        """Let somebody choose a phone."""
        with self.layer():
            Picker(self).open()

    def attach(self, handset: Handset, kind: str) -> None:
        """Let somebody choose what to attach."""
        with self.layer():
            attach(self, handset, kind)

    def layer(self) -> ui.element:
        """Where the next dialog is made; those before it are gone."""
        self._layer.clear()
        return self._layer

    def run(self, script: str) -> None:
        """Let the browser do something of no consequence."""
        self._client.run_javascript(script)

    def _hear(self, change: Change) -> None:
        """Note what changed, and no more: whoever changes the world must not suffer from a page. It is drawn a moment
        later, together with what follows at once."""
        room = change.room
        if change.kind == "action" and room is not None:
            self._busy[room] = change.note
        elif change.kind == "message" and room is not None and change.message is not None:
            by_bot = change.message.sender.is_bot
            if by_bot:
                self._busy[room] = ""
            if by_bot and room.person is not None and self.handset(room.person.id) is None:
                self.unread.elsewhere.add(room)
        if change.kind == "reset":
            self._forgotten = True
        self._dirty.add(change.room)
        if self._flush is None:
            loop = asyncio.get_running_loop()
            calm = loop.time() - self._drawn > IN_A_STORM
            self._flush = loop.call_later(TOGETHER if calm else IN_A_STORM, self._draw)

    def _draw(self) -> None:
        self._flush, self._drawn = None, asyncio.get_running_loop().time()
        dirty, self._dirty = self._dirty, set()
        busy, self._busy = self._busy, {}
        if self.strip.is_deleted:
            return
        with self.strip:
            if self._forgotten:
                self._begin_again()
            for handset in list(self.handsets):
                if handset.room in busy:
                    handset.typing(busy[handset.room])
                if any(handset.shows(room) for room in dirty):
                    handset.refresh()
            self.refresh()

    def _begin_again(self) -> None:
        """The world was reset: phones of people who are gone are put away."""
        self._forgotten = False
        self.unread.forget()
        for handset in list(self.handsets):
            if handset.seat.key not in self.world.people and handset.seat.key not in self.world.groups:
                self.arrange(handset, "away")
        self.guide.restart()

    def refresh(self) -> None:
        """Draw what is around the phones."""
        self.bar.refresh()
        self.guide.refresh()
        if self.shown == "faults":
            self.faults.refresh()

    def tell(self, text: str) -> None:
        """Say something above everything."""
        with self._layer:
            ui.notify(text, position="top", timeout=3500, classes="told")


def build(setting: Setting, query: dict[str, Any]) -> Desk:
    """Lay the table for one tab."""
    return Desk(setting, query)
