"""The card of a record, its line in a list, and the messages about it."""

from datetime import date

from markupsafe import Markup

from models import Inspection
from services.cards import wording
from services.cards.card import Button, Card, below, button, lines
from services.cases import card as cases_card
from services.core.labels import name
from services.core.town import Town
from services.duties.entering import outcomes
from services.inspections.counting import Counted
from services.inspections.lists import Edition, Shown, ShownFinding
from texts import Words

OPEN, LIST, NEW = "inspection", "inspections", "inspection_new"
FILES, EDITIONS = "inspection_files", "inspection_before"
CORRECT, WITHDRAW = "inspection_correct", "inspection_withdraw"
"""The actions of the buttons."""
TEXT_SHOWN = 1200
FINDING_SHOWN = 200


def day_of(words: Words, day: date) -> str:
    """Return a day as a record shows it."""
    return words.plain("inspection-day-of-year", year=str(day.year), month=day.month, day=day.day)


def record(town: Town, words: Words, shown: Shown, head: str | None = None) -> Card:
    """Return a record: its people, day, place and words, and the state of each finding."""
    its = shown.inspection
    findings = [_finding(words, number, one) for number, one in enumerate(shown.findings, start=1)]
    text = lines(
        words("case-drill") if its.drill else None,
        Markup("{}\n").format(Markup(head)) if head else None,
        words("inspection-title", number=its.number, state="withdrawn" if its.withdrawn_at else "kept"),
        words("inspection-leader", name=shown.leader),
        words("inspection-when", day=day_of(words, its.day)),
        words("inspection-where", place=where(words, shown)),
        words("inspection-with", names=along(words, its)) if its.companions else None,
        words("inspection-text", text=wording.shortened(its.text, TEXT_SHOWN)) if its.text else None,
        words("inspection-files", count=shown.files) if shown.files else None,
        *(findings or [words("inspection-no-findings")]),
        words(
            "inspection-entered",
            name=shown.entered_by,
            at=words.time(its.submitted_at, town.zone),
            corrected=its.corrected,
        ),
        words(
            "inspection-withdrawn",
            name=shown.withdrawn_by,
            at=words.time(its.withdrawn_at, town.zone),
            reason=its.withdrawn_for or "",
        )
        if its.withdrawn_at
        else None,
    )
    return Card(text=text, rows=tuple((_case_button(words, one),) for one in shown.findings))


def where(words: Words, shown: Shown) -> str:
    """Return the place, as far as it is known."""
    pin = words.plain("filing-pin") if shown.inspection.latitude is not None else None
    return " · ".join(part for part in (shown.place, pin) if part)


def along(words: Words, inspection: Inspection) -> str:
    """Return the names of the people who came along."""
    return words.plain("list-comma").join(one.name for one in inspection.companions)


def _finding(words: Words, number: int, one: ShownFinding) -> Markup:
    text = wording.shortened(one.finding.text, FINDING_SHOWN) or words.plain("inspection-in-files")
    return words(
        "inspection-finding",
        index=number,
        text=text,
        number=one.case.number,
        unit=one.unit or "no",
        state=name(words, one.case.state),
    )


def _case_button(words: Words, one: ShownFinding) -> Button:
    label = words.plain("inspection-open-case", number=one.case.number)
    return button(f"{cases_card.mark(words, one.case)} {label}", "view", one.case.id)


def counted(town: Town, words: Words, inspection: Inspection, counted: Counted) -> str:
    """Return what became of the duties."""
    return lines(
        outcomes.reopened(town, words, counted.no_more) if counted.no_more else None,
        None if inspection.withdrawn_at else outcomes.of_fact(town, words, inspection.day, counted.of, counted.near),
    )


def told(town: Town, words: Words, shown: Shown, head: Markup, became: Counted | None) -> Card:
    """Return the message to the leader or the author about what somebody else has done."""
    its = shown.inspection
    changed = became is not None and (became.of or became.no_more or became.near)
    text = lines(
        words("case-drill") if its.drill else None,
        head,
        counted(town, words, its, became) if became is not None and changed else None,
    )
    return Card(text=text, rows=((button(words.plain("button-view"), OPEN, its.id),),))


def instructed(town: Town, words: Words, shown: Shown) -> Card:
    """Return the message to the desk about the units that were instructed."""
    told = [
        words("inspection-instructed-line", number=one.case.number, unit=one.unit)
        for one in shown.findings
        if one.unit is not None
    ]
    head = words("notice-inspection-instructed", leader=shown.leader, number=shown.inspection.number, count=len(told))
    drill = words("case-drill") if shown.inspection.drill else None
    row = (button(words.plain("button-view"), OPEN, shown.inspection.id),)
    return Card(text=lines(drill, head, *told), rows=(row,))


def edition(town: Town, words: Words, one: Edition) -> str:
    """Return a former edition: what it said, until when it stood, and who replaced it."""
    said = one.said
    companions = words.plain("list-comma").join(said["companions"])
    return below(
        lines(
            words("inspection-edition", at=words.time(one.until, town.zone), name=one.by),
            words("inspection-when", day=day_of(words, date.fromisoformat(said["day"]))),
            words("inspection-with", names=companions) if companions else None,
            words("inspection-text", text=wording.shortened(said["text"], TEXT_SHOWN)) if said["text"] else None,
        )
    )
