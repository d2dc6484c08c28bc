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
async def loop(town: Town) -> TownshipDriver:
    loop = await opened_with_squads(town)
    await ticks.do(loop.town, "sync_duties")
    await ticks.work_off(loop.town)
    return loop


async def test_a_real_incident_during_a_drill_is_told_to_its_leader_once_and_is_no_exercise(
    loop: TownshipDriver,
) -> None:
    drill = await started(loop, "+0 报告\n+10 险情：后山开裂", who="principal", village="shangwan")
    await after(loop, 10)
    assert await told(loop, "drill_real_incident") == [], "an incident of the script is none"
    await loop.files("neighbour", kind=Kind.HAZARD)
    assert await told(loop, "drill_real_incident") == []
    case = await loop.files("neighbour", "桥被冲断，有人落水", kind=Kind.INCIDENT)
    (heard,) = await told(loop, "drill_real_incident")
    assert (heard.person_id, heard.drill) == (loop.people["principal"], False)
    assert case.number in str(heard.content["text"])
    await loop.by("principal", running.stop, drill.id, "真实险情")
    await after(loop, 20)
    await loop.files("neighbour", "又有人落水", kind=Kind.INCIDENT)
    assert len(await told(loop, "drill_real_incident")) == 1


async def test_an_inject_to_nobody_is_told_as_failed(loop: TownshipDriver) -> None:
    drill = await started(loop, "+0 报告\n+5 @下河村 转移群众\n+6 报告")
    await after(loop, 0)
    async with loop.town.database.transaction() as session:
        xiahe = loop.villages["xiahe"]
        there = sa.or_(Post.village_id == xiahe, Squad.village_id == xiahe)
        gone = sa.select(Post.person_id).outerjoin(Squad, Squad.id == Post.squad_id).where(there)
        await session.execute(sa.update(Person).where(Person.id.in_(gone)).values(active=False))
    await after(loop, 5)
    await after(loop, 6)
    _, nobody, last = await injects(loop, drill)
    assert (nobody.told, "没有发给任何人" in str(nobody.failed), last.failed) == ([], True, None)
    assert "没能执行" in str((await told(loop, "drill_to_leader"))[0].content["text"])


async def test_a_drill_over_new_year_counts_for_the_year_in_which_it_began(loop: TownshipDriver) -> None:
    drill = await planned(loop, "+0 报告\n+90 报告", who="principal", village="shangwan")
    loop.clock.at = datetime(2026, 12, 31, 15, 30, tzinfo=UTC)  # 23:30
    await ticks.work_off(loop.town)
    await loop.by("principal", running.start, drill.id)
    for minutes in (0, 90):
        loop.clock.at = datetime(2026, 12, 31, 15, 30, tzinfo=UTC) + timedelta(minutes=minutes)
        await ticks.do(loop.town, "send_injects")
    counted = await loop.by("principal", running.finish, drill.id)
    assert [(one.rule, one.last) for one in counted] == [("village-drill", date(2026, 12, 31))]
    await ticks.work_off(loop.town)
    async with loop.town.database.reading() as session:
        village = str(loop.villages["shangwan"])
        rows = await session.execute(
            sa.select(Duty.first, Duty.state).where(Duty.rule == "village-drill", Duty.who == village)
        )
        assert {first.year: state for first, state in rows} == {2026: DutyState.DONE, 2027: DutyState.OPEN}
    assert await duty(loop, "town-drill") is DutyState.OPEN, "the town's own is still owed"


async def test_the_clock_jumps_over_ten_injects_and_floods_nobody(loop: TownshipDriver) -> None:
    drill = await started(loop, "\n".join(f"+{minute} 第{minute}条" for minute in range(10)))
    await after(loop, 20)
    assert [one for one in (await sent(loop, drill)).values() if one is not None] == [20]
    for minute in range(21, 40):
        await after(loop, minute)
    found = list((await sent(loop, drill)).values())
    assert found == sorted(found, key=lambda one: one or 0)
    assert len(set(found)) == 10, "never two at once"
    assert (await the(loop, drill)).state is DrillState.RUNNING


async def test_one_that_was_on_no_plan_is_entered_with_its_time_or_not_at_all(loop: TownshipDriver) -> None:
    with pytest.raises(Refused, match="drill-held-to-come"):
        await loop.by("chief", running.enter, None, loop.now + timedelta(hours=1))
    async with loop.town.database.reading() as session:
        assert await session.scalar(sa.select(sa.func.count(Drill.id))) == 0
    at = loop.now - timedelta(days=3)
    drill, counted = await loop.by("chief", running.enter, None, at)
    assert (drill.state, drill.started_at, [one.rule for one in counted]) == (DrillState.HELD, at, ["town-drill"])


async def test_an_answer_days_after_the_drill_is_kept_and_is_not_measured(loop: TownshipDriver) -> None:
    drill = await started(loop, "+0 报告")
    await after(loop, 0)
    (inject,) = await injects(loop, drill)
    loop.clock.at = DAY + timedelta(minutes=4)
    await loop.by("land", answers.answer, inject.id)
    loop.clock.at = DAY + timedelta(minutes=30)
    await loop.by("chief", running.finish, drill.id)
    loop.clock.at = DAY + timedelta(days=2)
    await loop.by("road", answers.answer, inject.id, "昨天没带手机")
    async with loop.town.database.reading() as session:
        act = Moment(session, loop.town, loop.now)
        (measured,) = await times.measure(act, await facts.facts_of(act, await drills.load(act, drill.id)))
    assert (measured.answered, measured.first) == (1, DAY + timedelta(minutes=4))
