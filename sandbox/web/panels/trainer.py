"""The panel of the trainer: what happens now or later, and the transcript to read and to keep."""

from functools import partial

from nicegui import ui

from sandbox.errors import Misuse
from sandbox.json import Json
from sandbox.web.drawing.media import icon
from sandbox.web.drawing.richtext import plain
from sandbox.web.drawing.times import ZONE
from sandbox.web.guide import Inject, spoken
from sandbox.web.parts import box, button, html, set_html
from sandbox.web.table import Table
from sandbox.world.actions.phone import Phone
from sandbox.world.state import World

SHOWN = 60
REFRESH_EVERY = 1.0
"""Seconds."""
OUTAGE_CALLS = 12
_WAITS = (0, 5, 15, 30, 60)


class TrainerPanel:
    """The panel of one table."""

    def __init__(self, table: Table) -> None:
        self._table, words = table, table.words
        html("panel-title", f"{icon('record_voice_over')}<b>{plain(words('trainer'))}</b>")
        html("hint", plain(words("trainer_explained")))
        waits = {minutes: words("at_once") if not minutes else words("in_minutes", n=minutes) for minutes in _WAITS}
        self._wait = ui.select(waits, value=0, label=words("when")).props("outlined dense options-dense")
        self._wait.props["data-testid"] = "inject-when"
        with box("lines injects"):
            for number, inject in enumerate(table.setting.injects):
                self._button(inject, "campaign", f"inject-{number}")
            self._button(Inject(_both(table, "inject_outage"), _outage), "wifi_off", "inject-outage")
            self._button(Inject(_both(table, "inject_calm"), _calm), "wifi", "inject-calm")
        people = {
            seat.person: self._named(seat.person) for seat in table.setting.seats if seat.person and not seat.group
        }
        if people:
            self._who = ui.select(people, value=next(iter(people)), label=words("who_blocks"), with_input=True)
            self._who.props("outlined dense options-dense")
            button("ghost wide", self._block, symbol="block", text=words("inject_block"), testid="inject-block")
        html("panel-part", plain(words("planned")))
        self._planned = html("fault-list", on_act=self._touch, data_testid="planned")
        with box("panel-row"):
            html("panel-part", plain(words("transcript")))
            button("ghost", self._download, symbol="download", text=words("download"), testid="transcript-download")
        self._log = html("transcript", data_testid="transcript")
        self._timer = ui.timer(REFRESH_EVERY, self._draw, active=False)

    def _named(self, person: int | None) -> str:
        found = self._table.world.people.get(person or 0)
        role = spoken(self._table.roles.get(person or 0, ""), self._table.words.language)
        return f"{found.name if found else '?'} · {role}" if role else found.name if found else "?"

    def _button(self, inject: Inject, symbol: str, testid: str) -> None:
        text = spoken(inject.title, self._table.words.language)
        button("line", partial(self._plan, inject), symbol=symbol, text=text, testid=testid)

    def _plan(self, inject: Inject) -> None:
        self._table.trainer.plan(inject, float(self._wait.value or 0))
        self._draw()

    def _block(self) -> None:
        person = int(self._who.value or 0)
        name = self._named(person).partition(" ")[0]
        title = {tongue: f"{text}：{name}" for tongue, text in _both(self._table, "inject_block").items()}
        self._plan(Inject(title, partial(_blocks, person)))

    def watch(self, watching: bool) -> None:
        """Show what happens while the panel is open."""
        self._timer.active = watching
        if watching:
            self._draw()

    def _draw(self) -> None:
        table, words = self._table, self._table.words
        waiting = "".join(
            f'<div class="fault"><b>{plain(spoken(one.inject.title, words.language))}</b>'
            f"<small>{one.at.astimezone(ZONE):%H:%M}</small>"
            f'<button type="button" class="fault-off" data-act="forget" data-to="{at}" '
            f'aria-label="{words("cancel")}">{icon("close")}</button></div>'
            for at, one in enumerate(table.trainer.planned)
        )
        set_html(self._planned, waiting or f'<p class="hint">{plain(words("nothing_planned"))}</p>')
        lines = list(table.trainer.lines(words))[-SHOWN:]
        set_html(self._log, "".join(f"<p>{plain(line)}</p>" for line in reversed(lines)))

    def _touch(self, data: Json) -> None:
        if data.get("act") == "forget":
            self._table.trainer.forget(int(data.get("to") or 0))
        self._draw()

    def _download(self) -> None:
        table = self._table
        text = "\n".join([table.title, *table.trainer.lines(table.words), ""])
        now = table.world.clock.now().astimezone(ZONE)
        ui.download.content(text.encode(), f"{now:%Y%m%d-%H%M}-transcript.txt", "text/plain; charset=utf-8")


def _both(table: Table, key: str) -> dict[str, str]:
    words = table.words
    return {words.language: words(key), words.other: type(words)(words.other)(key)}


def _outage(world: World) -> None:
    """Let the network fail for the next calls."""
    world.faults.order({"method": "*", "behave": "drop_before", "times": OUTAGE_CALLS})


def _calm(world: World) -> None:
    world.faults.clear()


def _blocks(person: int, world: World) -> None:
    """Let a person block every bot."""
    found = world.people.get(person)
    if found is None:
        raise Misuse("a person of this world", 404)
    for room in tuple(world.private_rooms(found).values()):
        Phone(world, found).block(room, blocked=True)
