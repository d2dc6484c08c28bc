"""Everything that one browser tab shows: its phones, its panels, and the changes of the world for all of them."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlencode

from nicegui import ui

from sandbox.web.dialogs.attachments import attach
from sandbox.web.dialogs.choosing import choose_chat, scan
from sandbox.web.dialogs.picker import Picker
from sandbox.web.drawing.bubbles import Painter
from sandbox.web.drawing.chart import Chart
from sandbox.web.drawing.media import icon
from sandbox.web.drawing.richtext import plain
from sandbox.web.guide import Seat, Setting, Text, spoken
from sandbox.web.panels.calls import CallPanel
from sandbox.web.panels.faults import FaultPanel
from sandbox.web.panels.guide import GuidePanel
from sandbox.web.panels.topbar import TopBar
from sandbox.web.panels.trainer import TrainerPanel
from sandbox.web.parts import box, html, set_html, set_visible
from sandbox.web.phone.handset import Handset
from sandbox.web.trainer import Trainer
from sandbox.web.unread import Unread
from sandbox.web.words import Words
from sandbox.world.changes import Change
from sandbox.world.chats import Room

# Changes within this many seconds are drawn together; the second figure holds while changes come in a burst.
DRAW_AFTER, DRAW_AFTER_IN_BURST = 0.04, 0.15


class Desk:
    """The table of one tab. The address keeps what was chosen, so that a reload brings it back."""

    def __init__(self, setting: Setting, trainer: Trainer, query: dict[str, str]) -> None:
        self.setting, self.world, self.trainer = setting, setting.world, trainer
        self.origin, self.alone = query.get("origin", ""), "alone" in query
        self.words = Words(query.get("lang", ""))
        self.title = spoken(setting.title, self.words.language) or self.words("title")
        self.chart = Chart.of(setting.places)
        self.seats = {seat.key: seat for seat in setting.seats}
        self.roles: dict[int, Text] = {seat.key: seat.role for seat in setting.seats if seat.role}
        self.painter = Painter(self.words, self.chart, self.roles)
        self._handsets: list[Handset] = []
        self.unread = Unread(self.world.changes.number)
        self._flush: asyncio.TimerHandle | None = None
        self._drawn_at = 0.0
        self._forgotten = False
        self._dirty: set[Room | None] = set()
        # The chat action of the bot in each chat; empty once the bot has said something.
        self._actions: dict[Room | None, str] = {}
        self._client = ui.context.client
        self._build(query)
        self._client.on_delete(self.world.changes.subscribe(self._on_change))

    def _build(self, query: dict[str, str]) -> None:
        html("", self.chart.land())
        self._layer = box("layer")
        with box("desk alone" if self.alone else "desk"):
            self._bar = TopBar(self)
            with box("table"):
                self._guide = GuidePanel(self, query.get("guide", ""))
                with box("phones", "main", data_testid="phones") as self._strip:
                    self._empty = html("empty", on_act=lambda _: self.pick(), data_testid="empty")
                with box("side") as self._side:
                    with box("panel", data_testid="fault-panel") as self._fault_box:
                        self._faults = FaultPanel(self)
                    with box("panel", data_testid="call-panel") as self._call_box:
                        self._calls = CallPanel(self)
                    with box("panel", data_testid="trainer-panel") as self._trainer_box:
                        self._training = TrainerPanel(self)
        words = self.words
        set_html(
            self._empty,
            f"<b>{plain(words('empty_title'))}</b><p>{plain(words('empty_text'))}</p>"
            f'<button type="button" class="main" data-act="pick">{icon("add_to_home_screen")}'
            f"{plain(words('add_phone'))}</button>",
        )
        self._show_side("")
        for key in self._wanted(query.get("phones")):
            self._put(key)
        self.refresh()
        if "told" in query:
            # Out of the address: who reloads it does not mean to change everybody's language once more.
            self.remember()
            if self.setting.speak is not None:
                self.tell(words("language_told"))

    def _wanted(self, asked: str | None) -> list[int]:
        keys = [int(part) for part in (asked or "").split(",") if part.lstrip("-").isdigit()]
        known = [key for key in dict.fromkeys(keys) if self._known(key)]
        return [seat.key for seat in self.setting.seats if seat.open] if not known and asked != "" else known

    def toggle(self, panel: str) -> None:
        """Open or close a panel; the side has room for one."""
        if panel == "guide":
            self._guide.toggle()
        else:
            self._show_side("" if self._shown == panel else panel)

    def _show_side(self, panel: str) -> None:
        self._shown = panel
        set_visible(self._side, bool(panel))
        set_visible(self._fault_box, panel == "faults")
        set_visible(self._call_box, panel == "calls")
        set_visible(self._trainer_box, panel == "trainer")
        self._bar.mark(panel)
        self._calls.watch(panel == "calls")
        self._training.watch(panel == "trainer")
        if panel == "faults":
            self._faults.refresh()

    def remember(self) -> None:
        """Keep the phones and the chosen script in the address; the rest is kept for all tabs together."""
        if self.alone:
            self.run("history.replaceState(null, '', location.pathname)")
            return
        chosen = {"phones": ",".join(str(handset.seat.key) for handset in self._handsets)}
        if state := self._guide.state():
            chosen["guide"] = state
        self.run(f"history.replaceState(null, '', '?{urlencode(chosen, safe=',~')}')")

    def switch_language(self) -> None:
        """Show the same table in the other language."""
        chosen = {
            "phones": ",".join(str(handset.seat.key) for handset in self._handsets),
            "lang": self.words.other,
            "guide": self._guide.state(),
        }
        way = f"/phone/{self._handsets[0].seat.key}" if self.alone and self._handsets else "/"
        self._client.open(f"{way}?{urlencode(chosen, safe=',~')}")

    def _handset(self, key: int) -> Handset | None:
        return next((handset for handset in self._handsets if handset.seat.key == key), None)

    def is_open(self, key: int) -> bool:
        """Whether the phone is on the table."""
        return self._handset(key) is not None

    def open(self, key: int) -> None:
        """Put the phone on the table, if it is not there, and bring it into view."""
        handset = self._put(key)
        if handset is None:
            return
        self.remember()
        self._guide.highlight()
        self._bar.refresh()
        self.run(
            f"requestAnimationFrame(() => document.getElementById('{handset.frame.html_id}')"
            "?.scrollIntoView({behavior: 'smooth', inline: 'center', block: 'nearest'}))"
        )

    def _put(self, key: int) -> Handset | None:
        """Return the phone, put on the table if it was not there; None when no person or group has the key."""
        handset = self._handset(key)
        if handset is None and self._known(key):
            seat = self.seats.get(key) or (Seat(person=key) if key > 0 else Seat(group=key))
            with self._strip:
                handset = Handset(self, seat)
            self._handsets.append(handset)
            if handset.session.room is not None:
                self.unread.elsewhere.discard(handset.session.room)
            set_visible(self._empty, False)
        return handset

    def _known(self, key: int) -> bool:
        return key in self.world.people or key in self.world.groups

    def highlight(self, key: int | None) -> None:
        """Mark the phone of the guide's step, and no other."""
        for handset in self._handsets:
            handset.highlight(wanted=handset.seat.key == key)

    def lay(self, keys: Sequence[int]) -> None:
        """Put just these phones on the table, in this order."""
        for handset in list(self._handsets):
            if handset.seat.key not in keys:
                self._handsets.remove(handset)
                handset.put_away()
        for key in keys:
            self._put(key)
        self._handsets.sort(key=lambda handset: keys.index(handset.seat.key))
        for handset in self._handsets:
            handset.frame.move(self._strip)
        set_visible(self._empty, not self._handsets)
        self.remember()

    def arrange(self, key: int, how: str) -> None:
        """Put a phone away, or move it to the left or right."""
        handset = self._handset(key)
        if handset is None:
            return
        place = self._handsets.index(handset)
        if how == "away":
            self._handsets.remove(handset)
            handset.put_away()
            set_visible(self._empty, not self._handsets)
        else:
            new = min(max(place + (1 if how == "right" else -1), 0), len(self._handsets) - 1)
            self._handsets.insert(new, self._handsets.pop(place))
            for one in self._handsets:
                one.frame.move(self._strip)
        self._guide.highlight()
        self.remember()

    def pick(self) -> None:
        """Open the dialog that chooses the phones."""
        with self.layer():
            Picker(self).open()

    def attach(self, key: int, kind: str) -> None:
        """Open the dialog that chooses an attachment for the phone."""
        handset = self._handset(key)
        if handset is not None:
            with self.layer():
                attach(self, handset, kind)

    def choose(self, title: str, among: Sequence[Room], on_chosen: Callable[[int], Any]) -> None:
        """Open the dialog in which somebody chooses one of these chats."""
        with self.layer():
            choose_chat(self.words, title, among, on_chosen)

    def scan(self, key: int) -> None:
        """Show the address at which a real phone opens this phone alone."""
        with self.layer():
            scan(self.words, self.origin, key)

    def layer(self) -> ui.element:
        """Return the place for the next dialog, empty."""
        self._layer.clear()
        return self._layer

    def run(self, script: str) -> None:
        """Run JavaScript in the browser without waiting for it."""
        self._client.run_javascript(script)

    def _on_change(self, change: Change) -> None:
        """Note what changed and draw it a moment later, together with the changes that follow at once.

        It draws nothing itself, so that a page cannot slow down or break a change of the world.
        """
        room = change.room
        if change.kind == "action" and room is not None:
            self._actions[room] = change.note
        elif change.kind == "message" and room is not None and change.message is not None:
            by_bot = change.message.sender.is_bot
            if by_bot:
                self._actions[room] = ""
            if by_bot and room.person is not None and not self.is_open(room.person.id):
                self.unread.elsewhere.add(room)
        if change.kind == "reset":
            self._forgotten = True
        self._dirty.add(change.room)
        if self._flush is None:
            loop = asyncio.get_running_loop()
            calm = loop.time() - self._drawn_at > DRAW_AFTER_IN_BURST
            self._flush = loop.call_later(DRAW_AFTER if calm else DRAW_AFTER_IN_BURST, self._draw)

    def _draw(self) -> None:
        self._flush, self._drawn_at = None, asyncio.get_running_loop().time()
        dirty, self._dirty = self._dirty, set()
        actions, self._actions = self._actions, {}
        if self._strip.is_deleted:
            return
        with self._strip:
            if self._forgotten:
                self._begin_again()
            for handset in list(self._handsets):
                if handset.session.room in actions:
                    handset.show_action(actions[handset.session.room])
                if any(handset.session.shows(room) for room in dirty):
                    handset.refresh()
            self.refresh()

    def _begin_again(self) -> None:
        """Put away the phones of people who are gone, since the world was reset."""
        self._forgotten = False
        self.unread.forget()
        for handset in list(self._handsets):
            if not self._known(handset.seat.key):
                self.arrange(handset.seat.key, "away")
        self.setting.kept.guides.clear()
        self._guide.restart()

    def refresh(self) -> None:
        """Draw what surrounds the phones."""
        self._bar.refresh()
        self._guide.refresh()
        if self._shown == "faults":
            self._faults.refresh()

    def tell(self, text: str) -> None:
        """Show a notice above everything."""
        with self._layer:
            ui.notify(text, position="top", timeout=3500, classes="told")
