"""Remediation tasks after a reachability test (联络整改): assignee, deadline, and the end, often without a hand.

A person has one open task a reason, however often tests find the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Account, JournalEntry, Message, Person, Post, ReachabilityTest, RemediationTask, RollCallEntry
from models.enums import STATION, Action, OutOfReach, Priority, RemediationOutcome
from services.core import journal
from services.core.act import Act, Actor, Moment
from services.core.database import Upsert
from services.core.engines.prepared import Prepared
from services.core.errors import Stale, existing
from services.core.paging import Listing, page_of
from services.deadlines import deadlines
from services.people import directory
from services.people.access import Subject, require
from services.people.affiliation import Belonging, Places
from services.remediation.assignees import Assignees

KIND, SUBJECT = "remediate", "mend_task"
"""Of a task's deadline."""
BY_HAND = (
    RemediationOutcome.LOGGED_IN,
    RemediationOutcome.SPOKEN_TO,
    RemediationOutcome.NEW_NUMBER,
    RemediationOutcome.LEFT,
)
"""The outcomes that the assignee may state; the rest show by themselves."""
AT_ONCE = 100

_TABLE = cast(sa.Table, RemediationTask.__table__)
_GIVE = Upsert(
    lambda insert: insert(_TABLE).on_conflict_do_nothing(
        index_elements=["person_id", "reason"], index_where=_TABLE.c.closed_at.is_(None)
    )
)


def open_of(person: Any) -> tuple[sa.ColumnElement[bool], ...]:
    """Find the open tasks about a person."""
    return _TABLE.c.person_id == person, _TABLE.c.closed_at.is_(None)


_OPEN_OF = Prepared(sa.select(_TABLE.c.id).where(*open_of(sa.bindparam("person"))))


@dataclass(frozen=True)
class Entry:
    """One open task with its people; a person who has left the roster is None."""

    task: RemediationTask
    person: Actor | None
    belongs: Belonging
    assignee: Actor | None


def subject(task_id: int) -> str:
    """Return the subject of a task's journal."""
    return f"mend:{task_id}"


async def give_out(act: Moment, test: ReachabilityTest, out: Mapping[Actor, OutOfReach]) -> None:
    """Open a task for each person out of reach, where none is open; a failed delivery makes none.

    An assignee of an earlier task who is out of reach now is replaced.
    """
    assignees = await Assignees.load(act.session, without={person.person_id for person in out})
    due = act.now + act.town.settings.roll_call.mend_within
    rows = [
        {
            "test_id": test.id,
            "person_id": person.person_id,
            "reason": reason,
            "assignee_id": assignees.of(person),
            "opened_at": act.now,
            "due_at": due,
        }
        for person, reason in out.items()
        if reason is not OutOfReach.UNSENT
    ]
    if rows:
        await act.session.execute(_GIVE.on(act.session), rows)
    given = await act.session.scalars(sa.select(RemediationTask.id).where(RemediationTask.test_id == test.id))
    begun = [deadlines.Begun(deadlines.About(SUBJECT, one), due) for one in given]
    await deadlines.start_all(act, KIND, begun, priority=Priority.REMINDER)
    lost = [person.person_id for person in out]
    await act.session.execute(
        sa.update(RemediationTask)
        .where(RemediationTask.closed_at.is_(None), RemediationTask.assignee_id.in_(lost))
        .values(assignee_id=None)
    )


def _mine(actor: Actor) -> sa.ColumnElement[bool]:
    """Select the open tasks that an actor sees: the station all, others their own."""
    whose = sa.true() if actor.roles & STATION else RemediationTask.assignee_id == actor.person_id
    return sa.and_(RemediationTask.closed_at.is_(None), whose)


async def count(act: Act) -> tuple[int, int]:
    """Return how many open tasks the actor sees, and how many of them are overdue."""
    row = (
        await act.session.execute(
            sa.select(sa.func.count(), sa.func.count(sa.case((RemediationTask.due_at < act.now, 1)))).where(
                _mine(act.actor)
            )
        )
    ).one()
    return row[0], row[1]


async def listing(session: AsyncSession, actor: Actor, *, page: int = 0) -> Listing[Entry]:
    """Return a page of the open tasks, the first due first. Raises ``Forbidden``."""
    require(actor, Action.REMEDIATE_REACHABILITY)
    order = (RemediationTask.due_at, RemediationTask.id)
    found = await page_of(session, sa.select(RemediationTask).where(_mine(actor)).order_by(*order), page)
    return found.of(await entries(session, found.entries))


async def entries(session: AsyncSession, tasks: Sequence[RemediationTask]) -> list[Entry]:
    """Return the tasks with their people, looked up together."""
    ids = {task.person_id for task in tasks} | {task.assignee_id for task in tasks if task.assignee_id is not None}
    known = {one.person_id: one for one in await directory.by_ids(session, ids)}
    places = await Places.load(session)
    nowhere = Belonging(None, None)
    return [
        Entry(
            task,
            known.get(task.person_id),
            places.of(known[task.person_id]) if task.person_id in known else nowhere,
            known.get(task.assignee_id or 0),
        )
        for task in tasks
    ]


