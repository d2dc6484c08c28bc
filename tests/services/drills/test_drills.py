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
async def loop(town: Town) -> TownshipDriver:
    loop = await opened_with_squads(town)
    await ticks.do(loop.town, "sync_duties")
    await ticks.work_off(loop.town)
    return loop


async def test_the_clock_plays_the_script_once_through_the_real_paths_and_all_of_it_is_a_drill(
    loop: TownshipDriver,
) -> None:
    drill = await started(loop)
    for minutes in (0, 0, 9, 10, 20, 30, 30):
        await after(loop, minutes)
    assert await sent(loop, drill) == {0: 0, 10: 10, 20: 20, 30: 30}
    found = {one.minute: one for one in await injects(loop, drill)}
    assert found[0].told
    async with loop.town.database.reading() as session:
        case = await session.get_one(Case, found[10].case_id)
        called = await session.get_one(Mobilisation, found[20].mobilisation_id)
        asked = await session.get_one(Broadcast, found[30].broadcast_id)
        rows = list(await session.execute(sa.select(Message, Case.drill).outerjoin(Case, Case.id == Message.case_id)))
    assert (case.drill, case.source, case.description) == (True, Source.DRILL, "后山出现裂缝")
    assert (called.drill, called.task, called.commander_id) == (True, "到村委会集合", loop.people["chief"])
    assert (asked.drill, asked.state) == (True, BroadcastState.AWAITING), "a second person is asked, as in earnest"
    assert rows
    assert [one.event for one, of_case in rows if not (one.drill or of_case)] == []
    assert not [one.event for one, _ in rows if "演" not in str(one.content.get("text"))]


async def test_two_clocks_and_a_process_that_is_killed_send_none_twice_and_lose_none(loop: TownshipDriver) -> None:
    drill = await started(loop)
    loop.clock.at = DAY + timedelta(minutes=10)
    first, *_ = await injects(loop, drill)

    async def killed(act: Act) -> None:
        await injecting.send_due(act, first.id)
        raise RuntimeError("killed before the commit")

    with pytest.raises(RuntimeError, match="killed"):
        await loop.by("chief", killed)
    assert await sent(loop, drill) == {0: None, 10: None, 20: None, 30: None}
    by_clock, by_button = (
        Does("chief", injecting.send_due, (first.id,)),
        Does("duty", injecting.send_next, (drill.id, first.id)),
    )
    done, other = await at_once(loop, by_clock, by_button)
    assert (done, type(other)) == (True, Stale)
    assert not await loop.by("chief", injecting.send_due, first.id)
    await after(loop, 12)
    assert len(await told(loop, "drill_inject")) == len((await injects(loop, drill))[0].told)
    async with loop.town.database.reading() as session:
        assert await session.scalar(sa.select(sa.func.count(Case.id))) == 1


async def test_after_an_outage_late_injects_say_so_and_come_one_by_one(loop: TownshipDriver) -> None:
    drill = await started(loop, "+0 一\n+1 二\n+10 三\n+60 四")
    for minutes in (0, 25, 25, 26, 27, 28, 60):
        await after(loop, minutes)
    assert await sent(loop, drill) == {0: 0, 1: 25, 10: 27, 60: 60}
    late = [one.content["text"] for one in await told(loop, "drill_inject") if "二" in one.content["text"]]
    assert all("比脚本晚 24 分钟" in text for text in late)
    assert "晚了 24 分钟" in (await told(loop, "drill_to_leader"))[0].content["text"]


async def test_a_long_outage_pauses_the_drill_and_it_goes_on_from_there(loop: TownshipDriver) -> None:
    drill = await started(loop, "+0 一\n+10 二\n+20 三")
    await after(loop, 0)
    await after(loop, 12 * 60)
    assert (await the(loop, drill)).state is DrillState.PAUSED
    assert "系统中断过" in (await told(loop, "drill_to_leader"))[-1].content["text"]
    assert await sent(loop, drill) == {0: 0, 10: None, 20: None}
    await loop.by("chief", running.resume, drill.id)
    await after(loop, 12 * 60)
    await after(loop, 12 * 60 + 10)
    assert await sent(loop, drill) == {0: 0, 10: 720, 20: 730}


