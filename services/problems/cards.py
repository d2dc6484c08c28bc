"""The cards of problems: the seven lists, one list, one problem, and what is told about it."""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from models import JournalEntry, ProblemMeasure
from models.enums import ProblemColour, ProblemState, ProblemStep
from services.cards import people, wording
from services.cards import people as cards_people
from services.cards.card import Button, Card, below, button, lines
from services.core.labels import name
from services.core.town import Town
from services.problems.lists import Tally, Told
from services.problems.standing import Standing
from texts import Words

LISTS, OF, OPEN = "problems", "problems_of", "problem"
ENTRIES, HISTORY, FILES = "problem_entries", "problem_history", "problem_files"
"""The actions of the buttons."""
TEXT_SHOWN, MEASURE_SHOWN, STEPS_SHOWN = 500, 160, 25
LATE_SHOWN = 20
"""Late problems that are named in the publication."""
MARKS = {
    ProblemColour.RED: "🔴",
    ProblemColour.ORANGE: "🟠",
    ProblemColour.YELLOW: "🟡",
    ProblemColour.BLUE: "🔵",
    ProblemColour.GREEN: "🟢",
    None: "⚪",
}


def tally(words: Words, one: Tally, year: int | None = None) -> Markup:
    """Return a list in one line: how many are open, by colour, and how many were closed since a year began."""
    shown = " ".join(f"{MARKS[colour]}{one.colours[colour]}" for colour in ProblemColour if one.colours[colour])
    return words(
        "problems-tally",
        what=name(words, one.on_list),
        open=one.open,
        closed=one.closed,
        year=str(year) if year else "no",
        colours=shown or "no",
    )


def mark(town: Town, shown: Standing, now: datetime) -> str:
    """Return the sign of a problem's colour."""
    return MARKS[shown.colour(town.settings.problems, now)]


def label(town: Town, words: Words, shown: Standing, now: datetime) -> str:
    """Return a problem's button in a list."""
    problem = shown.problem
    return words.plain(
        "problems-entry",
        mark=mark(town, shown, now),
        unit=shown.unit,
        text=wording.shortened(" ".join(problem.text.split()), 18),
        due=f"{due.astimezone(town.zone):%m-%d}" if (due := shown.next_due_at) else "no",
    )


def one(town: Town, words: Words, shown: Standing, now: datetime) -> Card:
    """Return a problem: where it came from, whose it is, its measures and how far they are, what is next."""
    problem, colour = shown.problem, shown.colour(town.settings.problems, now)
    text = lines(
        wording.drill(town, words),
        words("problem-head", mark=MARKS[colour], number=problem.number, what=name(words, problem.on_list)),
        words("problem-state", state=name(words, problem.state), colour=name(words, colour) if colour else "no"),
        words("problem-origin", origin=name(words, problem.origin), source=problem.source),
        words("problem-concealed") if problem.concealed else None,
        words("problem-text", text=wording.shortened(problem.text, TEXT_SHOWN)),
        words(
            "problem-owner",
            unit=shown.unit,
            person=people.named(town, words, shown.person.name, shown.person.phone) if shown.person else "no",
        ),
        words("problem-due", due=words.time(problem.due_at, town.zone)),
        words("problem-measures", done=shown.done, count=len(shown.measures)) if shown.measures else None,
        *(measure(town, words, index, found) for index, found in enumerate(shown.measures, start=1)),
        words("problem-waiting", count=shown.waiting) if shown.waiting else None,
        words("problem-closed", at=words.time(problem.closed_at, town.zone)) if problem.closed_at else None,
        below(_next(town, words, shown)),
    )
    return Card(text=text)


def measure(town: Town, words: Words, index: int, found: ProblemMeasure) -> Markup:
    """Return a measure in a line."""
    return words(
        "problem-measure",
        mark="✅" if found.done_at else "⬜",
        index=index,
        wider="yes" if found.wider else "no",
        asked="yes" if found.refused else "no",
        text=wording.shortened(found.text, MEASURE_SHOWN),
        due=words.time(found.due_at, town.zone) if found.due_at else "no",
    )


def _next(town: Town, words: Words, shown: Standing) -> Markup:
    at, state = shown.problem.stage_due_at, shown.problem.state
    due = words.time(at, town.zone) if at else ""
    if state is ProblemState.NEW and shown.measures:
        wider = [one.wider for one in shown.measures]
        lacks = "own" if all(wider) else "no" if any(wider) else "wider"
        return words("problem-next-hand-in", due=due, lacks=lacks)
    return words(f"problem-next-{state.value}", due=due)


def told(town: Town, words: Words, shown: Standing, head: str) -> Card:
    """Return a message about a problem: what has happened, what it is about, and the button that opens it."""
    what = words(
        "problem-about",
        what=name(words, shown.problem.on_list),
        text=wording.shortened(shown.problem.text, MEASURE_SHOWN),
    )
    return Card(text=lines(wording.drill(town, words), head, what), rows=((open_button(words, shown),),))


def open_button(words: Words, shown: Standing) -> Button:
    """Return the button that opens a problem."""
    return button(words.plain("problem-open"), OPEN, shown.problem.id)


def entry(town: Town, words: Words, found: Told) -> Markup:
    """Return one entry of the progress: when, who, what, and what the review said."""
    it = found.entry
    return words(
        "problem-entry",
        at=words.time(it.written_at, town.zone),
        by=cards_people.colleague(town, words, found.by),
        text=wording.shortened(it.text, TEXT_SHOWN),
        kind="acceptance" if it.measure_id is None else "done" if it.done else "going",
        state=name(words, it.state),
        reviewer=cards_people.colleague(town, words, found.reviewed_by) if found.reviewed_by else "no",
        reason=wording.shortened(it.reason, MEASURE_SHOWN) if it.reason else "no",
    )


def history(town: Town, words: Words, number: str, steps: Sequence[tuple[JournalEntry, str]]) -> str:
    """Return the steps of a problem, the newest of them when there are many."""
    told_steps = [
        words(
            "problem-step",
            at=words.time(step.at, town.zone),
            what=name(words, ProblemStep(step.action)),
            by=cards_people.colleague(town, words, by) if by else "no",
            reason=wording.shortened(step.reason, MEASURE_SHOWN) if step.reason else "no",
        )
        for step, by in steps[-STEPS_SHOWN:]
    ]
    return lines(words("problem-history", number=number), *told_steps)


def published(
    town: Town, words: Words, now: datetime, tallies: Sequence[Tally], late: Sequence[Standing], year: int
) -> Card:
    """Return the monthly publication: figures, and what is late by number and unit; no words of a complaint."""
    local = now.astimezone(town.zone)
    before = year if year != local.year else None
    head = words("problems-published", year=str(local.year), month=local.month, day=local.day)
    told_late = [
        words(
            "problems-published-late",
            number=found.problem.number,
            what=name(words, found.problem.on_list),
            unit=found.unit,
            due=words.time(due, town.zone) if (due := found.next_due_at) else "",
        )
        for found in late[:LATE_SHOWN]
    ]
    rest = len(late) - len(told_late)
    return Card(
        text=lines(
            wording.drill(town, words),
            head,
            *(tally(words, one, before) for one in tallies if one.open or one.closed),
            below(words("problems-published-late-head", count=len(late))) if late else None,
            *told_late,
            words("problems-more", count=rest) if rest else None,
            below(words("problems-colours")),
        )
    )