async def opened(session: AsyncSession, actor: Actor, task_id: int, *, lock: bool = False) -> RemediationTask:
    """Return an open task of the actor's. Raises ``Forbidden``, or ``Stale`` once it has ended."""
    query = sa.select(RemediationTask).where(RemediationTask.id == task_id).execution_options(populate_existing=True)
    task: RemediationTask = existing(await session.scalar(query.with_for_update() if lock else query), "mend-gone")
    own = frozenset() if task.assignee_id is None else frozenset({task.assignee_id})
    require(actor, Action.REMEDIATE_REACHABILITY, Subject(own_of=own))
    if task.closed_at is not None:
        raise Stale("mend-closed")
    return task


async def settle(act: Act, task_id: int, how: RemediationOutcome) -> RemediationTask:
    """End a task by somebody's word. Raises ``Stale`` when it has ended already."""
    task = await opened(act.session, act.actor, task_id, lock=True)
    await _close(act.session, [task.id], how, by=act.actor.person_id, now=act.now)
    return task


async def heard(session: AsyncSession, person_id: int, *, now: datetime) -> int:
    """End what is open about somebody who has just answered or pressed something; returns how many tasks."""
    found = [row[0] for row in await _OPEN_OF.rows(session, {"person": person_id})]
    await _close(session, found, RemediationOutcome.REACHED, by=None, now=now)
    return len(found)


async def close_reached(session: AsyncSession, *, now: datetime) -> int:
    """End the tasks that have mended themselves, some at once; returns how many.

    Logged in; the bot unblocked; something done or confirmed since; no longer on the roster.
    """
    done = 0
    for ending, condition in ((RemediationOutcome.LEFT, _LEFT), (RemediationOutcome.REACHED, _REACHED)):
        found = await session.scalars(
            sa.select(RemediationTask.id)
            .where(RemediationTask.closed_at.is_(None), condition)
            .order_by(RemediationTask.id)
            .limit(AT_ONCE)
        )
        ids = list(found)
        await _close(session, ids, ending, by=None, now=now)
        done += len(ids)
    return done


async def any_reached(session: AsyncSession) -> bool:
    """Whether any open task has mended itself; nothing is written."""
    query = sa.select(RemediationTask.id).where(RemediationTask.closed_at.is_(None), sa.or_(_LEFT, _REACHED)).limit(1)
    return await session.scalar(query) is not None


async def _close(
    session: AsyncSession, ids: Sequence[int], how: RemediationOutcome, *, by: int | None, now: datetime
) -> None:
    """End open tasks, each with an entry in its journal; a task that ended meanwhile stays as it is."""
    if not ids:
        return
    closed = await session.scalars(
        sa.update(RemediationTask)
        .where(RemediationTask.id.in_(ids), RemediationTask.closed_at.is_(None))
        .values(closed_at=now, closed_by_id=by, ending=how)
        .returning(RemediationTask.id)
        .execution_options(synchronize_session=False)
    )
    ended = closed.all()
    await deadlines.end(session, (KIND,), SUBJECT, ended, now=now)
    for task_id in ended:
        await journal.append(session, subject(task_id), "mend", now=now, actor_id=by, to_state=how.value)


_ON_ROSTER = sa.exists().where(Person.id == RemediationTask.person_id, Person.active) & sa.exists().where(
    Post.person_id == RemediationTask.person_id, Post.active
)
_LEFT = ~_ON_ROSTER
_REACHABLE = sa.exists().where(Account.person_id == RemediationTask.person_id, Account.reachable)
_BOUND_SINCE = sa.exists().where(
    Account.person_id == RemediationTask.person_id, Account.bound_at > RemediationTask.opened_at
)
_ACTED = sa.or_(
    sa.exists().where(Message.person_id == RemediationTask.person_id, Message.confirmed_at > RemediationTask.opened_at),
    sa.exists().where(JournalEntry.actor_id == RemediationTask.person_id, JournalEntry.at > RemediationTask.opened_at),
    sa.exists().where(
        ReachabilityTest.id == RemediationTask.test_id,
        RollCallEntry.roll_call_id == ReachabilityTest.roll_call_id,
        RollCallEntry.person_id == RemediationTask.person_id,
        RollCallEntry.answer.is_not(None),
    ),
)
_REACHED = sa.and_(
    _REACHABLE,
    sa.or_(
        RemediationTask.reason.in_((OutOfReach.NO_ACCOUNT, OutOfReach.BLOCKED)),
        _BOUND_SINCE,
        _ACTED,
    ),
)
