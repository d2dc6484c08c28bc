"""The cards of duties: what is due, the lists, one duty, and the plan of a year."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from markupsafe import Markup

from models import Duty, DutyFact
from models.enums import Colour, DutyState
from services.cards import wording
from services.cards.card import Button, Card, below, button, lines
from services.core.labels import name
from services.core.town import Town
from services.duties.behind import Behind
from services.duties.planning.colours import InForce
from services.settings.duties import Owing
from services.settings.township import Township
from texts import Words

LIST, OPEN, BOARD, RULE, PLAN = "duties", "duty", "duties_board", "duties_rule", "duties_plan"
MISSED = "duties_missed"
EXCUSE, UNEXCUSE, MOVE = "duty_excuse", "duty_unexcuse", "duty_move"
PAUSE, RESUME = "duty_pause", "duty_resume"
"""The actions of the buttons."""
NAMED = 10
"""Duties named in one message; the list has them all."""


def rule_name(settings: Township, words: Words, code: str) -> str:
    """Return a rule's name; of a rule that config has no more, its code."""
    rule = settings.duties.get(code)
    if rule is None:
        return code
    return rule.name.in_language(words.language) if rule.name else words.plain(f"duty-rule-{code}")


def called(duty: Duty, behind: Behind, town: Town) -> str:
    """Return who or what a duty is about."""
    return town.settings.name.in_language(None) if duty.owing == Owing.TOWN.value else behind.name


def list_button(words: Words) -> Button:
    """Return the button that shows the reader's duties in a new message."""
    return button(words.plain("duty-list"), LIST)


def entry_button(town: Town, words: Words, duty: Duty, behind: Behind) -> Button:
    """Return the button that opens a duty, labelled by its rule, and by who or what it is about."""
    what, about = rule_name(town.settings, words, duty.rule), called(duty, behind, town)
    return button(words.plain("duties-entry", what=what, name=about), OPEN, duty.id)


def due(town: Town, words: Words, found: Sequence[tuple[Duty, Behind]], now: datetime) -> Card:
    """Return the reminder of one rule's duties."""
    first = found[0][0]
    late = sum(duty.due_at <= now for duty, _ in found)
    head = words(
        "duty-due",
        what=rule_name(town.settings, words, first.rule),
        count=len(found),
        late=late,
        due=words.time(first.due_at, town.zone),
    )
    told = [line(town, words, duty, behind, now) for duty, behind in found[:NAMED]] if len(found) > 1 else []
    alone = words("duty-alone", name=called(first, found[0][1], town)) if len(found) == 1 else None
    more = words("duty-more", count=len(found) - NAMED) if len(found) > NAMED else None
    rows = ((list_button(words),),) if len(found) > 1 else ((button(words.plain("duty-open"), OPEN, first.id),),)
    return Card(text=lines(head, alone, *told, more), rows=rows)


def line(town: Town, words: Words, duty: Duty, behind: Behind, now: datetime) -> Markup:
    """Return a duty in a line: its mark, who or what, and by when."""
    return words(
        "duties-line",
        mark=mark(words, duty, now),
        name=called(duty, behind, town),
        due=words.time(duty.due_at, town.zone),
        part=_part(duty),
        track="yes" if duty.track else "no",
    )


def missed_line(town: Town, words: Words, duty: Duty, behind: Behind) -> Markup:
    """Return a missed duty in a line: who or what, which rule, which period, and since when it was late."""
    return words(
        "duties-missed-line",
        name=called(duty, behind, town),
        what=rule_name(town.settings, words, duty.rule),
        first=_day(words, duty.first),
        last=_day(words, duty.last) if duty.last != duty.first else "no",
        since=words.time(duty.due_at, town.zone),
        part=_part(duty),
    )


def missed_button(words: Words, month: date) -> Button:
    """Return the button that lists what was missed in a month."""
    return button(words.plain("duties-missed", month=month.month), MISSED, f"{month:%Y%m}")


