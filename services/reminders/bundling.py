"""Reminders that are not urgent, told together (DOMAIN §5.4): one message a person, the most pressing first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from markupsafe import Markup

from models import Case, Deadline, FiredStep, Reminder
from services.cards import wording
from services.cards.card import Card
from services.cases import card as cases_card
from services.cases import facts
from services.cases.facts import Facts
from services.core.act import Actor, Moment
from services.core.town import Town
from services.deadlines.ladders import Doing, Step
from services.messaging import batching, messages
from services.messaging.batching import SHOWN
from services.people import directory
from services.reminders import kinds, steps
from services.settings import lines
from services.settings.clocks import Rank
from texts import Words

ABOUT = 40
"""Characters of a case's words in a list."""


@dataclass(frozen=True)
class Entry:
    """One deadline that a person is reminded of."""

    deadline: Deadline
    case: Case
    step: Step


async def tell(act: Moment) -> int:
    """Tell some persons what has waited long enough, with all else that waits for them; how many."""
    persons = await batching.ripe(act, Reminder)
    if not persons:
        return 0
    rows = await act.session.execute(
        sa.select(Reminder, Deadline, Case, FiredStep)
        .join(Deadline, Deadline.id == Reminder.deadline_id)
        .join(Case, Case.id == Deadline.case_id)
        .join(FiredStep, FiredStep.id == Reminder.step_id)
        .where(Reminder.told_at.is_(None), Reminder.person_id.in_(persons))
        .options(sa.orm.selectinload(Case.assignments))
        .order_by(Reminder.id)
        .with_for_update(of=Reminder)
    )
    entries: dict[int, dict[int, Entry]] = {}
    told = []
    for reminder, deadline, case, fired in rows:
        told.append(reminder.id)
        if deadline.ended_at is None and not deadline.paused:  # done meanwhile: nothing to say any more
            step = Step(fired.at, Doing(fired.doing), Rank(fired.rank))
            entries.setdefault(reminder.person_id, {})[deadline.id] = Entry(deadline, case, step)
    known: dict[int, Facts] = {}
    for person in await directory.by_ids(act.session, entries):
        ordered = sorted(entries[person.person_id].values(), key=_pressing)
        for number, of_case in list(_by_case(ordered).items())[:SHOWN]:
            if number not in known:
                known[number] = await facts.gather(act, of_case[0].case)
        await _tell(act, person, ordered, known, max(told))
    await act.session.execute(sa.update(Reminder).where(Reminder.id.in_(told)).values(told_at=act.now))
    return len(persons)


def _pressing(entry: Entry) -> tuple[int, datetime, int]:
    return -entry.case.severity.rank, entry.deadline.due_at, entry.deadline.id


async def _tell(act: Moment, person: Actor, ordered: Sequence[Entry], known: Mapping[int, Facts], newest: int) -> None:
    await messages.tell(
        act,
        [person],
        card(act.town, person, ordered, known, act.now),
        kinds.REMINDER,
        about=newest,
        case_id=ordered[0].case.id if len(ordered) == 1 else None,
    )


def card(town: Town, person: Actor, entries: Sequence[Entry], known: Mapping[int, Facts], now: datetime) -> Card:
    """Return the message: the case's own card when it is one, else lines and a button for each, gravest first."""
    words, cases = town.words(person.language), _by_case(entries)
    heads = {number: _heads(town, words, cases[number], known[number], now) for number in list(cases)[:SHOWN]}
    if len(cases) == 1:
        ((number, head),) = heads.items()
        return cases_card.card(town, known[number], person, now, head=head).model_copy(update={"picture": None})
    told = [Markup("{}\n{}").format(head, _about(town, words, known[number])) for number, head in heads.items()]
    numbers = {number: known[number].case.number for number in heads}
    return batching.together(words, "reminder", told, numbers, count=len(cases), between="\n\n")


def _by_case(entries: Sequence[Entry]) -> dict[int, list[Entry]]:
    """Return the entries of each case, the most pressing case first."""
    cases: dict[int, list[Entry]] = {}
    for entry in entries:
        cases.setdefault(entry.case.id, []).append(entry)
    return cases


def _heads(town: Town, words: Words, entries: Sequence[Entry], known: Facts, now: datetime) -> Markup:
    return Markup("\n").join(
        steps.head(town, words, entry.deadline, entry.step, entry.case, known, now) for entry in entries
    )


def _about(town: Town, words: Words, known: Facts) -> Markup:
    """Return what a case is about, short: whoever hears of it from above has never seen its card."""
    case = known.case
    parts = (
        lines.name(town.settings, case.line, words.language) or words.plain("case-no-line"),
        known.village,
        wording.shortened(case.description, ABOUT),
    )
    return words("reminder-about", about=" · ".join(part for part in parts if part))
