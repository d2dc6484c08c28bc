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
async def loop(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(ruled(town, patrol=PATROL))


async def tracked(loop: TownshipDriver) -> list[tuple[int, DutyState]]:
    """Return the days on which patrols are owed under a warning, and what became of them."""
    return [(duty.first.day, duty.state) for duty in await rows(loop.town) if duty.track]


async def patrols(loop: TownshipDriver, place: int, number: int) -> list[Duty]:
    async with loop.town.database.transaction() as session:
        fact = Fact("patrol", number, loop.now, frozenset({Who(Owing.RISK_POINT, str(place))}))
        return await fulfilment.fulfil(Moment(session, loop.town, loop.now), fact)


async def next_morning(loop: TownshipDriver, days: int = 1) -> None:
    loop.forward(days=days)
    await run(loop.town)
    await ticks.work_off(loop.town)


async def test_a_red_warning_makes_patrols_daily_while_the_season_doubles_them(loop: TownshipDriver) -> None:
    place = await point(loop)
    await run(loop.town)
    (month,) = await rows(loop.town)
    assert (month.needed, month.first, month.last) == (2, date(2026, 11, 1), date(2026, 11, 30)), "the season's double"
    period = await colour(loop, Colour.RED)
    assert await tracked(loop) == [(23, OPEN)], "at once, not only at night"
    assert len(await patrols(loop, place, 1)) == 2, "one visit is the day's and one of the month's two"
    await next_morning(loop)
    await next_morning(loop)
    assert await tracked(loop) == [(23, DONE), (24, MISSED), (25, OPEN)]
    await lift(loop, period)
    assert await tracked(loop) == [(23, DONE), (24, MISSED), (25, VOID)], "not due yet: owed no more"
    await next_morning(loop)
    assert len(await tracked(loop)) == 3
    month = next(duty for duty in await rows(loop.town) if not duty.track)
    assert (month.done, month.state) == (1, OPEN), "the season stands"


async def test_what_was_late_when_it_is_lifted_stays_late_and_is_missed(loop: TownshipDriver) -> None:
    await point(loop)
    await run(loop.town)
    period = await colour(loop, Colour.RED)
    loop.forward(hours=10)  # 20:00, after 17:30
    await lift(loop, period)
    assert await tracked(loop) == [(23, OPEN)]
    await next_morning(loop)
    assert await tracked(loop) == [(23, MISSED)]


async def test_lifted_and_set_again_on_one_day_there_is_one_duty(loop: TownshipDriver) -> None:
    place = await point(loop)
    await run(loop.town)
    await lift(loop, await colour(loop, Colour.RED))
    assert await tracked(loop) == [(23, VOID)]
    await colour(loop, Colour.RED)
    await colour(loop, Colour.RED, lines=("geology",))
    assert await tracked(loop) == [(23, OPEN)]
    await patrols(loop, place, 1)
    await run(loop.town)
    assert await tracked(loop) == [(23, DONE)]


async def test_a_colour_reaches_its_lines_and_villages_and_not_less_grave_ones(town: Town) -> None:
    rule = PATROL | {"warnings": [{"colour": "orange", "each": "day"}]}
    loop = await TownshipDriver.open(ruled(town, patrol=rule))
    await point(loop, level=Level.LOW)
    await run(loop.town)
    await colour(loop, Colour.YELLOW)
    await colour(loop, Colour.RED, lines=("fire",))
    await colour(loop, Colour.RED, village="xiahe")
    assert await tracked(loop) == []
    await colour(loop, Colour.RED, lines=("geology",), village="shangwan")
    assert await tracked(loop) == [(23, OPEN)], "red is graver than the orange that the rule names"


async def test_a_row_may_follow_a_line_that_is_not_the_points_own(town: Town) -> None:
    rule = PATROL | {"warnings": [RED_DAILY | {"line": "flood"}]}
    loop = await TownshipDriver.open(ruled(town, patrol=rule))
    await point(loop)  # of geology
    await run(loop.town)
    await colour(loop, Colour.RED, lines=("geology",))
    assert await tracked(loop) == []
    await colour(loop, Colour.RED, lines=("flood",))
    assert await tracked(loop) == [(23, OPEN)]


@pytest.mark.parametrize(
    ("season", "there"),
    [
        ({"each": "day"}, []),  # as dense as the warning
        ({"each": "week"}, [23, 24, 25, 26, 27, 28]),  # on Sunday the 29th the week's own is due, and nobody came yet
    ],
)
async def test_the_denser_wins_and_no_day_has_two(town: Town, season: dict[str, str], there: list[int]) -> None:
    rule = PATROL | {"on_holiday": "keep", "seasons": [season | {"season": {"begins": "11-01", "ends": "12-31"}}]}
    loop = await TownshipDriver.open(ruled(town, patrol=rule))
    await point(loop)
    await run(loop.town)
    await colour(loop, Colour.RED)
    for _ in range(6):
        await next_morning(loop)
    assert [day for day, _ in await tracked(loop)] == there
    days = [duty.due_at.date() for duty in await rows(loop.town) if duty.first <= date(2026, 11, 29)]
    assert len(days) == len(set(days))


@pytest.mark.parametrize(
    ("hours", "due"), [(7, "23 19:00"), (13, "24 17:30")], ids=["two hours are left", "the next day"]
)
async def test_the_first_duty_leaves_two_hours(loop: TownshipDriver, hours: int, due: str) -> None:
    await point(loop)
    await run(loop.town)
    loop.forward(hours=hours)
    await colour(loop, Colour.RED)
    if due.startswith("24"):
        assert await tracked(loop) == []
        loop.forward(hours=2)
        await run(loop.town)
    (duty,) = [duty for duty in await rows(loop.town) if duty.track]
    assert duty.due_at.astimezone(loop.town.zone).strftime("%d %H:%M") == due


async def test_a_graver_colour_asks_for_more_on_the_same_day(town: Town) -> None:
    rows_of_rule = [{"colour": "orange", "each": "day"}, {"colour": "red", "each": "day", "times": 2}]
    loop = await TownshipDriver.open(ruled(town, patrol=PATROL | {"warnings": rows_of_rule}))
    place = await point(loop)
    await run(loop.town)
    await colour(loop, Colour.ORANGE)
    await patrols(loop, place, 1)
    assert await tracked(loop) == [(23, DONE)]
    red = await colour(loop, Colour.RED)
    assert await tracked(loop) == [(23, OPEN)], "a second visit"
    await lift(loop, red)
    assert await tracked(loop) == [(23, DONE)], "under orange one is enough"


async def test_after_days_off_the_days_under_a_warning_are_missed_and_todays_is_there(loop: TownshipDriver) -> None:
    await point(loop)
    await run(loop.town)
    await colour(loop, Colour.RED)
    loop.clock.at += timedelta(days=4)
    await run(loop.town)
    assert await tracked(loop) == [(23, OPEN), (24, MISSED), (25, MISSED), (26, MISSED), (27, OPEN)]


async def test_a_withdrawn_visit_of_a_day_whose_warning_was_lifted_is_not_owed_again(loop: TownshipDriver) -> None:
    place = await point(loop)
    await run(loop.town)
    period = await colour(loop, Colour.RED)
    await patrols(loop, place, 1)
    await lift(loop, period)
    assert await tracked(loop) == [(23, DONE)]
    async with loop.town.database.transaction() as session:
        await fulfilment.withdraw(Moment(session, loop.town, loop.now), "patrol", 1)
    await run(loop.town)
    assert await tracked(loop) == [(23, VOID)]


def test_a_rule_names_lines_that_are_there() -> None:
    warning = {"colour": "red", "each": "day", "line": "flod"}
    wrong = {"risk-point-check": {"lines": ["flood", "geologie"], "warnings": [warning]}}
    faults = list(contradictions({"lines": {"flood": {}}, "duties": wrong}))
    assert [fault["loc"][2:] for fault in faults] == [("lines", 1), ("warnings", 0, "line")]