def mark(words: Words, duty: Duty, now: datetime) -> str:
    """Return the mark of a duty's state; open ones that are late have their own."""
    if duty.paused_until is not None and duty.state is DutyState.OPEN:
        return words.plain("duty-mark-paused")
    late = duty.state is DutyState.OPEN and duty.due_at < now
    return words.plain("duty-mark-late" if late else f"duty-mark-{duty.state.value}")


def in_force(town: Town, words: Words, colour: InForce, villages: Mapping[int, str]) -> Markup:
    """Return a colour in force in a line: for which lines and villages, and since when."""
    return words(
        "colour-in-force",
        mark=colour_mark(words, colour.colour),
        colour=name(words, colour.colour),
        since=words.time(colour.since, town.zone),
        **reach(town, words, colour, villages),
    )


def colour_mark(words: Words, colour: Colour) -> str:
    """Return the square of a colour."""
    return words.plain(f"colour-mark-{colour.value}")


def reach(town: Town, words: Words, colour: InForce, villages: Mapping[int, str]) -> dict[str, Any]:
    """Return the lines and villages of a colour, as arguments of a text."""
    known, there = town.settings.lines, sorted(colour.villages)
    named = tuple(known[one].name.in_language(words.language) if one in known else one for one in sorted(colour.lines))
    return {"lines": named or "all", "villages": tuple(villages.get(one, str(one)) for one in there) or "all"}


def _part(duty: Duty) -> str:
    return f"{duty.done}/{duty.needed}" if duty.needed > 1 else "no"


def one(
    town: Town, words: Words, duty: Duty, behind: Behind, facts: Sequence[DutyFact], now: datetime, by: str | None
) -> Card:
    """Return one duty: what the rule asks, whose it is, its period, and what became of it."""
    why = wording.shortened(duty.reason) or "no"
    text = lines(
        words("case-drill") if town.settings.drill else None,
        words("duties-card", mark=mark(words, duty, now), what=rule_name(town.settings, words, duty.rule)),
        words("duty-who", name=called(duty, behind, town), place=behind.place or "no"),
        words("duty-period", first=_day(words, duty.first), last=_day(words, duty.last)),
        words("duty-track") if duty.track else None,
        words("duty-by", due=words.time(duty.due_at, town.zone), moved="yes" if duty.moved else "no"),
        words("duty-paused", until=words.time(duty.paused_until, town.zone), reason=why) if duty.paused_until else None,
        words("duty-count", done=duty.done, needed=duty.needed) if duty.needed > 1 else None,
        *(words("duty-fact", at=words.time(fact.at, town.zone)) for fact in facts),
        words("duty-state", state=name(words, duty.state), by=by or "no", reason=why)
        if duty.state is not DutyState.OPEN
        else None,
        words("duty-basis", basis=because) if (because := basis(town, words, duty.rule)) else None,
        below(words(f"duty-how-{duty.fact.replace('_', '-')}")) if duty.state is DutyState.OPEN else None,
    )
    return Card(text=text)


def basis(town: Town, words: Words, code: str) -> str:
    """Return the law or paper that asks for a rule; nothing where none is named."""
    rule = town.settings.duties.get(code)
    if rule is None or rule.basis or rule.name:
        return rule.basis if rule else ""
    return words.plain(f"duty-rule-{code}-basis")


def counted(town: Town, words: Words, duty: Duty) -> Markup:
    """Return in a line for which period a fact counted."""
    return words(
        "duty-counted",
        what=rule_name(town.settings, words, duty.rule),
        first=_day(words, duty.first),
        last=_day(words, duty.last),
        part=_part(duty),
    )


def open_again(town: Town, words: Words, duty: Duty) -> Markup:
    """Return in a line which period a withdrawn fact counts for no more, and what becomes of it."""
    return words(
        "duty-open-again",
        what=rule_name(town.settings, words, duty.rule),
        first=_day(words, duty.first),
        last=_day(words, duty.last),
        state=name(words, duty.state),
    )


def _day(words: Words, day: date) -> str:
    return words.plain("duty-day", month=day.month, day=day.day)
