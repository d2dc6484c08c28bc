"""Under the colour of a warning the same is owed more often, from that moment until it is lifted."""

from datetime import date, timedelta
from typing import Any

import pytest

from duty_steps import colour, lift, point, rows, ruled, run
from models import Duty
from models.enums import Colour, DutyState, Level
from scheduler import ticks
from services.core.act import Moment
from services.core.town import Town
from services.duties import fulfilment
from services.duties.entering.facts import Fact
from services.duties.owing import Who
from services.settings.cross_checks import contradictions
from services.settings.duties import Owing
from township import TownshipDriver

RED_DAILY = {"colour": "red", "each": "day"}
FLOOD_SEASON = {"each": "month", "times": 2, "season": {"begins": "11-01", "ends": "12-31"}}
PATROL: dict[str, Any] = {
    "owes": "risk_point",
    "each": "month",
    "fulfilled_by": "patrol",
    "seasons": [FLOOD_SEASON],
    "warnings": [RED_DAILY],
}
OPEN, DONE, MISSED, VOID = DutyState.OPEN, DutyState.DONE, DutyState.MISSED, DutyState.VOID


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(ruled(town, patrol=PATROL))


async def tracked(driver: TownshipDriver) -> list[tuple[int, DutyState]]:
    """Return the days on which patrols are owed under a warning, and what became of them."""
    return [(duty.first.day, duty.state) for duty in await rows(driver.town) if duty.track]


async def patrols(driver: TownshipDriver, place: int, number: int) -> list[Duty]:
    async with driver.town.database.transaction() as session:
        fact = Fact("patrol", number, driver.now, frozenset({Who(Owing.RISK_POINT, str(place))}))
        return await fulfilment.fulfil(Moment(session, driver.town, driver.now), fact)


async def next_morning(driver: TownshipDriver, days: int = 1) -> None:
    driver.forward(days=days)
    await run(driver.town)
    await ticks.work_off(driver.town)


async def test_a_red_warning_makes_patrols_daily_while_the_season_doubles_them(driver: TownshipDriver) -> None:
    place = await point(driver)
    await run(driver.town)
    (month,) = await rows(driver.town)
    assert (month.needed, month.first, month.last) == (2, date(2026, 11, 1), date(2026, 11, 30)), "the season's double"
    period = await colour(driver, Colour.RED)
    assert await tracked(driver) == [(23, OPEN)], "at once, not only at night"
    assert len(await patrols(driver, place, 1)) == 2, "one visit is the day's and one of the month's two"
    await next_morning(driver)
    await next_morning(driver)
    assert await tracked(driver) == [(23, DONE), (24, MISSED), (25, OPEN)]
    await lift(driver, period)
    assert await tracked(driver) == [(23, DONE), (24, MISSED), (25, VOID)], "not due yet: owed no more"
    await next_morning(driver)
    assert len(await tracked(driver)) == 3
    month = next(duty for duty in await rows(driver.town) if not duty.track)
    assert (month.done, month.state) == (1, OPEN), "the season stands"


async def test_what_was_late_when_it_is_lifted_stays_late_and_is_missed(driver: TownshipDriver) -> None:
    await point(driver)
    await run(driver.town)
    period = await colour(driver, Colour.RED)
    driver.forward(hours=10)  # 20:00, after 17:30
    await lift(driver, period)
    assert await tracked(driver) == [(23, OPEN)]
    await next_morning(driver)
    assert await tracked(driver) == [(23, MISSED)]


async def test_lifted_and_set_again_on_one_day_there_is_one_duty(driver: TownshipDriver) -> None:
    place = await point(driver)
    await run(driver.town)
    await lift(driver, await colour(driver, Colour.RED))
    assert await tracked(driver) == [(23, VOID)]
    await colour(driver, Colour.RED)
    await colour(driver, Colour.RED, lines=("geology",))
    assert await tracked(driver) == [(23, OPEN)]
    await patrols(driver, place, 1)
    await run(driver.town)
    assert await tracked(driver) == [(23, DONE)]


async def test_a_colour_reaches_its_lines_and_villages_and_not_less_grave_ones(town: Town) -> None:
    rule = PATROL | {"warnings": [{"colour": "orange", "each": "day"}]}
    driver = await TownshipDriver.open(ruled(town, patrol=rule))
    await point(driver, level=Level.LOW)
    await run(driver.town)
    await colour(driver, Colour.YELLOW)
    await colour(driver, Colour.RED, lines=("fire",))
    await colour(driver, Colour.RED, village="xiahe")
    assert await tracked(driver) == []
    await colour(driver, Colour.RED, lines=("geology",), village="shangwan")
    assert await tracked(driver) == [(23, OPEN)], "red is graver than the orange that the rule names"


