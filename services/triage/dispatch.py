"""Handing a case to units (交办): lead and co-units with a deadline each, taking back, re-routing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Assignment, Case, Order, Unit
from models.enums import Action, CaseState, DeadlineKind, Kind, Part, Severity
from services.assignments import moves as assignments_moves
from services.assignments import pauses
from services.cases import deadlines, notices
from services.cases.lifecycle import assignment_for, case_for, move_case
from services.core.act import Act
from services.core.errors import Refused, Stale
from services.core.town import Town
from services.people import directory
from services.people.access import Subject, require
from services.people.remembered import remembered
from services.triage.triage import check_claim


@dataclass(frozen=True)
class UnitPart:
    """A unit for a case, its part, and when its feedback is due (None: by the township's rules)."""

    unit_id: int
    part: Part
    due_at: datetime | None = None
    instructions: str | None = None


async def suggested(session: AsyncSession, town: Town, code: str | None) -> list[UnitPart]:
    """Return a line's lead and co-units, as far as the roster has them."""
    line = town.settings.lines.get(code or "")
    if line is None:
        return []
    codes = (line.lead, *line.co)

    async def ask() -> dict[str, int]:
        return {unit.code: unit.id for unit in await _active(session, Unit.code.in_(codes))}

    ids = await remembered(session, (suggested, codes), ask)
    lead = [UnitPart(ids[line.lead], Part.LEAD)] if line.lead in ids else []
    return lead + [UnitPart(ids[one], Part.CO) for one in line.co if one in ids]


async def _active(session: AsyncSession, condition: sa.ColumnElement[bool]) -> list[Unit]:
    return list(await session.scalars(sa.select(Unit).where(condition, Unit.active)))


async def usual_due(
    session: AsyncSession, town: Town, *, kind: Kind, severity: Severity, order_id: int | None, start: datetime
) -> datetime:
    """Return when feedback is due by the township's rules; an order's own deadline is not passed."""
    due = deadlines.usual_due(town, DeadlineKind.FEED_BACK, kind, severity, start)
    order = await session.get(Order, order_id) if order_id is not None else None
    return min(due, order.due_at) if order is not None and order.due_at > start else due


async def dispatch(act: Act, case_id: int, wanted: Sequence[UnitPart], *, replaces: Assignment | None = None) -> Case:
    """Hand a judged case to units. Exactly one leads. A unit that holds the case already is refused by name.

    Raises ``Refused`` without units, with two leads, or with a deadline in the past; ``Stale`` when somebody else
    dispatched first.
    """
    case = await case_for(act.session, act.actor, case_id, Action.DISPATCH)
    await check_claim(act, case)
    if case.line is None:
        raise Refused("error-line-needed", number=case.number)
    if not wanted:
        raise Refused("error-no-unit")
    leads = [one for one in case.live if one.part is Part.LEAD]
    if len(leads) + sum(one.part is Part.LEAD for one in wanted) != 1:
        if leads and case.state is not CaseState.TRIAGED and not replaces:
            names = await directory.names(act.session, [leads[0].issued_by_id])
            name = names.get(leads[0].issued_by_id, "")
            raise Stale("error-dispatched-already", number=case.number, name=name)
        raise Refused("error-one-lead")
    return await _hand_over(act, case, wanted, replaces)


async def instruct(act: Act, case: Case, wanted: UnitPart) -> Case:
    """Hand a new case to the unit that an instruction of an inspection names; nobody needs to judge it first.

    Raises ``Forbidden``; ``Refused`` without a line, for a unit that is gone, or with a deadline in the past.
    """
    require(act.actor, Action.INSTRUCT, Subject(unit_ids=frozenset({wanted.unit_id})))
    if case.line is None:
        raise Refused("error-line-needed", number=case.number)
    case.triaged_at = act.now
    await move_case(act, case, Action.TRIAGE)
    return await _hand_over(act, case, [wanted], None)


async def _hand_over(act: Act, case: Case, wanted: Sequence[UnitPart], replaces: Assignment | None) -> Case:
    issued = await _issue(act, case, wanted, replaces)
    case.dispatched_at = case.dispatched_at or act.now
    case.due_at = max(one.due_at for one in case.live)
    case.claimed_by_id = case.claimed_until = None
    units = tuple(issued.values())
    details = {"units": list(units), "assignments": [one.id for one in issued]}
    await move_case(act, case, Action.DISPATCH, details=details)
    for assignment in issued:
        await deadlines.start(act, DeadlineKind.ACCEPT, case, assignment=assignment)
        started_at = assignment.started_at
        await deadlines.start(
            act, DeadlineKind.FEED_BACK, case, started_at=started_at, assignment=assignment, replaces=replaces
        )
        await notices.tell(act, notices.ISSUED, case, assignment=assignment)
    if replaces is None:
        await notices.tell(act, notices.DISPATCHED, case, units=units)
    return case


async def _issue(
    act: Act, case: Case, wanted: Sequence[UnitPart], replaces: Assignment | None
) -> dict[Assignment, str]:
    """Return the new assignments with the names of their units; a re-routed one inherits its clock."""
    units = {unit.id: unit for unit in await _active(act.session, Unit.id.in_([one.unit_id for one in wanted]))}
    holders = {one.unit_id for one in case.live}
    start = replaces.started_at if replaces else act.now
    usual = await usual_due(
        act.session, act.town, kind=case.kind, severity=case.severity, order_id=case.order_id, start=start
    )
    issued = {}
    for one in wanted:
        unit = units.get(one.unit_id)
        if unit is None:
            raise Refused("error-unit-gone")
        if unit.id in holders:
            raise Refused("error-unit-has-it", unit=unit.name)
        if one.due_at is not None and one.due_at <= act.now and replaces is None:
            raise Refused("error-due-past")
        assignment = Assignment(
            case_id=case.id,
            unit_id=unit.id,
            part=one.part,
            instructions=one.instructions,
            issued_at=act.now,
            issued_by_id=act.actor.person_id,
            started_at=start,
            due_at=one.due_at or usual,
            replaces_id=replaces.id if replaces else None,
        )
        case.assignments.append(assignment)
        issued[assignment] = unit.name
    await act.session.flush()
    return issued


async def withdraw(act: Act, assignment_id: int, *, reason: str) -> Case:
    """Take one assignment back; without any left the case waits to be dispatched again."""
    case, assignment = await assignment_for(act.session, act.actor, assignment_id, Action.WITHDRAW)
    await assignments_moves.take_back(act, case, assignment, reason=reason)
    await assignments_moves.after_change(act, case)
    return case


async def reroute(act: Act, assignment_id: int, *, unit_id: int, reason: str) -> Case:
    """Give an assignment to another unit. The clock is not reset: the danger has waited just as long.

    A pause ends with the assignment that was paused; the other unit has as much time as was left when it began.
    """
    case, assignment = await assignment_for(act.session, act.actor, assignment_id, Action.REROUTE)
    due_at = pauses.due_without(act.town, case, assignment, now=act.now)
    await assignments_moves.take_back(act, case, assignment, reason=reason, action=Action.REROUTE)
    wanted = UnitPart(unit_id, assignment.part, due_at, assignment.instructions)
    return await dispatch(act, case.id, [wanted], replaces=assignment)