async def test_a_pause_shifts_what_is_left(loop: TownshipDriver) -> None:
    drill = await started(loop, "+0 一\n+10 二")
    await after(loop, 5)
    await loop.by("chief", running.pause, drill.id)
    await after(loop, 25)
    assert (await sent(loop, drill))[10] is None
    await loop.by("chief", running.resume, drill.id)
    await after(loop, 29)
    assert (await sent(loop, drill))[10] is None
    await after(loop, 30)
    assert (await sent(loop, drill))[10] == 30
    found = (await injects(loop, drill))[1]
    assert found.sent_at == found.planned_at, "a pause is no lateness"


async def test_on_a_table_each_press_shows_one_inject_and_opens_nothing(loop: TownshipDriver) -> None:
    drill = await started(loop, form=DrillForm.TABLETOP)
    await after(loop, 90)
    first, second, *_ = await injects(loop, drill)
    assert first.sent_at is None, "the clock sends nothing"
    await loop.by("chief", injecting.send_next, drill.id, first.id)
    with pytest.raises(Stale):
        await loop.by("chief", injecting.send_next, drill.id, first.id)
    await loop.by("chief", injecting.send_next, drill.id, second.id)
    async with loop.town.database.reading() as session:
        assert await session.scalar(sa.select(sa.func.count(Case.id))) == 0
    assert any("情景（险情）：后山出现裂缝" in one.content["text"] for one in await told(loop, "drill_inject"))


async def test_an_inject_that_cannot_be_done_is_told_and_the_drill_goes_on(loop: TownshipDriver) -> None:
    drill = await started(loop, "+0 集结：@上湾村突击队 集合\n+5 报告")
    async with loop.town.database.transaction() as session:
        await session.execute(sa.text("UPDATE squads SET active = false"))
    await after(loop, 0)
    await after(loop, 5)
    failed, done = await injects(loop, drill)
    assert (failed.mobilisation_id, done.failed) == (None, None)
    assert failed.failed == "还缺：队伍"
    assert "没能执行" in (await told(loop, "drill_to_leader"))[0].content["text"]


async def test_a_leader_who_leaves_in_the_middle_does_not_stop_the_drill(loop: TownshipDriver) -> None:
    drill = await planned(loop, "+0 报告\n+5 险情：后山开裂")
    await loop.by("chief", planning.change, drill.id, leader_id=loop.people["spare"])
    loop.clock.at = DAY
    await loop.by("duty", running.start, drill.id)
    await after(loop, 0)
    async with loop.town.database.transaction() as session:
        await session.execute(sa.update(Person).where(Person.id == loop.people["spare"]).values(active=False))
    await after(loop, 5)
    found = (await injects(loop, drill))[1]
    async with loop.town.database.reading() as session:
        case = await session.get_one(Case, found.case_id)
    assert (case.drill, case.reporter_id) == (True, loop.people["chief"]), "who planned it stands in"


async def test_a_village_names_only_its_own_in_the_script(loop: TownshipDriver) -> None:
    drill = await planned(loop, "", who="principal", village="shangwan")
    text = "+0 @上湾村突击队 集合\n+5 @自然资源所 报告\n+6 @下河村 报告"
    added = await loop.by("principal", script.add, drill.id, text)
    assert [(one.line, one.key) for one in added.faults] == [(2, "drill-line-name"), (3, "drill-line-name")]
    again = await loop.by("chief", script.add, drill.id, "+0 集合\n+5 @自然资源所 报告")
    assert (again.new, again.known, again.faults) == (1, 1, ())


async def test_nothing_starts_without_a_script_or_people_or_squads(loop: TownshipDriver) -> None:
    bare = await planned(loop, "")
    with pytest.raises(Refused, match="drill-not-ready"):
        await loop.by("chief", running.start, bare.id)
    nobody = await planned(loop, "+0 报告\n+5 集结：集合", participants=participants.any_of().model_dump(mode="json"))
    _, seen = await loop.by("chief", running.look, nobody.id)
    assert set(seen.faults) == {(None, "drill-lacks-people"), (0, "drill-lacks-people"), (5, "drill-lacks-squads")}


