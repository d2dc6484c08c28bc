"""Reminders that are not urgent, told together (DOMAIN §5.4): one message a person, the most pressing first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from markupsafe import Markup
from sqlalchemy.ext.asyncio import AsyncSession

from models import Case, Deadline, FiredStep, Reminder
from models.enums import Priority
from services import people, quiet, reminding
from services.access import Actor
from services.cards import Card, button
from services.ladders import Doing, Step
from services.outbox import To, queue
from services.settings_clocks import Rank
from services.town import Town

AT_ONCE = 50
"""Persons told in one transaction."""
SHOWN = 8
"""Entries of one message; the rest is counted."""
LIFETIME = timedelta(days=1)


@dataclass(frozen=True)
class Entry:
    """One deadline that a person is reminded of."""

    deadline: Deadline
    case: Case
    step: Step


async def tell(session: AsyncSession, town: Town, *, now: datetime) -> int:
    """Tell up to ``AT_ONCE`` persons what has waited long enough, with all else that waits for them; how many."""
    waiting = await session.scalars(
        sa.select(Reminder.person_id)
        .where(Reminder.told_at.is_(None), Reminder.not_before <= now)
        .group_by(Reminder.person_id)
        .order_by(sa.func.min(Reminder.id))
        .limit(AT_ONCE)
    )
    persons = list(waiting)
    if not persons:
        return 0
    rows = await session.execute(
        sa.select(Reminder, Deadline, Case, FiredStep)
        .join(Deadline, Deadline.id == Reminder.deadline_id)
        .join(Case, Case.id == Deadline.case_id)
        .join(FiredStep, FiredStep.id == Reminder.step_id)
        .where(Reminder.told_at.is_(None), Reminder.person_id.in_(persons))
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
    for person in await people.by_ids(session, entries):
        await _tell(session, town, person, list(entries[person.person_id].values()), max(told), now)
    await session.execute(sa.update(Reminder).where(Reminder.id.in_(told)).values(told_at=now))
    return len(persons)


async def _tell(
    session: AsyncSession, town: Town, person: Actor, entries: Sequence[Entry], newest: int, now: datetime
) -> None:
    ordered = sorted(entries, key=lambda entry: (-entry.case.severity.rank, entry.deadline.due_at, entry.deadline.id))
    await queue(
        session,
        To(person_id=person.person_id, chat_id=person.chat_id),
        card(town, person, ordered, now),
        event="reminder",
        dedupe=f"reminder:{person.person_id}:{newest}",
        priority=Priority.REMINDER,
        now=now,
        not_before=quiet.until(town, Priority.REMINDER, now),
        lifetime=LIFETIME,
        case_id=ordered[0].case.id if len(ordered) == 1 else None,
    )


def card(town: Town, person: Actor, entries: Sequence[Entry], now: datetime) -> Card:
    """Return the message: a line and a button for each case, the gravest and latest first."""
    words = town.words(person.language)
    lines = [
        reminding.head(town, words, entry.deadline, entry.step, entry.case, None, now) for entry in entries[:SHOWN]
    ]
    more = len(entries) - SHOWN
    if len(entries) > 1:
        lines.insert(0, words("reminder-head", count=len(entries)))
    if more > 0:
        lines.append(words("reminder-more", count=more))
    cases = {entry.case.id: entry.case.number for entry in entries[:SHOWN]}
    rows = tuple((button(words.plain("reminder-open", number=number), "view", key),) for key, number in cases.items())
    return Card(text=Markup("\n\n" if len(lines) < 3 else "\n").join(lines), rows=rows)
