"""The panel of the guide: the next step, the phone it needs, and the steps already done."""

from sandbox.json import Json
from sandbox.web.drawing.faces import face
from sandbox.web.drawing.media import icon
from sandbox.web.drawing.richtext import attribute, plain
from sandbox.web.guide import Guide, Mark, Step, spoken
from sandbox.web.parts import box, html, set_html
from sandbox.web.table import Table

_TO_STEP = "requestAnimationFrame(() => document.querySelector('.step.now')?.scrollIntoView({block: 'nearest'}))"


class GuidePanel:
    """The panel of one table; its checks look only at what came after the script was begun."""

    def __init__(self, table: Table, guide: Guide | None, state: str) -> None:
        self._table, self._guide = table, guide
        self._current, self._mark, self._skipped = 0, Mark(), set[int]()
        self._read(state)
        with box("guide", "aside", aria_label=table.words("guide"), data_testid="guide-panel") as self._frame:
            self._content = html("guide-content", on_act=self._touch)
        self._frame.set_visibility(guide is not None)

    def toggle(self) -> None:
        """Show or hide the panel."""
        self._frame.set_visibility(not self._frame.visible and self._guide is not None)
        self.highlight()

    def state(self) -> str:
        """Return the reader's progress, for the address."""
        if self._guide is None or not (self._current or self._mark != Mark()):
            return ""
        skipped = "~".join(str(number) for number in sorted(self._skipped))
        told = f"{self._table.setting.run}~{self._current}~{self._mark.change}~{self._mark.press}"
        return told + (f"~{skipped}" if skipped else "")

    def _read(self, state: str) -> None:
        run, *parts = state.split("~")
        numbers = [int(part) for part in parts if part.isdigit()]
        # An address of an earlier run says nothing about this world.
        if self._guide is not None and run == self._table.setting.run and len(numbers) >= 3:
            self._current = min(numbers[0], len(self._guide.steps))
            self._mark = Mark(numbers[1], numbers[2])
            self._skipped = set(numbers[3:])

    def restart(self) -> None:
        """Begin at the first step and ignore what was done so far."""
        self._current, self._mark, self._skipped = 0, Mark.of(self._table.world), set()

    @property
    def step(self) -> Step | None:
        """The present step."""
        if self._guide is None or self._current >= len(self._guide.steps):
            return None
        return self._guide.steps[self._current]

    def refresh(self) -> None:
        """Move on to the first step that is not done."""
        before = self._current
        while (step := self.step) is not None and step.done is not None and step.done(self._table.world, self._mark):
            self._current += 1
        self._draw()
        self.highlight()
        if self._current != before:
            self._table.remember()

    def highlight(self) -> None:
        """Highlight the phone of the present step."""
        step = self.step if self._frame.visible else None
        self._table.highlight(step.phone if step is not None else None)

    def _touch(self, data: Json) -> None:
        act = data.get("act")
        if act in ("next", "skip"):
            if act == "skip":
                self._skipped.add(self._current)
            self._current += 1
        elif act == "back":
            self._current = max(0, self._current - 1)
            self._skipped.discard(self._current)
            if (step := self.step) is not None and step.done is not None:
                # The reader repeats the step, so only what comes from now on counts.
                self._mark = Mark.of(self._table.world)
        elif act == "restart":
            self.restart()
        elif act == "open" and (step := self.step) is not None and step.phone is not None:
            self._table.open(step.phone)
        self.refresh()
        self._table.remember()

    def _draw(self) -> None:
        guide, table = self._guide, self._table
        if guide is None:
            return
        words, language, steps = table.words, table.words.language, guide.steps
        done = self._current >= len(steps)
        share = round(100 * self._current / max(1, len(steps)))
        title = words("guide_done") if done else words("guide_progress", n=self._current + 1, of=len(steps))
        parts = [
            f'<div class="guide-head"><b>{plain(spoken(guide.title, language))}</b><small>{plain(title)}</small>'
            f'<div class="progress"><i style="width:{share}%"></i></div></div><ol class="steps">'
        ]
        parts += [self._line(number, step) for number, step in enumerate(steps)]
        parts.append("</ol>")
        if done:
            parts.append(f'<p class="hint">{plain(words("guide_done_text"))}</p>')
        parts.append(
            '<div class="guide-foot">'
            f'<button type="button" class="ghost" data-act="back" {"" if self._current else "disabled"}>{words("back")}'
            '</button><button type="button" class="ghost" data-act="restart" data-testid="restart">'
            f"{words('restart')}</button></div>"
        )
        drawn = "".join(parts)
        if drawn != self._content.content:
            set_html(self._content, drawn)
            self._table.run(_TO_STEP)

    def _line(self, number: int, step: Step) -> str:
        table, language = self._table, self._table.words.language
        state, mark = "later", str(number + 1)
        if number == self._current:
            state = "now"
        elif number < self._current:
            state, mark = "past", icon("remove" if number in self._skipped else "check")
        current = ' aria-current="step"' if state == "now" else ""
        head = (
            f'<li class="step {state}" data-testid="step-{number + 1}"{current}><span class="mark">{mark}</span>'
            f"<div><b>{plain(spoken(step.title, language))}</b>"
        )
        if state != "now":
            return f"{head}</div></li>"
        words = table.words
        act, label = ("next", words("next_step")) if step.done is None else ("skip", words("skip"))
        style = "main" if step.done is None else "ghost"
        return (
            f'{head}{self._who(step)}<p>{plain(spoken(step.text, language))}</p><button type="button" class="{style}" '
            f'data-act="{act}" data-testid="{act}">{plain(label)}</button></div></li>'
        )

    def _who(self, step: Step) -> str:
        table, key = self._table, step.phone
        if key is None:
            return ""
        person, room = table.world.people.get(key), table.world.groups.get(key)
        name = person.name if person is not None else room.title if room is not None else None
        if not name:
            return ""
        role = spoken(table.roles.get(key, ""), table.words.language)
        label = table.words("show_phone" if table.is_open(key) else "open_phone")
        return (
            f'<button type="button" class="who" data-act="open" title="{attribute(label)}" data-testid="who">'
            f"{face(key, name, group=room is not None)}<span><b>{plain(name)}</b><small>{plain(role)}</small></span>"
            f"{icon('my_location' if table.is_open(key) else 'add_to_home_screen')}</button>"
        )
