"""Drills: played once by the clock, marked as an exercise, measured, evaluated in order, and counted for their duty."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
import sqlalchemy as sa

from drill_steps import DAY, after, duty, injects, planned, sent, started, the, told, writes
from mobilisation_steps import opened_with_squads, says
from models import Broadcast, Case, Deadline, Drill, DrillItem, Message, Mobilisation, Person
from models.enums import (
    Answer,
    BroadcastState,
    DraftKind,
    DrillForm,
    DrillGrade,
    DrillMark,
    DrillPart,
    DrillState,
    DrillStep,
    DutyState,
    InjectKind,
    Source,
)
from scheduler import ticks
from services.core.act import Act
from services.core.errors import Forbidden, Refused, Stale
from services.core.town import Town
from services.drafts import drafts
from services.drills import owed, participants, planning, report, script, standing
from services.drills.evaluation import corrections, marks
from services.drills.run import answers, injecting, running
from services.triage.handing_out import HandingOutFields
from township import TownshipDriver
from two_at_once import Does, at_once


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    driver = await opened_with_squads(town)
    await ticks.do(driver.town, "sync_duties")
    await ticks.work_off(driver.town)
    return driver


async def test_the_clock_plays_the_script_once_through_the_real_paths_and_all_of_it_is_a_drill(
    driver: TownshipDriver,
) -> None:
    drill = await started(driver)
    for minutes in (0, 0, 9, 10, 20, 30, 30):
        await after(driver, minutes)
    assert await sent(driver, drill) == {0: 0, 10: 10, 20: 20, 30: 30}
    found = {one.minute: one for one in await injects(driver, drill)}
    assert found[0].told
    async with driver.town.database.reading() as session:
        case = await session.get_one(Case, found[10].case_id)
        called = await session.get_one(Mobilisation, found[20].mobilisation_id)
        asked = await session.get_one(Broadcast, found[30].broadcast_id)
        rows = list(await session.execute(sa.select(Message, Case.drill).outerjoin(Case, Case.id == Message.case_id)))
    assert (case.drill, case.source, case.description) == (True, Source.DRILL, "后山出现裂缝")
    assert (called.drill, called.task, called.commander_id) == (True, "到村委会集合", driver.people["chief"])
    assert (asked.drill, asked.state) == (True, BroadcastState.AWAITING), "a second person is asked, as in earnest"
    assert rows
    assert [one.event for one, of_case in rows if not (one.drill or of_case)] == []
    assert not [one.event for one, _ in rows if "演" not in str(one.content.get("text"))]


async def test_two_clocks_and_a_process_that_is_killed_send_none_twice_and_lose_none(driver: TownshipDriver) -> None:
    drill = await started(driver)
    driver.clock.at = DAY + timedelta(minutes=10)
    first, *_ = await injects(driver, drill)

    async def killed(act: Act) -> None:
        await injecting.send_due(act, first.id)
        raise RuntimeError("killed before the commit")

    with pytest.raises(RuntimeError, match="killed"):
        await driver.by("chief", killed)
    assert await sent(driver, drill) == {0: None, 10: None, 20: None, 30: None}
    by_clock, by_button = (
        Does("chief", injecting.send_due, (first.id,)),
        Does("duty", injecting.send_next, (drill.id, first.id)),
    )
    done, other = await at_once(driver, by_clock, by_button)
    assert (done, type(other)) == (True, Stale)
    assert not await driver.by("chief", injecting.send_due, first.id)
    await after(driver, 12)
    assert len(await told(driver, "drill_inject")) == len((await injects(driver, drill))[0].told)
    async with driver.town.database.reading() as session:
        assert await session.scalar(sa.select(sa.func.count(Case.id))) == 1


async def test_after_an_outage_late_injects_say_so_and_come_one_by_one(driver: TownshipDriver) -> None:
    drill = await started(driver, "+0 一\n+1 二\n+10 三\n+60 四")
    for minutes in (0, 25, 25, 26, 27, 28, 60):
        await after(driver, minutes)
    assert await sent(driver, drill) == {0: 0, 1: 25, 10: 27, 60: 60}
    late = [one.content["text"] for one in await told(driver, "drill_inject") if "二" in one.content["text"]]
    assert all("比脚本晚 24 分钟" in text for text in late)
    assert "晚了 24 分钟" in (await told(driver, "drill_to_leader"))[0].content["text"]


async def test_a_long_outage_pauses_the_drill_and_it_goes_on_from_there(driver: TownshipDriver) -> None:
    drill = await started(driver, "+0 一\n+10 二\n+20 三")
    await after(driver, 0)
    await after(driver, 12 * 60)
    assert (await the(driver, drill)).state is DrillState.PAUSED
    assert "系统中断过" in (await told(driver, "drill_to_leader"))[-1].content["text"]
    assert await sent(driver, drill) == {0: 0, 10: None, 20: None}
    await driver.by("chief", running.resume, drill.id)
    await after(driver, 12 * 60)
    await after(driver, 12 * 60 + 10)
    assert await sent(driver, drill) == {0: 0, 10: 720, 20: 730}


async def test_a_pause_shifts_what_is_left(driver: TownshipDriver) -> None:
    drill = await started(driver, "+0 一\n+10 二")
    await after(driver, 5)
    await driver.by("chief", running.pause, drill.id)
    await after(driver, 25)
    assert (await sent(driver, drill))[10] is None
    await driver.by("chief", running.resume, drill.id)
    await after(driver, 29)
    assert (await sent(driver, drill))[10] is None
    await after(driver, 30)
    assert (await sent(driver, drill))[10] == 30
    found = (await injects(driver, drill))[1]
    assert found.sent_at == found.planned_at, "a pause is no lateness"


async def test_on_a_table_each_press_shows_one_inject_and_opens_nothing(driver: TownshipDriver) -> None:
    drill = await started(driver, form=DrillForm.TABLETOP)
    await after(driver, 90)
    first, second, *_ = await injects(driver, drill)
    assert first.sent_at is None, "the clock sends nothing"
    await driver.by("chief", injecting.send_next, drill.id, first.id)
    with pytest.raises(Stale):
        await driver.by("chief", injecting.send_next, drill.id, first.id)
    await driver.by("chief", injecting.send_next, drill.id, second.id)
    async with driver.town.database.reading() as session:
        assert await session.scalar(sa.select(sa.func.count(Case.id))) == 0
    assert any("情景（险情）：后山出现裂缝" in one.content["text"] for one in await told(driver, "drill_inject"))


async def test_an_inject_that_cannot_be_done_is_told_and_the_drill_goes_on(driver: TownshipDriver) -> None:
    drill = await started(driver, "+0 集结：@上湾村突击队 集合\n+5 报告")
    async with driver.town.database.transaction() as session:
        await session.execute(sa.text("UPDATE squads SET active = false"))
    await after(driver, 0)
    await after(driver, 5)
    failed, done = await injects(driver, drill)
    assert (failed.mobilisation_id, done.failed) == (None, None)
    assert failed.failed == "还缺：队伍"
    assert "没能执行" in (await told(driver, "drill_to_leader"))[0].content["text"]


async def test_a_leader_who_leaves_in_the_middle_does_not_stop_the_drill(driver: TownshipDriver) -> None:
    drill = await planned(driver, "+0 报告\n+5 险情：后山开裂")
    await driver.by("chief", planning.change, drill.id, leader_id=driver.people["spare"])
    driver.clock.at = DAY
    await driver.by("duty", running.start, drill.id)
    await after(driver, 0)
    async with driver.town.database.transaction() as session:
        await session.execute(sa.update(Person).where(Person.id == driver.people["spare"]).values(active=False))
    await after(driver, 5)
    found = (await injects(driver, drill))[1]
    async with driver.town.database.reading() as session:
        case = await session.get_one(Case, found.case_id)
    assert (case.drill, case.reporter_id) == (True, driver.people["chief"]), "who planned it stands in"


async def test_a_village_names_only_its_own_in_the_script(driver: TownshipDriver) -> None:
    drill = await planned(driver, "", who="principal", village="shangwan")
    text = "+0 @上湾村突击队 集合\n+5 @自然资源所 报告\n+6 @下河村 报告"
    added = await driver.by("principal", script.add, drill.id, text)
    assert [(one.line, one.key) for one in added.faults] == [(2, "drill-line-name"), (3, "drill-line-name")]
    again = await driver.by("chief", script.add, drill.id, "+0 集合\n+5 @自然资源所 报告")
    assert (again.new, again.known, again.faults) == (1, 1, ())


async def test_nothing_starts_without_a_script_or_people_or_squads(driver: TownshipDriver) -> None:
    bare = await planned(driver, "")
    with pytest.raises(Refused, match="drill-not-ready"):
        await driver.by("chief", running.start, bare.id)
    nobody = await planned(driver, "+0 报告\n+5 集结：集合", participants=participants.any_of().model_dump(mode="json"))
    _, seen = await driver.by("chief", running.look, nobody.id)
    assert set(seen.faults) == {(None, "drill-lacks-people"), (0, "drill-lacks-people"), (5, "drill-lacks-squads")}


async def test_times_are_measured_from_the_answers_and_arrivals(driver: TownshipDriver) -> None:
    drill = await started(driver)
    await after(driver, 0)
    first = (await injects(driver, drill))[0]
    driver.forward(minutes=3)
    await driver.by("land", answers.answer, first.id)
    driver.forward(minutes=2)
    await driver.by("road", answers.answer, first.id, "已到岗 4 人")
    with pytest.raises(Stale):
        await driver.by("operator", answers.answer, first.id)
    await after(driver, 10)
    await after(driver, 20)
    number = (await injects(driver, drill))[2].mobilisation_id or 0
    driver.forward(minutes=4)
    await says(driver, number, Answer.COMING, "a1")
    driver.forward(minutes=8)
    await says(driver, number, Answer.ON_SCENE, "a1")
    found = await driver.by("chief", report.of_drill, drill.id, driver.town.words("zh_CN"))
    text, case, called, not_sent = found.script
    after_ = {what: int(span / timedelta(minutes=1)) for what, _, span in (*text.reached, *called.reached)}
    assert after_ == {"最早答复": 4, "最后答复": 5, "最早到场": 12}
    assert (text.answered, text.said[0][2]) == (2, "已到岗 4 人")
    assert (case.kind, not_sent.sent_at) == (InjectKind.INCIDENT, None)
    assert called.answered == 1


async def test_a_drill_that_was_held_counts_by_its_day_and_may_be_taken_back(driver: TownshipDriver) -> None:
    drill = await started(driver, "+0 报告\n+5 结束")
    await after(driver, 0)
    with pytest.raises(Refused, match="drill-injects-left"):
        await driver.by("chief", running.finish, drill.id)
    await after(driver, 5)
    (counted,) = await driver.by("chief", running.finish, drill.id)
    assert (counted.rule, counted.settled_at) == ("town-drill", DAY)
    assert await duty(driver, "town-drill") is DutyState.DONE
    assert await duty(driver, "village-drill", str(driver.villages["shangwan"])) is DutyState.OPEN
    second = await planned(driver, "")
    driver.forward(days=2)
    assert await driver.by("chief", running.record, second.id, driver.now - timedelta(hours=1)) == []
    assert await duty(driver, "town-drill") is DutyState.DONE
    await driver.by("chief", running.undo, drill.id, "脚本没有走完")
    assert await duty(driver, "town-drill") is DutyState.DONE, "the other drill of the year counts now"
    await driver.by("chief", running.undo, second.id, "登错了")
    assert await duty(driver, "town-drill") is DutyState.OPEN


async def test_a_drill_that_was_stopped_counts_for_nothing_and_is_planned_once_more(driver: TownshipDriver) -> None:
    drill = await started(driver)
    await after(driver, 0)
    await driver.by("chief", running.stop, drill.id, "接到真实险情")
    await after(driver, 30)
    assert await duty(driver, "town-drill") is DutyState.OPEN
    assert await sent(driver, drill) == {0: 0, 10: None, 20: None, 30: None}
    assert all("真实" in one.content["text"] for one in await told(driver, "drill_over"))
    again = await driver.by("chief", planning.again, drill.id, DAY + timedelta(days=7))
    assert [(one.minute, one.kind) for one in await injects(driver, again)] == [
        (one.minute, one.kind) for one in await injects(driver, drill)
    ]


async def test_a_village_plans_and_runs_its_own_drill_alone(driver: TownshipDriver) -> None:
    with pytest.raises(Forbidden):
        await planned(driver, who="principal")
    with pytest.raises(Forbidden):
        await planned(driver, who="principal", village="xiahe")
    drill = await started(driver, who="principal", village="shangwan")
    with pytest.raises(Forbidden):
        await driver.by("neighbour_principal", running.pause, drill.id)
    for minutes in (0, 10, 20, 30):
        await after(driver, minutes)
    found = await injects(driver, drill)
    assert [one.failed for one in found] == [None] * 4
    names = {person: who for who, person in driver.people.items()}
    assert {names[one] for one in found[0].told} == {"officer", "principal", "a0", "a1", "a2", "a4"}, "a3 has no chat"
    (counted,) = await driver.by("principal", running.finish, drill.id)
    assert (counted.rule, counted.who) == ("village-drill", str(driver.villages["shangwan"]))


async def test_deadlines_follow_the_drill_from_its_start_to_its_report(driver: TownshipDriver) -> None:
    async def runs() -> list[tuple[str, datetime]]:
        async with driver.town.database.reading() as session:
            rows = await session.execute(
                sa.select(Deadline.kind, Deadline.due_at).where(
                    Deadline.subject_kind == owed.ABOUT, Deadline.ended_at.is_(None)
                )
            )
            return [(row.kind, row.due_at) for row in rows]

    drill = await planned(driver, "+0 报告")
    assert await runs() == [(owed.START, DAY)]
    await driver.by("chief", planning.move, drill.id, DAY + timedelta(days=1))
    assert await runs() == [(owed.START, DAY + timedelta(days=1))]
    driver.clock.at = DAY
    await driver.by("chief", running.start, drill.id)
    assert [kind for kind, _ in await runs()] == [owed.END]
    await after(driver, 0)
    await driver.by("chief", running.finish, drill.id)
    ((kind, due_at),) = await runs()
    assert (kind, due_at.astimezone(driver.town.zone).date().isoformat()) == (owed.REPORT, "2026-12-17")
    await evaluated(driver, drill)
    assert await runs() == []


async def evaluated(driver: TownshipDriver, drill: Drill, given: dict[int, DrillMark] | None = None) -> list[DrillItem]:
    """Evaluate a drill to the report: the marks by item, the others met."""
    await writes(driver, "chief", drill, DrillStep.COMMENTS)
    await writes(driver, "land", drill, DrillStep.SELF_REVIEW)
    _, items = await driver.by("duty", marks.begin, drill.id)
    for one in items:
        if one.place in (given or {}):
            await driver.by("duty", marks.give, one.id, (given or {})[one.place])
    found: list[DrillItem] = await driver.by("duty", marks.rest_met, drill.id)
    await driver.by("duty", marks.finish, drill.id)
    await writes(driver, "chief", drill, DrillStep.REPORT, "达到目标", grade=DrillGrade.GOOD)
    return found


async def held(driver: TownshipDriver) -> Drill:
    drill = await started(driver, "+0 报告")
    await after(driver, 0)
    await driver.by("chief", running.finish, drill.id)
    return drill


async def test_the_steps_keep_their_order_and_the_leader_does_not_assess(driver: TownshipDriver) -> None:
    drill = await held(driver)
    for step in (DrillStep.SELF_REVIEW, DrillStep.REPORT):
        with pytest.raises(Refused, match="drill-step-first"):
            await writes(driver, "chief", drill, step, grade=DrillGrade.GOOD)
    with pytest.raises(Refused, match="drill-step-first"):
        await driver.by("duty", marks.begin, drill.id)
    await writes(driver, "chief", drill, DrillStep.COMMENTS)
    with pytest.raises(Forbidden):
        await writes(driver, "operator", drill, DrillStep.SELF_REVIEW)
    await writes(driver, "principal", drill, DrillStep.SELF_REVIEW)
    with pytest.raises(Forbidden):
        await driver.by("chief", marks.begin, drill.id)
    with pytest.raises(Refused, match="drill-items-missing"):
        await driver.by("duty", marks.finish, drill.id)
    await driver.by("duty", marks.rest_met, drill.id)
    await driver.by("duty", marks.finish, drill.id)
    with pytest.raises(Refused, match="drill-grade-needed"):
        await writes(driver, "chief", drill, DrillStep.REPORT)
    await writes(driver, "chief", drill, DrillStep.REPORT, grade=DrillGrade.FAIR)
    with pytest.raises(Stale, match="drill-reported-already"):
        await writes(driver, "principal", drill, DrillStep.SELF_REVIEW)


async def test_what_does_not_apply_is_out_of_the_score_and_the_sum_is_written_out(driver: TownshipDriver) -> None:
    drill = await held(driver)
    given = dict.fromkeys(range(11, 23), DrillMark.NOT_APPLICABLE)
    given |= {1: DrillMark.NOT_MET, 2: DrillMark.PARTLY, 3: DrillMark.PARTLY}
    await evaluated(driver, drill, given)
    found = await driver.by("director", report.of_drill, drill.id, driver.town.words("zh_CN"))
    assert found.points == Decimal("80.0")
    assert "符合 7×1 + 基本符合 2×0.5 + 不符合 1×0 = 8，8 ÷ 10 × 100；不适用 12 项不计" in found.sum
    assert found.scores[DrillPart.EXECUTION].points is None
    assert (found.grade, [one.step for one in found.said]) == (
        DrillGrade.GOOD,
        [DrillStep.COMMENTS, DrillStep.SELF_REVIEW, DrillStep.REPORT],
    )


async def test_items_that_change_leave_an_assessment_on_its_own_version(driver: TownshipDriver) -> None:
    drill = await held(driver)
    await writes(driver, "chief", drill, DrillStep.COMMENTS)
    await writes(driver, "land", drill, DrillStep.SELF_REVIEW)
    _, before = await driver.by("duty", marks.begin, drill.id)
    item = {"code": "new", "asks": {"zh_CN": "新条目", "en": "a new item"}}
    rules = type(driver.town.settings.drills).model_validate({"checklists": {"live": {"preparation": [item]}}})
    driver.town = replace(driver.town, settings=driver.town.settings.model_copy(update={"drills": rules}))
    _, now = await driver.by("duty", marks.begin, drill.id)
    assert [one.code for one in now] == [one.code for one in before]
    other = await planned(driver, "+0 报告")
    await driver.by("chief", running.record, other.id, driver.now)
    await writes(driver, "chief", other, DrillStep.COMMENTS)
    await writes(driver, "land", other, DrillStep.SELF_REVIEW)
    _, fresh = await driver.by("duty", marks.begin, other.id)
    assert [one.code for one in fresh if one.part is DrillPart.PREPARATION] == ["new"]


async def test_corrections_follow_the_report_and_are_real_assignments(driver: TownshipDriver) -> None:
    drill = await held(driver)

    async def correcting(act: Act) -> Case:
        draft = await drafts.begin(
            act.session,
            act.actor,
            DraftKind.DRILL_CORRECTION,
            now=act.now,
            subject_id=drill.id,
            form=HandingOutFields,
            text="补齐卫星电话",
            units=(driver.units["water-station"],),
            due_at=act.now + timedelta(days=10),
        )
        return await corrections.issue(act, draft)

    with pytest.raises(Refused, match="drill-step-first"):
        await driver.by("duty", correcting)
    await evaluated(driver, drill)
    case = await driver.by("duty", correcting)
    assert (case.drill, case.source) == (False, Source.DRILL)
    assert {one.due_at for one in (await driver.case(case.id)).assignments} == {driver.now + timedelta(days=10)}
    found = await driver.by("duty", report.of_drill, drill.id, driver.town.words("zh_CN"))
    assert [(one.number, one.text) for one in found.corrections] == [(case.number, "补齐卫星电话")]


async def test_the_laws_floor_and_the_own_rule_stand_side_by_side(driver: TownshipDriver) -> None:
    before = await driver.by("chief", standing.standing)
    assert (before.last, before.floor) == (None, None)
    assert {(one.scope.value, one.done, one.owed) for one in before.own} == {("town", 0, 1), ("village", 0, 2)}
    await held(driver)
    now = await driver.by("chief", standing.standing)
    assert (f"{now.last}", f"{now.floor}") == ("2026-12-03", "2028-12-03")
    assert {(one.scope.value, one.done, one.owed) for one in now.own} == {("town", 1, 1), ("village", 0, 2)}


async def test_people_who_were_told_of_the_plan_hear_of_another_day_and_why_it_is_off(driver: TownshipDriver) -> None:
    drill = await planned(driver)
    await driver.by("chief", planning.move, drill.id, DAY + timedelta(days=1))
    assert await told(driver, "drill_plan") == []
    reached, unreached = await driver.by("chief", planning.announce, drill.id)
    assert reached > 10
    assert unreached > 0
    await driver.by("chief", planning.move, drill.id, DAY + timedelta(days=2))
    with pytest.raises(Refused, match="error-reason-needed"):
        await driver.by("chief", planning.call_off, drill.id, " ")
    await driver.by("chief", planning.call_off, drill.id, "与县里冲突")
    said = {one.content["text"].split("\n")[0] for one in await told(driver, "drill_plan")}
    assert len(said) == 3
    assert await duty(driver, "town-drill") is DutyState.OPEN
    with pytest.raises(Stale, match="drill-is-cancelled"):
        await driver.by("chief", running.start, drill.id)
