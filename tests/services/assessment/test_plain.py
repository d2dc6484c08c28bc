"""The points of a random small town agree with a second, plain implementation that walks over every row."""

from datetime import date, timedelta

import pytest

from assessment_steps import RandomTown
from models.enums import AssessmentEach
from plain_assessment import Plain, everything
from services.assessment import period_results
from services.assessment.periods import Period
from services.core.town import Town
from township import TownshipDriver

NOVEMBER = Period(AssessmentEach.MONTH, date(2026, 11, 1))


@pytest.mark.parametrize("seed", [1, 2])
async def test_the_points_agree_with_a_plain_walk_over_every_row(town: Town, seed: int) -> None:
    loop = await TownshipDriver.open(town)
    loop.forward(days=10)  # 3 December: what was due in November and is open is late
    async with loop.town.database.transaction() as session:
        await RandomTown(loop, seed, NOVEMBER.first).fill(session, 60)
    rows = await everything(loop.town)
    found = await loop.by("chief", period_results.of_period, NOVEMBER)
    plain = Plain(loop.town, rows, NOVEMBER.first, NOVEMBER.last, loop.now)
    totals = {(one.holder.whose.kind.value, one.holder.whose.id): one.total for one in found.results}
    judged = {one.holder.whose.id for one in found.results if one.own is not None}
    assert totals == plain.totals(loop.villages.values(), loop.units.values(), judged)
    assert {"geology", "flood", "fire", "traffic"} <= judged
    assert timedelta() < loop.now - NOVEMBER.ends(loop.town)