async def test_times_are_measured_from_the_answers_and_arrivals(loop: TownshipDriver) -> None:
    drill = await started(loop)
    await after(loop, 0)
    first = (await injects(loop, drill))[0]
    loop.forward(minutes=3)
    await loop.by("land", answers.answer, first.id)
    loop.forward(minutes=2)
    await loop.by("road", answers.answer, first.id, "已到岗 4 人")
    with pytest.raises(Stale):
        await loop.by("operator", answers.answer, first.id)
    await after(loop, 10)
    await after(loop, 20)
    number = (await injects(loop, drill))[2].mobilisation_id or 0
    loop.forward(minutes=4)
    await says(loop, number, Answer.COMING, "a1")
    loop.forward(minutes=8)
    await says(loop, number, Answer.ON_SCENE, "a1")
    found = await loop.by("chief", report.of_drill, drill.id, loop.town.words("zh_CN"))
    text, case, called, not_sent = found.script
    after_ = {what: int(span / timedelta(minutes=1)) for what, _, span in (*text.reached, *called.reached)}
    assert after_ == {"最早答复": 4, "最后答复": 5, "最早到场": 12}
    assert (text.answered, text.said[0][2]) == (2, "已到岗 4 人")
    assert (case.kind, not_sent.sent_at) == (InjectKind.INCIDENT, None)
    assert called.answered == 1


async def test_a_drill_that_was_held_counts_by_its_day_and_may_be_taken_back(loop: TownshipDriver) -> None:
    drill = await started(loop, "+0 报告\n+5 结束")
    await after(loop, 0)
    with pytest.raises(Refused, match="drill-injects-left"):
        await loop.by("chief", running.finish, drill.id)
    await after(loop, 5)
    (counted,) = await loop.by("chief", running.finish, drill.id)
    assert (counted.rule, counted.settled_at) == ("town-drill", DAY)
    assert await duty(loop, "town-drill") is DutyState.DONE
    assert await duty(loop, "village-drill", str(loop.villages["shangwan"])) is DutyState.OPEN
    second = await planned(loop, "")
    loop.forward(days=2)
    assert await loop.by("chief", running.record, second.id, loop.now - timedelta(hours=1)) == []
    assert await duty(loop, "town-drill") is DutyState.DONE
    await loop.by("chief", running.undo, drill.id, "脚本没有走完")
    assert await duty(loop, "town-drill") is DutyState.DONE, "the other drill of the year counts now"
    await loop.by("chief", running.undo, second.id, "登错了")
    assert await duty(loop, "town-drill") is DutyState.OPEN


async def test_a_drill_that_was_stopped_counts_for_nothing_and_is_planned_once_more(loop: TownshipDriver) -> None:
    drill = await started(loop)
    await after(loop, 0)
    await loop.by("chief", running.stop, drill.id, "接到真实险情")
    await after(loop, 30)
    assert await duty(loop, "town-drill") is DutyState.OPEN
    assert await sent(loop, drill) == {0: 0, 10: None, 20: None, 30: None}
    assert all("真实" in one.content["text"] for one in await told(loop, "drill_over"))
    again = await loop.by("chief", planning.again, drill.id, DAY + timedelta(days=7))
    assert [(one.minute, one.kind) for one in await injects(loop, again)] == [
        (one.minute, one.kind) for one in await injects(loop, drill)
    ]


async def test_a_village_plans_and_runs_its_own_drill_alone(loop: TownshipDriver) -> None:
    with pytest.raises(Forbidden):
        await planned(loop, who="principal")
    with pytest.raises(Forbidden):
        await planned(loop, who="principal", village="xiahe")
    drill = await started(loop, who="principal", village="shangwan")
    with pytest.raises(Forbidden):
        await loop.by("neighbour_principal", running.pause, drill.id)
    for minutes in (0, 10, 20, 30):
        await after(loop, minutes)
    found = await injects(loop, drill)
    assert [one.failed for one in found] == [None] * 4
    names = {person: who for who, person in loop.people.items()}
    assert {names[one] for one in found[0].told} == {"officer", "principal", "a0", "a1", "a2", "a4"}, "a3 has no chat"
    (counted,) = await loop.by("principal", running.finish, drill.id)
    assert (counted.rule, counted.who) == ("village-drill", str(loop.villages["shangwan"]))


