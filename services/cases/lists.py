"""Lists of cases: the station's queue, a unit's tasks, an officer's own; gravest and oldest first, by pages."""

from dataclasses import dataclass
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
    """Choices of the station's queue."""

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
    """Choices of a unit's list."""

    TODO = "todo"  # to accept, to handle, returned
    TO_ACCEPT = "to_accept"
    WORKING = "working"
    REPORTED = "reported"  # fed back, waits for verification
    ENDED = "ended"


class OwnFilter(StrEnum):
    """Choices of an officer's list."""

    OPEN = "open"
    ENDED = "ended"
    FOLLOWED = "followed"


@dataclass(frozen=True)
class ListedCase:
    """One line of a list."""

    case: Case
    village: str | None
    overdue: bool
    assignment: Assignment | None = None


_S, _A = CaseState, AssignmentState
_NOW = sa.bindparam("now", type_=Deadline.due_at.type)
_IS_OPEN = Case.state.in_(OPEN)
_LATE = sa.exists().where(Deadline.case_id == Case.id, Deadline.ended_at.is_(None), Deadline.due_at < _NOW)
"""Whether any step is late: judging, accepting, feeding back, verifying, answering."""
_EXTENSION_WAITS = sa.exists().where(
    Assignment.case_id == Case.id, Assignment.state.in_(LIVE), Assignment.extension_until.is_not(None)
)
QUEUE: dict[Filter, sa.ColumnElement[bool]] = {
    Filter.TODO: sa.or_(
        Case.state.in_((_S.SUBMITTED, _S.TRIAGED, _S.FEEDBACK, _S.VERIFIED)), sa.and_(_IS_OPEN, _EXTENSION_WAITS)
    ),
    Filter.TRIAGE: Case.state == _S.SUBMITTED,
    Filter.DISPATCH: Case.state == _S.TRIAGED,
    Filter.AT_UNITS: Case.state.in_((_S.DISPATCHED, _S.HANDLING)),
    Filter.VERIFY: Case.state == _S.FEEDBACK,
    Filter.CLOSE: Case.state == _S.VERIFIED,
    Filter.OVERDUE: sa.and_(_IS_OPEN, _LATE),
    Filter.INCIDENTS: sa.and_(_IS_OPEN, Case.kind == Kind.INCIDENT),
    Filter.ENDED: Case.state.not_in(OPEN),
}
TASK_STATES: dict[TaskFilter, tuple[AssignmentState, ...]] = {
    TaskFilter.TODO: (_A.ISSUED, _A.ACCEPTED, _A.RETURNED, _A.PAUSED),
    TaskFilter.TO_ACCEPT: (_A.ISSUED,),
    TaskFilter.WORKING: (_A.ACCEPTED, _A.RETURNED, _A.PAUSED),
    TaskFilter.REPORTED: (_A.FED_BACK,),
    TaskFilter.ENDED: (_A.VERIFIED, _A.DECLINED, _A.WITHDRAWN),
}
_TASK_LATE = sa.and_(Assignment.state.in_(TASK_STATES[TaskFilter.TODO]), Assignment.due_at < _NOW)
_CASES = sa.select(Case, Village.name, _LATE).outerjoin(Village, Village.id == Case.village_id)
_TASKS = (
    sa.select(Case, Village.name, _TASK_LATE, Assignment)
    .join(Assignment, Assignment.case_id == Case.id)
    .outerjoin(Village, Village.id == Case.village_id)
)
_GRAVEST = (*GRAVITY, Case.submitted_at, Case.id)
"""Among the equally grave, the oldest first."""
_URGENT = (Case.life_danger.desc(), (Case.kind == Kind.INCIDENT).desc(), Assignment.due_at, Assignment.id)


