"""How a problem stands: its unit, its measures, its colour, and how often it counts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Problem, ProblemEntry, ProblemMeasure, Unit
from models.enums import EntryState, ProblemColour, ProblemOrigin, ProblemState
from services.core.act import Actor
from services.people import directory
from services.problems import lifecycle
from services.settings.problems import Problems, Weights
from services.settings.township import Township


@dataclass(frozen=True)
class Standing:
    """A problem with what belongs to it, looked up together for many."""

    problem: Problem
    unit: str
    unit_code: str
    person: Actor | None
    measures: Sequence[ProblemMeasure] = field(default_factory=tuple)
    waiting: int = 0
    """Progress entries that nobody has reviewed."""

    @property
    def done(self) -> int:
        """How many measures are done."""
        return sum(one.done_at is not None for one in self.measures)

    @property
    def next_due_at(self) -> datetime | None:
        """When the next thing is due: the stage, or an open measure that has an earlier day."""
        own = [one.due_at for one in self.measures if one.due_at is not None and one.done_at is None]
        working = self.problem.state is ProblemState.RECTIFYING
        return min([at for at in (self.problem.stage_due_at, *(own if working else ())) if at], default=None)

    def colour(self, rules: Problems, now: datetime) -> ProblemColour | None:
        """Return the colour of its progress; a problem that was dropped has none."""
        problem = self.problem
        if problem.state is ProblemState.DROPPED:
            return None
        if problem.state is ProblemState.CLOSED:
            return ProblemColour.GREEN
        if self.next_due_at is not None and self.next_due_at <= now:
            return ProblemColour.RED
        if problem.state is ProblemState.FINISHED:
            return ProblemColour.BLUE
        begun = problem.started_at if problem.state is ProblemState.RECTIFYING else problem.filed_at
        allowed = problem.due_at - begun
        return ProblemColour.ORANGE if now - begun >= allowed * rules.behind_from else ProblemColour.YELLOW


async def load(session: AsyncSession, problems: Sequence[Problem]) -> list[Standing]:
    """Return how problems stand, in their order."""
    ids = [one.id for one in problems]
    measures: dict[int, list[ProblemMeasure]] = {one: [] for one in ids}
    for one in await session.scalars(
        sa.select(ProblemMeasure)
        .where(ProblemMeasure.problem_id.in_(ids))
        .order_by(ProblemMeasure.wider, ProblemMeasure.id)
        .execution_options(populate_existing=True)
    ):
        measures[one.problem_id].append(one)
    waiting: dict[int, int] = {
        row[0]: row[1]
        for row in await session.execute(
            sa.select(ProblemEntry.problem_id, sa.func.count())
            .where(ProblemEntry.problem_id.in_(ids), ProblemEntry.state == EntryState.WAITING)
            .group_by(ProblemEntry.problem_id)
        )
    }
    units = {
        row.id: (row.name, row.code)
        for row in await session.execute(
            sa.select(Unit.id, Unit.name, Unit.code).where(Unit.id.in_({one.unit_id for one in problems}))
        )
    }
    named = {one.person_id for one in problems if one.person_id is not None}
    people = {one.person_id: one for one in await directory.by_ids(session, named)}
    return [
        Standing(one, *units[one.unit_id], people.get(one.person_id or 0), measures[one.id], waiting.get(one.id, 0))
        for one in problems
    ]


def weight(rules: Weights, problem: Problem) -> float:
    """Return how often a problem counts for its unit; one that was dropped counts nothing."""
    if problem.state is ProblemState.DROPPED:
        return 0
    if problem.concealed:
        return rules.concealed
    return rules.found_by_itself if problem.origin is ProblemOrigin.SELF else rules.other


def line_of(settings: Township, unit_code: str) -> str | None:
    """Return the line that a unit leads, if it is one: its deputy director stands on the ladder."""
    led = [code for code, line in settings.lines.items() if line.lead == unit_code]
    return led[0] if len(led) == 1 else None


def late(now: datetime) -> sa.ColumnElement[bool]:
    """Select problems that are red: their stage, or one of their open measures, should be over."""
    measure = sa.exists().where(
        ProblemMeasure.problem_id == Problem.id,
        Problem.state == ProblemState.RECTIFYING,
        ProblemMeasure.done_at.is_(None),
        ProblemMeasure.due_at <= now,
    )
    return sa.and_(Problem.state.in_(lifecycle.OPEN), sa.or_(Problem.stage_due_at <= now, measure))