async def test_deadlines_follow_the_drill_from_its_start_to_its_report(loop: TownshipDriver) -> None:
    async def runs() -> list[tuple[str, datetime]]:
        async with loop.town.database.reading() as session:
            rows = await session.execute(
                sa.select(Deadline.kind, Deadline.due_at).where(
                    Deadline.subject_kind == owed.ABOUT, Deadline.ended_at.is_(None)
                )
            )
            return [(row.kind, row.due_at) for row in rows]

    drill = await planned(loop, "+0 报告")
    assert await runs() == [(owed.START, DAY)]
    await loop.by("chief", planning.move, drill.id, DAY + timedelta(days=1))
    assert await runs() == [(owed.START, DAY + timedelta(days=1))]
    loop.clock.at = DAY
    await loop.by("chief", running.start, drill.id)
    assert [kind for kind, _ in await runs()] == [owed.END]
    await after(loop, 0)
    await loop.by("chief", running.finish, drill.id)
    ((kind, due_at),) = await runs()
    assert (kind, due_at.astimezone(loop.town.zone).date().isoformat()) == (owed.REPORT, "2026-12-17")
    await evaluated(loop, drill)
    assert await runs() == []


async def evaluated(loop: TownshipDriver, drill: Drill, given: dict[int, DrillMark] | None = None) -> list[DrillItem]:
    """Evaluate a drill to the report: the marks by item, the others met."""
    await writes(loop, "chief", drill, DrillStep.COMMENTS)
    await writes(loop, "land", drill, DrillStep.SELF_REVIEW)
    _, items = await loop.by("duty", marks.begin, drill.id)
    for one in items:
        if one.place in (given or {}):
            await loop.by("duty", marks.give, one.id, (given or {})[one.place])
    found: list[DrillItem] = await loop.by("duty", marks.rest_met, drill.id)
    await loop.by("duty", marks.finish, drill.id)
    await writes(loop, "chief", drill, DrillStep.REPORT, "达到目标", grade=DrillGrade.GOOD)
    return found


async def held(loop: TownshipDriver) -> Drill:
    drill = await started(loop, "+0 报告")
    await after(loop, 0)
    await loop.by("chief", running.finish, drill.id)
    return drill


async def test_the_steps_keep_their_order_and_the_leader_does_not_assess(loop: TownshipDriver) -> None:
    drill = await held(loop)
    for step in (DrillStep.SELF_REVIEW, DrillStep.REPORT):
        with pytest.raises(Refused, match="drill-step-first"):
            await writes(loop, "chief", drill, step, grade=DrillGrade.GOOD)
    with pytest.raises(Refused, match="drill-step-first"):
        await loop.by("duty", marks.begin, drill.id)
    await writes(loop, "chief", drill, DrillStep.COMMENTS)
    with pytest.raises(Forbidden):
        await writes(loop, "operator", drill, DrillStep.SELF_REVIEW)
    await writes(loop, "principal", drill, DrillStep.SELF_REVIEW)
    with pytest.raises(Forbidden):
        await loop.by("chief", marks.begin, drill.id)
    with pytest.raises(Refused, match="drill-items-missing"):
        await loop.by("duty", marks.finish, drill.id)
    await loop.by("duty", marks.rest_met, drill.id)
    await loop.by("duty", marks.finish, drill.id)
    with pytest.raises(Refused, match="drill-grade-needed"):
        await writes(loop, "chief", drill, DrillStep.REPORT)
    await writes(loop, "chief", drill, DrillStep.REPORT, grade=DrillGrade.FAIR)
    with pytest.raises(Stale, match="drill-reported-already"):
        await writes(loop, "principal", drill, DrillStep.SELF_REVIEW)


async def test_what_does_not_apply_is_out_of_the_score_and_the_sum_is_written_out(loop: TownshipDriver) -> None:
    drill = await held(loop)
    given = dict.fromkeys(range(11, 23), DrillMark.NOT_APPLICABLE)
    given |= {1: DrillMark.NOT_MET, 2: DrillMark.PARTLY, 3: DrillMark.PARTLY}
    await evaluated(loop, drill, given)
    found = await loop.by("director", report.of_drill, drill.id, loop.town.words("zh_CN"))
    assert found.points == Decimal("80.0")
    assert "符合 7×1 + 基本符合 2×0.5 + 不符合 1×0 = 8，8 ÷ 10 × 100；不适用 12 项不计" in found.sum
    assert found.scores[DrillPart.EXECUTION].points is None
    assert (found.grade, [one.step for one in found.said]) == (
        DrillGrade.GOOD,
        [DrillStep.COMMENTS, DrillStep.SELF_REVIEW, DrillStep.REPORT],
    )


