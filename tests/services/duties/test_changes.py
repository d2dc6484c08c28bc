"""Rules, posts and calendars that change in the middle of a period: what was owed, moved or done stays as it was."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
import sqlalchemy as sa

from duty_steps import at, counts, point, rows, ruled, run
from models import Duty, Person, Post, RiskPoint
from models.enums import DutyState, Level, Role
from scheduler import ticks
from services.core.act import Moment
from services.core.town import Town
from services.duties import fulfilment
from services.duties.owing import Who
from services.reminders import recalculation
from services.settings.duties import Owing
from township import TownshipDriver

MONTHLY: dict[str, Any] = {"owes": "village", "each": "month", "fulfilled_by": "patrol"}
POINTS = MONTHLY | {"owes": "risk_point", "levels": ["larger", "major"]}
LEADS = {"owes": "post", "roles": ["director"], "each": "quarter", "fulfilled_by": "inspection"}
OPEN, DONE, MISSED, VOID = DutyState.OPEN, DutyState.DONE, DutyState.MISSED, DutyState.VOID


async def opened(town: Town, when: str, **rules: dict[str, Any]) -> TownshipDriver:
    driver = await TownshipDriver.open(ruled(town, **rules), at=at(town, when))
    await run(driver.town)
    return driver


async def on(driver: TownshipDriver, when: str) -> None:
    """Move to a time, and let the clocks work."""
    driver.clock.at = at(driver.town, when)
    await run(driver.town)
    await ticks.work_off(driver.town)


def village(driver: TownshipDriver) -> Who:
    return Who(Owing.VILLAGE, str(driver.villages["shangwan"]))


async def of_village(driver: TownshipDriver) -> list[Duty]:
    return await rows(driver.town, who=village(driver).id)


@pytest.mark.parametrize(
    ("begins", "more", "counted"),
    [
        ("2026-02-09 08:00", {"each": "week"}, date(2026, 2, 9)),  # its Sunday and the whole next week are off
        ("2026-10-05 08:00", {"each": "month", "late": 0}, date(2026, 10, 1)),  # the 31st is a Saturday
        ("2026-09-07 08:00", {"each": "quarter", "by": 26, "late": 0}, date(2026, 7, 1)),
        ("2027-10-08 08:00", {"each": "half_year", "late": 0}, date(2027, 7, 1)),  # Friday, 31 December, moves nowhere
    ],
)
async def test_a_day_that_holidays_put_off_can_be_kept_and_is_in_time(
    town: Town, begins: str, more: dict[str, Any], counted: date
) -> None:
    driver = await opened(town, begins, rule=MONTHLY | more)
    duty = (await of_village(driver))[0]
    assert duty.closes >= duty.due_at.astimezone(driver.town.zone).date()
    await on(driver, f"{duty.due_at.astimezone(driver.town.zone):%Y-%m-%d} 10:00")
    (found,) = await counts(driver, 1, village(driver))
    assert (found.first, found.state) == (counted, DONE)
    assert found.settled_at is not None
    assert found.settled_at <= found.due_at


async def test_of_several_visits_the_last_one_decides_whether_it_was_late(town: Town) -> None:
    driver = await opened(town, "2026-11-02 08:00", rule=MONTHLY | {"times": 2, "by": 20})
    await on(driver, "2026-11-28 10:00")
    await counts(driver, 1, village(driver))
    await counts(driver, 2, village(driver), when=at(driver.town, "2026-11-10 10:00"))
    (november,) = [duty for duty in await of_village(driver) if duty.state is DONE]
    assert november.settled_at == at(driver.town, "2026-11-28 10:00")
    async with driver.town.database.transaction() as session:
        fact = fulfilment.Fact("patrol", 1, at(driver.town, "2026-11-18 10:00"), frozenset({village(driver)}))
        await fulfilment.restate(Moment(session, driver.town, driver.now), fact)
    (november,) = [duty for duty in await of_village(driver) if duty.state is DONE]
    assert november.settled_at == at(driver.town, "2026-11-18 10:00"), "a corrected day counts as corrected"


@pytest.mark.parametrize("more", [{}, {"every": 3}, {"each": "year", "every": 2}])
async def test_a_rule_that_is_put_off_owes_nothing_before_its_day(town: Town, more: dict[str, Any]) -> None:
    driver = await opened(town, "2026-11-02 08:00", rule=MONTHLY)
    driver.town = ruled(driver.town, rule=MONTHLY | {"since": "2027-03-10"} | more)
    for day in ("2026-11-26", "2026-12-26", "2027-03-03"):
        await on(driver, f"{day} 10:00")
    assert [duty.first for duty in await of_village(driver)] == [date(2026, 11, 1), date(2027, 3, 10)]


async def test_a_day_before_the_period_can_be_named_and_kept(town: Town) -> None:
    driver = await opened(town, "2026-11-25 08:00", rule=MONTHLY)
    await counts(driver, 1, village(driver))
    december = (await of_village(driver))[1]
    await driver.by("chief", fulfilment.move, december.id, at(driver.town, "2026-11-28 10:00"))
    driver.town = ruled(driver.town, rule=MONTHLY | {"by": 10})
    await on(driver, "2026-11-27 10:00")
    assert [duty.first for duty in await counts(driver, 2, village(driver))] == [date(2026, 12, 1)]


async def test_a_rule_that_comes_back_with_other_terms_keeps_the_month_and_changes_the_next(town: Town) -> None:
    driver = await opened(town, "2026-11-25 08:00", rule=MONTHLY)
    full = driver.town
    for rules, states, days in (
        ({}, [VOID, VOID], [30, 31]),
        ({"rule": MONTHLY | {"by": 10}}, [OPEN, OPEN], [30, 10]),
        ({"rule": MONTHLY | {"by": 20}}, [OPEN, OPEN], [30, 21]),  # the second change of the month; 20 is a Sunday
    ):
        driver.town = ruled(full, **rules)
        await run(driver.town)
        found = await of_village(driver)
        assert [duty.state for duty in found] == states
        assert [duty.due_at.astimezone(driver.town.zone).day for duty in found] == days


async def test_a_rule_that_asks_others_does_so_from_the_next_period(town: Town) -> None:
    driver = await opened(town, "2026-11-02 08:00", rule=POINTS)
    larger, major = await point(driver, "P1", Level.LARGER), await point(driver, "P2")
    general = await point(driver, "P3", Level.GENERAL)
    await run(driver.town)
    driver.town = ruled(driver.town, rule=POINTS | {"levels": ["general", "major"]})
    await on(driver, "2026-11-15 10:00")
    await on(driver, "2026-11-26 10:00")
    owed = {(int(duty.who), duty.first.month) for duty in await rows(driver.town, state=OPEN)}
    assert owed == {(larger, 11), (major, 11), (major, 12), (general, 12)}


async def test_a_late_check_stays_late_when_its_point_is_graded_down(town: Town) -> None:
    driver = await opened(town, "2026-11-02 08:00", rule=POINTS)
    await point(driver)
    await run(driver.town)
    await on(driver, "2026-12-02 10:00")
    async with driver.town.database.transaction() as session:
        await session.execute(sa.update(RiskPoint).values(level=Level.LOW))
    await run(driver.town)
    assert [duty.state for duty in await rows(driver.town)] == [OPEN, VOID]
    await on(driver, "2026-12-07 10:00")
    assert [duty.state for duty in await rows(driver.town)] == [MISSED, VOID]


async def test_a_successor_owes_nothing_that_was_settled_and_who_returns_owes_it_once(town: Town) -> None:
    driver = await opened(town, "2026-11-02 08:00", leads=LEADS)
    first = driver.people["director"]
    await counts(driver, 1, Who(Owing.POST, str(first)), kind="inspection")

    async def posts(**active: int) -> None:
        async with driver.town.database.transaction() as session:
            for id_ in active.values():
                await session.execute(sa.update(Post).where(Post.person_id == id_).values(active="in" in active))
        await run(driver.town)

    async def hired(number: int) -> int:
        async with driver.town.database.transaction() as session:
            heir = Person(name=f"第{number}任", phone=f"+86138000{number:05d}")
            session.add(heir)
            await session.flush()
            session.add(Post(person_id=heir.id, role=Role.DIRECTOR))
        await run(driver.town)
        return heir.id

    await posts(out=first)
    driver.forward(days=5)
    second = await hired(901)
    assert [(duty.who, duty.state) for duty in await rows(driver.town)] == [(str(first), DONE)]
    third = await hired(902)  # a second post of the kind
    await posts(out=third)
    await posts(**{"in": first})
    found = [(int(duty.who), duty.state) for duty in await rows(driver.town)]
    assert sorted(found, key=lambda one: one[0]) == [(first, DONE), (third, VOID)], "nobody owes a quarter twice"
    await on(driver, "2026-12-20 10:00")
    coming = [int(duty.who) for duty in await rows(driver.town) if duty.first == date(2027, 1, 1)]
    assert sorted(coming) == [first, second]


async def test_a_day_moves_when_the_holidays_of_its_year_become_known_unless_somebody_named_it(town: Town) -> None:
    driver = await opened(town, "2027-01-27 08:00", rule=MONTHLY | {"late": 0, "by": 29}, moved=MONTHLY | {"by": 8})
    (february,) = await rows(driver.town, who=village(driver).id, rule="moved", first=date(2027, 2, 1))
    await driver.by("chief", fulfilment.move, february.id, at(driver.town, "2027-02-05 10:00"))
    rules = driver.town.settings.working_time
    off = {2027: {"off": ["2027-01-29", "2027-02-01", "2027-02-05"], "work": ["2027-01-31"]}}
    known = type(rules).model_validate(rules.model_dump() | {"years": off})
    driver.town = replace(driver.town, settings=driver.town.settings.model_copy(update={"working_time": known}))
    async with driver.town.database.transaction() as session:
        await recalculation.recompute_all(Moment(session, driver.town, driver.now))
    (january,) = await rows(driver.town, who=village(driver).id, rule="rule", first=date(2027, 1, 1))
    assert january.due_at == datetime(2027, 1, 31, 9, 30, tzinfo=UTC), "a Sunday that is worked to make up"
    (february,) = await rows(driver.town, who=village(driver).id, rule="moved", first=date(2027, 2, 1))
    assert february.due_at == at(driver.town, "2027-02-05 10:00")
