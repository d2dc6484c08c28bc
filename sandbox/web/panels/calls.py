"""The panel of the call log: the latest calls of the bots and their outcomes."""

from collections.abc import Iterator
from itertools import islice

import orjson
from nicegui import ui

from sandbox.json import Json
from sandbox.web.drawing.media import icon
from sandbox.web.drawing.richtext import plain
from sandbox.web.drawing.times import local
from sandbox.web.parts import box, html, set_html
from sandbox.web.table import Table
from sandbox.wire.calls import CallRecord

CALLS_SHOWN = 80
CALLS_SEARCHED = 2_000
# An open panel looks for new calls this often, in seconds; a signal for every call would slow them down.
REFRESH_EVERY = 0.5
_POLLS = frozenset({"getUpdates", "getMe", "getWebhookInfo"})


class CallPanel:
    """The panel of one table."""

    def __init__(self, table: Table) -> None:
        self._table, words = table, table.words
        self._open: set[int] = set()
        html("panel-title", f"{icon('receipt_long')}<b>{plain(words('calls'))}</b>")
        self._filter = ui.input(placeholder=words("filter"), on_change=self._draw)
        self._filter.props("outlined dense clearable debounce=200").classes("wide")
        self._filter.props["data-testid"] = "call-filter"
        with box("switches"):
            self._errors = ui.switch(words("only_errors"), on_change=self._draw)
            self._quiet = ui.switch(words("hide_polls"), value=True, on_change=self._draw)
        self._errors.props["data-testid"] = "only-errors"
        self._list = html("calls", on_act=self._touch, data_testid="call-list")
        self._timer = ui.timer(REFRESH_EVERY, self._draw, active=False)

    def watch(self, watching: bool) -> None:
        """Look for new calls while the panel is open."""
        self._timer.active = watching
        if watching:
            self._draw()

    def _found(self) -> Iterator[CallRecord]:
        world = self._table.world
        wanted = str(self._filter.value or "").lower()
        for call in reversed(world.calls.after(max(0, world.calls.count - CALLS_SEARCHED))):
            if self._quiet.value and call.method in _POLLS and call.ok is not False:
                continue
            if self._errors.value and (call.ok or call.ok is None) and not call.lost:
                continue
            if wanted and wanted not in f"{call.method} {self._where(call)}".lower():
                continue
            yield call

    def _draw(self) -> None:
        lines = "".join(self._line(call) for call in islice(self._found(), CALLS_SHOWN))
        set_html(self._list, lines or f'<p class="hint">{self._table.words("no_calls")}</p>')

    def _where(self, call: CallRecord) -> str:
        world, chat = self._table.world, call.params.number("chat_id")
        if chat is None:
            return ""
        if (person := world.people.get(chat)) is not None:
            return person.name
        room = world.groups.get(chat)
        return (room.title if room is not None else None) or str(chat)

    def _line(self, call: CallRecord) -> str:
        words, opened = self._table.words, call.n in self._open
        state, symbol = "ok", "check"
        if call.lost or call.ok is False:
            state, symbol = "bad", "error"
        elif call.ok is None:
            state, symbol = "running", "hourglass_top"
        took = words("lost") if call.lost else words("running") if call.ok is None else ""
        if not took and call.ms is not None:
            took = words("ms", n=round(call.ms) if call.ms >= 1 else "<1")
        code = f"<b class='code'>{call.error_code}</b>" if call.error_code else ""
        told = f"<p>{plain(call.description)}</p>" if call.description else ""
        details = ""
        if opened:
            shown = orjson.dumps(call.params.shown(), option=orjson.OPT_INDENT_2, default=str).decode()
            details = f"{told}<pre>{plain(shown)}</pre>"
        return (
            f'<div class="call {state}"><button type="button" data-act="call" data-to="{call.n}" '
            f'aria-expanded="{str(opened).lower()}"><small>{local(call.at):%H:%M:%S}</small>{icon(symbol)}'
            f"<span>{plain(call.method)}</span>{code}<em>{plain(self._where(call))}</em><small>{took}</small></button>{details}</div>"
        )

    def _touch(self, data: Json) -> None:
        self._open ^= {int(data["to"])}
        self._draw()
