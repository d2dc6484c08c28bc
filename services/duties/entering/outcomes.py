"""The words that say for which period a fact has counted, and why it has not."""

from collections.abc import Sequence
from datetime import date, timedelta

from markupsafe import Markup

from models import Duty
from models.enums import DutyState
from services.cards.card import lines
from services.core.town import Town
from services.duties import cards
from services.duties.entering.facts import Fact
from texts import Words

_HALF, _QUARTER = 6, 3


def of_fact(town: Town, words: Words, day: date, counted: Sequence[Duty], near: Sequence[Duty]) -> str:
    """Return a line for each duty that a fact of this day counts for; without any, why it counts for none.

    ``near`` are the duties for which it is meant (``fulfilment.near``).
    """
    if counted:
        return lines(*(_counted(town, words, duty, day) for duty in counted))
    settled = [duty for duty in near if duty.state is not DutyState.OPEN]
    if not settled:
        return words("duty-fact-nowhere")
    return _each(town, words, "duty-fact-not", settled)


def of_entered(town: Town, words: Words, fact: Fact, counted: Sequence[Duty], near: Sequence[Duty]) -> str:
    """Return what came of a fact that was just entered, as ``of_fact`` does."""
    return of_fact(town, words, fact.at.astimezone(town.zone).date(), counted, near)


def reopened(town: Town, words: Words, duties: Sequence[Duty]) -> str:
    """Return a line for each duty for which a fact counts no more."""
    return _each(town, words, "duty-fact-no-more", duties)


def _each(town: Town, words: Words, key: str, duties: Sequence[Duty]) -> str:
    named = ((duty, cards.rule_name(town.settings, words, duty.rule)) for duty in duties)
    return lines(*(words(key, what=what, period=period(words, duty), state=duty.state.value) for duty, what in named))


def _counted(town: Town, words: Words, duty: Duty, day: date) -> Markup:
    due = duty.due_at.astimezone(town.zone).date()
    return words(
        "duty-fact-counts",
        what=cards.rule_name(town.settings, words, duty.rule),
        period=period(words, duty),
        when="early" if day < duty.first else "late" if day > max(due, duty.last) else "in",
        part=f"{duty.done}/{duty.needed}" if duty.needed > 1 else "no",
    )


def period(words: Words, duty: Duty) -> str:
    """Return the name of a duty's period: its year, half-year, quarter or month; else its days."""
    first, last = duty.first, duty.last
    after = last + timedelta(days=1)
    months = (after.year - first.year) * 12 + after.month - first.month
    whole = first.day == after.day == 1 and (first.month - 1) % months == 0 if months else False
    kind = {12: "year", _HALF: "half", _QUARTER: "quarter", 1: "month"}.get(months, "days") if whole else "days"
    if kind == "days" and first == last:
        kind = "day"
    number = {"half": (first.month - 1) // _HALF + 1, "quarter": (first.month - 1) // _QUARTER + 1}
    return words.plain(
        "duty-span",
        kind=kind,
        year=str(first.year),
        number=number.get(kind, first.month),
        first=words.plain("duty-day", month=first.month, day=first.day),
        last=words.plain("duty-day", month=last.month, day=last.day),
    )
