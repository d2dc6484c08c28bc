"""The bar at the top: the clock, the buttons that move it, and the buttons that open panels and dialogs."""

from datetime import datetime, timedelta
from functools import partial

from nicegui import ui
from nicegui.element import Element

from sandbox.web.dialogs.sheet import buttons, form
from sandbox.web.drawing.richtext import plain
from sandbox.web.drawing.times import ZONE, day_name
from sandbox.web.parts import box, button, html, set_html
from sandbox.web.table import Table

_STEPS = (
    ("plus_10_min", timedelta(minutes=10)),
    ("plus_1_h", timedelta(hours=1)),
    ("plus_1_d", timedelta(days=1)),
)


_TOOLS = (("guide", "school"), ("trainer", "record_voice_over"), ("faults", "bolt"), ("calls", "receipt_long"))


class Dial(Element, component="../static/dial.js"):
    """The time of the world, ticking in the browser."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._props["language"] = language
        self._props["testid"] = "now"

    def put(self, offset: timedelta) -> None:
        """Tick at this offset from the machine's clock."""
        # The browser's own clock may be wrong, so it also gets the server's time.
        seconds = offset.total_seconds()
        now = datetime.now(ZONE).timestamp() + seconds
        if self._props.get("offset") != seconds:
            self._props["offset"] = seconds
            self._props["now"] = now
            self.update()


class TopBar:
    """The bar of one table."""

    def __init__(self, table: Table) -> None:
        self._table, words = table, table.words
        with box("bar", "header"):
            html("brand", f'<span class="brand-mark" aria-hidden="true"></span><b>{plain(table.title)}</b>')
            with box("clock", role="group", aria_label=words("now"), data_testid="clock") as self._clock:
                self._dial = Dial(words.language)
                for key, step in _STEPS:
                    button(
                        "pill",
                        partial(self._advance, step),
                        text=words(key),
                        testid=key.replace("_", "-"),
                    )
                button(
                    "pill icon",
                    self._ask_for_time,
                    symbol="edit_calendar",
                    label=words("set_clock"),
                    testid="set-clock",
                )
                self._clock.props["title"] = words("clock_explained")
            with box("bar-tools"):
                self._add = button(
                    "bar-tool", table.pick, symbol="add_to_home_screen", text=words("add_phone"), testid="add"
                )
                self._count = html("badge")
                self._tools = {
                    name: button("bar-tool", partial(table.toggle, name), symbol=symbol, text=words(name), testid=name)
                    for name, symbol in _TOOLS
                }
                button(
                    "bar-tool",
                    table.switch_language,
                    symbol="translate",
                    text=words("other_language"),
                    testid="language",
                )
        if not table.setting.guides:
            self._tools["guide"].set_visibility(False)

    def mark(self, panel: str) -> None:
        """Show which panel is open."""
        for name in ("faults", "calls", "trainer"):
            self._tools[name].classes(**{"add" if name == panel else "remove": "on"})
            self._tools[name].props["aria-pressed"] = str(name == panel).lower()

    def refresh(self) -> None:
        """Show the time, and the number of chats with news on phones that are not on the table."""
        self._dial.put(self._table.world.clock.offset)
        count = len(self._table.unread.elsewhere)
        set_html(self._count, f"<span>{count}</span>" if count else "")

    async def _advance(self, step: timedelta) -> None:
        await self._move(self._table.world.clock.offset + step)

    async def _move(self, offset: timedelta) -> None:
        """Move the clock, and wait until the bots have worked off what is due."""
        table, words = self._table, self._table.words
        self._clock.classes(add="busy")
        self._clock.props["aria-busy"] = "true"
        waiting = await table.world.move_clock(offset)
        if self._clock.is_deleted:
            return
        self._clock.classes(remove="busy")
        self._clock.props["aria-busy"] = "false"
        now = table.world.clock.now().astimezone(ZONE)
        if waiting:
            table.tell(words("clock_waits", who="、".join(waiting)))
        else:
            table.tell(words("clock_moved", now=f"{day_name(now.date(), words.language, now.date())} {now:%H:%M}"))

    def _ask_for_time(self) -> None:
        """Open the form for a date and a time."""
        words, now = self._table.words, self._table.world.clock.now().astimezone(ZONE)
        with self._table.layer(), form(words("set_clock"), words("clock_explained")) as dialog:
            with box("fields"):
                date = ui.input(words("date"), value=f"{now:%Y-%m-%d}").props("type=date outlined dense")
                time = ui.input(words("time"), value=f"{now:%H:%M}").props("type=time outlined dense")

            async def apply() -> None:
                dialog.close()
                try:
                    moment = datetime.fromisoformat(f"{date.value}T{time.value}").replace(tzinfo=ZONE)
                except ValueError:
                    return
                await self._move(moment - datetime.now(ZONE))

            buttons(dialog, words, words("apply"), apply, "apply-clock")
        date.props["data-testid"] = "clock-date"
        time.props["data-testid"] = "clock-time"
        dialog.open()