async def station(act: Act, kind: Filter, *, page: int = 0, line: str | None = None) -> Listing[ListedCase]:
    """Return a page of the station's queue. A deputy director sees the lines of the post only."""
    require(act.actor, Action.SEE_QUEUE)
    order = (Case.id.desc(),) if kind is Filter.ENDED else _GRAVEST
    return await _page(act, _CASES.where(QUEUE[kind], _seen(act.actor, line)), order, page)


def _seen(actor: Actor, line: str | None) -> sa.ColumnElement[bool]:
    """Find the cases of a line, or of all; a deputy director without another post sees those of the post's lines."""
    chosen = Case.line == line if line is not None else sa.true()
    lines = {post.line for post in actor.posts if post.role is Role.DEPUTY_DIRECTOR}
    others = {post.role for post in actor.posts} - {Role.DEPUTY_DIRECTOR}
    limited = lines and None not in lines and not others & set(TABLE[Action.SEE_QUEUE])
    return sa.and_(chosen, Case.line.in_(lines)) if limited else chosen


async def counts(act: Act, *, line: str | None = None) -> dict[Filter, int]:
    """Return how many cases each filter holds, for the buttons of the queue."""
    require(act.actor, Action.SEE_QUEUE)
    kinds = [kind for kind in Filter if kind is not Filter.ENDED]
    columns = [sa.func.count(sa.case((QUEUE[kind], 1))) for kind in kinds]
    query = sa.select(*columns).select_from(Case).where(_IS_OPEN, _seen(act.actor, line))
    return dict(zip(kinds, (await act.session.execute(query, {"now": act.now})).one(), strict=True))


async def task_counts(session: AsyncSession, actor: Actor) -> dict[TaskFilter, int]:
    """Return how many assignments each filter of the actor's units holds, without those that have ended."""
    require(actor, Action.SEE_TASKS)
    rows = await session.execute(
        sa.select(Assignment.state, sa.func.count())
        .where(Assignment.unit_id.in_(actor.unit_ids), Assignment.state.in_(LIVE))
        .group_by(Assignment.state)
    )
    held: dict[AssignmentState, int] = {row[0]: row[1] for row in rows}
    kinds = [kind for kind in TaskFilter if kind is not TaskFilter.ENDED]
    return {kind: sum(held.get(state, 0) for state in TASK_STATES[kind]) for kind in kinds}


async def tasks(act: Act, kind: TaskFilter, *, page: int = 0) -> Listing[ListedCase]:
    """Return a page of the work of the actor's units, most urgent deadline first."""
    require(act.actor, Action.SEE_TASKS)
    order = (Assignment.id.desc(),) if kind is TaskFilter.ENDED else _URGENT
    mine, state = Assignment.unit_id.in_(act.actor.unit_ids), Assignment.state.in_(TASK_STATES[kind])
    return await _page(act, _TASKS.where(mine, state), order, page)


async def of_person(act: Act, kind: OwnFilter, *, page: int = 0) -> Listing[ListedCase]:
    """Return a page of the cases that the actor filed or follows, newest first."""
    require(act.actor, Action.FILE)
    followed = sa.select(Follower.case_id).where(Follower.person_id == act.actor.person_id)
    filed = Case.reporter_id == act.actor.person_id
    where = {
        OwnFilter.OPEN: sa.and_(filed, _IS_OPEN),
        OwnFilter.ENDED: sa.and_(filed, ~_IS_OPEN),
        OwnFilter.FOLLOWED: Case.id.in_(followed),
    }
    return await _page(act, _CASES.where(where[kind]), (Case.id.desc(),), page)


async def _page(act: Act, rows: sa.Select[*tuple[Any, ...]], order: tuple[Any, ...], page: int) -> Listing[ListedCase]:
    given = {"now": act.now}
    total = await act.session.scalar(rows.with_only_columns(sa.func.count(), maintain_column_froms=True), given)
    found = await act.session.execute(rows.order_by(*order).offset(page * PAGE).limit(PAGE), given)
    return Listing([ListedCase(*row) for row in found], page, int(total or 0))
