"""The panel of the faults: it lets the next calls fail, as the control API does."""

from typing import Any

from nicegui import ui

from sandbox.botapi.table import METHODS, NAMES
from sandbox.errors import Misuse
from sandbox.json import Json
from sandbox.web.drawing.media import icon
from sandbox.web.drawing.richtext import plain
from sandbox.web.parts import button, html, set_html
from sandbox.web.table import Table
from sandbox.wire.faults import Fault

_KINDS: dict[str, Json] = {
    "drop_answer": {"behave": "drop_answer"},
    "drop_before": {"behave": "drop_before"},
    "delay": {"behave": "delay", "seconds": 5},
    "s429": {"status": 429, "retry_after": 5},
    "s404": {"status": 404},
    "s403": {"status": 403},
    "s400": {"status": 400},
    "s500": {"status": 500},
    "s502": {"status": 502},
}
_FIRST = ("sendMessage", "editMessageText", "answerCallbackQuery", "sendPhoto", "getUpdates", "getFile")


class FaultPanel:
    """The panel of one table."""

    def __init__(self, table: Table) -> None:
        self._table, words = table, table.words
        html("panel-title", f"{icon('bolt')}<b>{plain(words('faults'))}</b>")
        html("hint", plain(words("faults_explained")))
        names = [*_FIRST, *sorted(name for method, name in NAMES.items() if method in METHODS and name not in _FIRST)]
        methods = {"*": words("all_methods"), **{name: name for name in names}}
        kinds = {kind: words(kind) for kind in _KINDS}
        self._kind = _choice(words("fault_kind"), kinds, "drop_answer", "fault-kind")
        self._method = _choice(words("fault_method"), methods, "*", "fault-method")
        self._chat = _choice(words("fault_chat"), {0: words("all_chats")}, 0, "fault-chat")
        self._times = ui.number(words("fault_times"), value=1, min=1, max=1000, precision=0).props("outlined dense")
        self._times.props["data-testid"] = "fault-times"
        button("main wide", self._order, symbol="bolt", text=words("order_fault"), testid="order-fault")
        html("panel-part", plain(words("waiting_faults")))
        self._waiting = html("fault-list", data_testid="fault-list")
        button("ghost wide", self._clear, symbol="healing", text=words("clear_faults"), testid="clear-faults")
        self._strict = ui.switch(words("strict"), value=table.world.strict_limits, on_change=self._limit)
        self._strict.props["data-testid"] = "strict"

    def refresh(self) -> None:
        """Show the ordered faults and the present chats."""
        world, words = self._table.world, self._table.words
        chats = {0: words("all_chats")}
        chats |= {person.id: person.name for person in world.people.values()}
        chats |= {room.id: room.title or "?" for room in world.groups.values() if room.upgraded_to is None}
        if chats != self._chat.options:
            self._chat.set_options(chats)
        lines = "".join(self._line(fault, chats) for fault in world.faults.ordered)
        set_html(self._waiting, lines or f'<p class="hint">{words("no_faults")}</p>')
        if self._strict.value != world.strict_limits:
            self._strict.value = world.strict_limits

    def _line(self, fault: Fault, chats: dict[int, str]) -> str:
        words = self._table.words
        wanted = {"status": fault.status} if fault.status is not None else {"behave": fault.behave}
        kind = next((kind for kind, wish in _KINDS.items() if wanted.items() <= wish.items()), None)
        title = words(kind) if kind else str(fault.status or fault.behave)
        method = NAMES.get(fault.method, fault.method) if fault.method != "*" else words("all_methods")
        where = chats.get(fault.chat or 0, str(fault.chat))
        left = f"{fault.rate:.0%}" if fault.rate is not None else words("n_times", n=fault.times)
        about = f"{plain(method)} · {plain(where)}"
        return f'<div class="fault"><b>{plain(title)}</b><small>{about}</small><em>{left}</em></div>'

    def _order(self) -> None:
        wish: dict[str, Any] = {"method": self._method.value, "times": int(self._times.value or 1)}
        if self._chat.value:
            wish["chat"] = self._chat.value
        try:
            self._table.world.faults.order(wish | _KINDS[str(self._kind.value)])
        except Misuse as misuse:
            self._table.tell(misuse.message)
        self.refresh()

    def _clear(self) -> None:
        self._table.world.faults.clear()
        self.refresh()

    def _limit(self) -> None:
        self._table.world.strict_limits = bool(self._strict.value)


def _choice(label: str, options: dict[Any, str], value: Any, testid: str) -> ui.select:
    made = ui.select(options, value=value, label=label).props("outlined dense options-dense")
    made.props["data-testid"] = testid
    return made
