"""The panel of the guide: the next step, the phone it needs, and the steps already done."""

from sandbox.json import Json
from sandbox.web.drawing.faces import face
from sandbox.web.drawing.media import icon
from sandbox.web.drawing.richtext import attribute, plain
from sandbox.web.guide import Guide, Mark, Progress, Step, spoken
from sandbox.web.parts import box, html, set_html
from sandbox.web.table import Table

_TO_STEP = "requestAnimationFrame(() => document.querySelector('.step.now')?.scrollIntoView({block: 'nearest'}))"


class GuidePanel:
    """The panel of one table; its checks look only at what came after the script was begun."""

    def __init__(self, table: Table, state: str) -> None:
        self._table = table
        self._at = int(state) if state.isdigit() and int(state) < len(table.setting.guides) else 0
        with box("guide", "aside", aria_label=table.words("guide"), data_testid="guide-panel") as self._frame:
            self._content = html("guide-content", on_act=self._touch)
        self._frame.set_visibility(self._guide is not None and not table.alone)

    def toggle(self) -> None:
        """Show or hide the panel."""
        self._frame.set_visibility(not self._frame.visible and self._guide is not None)
        self.highlight()

    @property
    def _guide(self) -> Guide | None:
        guides = self._table.setting.guides
        return guides[self._at] if guides else None

    @property
    def _progress(self) -> Progress:
        """The progress of the chosen script; one that is chosen later begins where the world is then."""
        kept = self._table.setting.kept.guides
        if self._at not in kept:
            kept[self._at] = Progress(mark=Mark.of(self._table.world) if self._at else Mark())
        return kept[self._at]

    def state(self) -> str:
        """Return the chosen script, for the address."""
        return str(self._at) if self._at else ""

    def restart(self) -> None:
        """Begin at the first step and ignore what was done so far."""
        self._table.setting.kept.guides[self._at] = Progress(mark=Mark.of(self._table.world))

    @property
    def step(self) -> Step | None:
        """The present step."""
        if self._guide is None or self._progress.current >= len(self._guide.steps):
            return None
        return self._guide.steps[self._progress.current]

    def refresh(self) -> None:
        """Move on to the first step that is not done."""
        world = self._table.world
        while (step := self.step) is not None and step.done is not None and step.done(world, self._progress.mark):
            self._progress.current += 1
        self._draw()
        self.highlight()

    def highlight(self) -> None:
        """Highlight the phone of the present step."""
        step = self.step if self._frame.visible else None
        self._table.highlight(step.phone if step is not None else None)

    def _touch(self, data: Json) -> None:
        act, progress = data.get("act"), self._progress
        if act in ("next", "skip"):
            if act == "skip":
                progress.skipped.add(progress.current)
            progress.current += 1
        elif act == "back":
            progress.current = max(0, progress.current - 1)
            progress.skipped.discard(progress.current)
            if (step := self.step) is not None and step.done is not None:
                # The reader repeats the step, so only what comes from now on counts.
                progress.mark = Mark.of(self._table.world)
        elif act == "choose":
            self._choose(int(data.get("to") or 0))
        elif act == "restart":
            self.restart()
        elif act == "open" and (step := self.step) is not None and step.phone is not None:
            self._table.open(step.phone)
        self.refresh()
        self._table.remember()

    def _choose(self, at: int) -> None:
        """Follow another script, with its phones on the table."""
        self._at = min(at, len(self._table.setting.guides) - 1)
        guide = self._guide
        if guide is not None and guide.phones:
            self._table.lay(guide.phones)
        if (step := self.step) is not None and step.phone is not None:
            self._table.open(step.phone)

    def _choices(self) -> str:
        """Return the buttons that choose among several scripts."""
        guides, language = self._table.setting.guides, self._table.words.language
        if len(guides) < 2:
            return ""
        drawn = "".join(
            f'<button type="button" class="script{" on" if at == self._at else ""}" data-act="choose" data-to="{at}" '
            f'aria-pressed="{str(at == self._at).lower()}" data-testid="script-{at}">'
            f"{plain(spoken(guide.short or guide.title, language))}</button>"
            for at, guide in enumerate(guides)
        )
        return f'<div class="scripts">{drawn}</div>'

    def _draw(self) -> None:
        guide, table, current = self._guide, self._table, self._progress.current
        if guide is None:
            return
        words, language, steps = table.words, table.words.language, guide.steps
        done = current >= len(steps)
        share = round(100 * current / max(1, len(steps)))
        title = words("guide_done") if done else words("guide_progress", n=current + 1, of=len(steps))
        parts = [
            self._choices(),
            f'<div class="guide-head"><b>{plain(spoken(guide.title, language))}</b><small>{plain(title)}</small>'
            f'<div class="progress"><i style="width:{share}%"></i></div></div><ol class="steps">',
        ]
        parts += [self._line(number, step) for number, step in enumerate(steps)]
        parts.append("</ol>")
        if done:
            parts.append(f'<p class="hint">{plain(words("guide_done_text"))}</p>')
        parts.append(
            '<div class="guide-foot">'
            f'<button type="button" class="ghost" data-act="back" {"" if current else "disabled"}>{words("back")}'
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
        progress = self._progress
        if number == progress.current:
            state = "now"
        elif number < progress.current:
            state, mark = "past", icon("remove" if number in progress.skipped else "check")
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
