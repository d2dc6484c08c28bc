"""Lists of cases: the station's queue, a unit's tasks, an officer's own; gravest and oldest first, by pages."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Assignment, Case, Deadline, Follower, Village
from models.enums import LIVE, OPEN, Action, AssignmentState, CaseState, Kind, Role
from services.core.act import Act, Actor
from services.core.paging import PAGE, Listing
from services.deadlines.owed import GRAVITY
from services.people.access import require
from services.people.rights import TABLE


class Filter(StrEnum):
    """What the station's queue shows."""

    TODO = "todo"  # something is for the station to do: triage, dispatch, verify, close, extension
    TRIAGE = "triage"
    DISPATCH = "dispatch"
    AT_UNITS = "at_units"
    VERIFY = "verify"
    CLOSE = "close"
    OVERDUE = "overdue"
    INCIDENTS = "incidents"
    ENDED = "ended"


class TaskFilter(StrEnum):
    """What a unit's list shows."""

    TODO = "todo"  # to accept, to handle, returned
    TO_ACCEPT = "to_accept"
    WORKING = "working"
    REPORTED = "reported"  # fed back, waits for verification
    ENDED = "ended"


class OwnFilter(StrEnum):
    """What an officer's list shows."""

    OPEN = "open"
    ENDED = "ended"
    FOLLOWED = "followed"


@dataclass(frozen=True)
class Entry:
    """One line of a list."""

    case: Case
    village: str | None
    assignment: Assignment | None = None
    overdue: bool = False


ORDER = (*GRAVITY, Case.submitted_at, Case.id)
"""Among the equally grave, the oldest first."""


def _extension_waits() -> sa.ColumnElement[bool]:
    return sa.exists().where(
        Assignment.case_id == Case.id, Assignment.state.in_(LIVE), Assignment.extension_until.is_not(None)
    )


def _overdue(now: datetime) -> sa.ColumnElement[bool]:
    """Whether any step is late: judging, accepting, feeding back, verifying, answering."""
    return sa.exists().where(Deadline.case_id == Case.id, Deadline.ended_at.is_(None), Deadline.due_at < now)


def _station_filter(kind: Filter, now: datetime) -> sa.ColumnElement[bool]:
    match kind:
        case Filter.TODO:
            own = (CaseState.SUBMITTED, CaseState.TRIAGED, CaseState.FEEDBACK, CaseState.VERIFIED)
            return sa.or_(Case.state.in_(own), sa.and_(Case.state.in_(OPEN), _extension_waits()))
        case Filter.TRIAGE:
            return Case.state == CaseState.SUBMITTED
        case Filter.DISPATCH:
            return Case.state == CaseState.TRIAGED
        case Filter.AT_UNITS:
            return Case.state.in_((CaseState.DISPATCHED, CaseState.HANDLING))
        case Filter.VERIFY:
            return Case.state == CaseState.FEEDBACK
        case Filter.CLOSE:
            return Case.state == CaseState.VERIFIED
        case Filter.OVERDUE:
            return sa.and_(Case.state.in_(OPEN), _overdue(now))
        case Filter.INCIDENTS:
            return sa.and_(Case.state.in_(OPEN), Case.kind == Kind.INCIDENT)
        case Filter.ENDED:
            return Case.state.not_in(OPEN)


async def station(act: Act, kind: Filter, *, page: int = 0, line: str | None = None) -> Listing[Entry]:
    """Return a page of the station's queue. A deputy director sees the own lines only."""
    require(act.actor, Action.SEE_QUEUE)
    conditions = [_station_filter(kind, act.now)]
    if line is not None:
        conditions.append(Case.line == line)
    conditions.append(_own_lines(act.actor))
    newest_first = (Case.id.desc(),) if kind is Filter.ENDED else ORDER
    return await _listing(act.session, sa.and_(*conditions), newest_first, page, act.now)


def _own_lines(actor: Actor) -> sa.ColumnElement[bool]:
    """What a deputy director without another post sees: the cases of the own lines."""
    lines = {post.line for post in actor.posts if post.role is Role.DEPUTY_DIRECTOR}
    others = {post.role for post in actor.posts} - {Role.DEPUTY_DIRECTOR}
    if lines and None not in lines and not others & set(TABLE[Action.SEE_QUEUE]):
        return Case.line.in_(lines)
    return sa.true()