async def test_items_that_change_leave_an_assessment_on_its_own_version(loop: TownshipDriver) -> None:
    drill = await held(loop)
    await writes(loop, "chief", drill, DrillStep.COMMENTS)
    await writes(loop, "land", drill, DrillStep.SELF_REVIEW)
    _, before = await loop.by("duty", marks.begin, drill.id)
    item = {"code": "new", "asks": {"zh_CN": "新条目", "en": "a new item"}}
    rules = type(loop.town.settings.drills).model_validate({"checklists": {"live": {"preparation": [item]}}})
    loop.town = replace(loop.town, settings=loop.town.settings.model_copy(update={"drills": rules}))
    _, now = await loop.by("duty", marks.begin, drill.id)
    assert [one.code for one in now] == [one.code for one in before]
    other = await planned(loop, "+0 报告")
    await loop.by("chief", running.record, other.id, loop.now)
    await writes(loop, "chief", other, DrillStep.COMMENTS)
    await writes(loop, "land", other, DrillStep.SELF_REVIEW)
    _, fresh = await loop.by("duty", marks.begin, other.id)
    assert [one.code for one in fresh if one.part is DrillPart.PREPARATION] == ["new"]


async def test_corrections_follow_the_report_and_are_real_assignments(loop: TownshipDriver) -> None:
    drill = await held(loop)

    async def correcting(act: Act) -> Case:
        draft = await drafts.begin(
            act.session,
            act.actor,
            DraftKind.DRILL_CORRECTION,
            now=act.now,
            subject_id=drill.id,
            form=HandingOutFields,
            text="补齐卫星电话",
            units=(loop.units["water-station"],),
            due_at=act.now + timedelta(days=10),
        )
        return await corrections.issue(act, draft)

    with pytest.raises(Refused, match="drill-step-first"):
        await loop.by("duty", correcting)
    await evaluated(loop, drill)
    case = await loop.by("duty", correcting)
    assert (case.drill, case.source) == (False, Source.DRILL)
    assert {one.due_at for one in (await loop.case(case.id)).assignments} == {loop.now + timedelta(days=10)}
    found = await loop.by("duty", report.of_drill, drill.id, loop.town.words("zh_CN"))
    assert [(one.number, one.text) for one in found.corrections] == [(case.number, "补齐卫星电话")]


async def test_the_laws_floor_and_the_own_rule_stand_side_by_side(loop: TownshipDriver) -> None:
    before = await loop.by("chief", standing.standing)
    assert (before.last, before.floor) == (None, None)
    assert {(one.scope.value, one.done, one.owed) for one in before.own} == {("town", 0, 1), ("village", 0, 2)}
    await held(loop)
    now = await loop.by("chief", standing.standing)
    assert (f"{now.last}", f"{now.floor}") == ("2026-12-03", "2028-12-03")
    assert {(one.scope.value, one.done, one.owed) for one in now.own} == {("town", 1, 1), ("village", 0, 2)}


async def test_people_who_were_told_of_the_plan_hear_of_another_day_and_why_it_is_off(loop: TownshipDriver) -> None:
    drill = await planned(loop)
    await loop.by("chief", planning.move, drill.id, DAY + timedelta(days=1))
    assert await told(loop, "drill_plan") == []
    reached, unreached = await loop.by("chief", planning.announce, drill.id)
    assert reached > 10
    assert unreached > 0
    await loop.by("chief", planning.move, drill.id, DAY + timedelta(days=2))
    with pytest.raises(Refused, match="error-reason-needed"):
        await loop.by("chief", planning.call_off, drill.id, " ")
    await loop.by("chief", planning.call_off, drill.id, "与县里冲突")
    said = {one.content["text"].split("\n")[0] for one in await told(loop, "drill_plan")}
    assert len(said) == 3
    assert await duty(loop, "town-drill") is DutyState.OPEN
    with pytest.raises(Stale, match="drill-is-cancelled"):
        await loop.by("chief", running.start, drill.id)
