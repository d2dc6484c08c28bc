"""The times of a drill, measured from the real records: sent, first answer, squads there, case dispatched."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import sqlalchemy as sa

from models import Assignment, Broadcast, Case, DrillInject, Mobilisation, Response, RollCallEntry
from models.enums import InjectKind
from services.core.act import Moment
from services.drills.facts import Facts


@dataclass(frozen=True)
class Reached:
    """A point that was reached after an inject: a text key, and when."""

    key: str
    at: datetime


@dataclass(frozen=True)
class Measured:
    """An inject with what came of it."""

    inject: DrillInject
    late: timedelta
    """Behind the script."""
    asked: int = 0
    answered: int = 0
    reached: tuple[Reached, ...] = field(default=())

    @property
    def first(self) -> datetime | None:
        """When somebody first answered or acted."""
        return min((one.at for one in self.reached), default=None)


async def measure(act: Moment, facts: Facts) -> list[Measured]:
    """Return the injects that were sent, each with what came of it."""
    return [await _measured(act, facts, one) for one in facts.injects if one.sent_at is not None]


async def _measured(act: Moment, facts: Facts, one: DrillInject) -> Measured:
    sent_at = one.sent_at or act.now
    late = max(sent_at - (one.planned_at or sent_at), timedelta())
    if one.case_id is not None:
        return Measured(one, late, reached=await _of_case(act, one.case_id))
    if one.mobilisation_id is not None:
        called = await act.session.get_one(Mobilisation, one.mobilisation_id)
        asked, answers = await _of_roll_call(act, called.roll_call_id)
        there = await act.session.scalars(
            sa.select(Response.arrived_at).where(
                Response.mobilisation_id == called.id, Response.arrived_at.is_not(None)
            )
        )
        return Measured(one, late, asked, len(answers), (*_first("answer", answers), *_span("arrived", there.all())))
    if one.broadcast_id is not None:
        sent = await act.session.get_one(Broadcast, one.broadcast_id)
        asked, answers = await _of_roll_call(act, sent.roll_call_id)
        return Measured(one, late, asked, len(answers), tuple(_span("answer", answers)))
    if one.kind is InjectKind.TEXT or one.told:
        over = facts.drill.ended_at or act.now  # an answer of another day is none of the drill's
        answers = [answer.at for answer in facts.answers[one.id] if answer.at <= over]
        return Measured(one, late, len(one.told), len(answers), tuple(_span("answer", answers)))
    return Measured(one, late)


async def _of_roll_call(act: Moment, roll_call_id: int | None) -> tuple[int, list[datetime]]:
    rows = await act.session.scalars(
        sa.select(RollCallEntry.answered_at).where(RollCallEntry.roll_call_id == roll_call_id)
    )
    found = rows.all()
    return len(found), [at for at in found if at is not None]


async def _of_case(act: Moment, case_id: int) -> tuple[Reached, ...]:
    case = await act.session.get_one(Case, case_id)
    row = (
        await act.session.execute(
            sa.select(sa.func.min(Assignment.accepted_at), sa.func.min(Assignment.fed_back_at)).where(
                Assignment.case_id == case_id
            )
        )
    ).one()
    points = {
        "drill-reached-triaged": case.triaged_at,
        "drill-reached-dispatched": case.dispatched_at,
        "drill-reached-accepted": row[0],
        "drill-reached-fed-back": row[1],
        "drill-reached-verified": case.verified_at,
        "drill-reached-closed": case.closed_at,
    }
    return tuple(Reached(key, at) for key, at in points.items() if at is not None)


def _first(what: str, times: Iterable[datetime]) -> list[Reached]:
    found = min(times, default=None)
    return [Reached(f"drill-reached-first-{what}", found)] if found is not None else []


def _span(what: str, times: Sequence[datetime | None]) -> list[Reached]:
    known = [at for at in times if at is not None]
    last = [Reached(f"drill-reached-last-{what}", max(known))] if len(known) > 1 else []
    return [*_first(what, known), *last]
