"""A reachability test in figures: who answered, and who is out of reach and why, by what its end wrote down."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import ReachabilityTest, RemediationTask, RollCallEntry
from models.enums import OutOfReach
from services.core.act import Actor
from services.people import directory
from services.people.affiliation import Belonging, Places

_RANK = {reason: at for at, reason in enumerate(OutOfReach)}


@dataclass(frozen=True)
class Out:
    """A person that a test did not reach."""

    person: Actor
    reason: OutOfReach
    belongs: Belonging


@dataclass(frozen=True)
class Result:
    """A test in figures."""

    test: ReachabilityTest
    asked: int
    answered: int
    """In time."""
    late: int
    """After the end."""
    reasons: Mapping[OutOfReach, int]
    """How many are out of reach why; before the end: nobody."""
    open: int
    """Tasks to mend what this test or an earlier one found, of its people, that are open."""

    @property
    def out(self) -> int:
        """How many are out of reach."""
        return sum(self.reasons.values())


async def of(session: AsyncSession, test: ReachabilityTest) -> Result:
    """Return a test's figures as they are now."""
    ended = test.ended_at is not None
    rows = await session.execute(
        sa.select(RollCallEntry.answer.is_not(None), RollCallEntry.unreached, sa.func.count())
        .where(RollCallEntry.roll_call_id == test.roll_call_id)
        .group_by(RollCallEntry.answer.is_not(None), RollCallEntry.unreached)
    )
    reasons: Counter[OutOfReach] = Counter()
    asked = answered = late = 0
    for said, unreached, count in rows:
        asked += count
        if said and ended and unreached is not None:
            late += count
        elif said:
            answered += count
        elif ended and unreached is not None:
            reasons[OutOfReach(unreached)] += count
    still = await session.scalar(
        sa.select(sa.func.count(RemediationTask.id)).where(
            RemediationTask.closed_at.is_(None),
            RemediationTask.person_id.in_(
                sa.select(RollCallEntry.person_id).where(RollCallEntry.roll_call_id == test.roll_call_id)
            ),
        )
    )
    return Result(test, asked, answered, late, reasons, still or 0)


async def out_of_reach(session: AsyncSession, test: ReachabilityTest) -> list[Out]:
    """Return the people that an ended test did not reach and who are still silent: gravest first, then by place."""
    rows = await session.execute(
        sa.select(RollCallEntry.person_id, RollCallEntry.unreached).where(
            RollCallEntry.roll_call_id == test.roll_call_id,
            RollCallEntry.answer.is_(None),
            RollCallEntry.unreached.is_not(None),
        )
    )
    why = {row.person_id: OutOfReach(row.unreached) for row in rows} if test.ended_at is not None else {}
    places = await Places.load(session)
    found = [Out(one, why[one.person_id], places.of(one)) for one in await directory.by_ids(session, why)]
    return sorted(found, key=lambda one: (_RANK[one.reason], one.belongs.place or "", one.person.person_id))