async def test_a_row_may_follow_a_line_that_is_not_the_points_own(town: Town) -> None:
    rule = PATROL | {"warnings": [RED_DAILY | {"line": "flood"}]}
    driver = await TownshipDriver.open(ruled(town, patrol=rule))
    await point(driver)  # of geology
    await run(driver.town)
    await colour(driver, Colour.RED, lines=("geology",))
    assert await tracked(driver) == []
    await colour(driver, Colour.RED, lines=("flood",))
    assert await tracked(driver) == [(23, OPEN)]


@pytest.mark.parametrize(
    ("season", "there"),
    [
        ({"each": "day"}, []),  # as dense as the warning
        ({"each": "week"}, [23, 24, 25, 26, 27, 28]),  # on Sunday the 29th the week's own is due, and nobody came yet
    ],
)
async def test_the_denser_wins_and_no_day_has_two(town: Town, season: dict[str, str], there: list[int]) -> None:
    rule = PATROL | {"on_holiday": "keep", "seasons": [season | {"season": {"begins": "11-01", "ends": "12-31"}}]}
    driver = await TownshipDriver.open(ruled(town, patrol=rule))
    await point(driver)
    await run(driver.town)
    await colour(driver, Colour.RED)
    for _ in range(6):
        await next_morning(driver)
    assert [day for day, _ in await tracked(driver)] == there
    days = [duty.due_at.date() for duty in await rows(driver.town) if duty.first <= date(2026, 11, 29)]
    assert len(days) == len(set(days))


@pytest.mark.parametrize(
    ("hours", "due"), [(7, "23 19:00"), (13, "24 17:30")], ids=["two hours are left", "the next day"]
)
async def test_the_first_duty_leaves_two_hours(driver: TownshipDriver, hours: int, due: str) -> None:
    await point(driver)
    await run(driver.town)
    driver.forward(hours=hours)
    await colour(driver, Colour.RED)
    if due.startswith("24"):
        assert await tracked(driver) == []
        driver.forward(hours=2)
        await run(driver.town)
    (duty,) = [duty for duty in await rows(driver.town) if duty.track]
    assert duty.due_at.astimezone(driver.town.zone).strftime("%d %H:%M") == due


async def test_a_graver_colour_asks_for_more_on_the_same_day(town: Town) -> None:
    rows_of_rule = [{"colour": "orange", "each": "day"}, {"colour": "red", "each": "day", "times": 2}]
    driver = await TownshipDriver.open(ruled(town, patrol=PATROL | {"warnings": rows_of_rule}))
    place = await point(driver)
    await run(driver.town)
    await colour(driver, Colour.ORANGE)
    await patrols(driver, place, 1)
    assert await tracked(driver) == [(23, DONE)]
    red = await colour(driver, Colour.RED)
    assert await tracked(driver) == [(23, OPEN)], "a second visit"
    await lift(driver, red)
    assert await tracked(driver) == [(23, DONE)], "under orange one is enough"


async def test_after_days_off_the_days_under_a_warning_are_missed_and_todays_is_there(driver: TownshipDriver) -> None:
    await point(driver)
    await run(driver.town)
    await colour(driver, Colour.RED)
    driver.clock.at += timedelta(days=4)
    await run(driver.town)
    assert await tracked(driver) == [(23, OPEN), (24, MISSED), (25, MISSED), (26, MISSED), (27, OPEN)]


async def test_a_withdrawn_visit_of_a_day_whose_warning_was_lifted_is_not_owed_again(driver: TownshipDriver) -> None:
    place = await point(driver)
    await run(driver.town)
    period = await colour(driver, Colour.RED)
    await patrols(driver, place, 1)
    await lift(driver, period)
    assert await tracked(driver) == [(23, DONE)]
    async with driver.town.database.transaction() as session:
        await fulfilment.withdraw(Moment(session, driver.town, driver.now), "patrol", 1)
    await run(driver.town)
    assert await tracked(driver) == [(23, VOID)]


def test_a_rule_names_lines_that_are_there() -> None:
    warning = {"colour": "red", "each": "day", "line": "flod"}
    wrong = {"risk-point-check": {"lines": ["flood", "geologie"], "warnings": [warning]}}
    faults = list(contradictions({"lines": {"flood": {}}, "duties": wrong}))
    assert [fault["loc"][2:] for fault in faults] == [("lines", 1), ("warnings", 0, "line")]