async def counts(act: Act, *, line: str | None = None) -> dict[Filter, int]:
    """Return how many cases each filter holds, for the buttons of the queue."""
    require(act.actor, Action.SEE_QUEUE)
    kinds = [kind for kind in Filter if kind is not Filter.ENDED]
    columns = [sa.func.count(sa.case((_station_filter(kind, act.now), 1))) for kind in kinds]
    where = [Case.state.in_(OPEN), _own_lines(act.actor)]
    if line is not None:
        where.append(Case.line == line)
    row = (await act.session.execute(sa.select(*columns).select_from(Case).where(*where))).one()
    return dict(zip(kinds, row, strict=True))


TASK_STATES: dict[TaskFilter, tuple[AssignmentState, ...]] = {
    TaskFilter.TODO: (
        AssignmentState.ISSUED,
        AssignmentState.ACCEPTED,
        AssignmentState.RETURNED,
        AssignmentState.PAUSED,
    ),
    TaskFilter.TO_ACCEPT: (AssignmentState.ISSUED,),
    TaskFilter.WORKING: (AssignmentState.ACCEPTED, AssignmentState.RETURNED, AssignmentState.PAUSED),
    TaskFilter.REPORTED: (AssignmentState.FED_BACK,),
    TaskFilter.ENDED: (AssignmentState.VERIFIED, AssignmentState.DECLINED, AssignmentState.WITHDRAWN),
}


async def task_counts(session: AsyncSession, actor: Actor) -> dict[TaskFilter, int]:
    """Return how many assignments each filter of the actor's units holds, without what has ended."""
    require(actor, Action.SEE_TASKS)
    rows = await session.execute(
        sa.select(Assignment.state, sa.func.count())
        .where(Assignment.unit_id.in_(actor.unit_ids), Assignment.state.in_(LIVE))
        .group_by(Assignment.state)
    )
    held: dict[AssignmentState, int] = {row[0]: row[1] for row in rows}
    return {
        kind: sum(held.get(state, 0) for state in states)
        for kind, states in TASK_STATES.items()
        if kind is not TaskFilter.ENDED
    }


async def tasks(act: Act, kind: TaskFilter, *, page: int = 0) -> Listing[Entry]:
    """Return a page of what the actor's units have to do, most urgent deadline first."""
    require(act.actor, Action.SEE_TASKS)
    where = sa.and_(Assignment.unit_id.in_(act.actor.unit_ids), Assignment.state.in_(TASK_STATES[kind]))
    total = await act.session.scalar(sa.select(sa.func.count(Assignment.id)).where(where))
    order = (
        (Assignment.id.desc(),)
        if kind is TaskFilter.ENDED
        else (
            Case.life_danger.desc(),
            (Case.kind == Kind.INCIDENT).desc(),
            Assignment.due_at,
            Assignment.id,
        )
    )
    rows = await act.session.execute(
        sa.select(Case, Village.name, Assignment)
        .join(Assignment, Assignment.case_id == Case.id)
        .outerjoin(Village, Village.id == Case.village_id)
        .where(where)
        .order_by(*order)
        .offset(page * PAGE)
        .limit(PAGE)
    )
    live = [state for state in LIVE if state is not AssignmentState.FED_BACK]
    return Listing(
        [
            Entry(case, village, assignment, assignment.state in live and assignment.due_at < act.now)
            for case, village, assignment in rows
        ],
        page,
        int(total or 0),
    )


async def own(act: Act, kind: OwnFilter, *, page: int = 0) -> Listing[Entry]:
    """Return a page of what the actor filed or follows, newest first."""
    require(act.actor, Action.FILE)
    if kind is OwnFilter.FOLLOWED:
        followed = sa.select(Follower.case_id).where(Follower.person_id == act.actor.person_id)
        where: sa.ColumnElement[bool] = Case.id.in_(followed)
    else:
        state = Case.state.in_(OPEN) if kind is OwnFilter.OPEN else Case.state.not_in(OPEN)
        where = sa.and_(Case.reporter_id == act.actor.person_id, state)
    return await _listing(act.session, where, (Case.id.desc(),), page, act.now)


async def _listing(
    session: AsyncSession,
    where: sa.ColumnElement[bool],
    order: tuple[Any, ...],
    page: int,
    now: datetime,
) -> Listing[Entry]:
    total = await session.scalar(sa.select(sa.func.count(Case.id)).where(where))
    rows = await session.execute(
        sa.select(Case, Village.name, _overdue(now))
        .outerjoin(Village, Village.id == Case.village_id)
        .where(where)
        .order_by(*order)
        .offset(page * PAGE)
        .limit(PAGE)
    )
    return Listing([Entry(case, village, None, bool(late)) for case, village, late in rows], page, int(total or 0))
