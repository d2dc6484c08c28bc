"""Whatever a township does with its rules, what has begun, was done or was judged stays as it was."""

from itertools import pairwise
from random import Random
from typing import Any

import pytest
import sqlalchemy as sa

from duty_steps import at, counts, rows, ruled, run
from models import Duty, DutyFact
from models.enums import DutyState
from scheduler import ticks
from services.core.town import Town
from services.duties import fulfilment
from services.duties.owing import Who
from services.settings.duties import Owing
from thoroughness import times
from township import TownshipDriver

STEPS = 25


def a_rule(chance: Random) -> dict[str, Any]:
    each = chance.choice(["week", "month", "quarter"])
    return {
        "owes": "village",
        "each": each,
        "fulfilled_by": "patrol",
        "by": chance.randint(1, 7) if each == "week" else chance.randint(1, 31),
        "times": chance.choice([1, 1, 2]),
        "early": chance.choice([0, 5]),
        "late": chance.choice([0, 10]),
        "on_holiday": chance.choice(["next", "before", "keep"]),
    }


async def past(driver: TownshipDriver) -> dict[int, tuple[object, ...]]:
    """Return what no rule may change: the duties that have begun, were done in part, moved or settled, and why."""
    today = driver.now.astimezone(driver.town.zone).date()
    async with driver.town.database.reading() as session:
        facts = list(await session.scalars(sa.select(DutyFact).order_by(DutyFact.id)))
    return {
        duty.id: (
            (duty.who, duty.first, duty.last, duty.opens, duty.closes, duty.due_at, duty.needed),
            (duty.done, duty.state, duty.settled_at, duty.reason),
            [(one.fact_id, one.withdrawn_at) for one in facts if one.duty_id == duty.id],
        )
        for duty in await rows(driver.town)
        if duty.first <= today or duty.state is not DutyState.OPEN or duty.moved or duty.done
    }


async def does_something(driver: TownshipDriver, chance: Random, number: int) -> None:
    """Let a village be patrolled, or the chief excuse or move a duty that is open."""
    village = chance.choice(list(driver.villages.values()))
    found = [one for one in await rows(driver.town, state=DutyState.OPEN) if one.who == str(village)]
    if chance.random() < 0.6:
        await counts(driver, number, Who(Owing.VILLAGE, str(village)))
    elif found and chance.random() < 0.3:
        await driver.by("chief", fulfilment.excuse, found[0].id, "封路")
    elif found and (later := [one for one in found if one.due_at > driver.now]):
        await driver.by("chief", fulfilment.move, later[-1].id, later[-1].due_at)


@pytest.mark.parametrize("seed", range(times(60, by_day=4)))
async def test_changing_a_rule_never_rewrites_the_past(town: Town, seed: int) -> None:
    chance = Random(seed)
    driver = await TownshipDriver.open(ruled(town, rule=a_rule(chance)), at=at(town, "2026-01-15 09:00"))
    await run(driver.town)
    for number in range(STEPS):
        driver.forward(days=chance.randint(0, 12), hours=chance.randint(0, 23))
        await run(driver.town)
        await ticks.do(driver.town, "lapse")
        await does_something(driver, chance, number)
        if chance.random() < 0.4:
            before = await past(driver)
            driver.town = ruled(driver.town, rule=a_rule(chance))
            await run(driver.town)
            after = await past(driver)
            assert {id_: after.get(id_) for id_ in before} == before
    of_each: dict[str, list[Duty]] = {}
    for duty in await rows(driver.town, track=""):
        of_each.setdefault(duty.who, []).append(duty)
    assert set(of_each) == {str(one) for one in driver.villages.values()}
    for owed in of_each.values():
        for one, other in pairwise(owed):
            assert one.last < other.first, "no day is owed twice"
