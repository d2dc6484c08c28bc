"""Handing a case to units (交办): lead and co-units with a deadline each, taking back, re-routing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Assignment, Case, Order, Unit
from models.enums import LIVE, Action, CaseState, DeadlineKind, Kind, Part, Severity
from services.assignments import moves as assignments_moves
from services.assignments import pauses
from services.cards.masking import masked_name
from services.cases import deadlines
from services.cases import notices as cases_notices
from services.cases.lifecycle import case_step, load_assignment, load_case, move_case, rolled_up, subject_of
from services.core.act import Act
from services.core.errors import Refused, Stale
from services.core.town import Town
from services.people import directory
from services.people.access import require
from services.triage.triage import check_claim


@dataclass(frozen=True)
class Wanted:
    """One unit to be named, its part, and when its feedback is due (None: by the township's rules)."""

    unit_id: int
    part: Part
    due_at: datetime | None = None
    instructions: str | None = None


async def suggested(session: AsyncSession, town: Town, code: str | None) -> list[Wanted]:
    """Return a line's lead and co-units, as far as the roster has them."""
    line = town.settings.lines.get(code or "")
    if line is None:
        return []
    rows = await session.execute(sa.select(Unit.code, Unit.id).where(Unit.code.in_((line.lead, *line.co)), Unit.active))
    ids = {row.code: row.id for row in rows}
    lead = [Wanted(ids[line.lead], Part.LEAD)] if line.lead in ids else []
    return lead + [Wanted(ids[one], Part.CO) for one in line.co if one in ids]


async def usual_due(
    session: AsyncSession,
    town: Town,
    *,
    kind: Kind,
    severity: Severity,
    order_id: int | None,
    start: datetime,
) -> datetime:
    """Return when feedback is due by the township's rules; an order's own deadline is not passed."""
    due = deadlines.feedback_due(town, kind, severity, start)
    order = await session.get(Order, order_id) if order_id is not None else None
    return min(due, order.due_at) if order is not None and order.due_at > start else due


async def dispatch(
    act: Act,
    case_id: int,
    wanted: Sequence[Wanted],
    *,
    started_at: datetime | None = None,
    replaces: Assignment | None = None,
) -> Case:
    """Hand a judged case to units. Exactly one leads. A unit that holds the case already is refused by name.

    Raises ``Refused`` without units, with two leads, or with a deadline in the past; ``Stale`` when somebody else
    dispatched first.
    """
    case = await load_case(act.session, case_id)
    require(act.actor, Action.DISPATCH, await subject_of(act.session, case))
    case_step(case, Action.DISPATCH)
    await check_claim(act, case)
    if case.line is None:
        raise Refused("error-line-needed", number=case.number)
    if not wanted:
        raise Refused("error-no-unit")
    live = [one for one in case.assignments if one.state in LIVE]
    leads = [one for one in live if one.part is Part.LEAD]
    if len(leads) + sum(one.part is Part.LEAD for one in wanted) != 1:
        if leads and case.state is not CaseState.TRIAGED and not replaces:
            names = await directory.names(act.session, [leads[0].issued_by_id])
            name = masked_name(names.get(leads[0].issued_by_id, ""))
            raise Stale("error-dispatched-already", number=case.number, name=name)
        raise Refused("error-one-lead")
    units = {
        unit.id: unit
        for unit in await act.session.scalars(
            sa.select(Unit).where(Unit.id.in_([w.unit_id for w in wanted]), Unit.active)
        )
    }
    issued = []
    for one in wanted:
        unit = units.get(one.unit_id)
        if unit is None:
            raise Refused("error-unit-gone")
        if one.unit_id in {held.unit_id for held in live}:
            raise Refused("error-unit-has-it", unit=unit.name)
        if one.due_at is not None and one.due_at <= act.now and replaces is None:
            raise Refused("error-due-past")
        start = started_at or act.now
        assignment = Assignment(
            case_id=case.id,
            unit_id=one.unit_id,
            part=one.part,
            instructions=one.instructions,
            issued_at=act.now,
            issued_by_id=act.actor.person_id,
            started_at=start,
            due_at=one.due_at
            or await usual_due(
                act.session, act.town, kind=case.kind, severity=case.severity, order_id=case.order_id, start=start
            ),
            replaces_id=replaces.id if replaces else None,
        )
        case.assignments.append(assignment)
        issued.append(assignment)
    await act.session.flush()
    case.dispatched_at = case.dispatched_at or act.now
    case.due_at = max(one.due_at for one in case.assignments if one.state in LIVE)
    case.claimed_by_id = case.claimed_until = None
    await move_case(
        act,
        case,
        Action.DISPATCH,
        details={"units": [units[one.unit_id].name for one in issued], "assignments": [s.id for s in issued]},
        to=rolled_up(case),
    )
    for assignment in issued:
        await deadlines.start(act, DeadlineKind.ACCEPT, case, assignment=assignment)
        await deadlines.start(
            act,
            DeadlineKind.FEED_BACK,
            case,
            started_at=assignment.started_at,
            due_at=assignment.due_at,
            assignment=assignment,
            replaces=replaces,
        )
        await cases_notices.tell(act, cases_notices.ISSUED, case, assignment=assignment)
    if replaces is None:
        await cases_notices.tell(
            act, cases_notices.DISPATCHED, case, units=tuple(units[one.unit_id].name for one in issued)
        )
    return case


async def withdraw(act: Act, assignment_id: int, *, reason: str) -> Case:
    """Take one assignment back; without any left the case waits to be dispatched again."""
    case, assignment = await load_assignment(act.session, assignment_id)
    require(act.actor, Action.WITHDRAW, await subject_of(act.session, case))
    await assignments_moves.take_back(act, case, assignment, reason=reason)
    await assignments_moves.after_change(act, case)
    return case


async def reroute(act: Act, assignment_id: int, *, unit_id: int, reason: str) -> Case:
    """Give an assignment to another unit. The clock is not reset: the danger has waited just as long.

    A pause ends with the assignment that was paused; the other unit has as much time as was left when it began.
    """
    case, assignment = await load_assignment(act.session, assignment_id)
    require(act.actor, Action.REROUTE, await subject_of(act.session, case))
    due_at = pauses.due_without(act.town, case, assignment, now=act.now)
    await assignments_moves.take_back(act, case, assignment, reason=reason, action=Action.REROUTE)
    return await dispatch(
        act,
        case.id,
        [Wanted(unit_id, assignment.part, due_at, assignment.instructions)],
        started_at=assignment.started_at,
        replaces=assignment,
    )
