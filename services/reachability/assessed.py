"""Reachability tests in the assessment: the share of a village's people that an alarm would reach."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction

import sqlalchemy as sa

from models import Post, ReachabilityTest, RollCallEntry, Squad
from models.enums import OutOfReach
from services.assessment import measures
from services.assessment.measures import Asked, Measure, Occasion
from services.core.act import Moment
from services.reachability import cards


async def reachability(act: Moment, asked: Asked) -> Sequence[Occasion]:
    """Count the tests that ended in these days, one outcome for each village.

    A question that could not be sent is nobody's fault. No person is named: the test's own list has them.
    """
    village_id = sa.func.coalesce(Post.village_id, Squad.village_id)
    rows = await act.session.execute(
        sa.select(
            ReachabilityTest.id,
            ReachabilityTest.number,
            ReachabilityTest.ended_at,
            village_id.label("village_id"),
            RollCallEntry.person_id,
            RollCallEntry.unreached,
        )
        .join(RollCallEntry, RollCallEntry.roll_call_id == ReachabilityTest.roll_call_id)
        .join(Post, sa.and_(Post.person_id == RollCallEntry.person_id, Post.active))
        .outerjoin(Squad, Squad.id == Post.squad_id)
        .where(
            ReachabilityTest.ended_at >= asked.begins,
            ReachabilityTest.ended_at < asked.ends,
            ReachabilityTest.drill.is_(act.town.settings.drill),
            village_id.is_not(None),
        )
        .distinct()
    )
    asked_of: dict[tuple[int, int], list[bool]] = defaultdict(list)
    tests = {}
    for row in rows:
        tests[row.id] = (row.number, row.ended_at)
        if row.unreached != OutOfReach.UNSENT.value:
            asked_of[row.id, row.village_id].append(row.unreached is None)
    return [
        _occasion(act, test_id, village_id, *tests[test_id], reached)
        for (test_id, village_id), reached in asked_of.items()
    ]


def _occasion(
    act: Moment, test_id: int, village_id: int, number: int, at: datetime, reached: Sequence[bool]
) -> Occasion:
    words = act.town.words(None)
    name = words.plain("occasion-reachability-name", number=number, reached=sum(reached), asked=len(reached))
    key = "occasion-reached" if all(reached) else "occasion-not-all-reached"
    whose, of = frozenset({measures.village(village_id)}), f"test:{test_id}:{village_id}"
    return Occasion(whose, of, at, key, name, Fraction(sum(reached), len(reached)), cards.SEE, test_id)


MEASURES = (Measure("reachability", "measure-reachability", reachability),)
