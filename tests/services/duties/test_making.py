"""The maker: one row for each rule, who owes it, and period, however often and by whom it is run."""

import asyncio
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from duty_steps import point, rows, ruled, run
from models import Deadline, Person, Post, RiskPoint
from models.enums import DutyState, Level, Role
from scheduler import ticks
from services.core.act import Moment
from services.core.town import Town
from services.duties import fulfilment
from services.duties.entering.facts import Fact
from services.duties.owing import Who
from services.settings.duties import Owing
from township import TownshipDriver

PATROL = {"owes": "risk_point", "levels": ["larger", "major"], "each": "month", "fulfilled_by": "patrol"}


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(ruled(town, patrol=PATROL))


async def test_a_row_for_each_point_of_the_levels_and_period(driver: TownshipDriver) -> None:
    major = await point(driver)
    await point(driver, "P2", Level.LOW)
    await run(driver.town)
    (november,) = await rows(driver.town)
    assert (november.who, november.first, november.last) == (str(major), date(2026, 11, 1), date(2026, 11, 30))
    assert november.due_at.astimezone(driver.town.zone).strftime("%m-%d %H:%M") == "11-30 17:30"
    driver.forward(days=1)  # 24 November: seven days ahead of December
    await run(driver.town)
    assert [duty.first for duty in await rows(driver.town)] == [date(2026, 11, 1), date(2026, 12, 1)]


async def test_run_ten_times_and_by_two_at_once_it_makes_one_row(driver: TownshipDriver) -> None:
    await point(driver)
    for _ in range(5):
        await asyncio.gather(run(driver.town), run(driver.town))
    assert len(await rows(driver.town)) == 1
    async with driver.town.database.reading() as session:
        assert await session.scalar(sa.select(sa.func.count(Deadline.id)).where(Deadline.kind == "duty")) == 1


async def test_a_fact_fulfils_the_oldest_open_period_and_leaves_the_next_on_the_plan(driver: TownshipDriver) -> None:
    place = await point(driver)
    await run(driver.town)
    driver.forward(days=1)
    await run(driver.town)
    async with driver.town.database.transaction() as session:
        act = Moment(session, driver.town, driver.now)
        fact = Fact("patrol", 7, driver.now, frozenset({Who(Owing.RISK_POINT, str(place))}))
        assert [duty.first for duty in await fulfilment.fulfil(act, fact)] == [date(2026, 11, 1)]
        assert await fulfilment.fulfil(act, fact) == [], "the same fact counts once"
    done, coming = await rows(driver.town)
    assert (done.state, coming.state) == (DutyState.DONE, DutyState.OPEN)
    async with driver.town.database.transaction() as session:
        await fulfilment.withdraw(Moment(session, driver.town, driver.now), "patrol", 7)
    assert (await rows(driver.town))[0].state is DutyState.OPEN, "a fact that is withdrawn opens the period again"
    await ticks.work_off(driver.town)


async def test_what_cannot_be_made_up_any_more_is_missed(driver: TownshipDriver) -> None:
    await point(driver)
    await run(driver.town)
    driver.clock.at = driver.now + timedelta(days=14)  # 7 December: five days after the month are over
    await ticks.work_off(driver.town)
    november, december = await rows(driver.town)
    assert (november.state, december.state) == (DutyState.MISSED, DutyState.OPEN)


async def test_after_eight_days_off_missed_days_are_listed_without_a_message_and_todays_is_there_once(
    town: Town,
) -> None:
    daily = {"owes": "village", "each": "day", "fulfilled_by": "patrol"}
    driver = await TownshipDriver.open(ruled(town, daily=daily))
    await run(driver.town)
    driver.clock.at = driver.now + timedelta(days=8)
    await run(driver.town)
    found = await rows(driver.town, who=str(driver.villages["shangwan"]))
    today = driver.now.astimezone(driver.town.zone).date()
    assert [duty.first for duty in found] == [today + timedelta(days=day) for day in range(-8, 2)]
    missed = [duty.first for duty in found if duty.state is DutyState.MISSED]
    assert missed[-1] == today - timedelta(days=1)
    async with driver.town.database.reading() as session:
        told = set(await session.scalars(sa.select(Deadline.subject_id).where(Deadline.kind == "duty")))
    assert not told & {duty.id for duty in found if duty.state is DutyState.MISSED and duty.first > missed[1]}


async def test_the_successor_in_a_post_owes_what_is_left(town: Town) -> None:
    leads = {"owes": "post", "roles": ["director"], "each": "quarter", "fulfilled_by": "inspection"}
    driver = await TownshipDriver.open(ruled(town, leads=leads))
    await run(driver.town)
    async with driver.town.database.transaction() as session:
        await session.execute(sa.update(Post).where(Post.role == Role.DIRECTOR).values(active=False))
        heir = Person(name="郝镇长", phone="+8613800009999")
        session.add(heir)
        await session.flush()
        session.add(Post(person_id=heir.id, role=Role.DIRECTOR))
    await run(driver.town)
    found = await rows(driver.town)
    assert [(duty.who, duty.state) for duty in found] == [(str(heir.id), DutyState.OPEN)], "once, and with the new one"


async def test_who_is_gone_owes_nothing_and_owes_it_again_when_back(driver: TownshipDriver) -> None:
    place = await point(driver)
    await run(driver.town)
    for active, state in ((False, DutyState.VOID), (True, DutyState.OPEN)):
        async with driver.town.database.transaction() as session:
            await session.execute(sa.update(RiskPoint).where(RiskPoint.id == place).values(active=active))
        await run(driver.town)
        assert [duty.state for duty in await rows(driver.town)] == [state]


async def test_a_changed_rule_changes_the_next_period_and_leaves_what_was_moved(driver: TownshipDriver) -> None:
    await point(driver)
    driver.forward(days=1)
    await run(driver.town)
    before = (await rows(driver.town))[0].due_at
    changed = ruled(driver.town, patrol=PATROL | {"by": 10})
    await run(changed)
    november, december = await rows(driver.town)
    assert november.due_at == before, "what has begun stays"
    assert december.due_at.astimezone(driver.town.zone).day == 10
    chief = await driver.actor("chief")
    async with driver.town.database.transaction() as session:
        await fulfilment.move(
            Moment(session, driver.town, driver.now).by(chief), december.id, december.due_at - timedelta(days=3)
        )
    await run(ruled(driver.town, patrol=PATROL | {"by": 20}))
    assert (await rows(driver.town))[1].due_at.astimezone(driver.town.zone).day == 7, "what somebody moved stays"


async def test_a_duty_that_moves_over_a_holiday_can_be_done_until_then(town: Town) -> None:
    weekly = PATROL | {"each": "week", "levels": [], "late": 0}
    driver = await TownshipDriver.open(ruled(town, patrol=weekly))
    place = await point(driver)
    await run(driver.town)
    driver.forward(days=7)  # Monday, 30 November: the week's Sunday has moved to today
    async with driver.town.database.transaction() as session:
        fact = Fact("patrol", 7, driver.now, frozenset({Who(Owing.RISK_POINT, str(place))}))
        found = await fulfilment.fulfil(Moment(session, driver.town, driver.now), fact)
    assert (date(2026, 11, 29), DutyState.DONE) in [(duty.last, duty.state) for duty in found]
