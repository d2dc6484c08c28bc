"""Drills in real life: a real incident meanwhile, people who leave, midnight and New Year, one held without the bot."""

from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from drill_steps import DAY, after, duty, injects, planned, sent, started, the, told
from mobilisation_steps import opened_with_squads
from models import Drill, Duty, Person, Post, Squad
from models.enums import DrillState, DutyState, Kind
from scheduler import ticks
from services.core.act import Moment
from services.core.errors import Refused
from services.core.town import Town
from services.drills import drills, facts
from services.drills.run import answers, running, times
from township import TownshipDriver


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    driver = await opened_with_squads(town)
    await ticks.do(driver.town, "sync_duties")
    await ticks.work_off(driver.town)
    return driver


async def test_a_real_incident_during_a_drill_is_told_to_its_leader_once_and_is_no_exercise(
    driver: TownshipDriver,
) -> None:
    drill = await started(driver, "+0 报告\n+10 险情：后山开裂", who="principal", village="shangwan")
    await after(driver, 10)
    assert await told(driver, "drill_real_incident") == [], "an incident of the script is none"
    await driver.files("neighbour", kind=Kind.HAZARD)
    assert await told(driver, "drill_real_incident") == []
    case = await driver.files("neighbour", "桥被冲断，有人落水", kind=Kind.INCIDENT)
    (heard,) = await told(driver, "drill_real_incident")
    assert (heard.person_id, heard.drill) == (driver.people["principal"], False)
    assert case.number in str(heard.content["text"])
    await driver.by("principal", running.stop, drill.id, "真实险情")
    await after(driver, 20)
    await driver.files("neighbour", "又有人落水", kind=Kind.INCIDENT)
    assert len(await told(driver, "drill_real_incident")) == 1


async def test_an_inject_to_nobody_is_told_as_failed(driver: TownshipDriver) -> None:
    drill = await started(driver, "+0 报告\n+5 @下河村 转移群众\n+6 报告")
    await after(driver, 0)
    async with driver.town.database.transaction() as session:
        xiahe = driver.villages["xiahe"]
        there = sa.or_(Post.village_id == xiahe, Squad.village_id == xiahe)
        gone = sa.select(Post.person_id).outerjoin(Squad, Squad.id == Post.squad_id).where(there)
        await session.execute(sa.update(Person).where(Person.id.in_(gone)).values(active=False))
    await after(driver, 5)
    await after(driver, 6)
    _, nobody, last = await injects(driver, drill)
    assert (nobody.told, "没有发给任何人" in str(nobody.failed), last.failed) == ([], True, None)
    assert "没能执行" in str((await told(driver, "drill_to_leader"))[0].content["text"])


async def test_a_drill_over_new_year_counts_for_the_year_in_which_it_began(driver: TownshipDriver) -> None:
    drill = await planned(driver, "+0 报告\n+90 报告", who="principal", village="shangwan")
    driver.clock.at = datetime(2026, 12, 31, 15, 30, tzinfo=UTC)  # 23:30
    await ticks.work_off(driver.town)
    await driver.by("principal", running.start, drill.id)
    for minutes in (0, 90):
        driver.clock.at = datetime(2026, 12, 31, 15, 30, tzinfo=UTC) + timedelta(minutes=minutes)
        await ticks.do(driver.town, "send_injects")
    counted = await driver.by("principal", running.finish, drill.id)
    assert [(one.rule, one.last) for one in counted] == [("village-drill", date(2026, 12, 31))]
    await ticks.work_off(driver.town)
    async with driver.town.database.reading() as session:
        village = str(driver.villages["shangwan"])
        rows = await session.execute(
            sa.select(Duty.first, Duty.state).where(Duty.rule == "village-drill", Duty.who == village)
        )
        assert {first.year: state for first, state in rows} == {2026: DutyState.DONE, 2027: DutyState.OPEN}
    assert await duty(driver, "town-drill") is DutyState.OPEN, "the town's own is still owed"


async def test_the_clock_jumps_over_ten_injects_and_floods_nobody(driver: TownshipDriver) -> None:
    drill = await started(driver, "\n".join(f"+{minute} 第{minute}条" for minute in range(10)))
    await after(driver, 20)
    assert [one for one in (await sent(driver, drill)).values() if one is not None] == [20]
    for minute in range(21, 40):
        await after(driver, minute)
    found = list((await sent(driver, drill)).values())
    assert found == sorted(found, key=lambda one: one or 0)
    assert len(set(found)) == 10, "never two at once"
    assert (await the(driver, drill)).state is DrillState.RUNNING


async def test_one_that_was_on_no_plan_is_entered_with_its_time_or_not_at_all(driver: TownshipDriver) -> None:
    with pytest.raises(Refused, match="drill-held-to-come"):
        await driver.by("chief", running.enter, None, driver.now + timedelta(hours=1))
    async with driver.town.database.reading() as session:
        assert await session.scalar(sa.select(sa.func.count(Drill.id))) == 0
    at = driver.now - timedelta(days=3)
    drill, counted = await driver.by("chief", running.enter, None, at)
    assert (drill.state, drill.started_at, [one.rule for one in counted]) == (DrillState.HELD, at, ["town-drill"])


async def test_an_answer_days_after_the_drill_is_kept_and_is_not_measured(driver: TownshipDriver) -> None:
    drill = await started(driver, "+0 报告")
    await after(driver, 0)
    (inject,) = await injects(driver, drill)
    driver.clock.at = DAY + timedelta(minutes=4)
    await driver.by("land", answers.answer, inject.id)
    driver.clock.at = DAY + timedelta(minutes=30)
    await driver.by("chief", running.finish, drill.id)
    driver.clock.at = DAY + timedelta(days=2)
    await driver.by("road", answers.answer, inject.id, "昨天没带手机")
    async with driver.town.database.reading() as session:
        act = Moment(session, driver.town, driver.now)
        (measured,) = await times.measure(act, await facts.facts_of(act, await drills.load(act, drill.id)))
    assert (measured.answered, measured.first) == (1, DAY + timedelta(minutes=4))
