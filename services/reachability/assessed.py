"""Reachability tests in the assessment: the share of a village's people that an alarm would reach."""

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import sqlalchemy as sa

from models import Post, ReachabilityTest, RollCallEntry, Squad
from models.enums import OutOfReach
from services.assessment import measures
from services.assessment.measures import Asked, Measure, Occasion
from services.core.act import Moment
from services.reachability import cards


async def reachability(act: Moment, asked: Asked) -> Sequence[Occasion]:
    """Count the tests that ended in these days, one outcome for each village.

    A question that could not be sent is nobody's fault. No person is named: the test's own list has them. A person who
    has left since counts where the last posts were, so that a later look at the same days finds the same.
    """
    tests = {
        row.roll_call_id: row
        for row in await act.session.execute(
            sa.select(
                ReachabilityTest.id,
                ReachabilityTest.number,
                ReachabilityTest.ended_at,
                ReachabilityTest.roll_call_id,
            ).where(
                ReachabilityTest.ended_at >= asked.begins,
                ReachabilityTest.ended_at < asked.ends,
                ReachabilityTest.drill.is_(act.town.settings.drill),
            )
        )
    }
    village_id = sa.func.coalesce(Post.village_id, Squad.village_id)
    entry = RollCallEntry
    rows = await act.session.execute(
        sa.select(entry.roll_call_id, entry.person_id, entry.unreached, village_id.label("village_id"), Post.active)
        .join(Post, Post.person_id == entry.person_id)
        .outerjoin(Squad, Squad.id == Post.squad_id)
        .where(entry.roll_call_id.in_(tests), village_id.is_not(None))
        .distinct()
    )
    found = rows.all()
    here = {row.person_id for row in found if row.active}
    reached: dict[tuple[int, int], list[bool]] = defaultdict(list)
    for row in found:
        if not row.active and row.person_id in here:
            continue
        if row.unreached != OutOfReach.UNSENT.value:
            reached[row.roll_call_id, row.village_id].append(row.unreached is None)
    return [_occasion(act, tests[call], village, those) for (call, village), those in reached.items()]


def _occasion(act: Moment, test: Any, village_id: int, reached: Sequence[bool]) -> Occasion:
    words = act.town.words(None)
    name = words.plain("occasion-reachability-name", number=test.number, reached=sum(reached), asked=len(reached))
    key = "occasion-reached" if all(reached) else "occasion-not-all-reached"
    whose, of = frozenset({measures.village(village_id)}), f"test:{test.id}:{village_id}"
    credit = Fraction(sum(reached), len(reached))
    return Occasion(whose, of, test.ended_at, key, name, credit, cards.SEE, test.id)


MEASURES = (Measure("reachability", "measure-reachability", reachability),)
