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
    driver = await TownshipDriver.open(town)
    driver.forward(days=10)  # 3 December: what was due in November and is open is late
    async with driver.town.database.transaction() as session:
        await RandomTown(driver, seed, NOVEMBER.first).fill(session, 60)
    rows = await everything(driver.town)
    found = await driver.by("chief", period_results.of_period, NOVEMBER)
    plain = Plain(driver.town, rows, NOVEMBER.first, NOVEMBER.last, driver.now)
    totals = {(one.holder.whose.kind.value, one.holder.whose.id): one.total for one in found.results}
    judged = {one.holder.whose.id for one in found.results if one.own is not None}
    assert totals == plain.totals(driver.villages.values(), driver.units.values(), judged)
    assert {"geology", "flood", "fire", "traffic"} <= judged
    assert timedelta() < driver.now - NOVEMBER.ends(driver.town)
