"""Lists of cases: a unit's tasks, an officer's own; by pages."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Assignment, Case, Deadline, Follower, Village
from models.cases import ENDED_ROWS
from models.enums import LIVE, OPEN, Action, AssignmentState, Kind
from services.core.act import Act, Actor
from services.core.paging import PAGE, Listing
from services.people.access import require

TASKS = 10
"""A unit's tasks on one page."""


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


_A = AssignmentState
_NOW = sa.bindparam("now", type_=Deadline.due_at.type)
_IS_OPEN = Case.state.in_(OPEN)
_LATE = sa.exists().where(Deadline.case_id == Case.id, Deadline.ended_at.is_(None), Deadline.due_at < _NOW)
"""Whether any step is late: judging, accepting, feeding back, verifying, answering."""
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
    """Return a page of the work of the actor's units, danger to life and incidents first.

    Then comes what no colleague has accepted, the most urgent deadline first.
    """
    require(act.actor, Action.SEE_TASKS)
    colleagues = sa.func.coalesce(Assignment.accepted_by_id != act.actor.person_id, sa.false())
    urgent = (Case.life_danger.desc(), (Case.kind == Kind.INCIDENT).desc(), colleagues, Assignment.due_at)
    order = (Assignment.id.desc(),) if kind is TaskFilter.ENDED else (*urgent, Assignment.id)
    state = sa.text(ENDED_ROWS) if kind is TaskFilter.ENDED else Assignment.state.in_(TASK_STATES[kind])
    those = (Assignment.unit_id.in_(act.actor.unit_ids), state)
    return await _page(act, _TASKS, Assignment, those, order, page, TASKS)


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
    return await _page(act, _CASES, Case, (where[kind],), (Case.id.desc(),), page)


async def _page(
    act: Act,
    rows: sa.Select[*tuple[Any, ...]],
    of: type[Case | Assignment],
    those: tuple[sa.ColumnElement[bool] | sa.TextClause, ...],
    order: tuple[Any, ...],
    page: int,
    size: int = PAGE,
) -> Listing[ListedCase]:
    """Return a page of ``rows``; those are counted in their own table, without what is joined to them."""
    total = await act.session.scalar(sa.select(sa.func.count()).select_from(of).where(*those))
    found = await act.session.execute(
        rows.where(*those).order_by(*order).offset(page * size).limit(size), {"now": act.now}
    )
    return Listing([ListedCase(*row) for row in found], page, int(total or 0), size)
