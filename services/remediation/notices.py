"""Telling who is to mend what a reachability test found: once when it is given out, once more when it is overdue."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from models import ReachabilityTest, RemediationTask
from services.cards.card import Card
from services.core.act import Actor, Moment
from services.messaging import messages
from services.messaging.kinds import MessageKind
from services.people import directory
from services.remediation import cards, kinds
from services.remediation import tasks as remediation_tasks
from services.remediation.tasks import Entry

AT_ONCE = 500


async def tell(act: Moment, test: ReachabilityTest) -> int:
    """Tell each who has something new to mend, in one message; returns how many persons.

    What is the station's own stands on the result.
    """
    tasks = await act.session.scalars(
        sa.select(RemediationTask)
        .where(
            RemediationTask.test_id == test.id,
            RemediationTask.assignee_id.is_not(None),
            RemediationTask.closed_at.is_(None),
        )
        .order_by(RemediationTask.id)
    )
    told = _by_assignee(await remediation_tasks.entries(act.session, list(tasks)))
    for assignee, found in told.values():
        card = cards.given(act.town, act.town.words(assignee.language), found)
        await _tell(act, assignee, card, kinds.GIVEN, test.id)
    return len(told)


async def next_overdue(act: Moment) -> datetime | None:
    """Return when a task becomes overdue next."""
    found: datetime | None = await act.session.scalar(
        sa.select(sa.func.min(RemediationTask.due_at)).where(
            RemediationTask.closed_at.is_(None), RemediationTask.reminded_at.is_(None)
        )
    )
    return found


async def remind(act: Moment) -> int:
    """Remind each of what is overdue, once a task, and the station's desk of all of it; returns how many tasks."""
    tasks = list(await act.session.scalars(_overdue(act.now).limit(AT_ONCE).with_for_update(skip_locked=True)))
    if not tasks:
        return 0
    found = await remediation_tasks.entries(act.session, tasks)
    for task in tasks:
        task.reminded_at = act.now
    await act.session.flush()
    for assignee, own in _by_assignee(found).values():
        card = cards.overdue(act.town, act.town.words(assignee.language), own)
        await _tell(act, assignee, card, kinds.OVERDUE, tasks[0].id)
    for person in await directory.station_desk(act.session, now=act.now):
        card = cards.overdue(act.town, act.town.words(person.language), found, station=True)
        await _tell(act, person, card, kinds.OVERDUE, tasks[0].id, "station")
    return len(tasks)


def _overdue(now: datetime) -> sa.Select[RemediationTask]:
    return (
        sa.select(RemediationTask)
        .where(
            RemediationTask.closed_at.is_(None), RemediationTask.due_at <= now, RemediationTask.reminded_at.is_(None)
        )
        .order_by(RemediationTask.id)
    )


def _by_assignee(found: Sequence[Entry]) -> dict[int, tuple[Actor, list[Entry]]]:
    told: dict[int, tuple[Actor, list[Entry]]] = {}
    for entry in found:
        if entry.assignee is not None:
            told.setdefault(entry.assignee.person_id, (entry.assignee, []))[1].append(entry)
    return told


async def _tell(act: Moment, person: Actor, card: Card, kind: MessageKind, *about: int | str) -> None:
    await messages.tell(act, [person], card, kind, about=about, drill=act.town.settings.drill)
