"""A unit's handler in the rain: accept, arrive, decline, more time, pause, feedback with evidence; nobody else may."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from conversation import acting, running
from models import Attachment, Post
from models.enums import CaseState, DraftState, Purpose
from patience import until
from sandbox_client import SandboxClient
from services.assignments import extensions, handling, pauses
from services.core import journal
from services.core.town import Town
from services.triage import dispatch
from unit_steps import UNIT, accepted, issued


async def test_accepting_counts_at_once_and_the_arrival_follows(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "land", "duty", delivering=True) as s:
        case = await issued(s, kind="incident")
        await s.press("land", "签收")
        await s["land"].sees("已签收", "多久", "15 分钟")
        assert (await s.driver.assignment(case, UNIT)).state.value == "accepted"
        await s["duty"].sees("自然资源所已签收")
        await s.press("land", "30 分钟")
        await s["land"].sees("预计 11-23 10:30 到场")
        await s["duty"].sees("自然资源所预计 11-23 10:30 到达")
        assert (await s.driver.assignment(case, UNIT)).eta_at == s.driver.now + timedelta(minutes=30)


async def test_the_timeline_tells_accepting_from_saying_when_one_arrives(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "land", delivering=True) as s:
        case = await accepted(s)
        await s.press("land", "30 分钟")
        await s["land"].sees("预计 11-23 10:30 到场")
        await s.press("land", "办理过程")
        seen = await s["land"].sees("办理过程（第 1/1 页）")
        assert seen.text.count("签收") == 1
        assert "孙值班 交办：自然资源所" in seen.text
        assert seen.text.endswith("11-23 10:00 蒋经办 报告到场时间（自然资源所）：11-23 10:30 到场")
        async with s.town.database.reading() as session:
            assert [fault async for fault in journal.audit(session, journal.of_case(case.id))] == []


async def test_a_press_is_on_the_ledger_as_the_recipients_confirmation(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "land", "land_head", delivering=True) as s:
        await issued(s)
        await s["land_head"].sees("请自然资源所签收")

        async def sent() -> bool:
            return all(message.message_id for message in await s.queued("issued"))

        await until(sent)
        await s.press("land", "签收")
        await s["land"].sees("已签收")
        told = {message.person_id: message for message in await s.queued("issued")}
        mine, others = told[s.driver.people["land"]], told[s.driver.people["land_head"]]
        assert (mine.confirmed_by, mine.confirmed_at) == ("accept", s.driver.now)
        assert others.confirmed_at is None, "one acknowledgement speaks for nobody else"


async def test_the_arrival_may_be_typed(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "land", delivering=True) as s:
        case = await accepted(s)
        await s.press("land", "自己填时间")
        await s["land"].sees("请输入到场时间")
        await s["land"].sends("马上")
        await s["land"].sees("没看懂这个时间")
        await s["land"].sends("下午3点半")
        await s["land"].sees("预计 11-23 15:30 到场")
        assert (await s.driver.assignment(case, UNIT)).eta_at == datetime(2026, 11, 23, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize("button", ["自己填时间", "申请延期"])
@pytest.mark.parametrize("far", ["2099年1月1日", "2099-12-31 17:00", "400天后"])
async def test_a_time_of_another_year_is_asked_again(
    town: Town, sandbox: SandboxClient, sandbox_url: str, button: str, far: str
) -> None:
    """The working-time clock walks day by day: seventy years of it would hold up everybody."""
    async with acting(town, sandbox, sandbox_url, "land", delivering=True) as s:
        await accepted(s)
        await s.press("land", button)
        await s["land"].sends(far)
        await s["land"].sees("这个时间太远了，最远到 2027-11-24")
        await s["land"].sends("12月3日上午9点半")
        await s["land"].sees("12-03 09:30")


async def test_two_handlers_press_accept_one_is_told(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "land", "land_head", delivering=True) as s:
        case = await issued(s)
        await s["land_head"].sees("请自然资源所签收")
        await s.press("land", "签收")
        await s["land"].sees("已签收")
        accept = f"p:accept:{(await s.driver.assignment(case, UNIT)).id}:"
        answer = await s["land_head"].taps(data=accept, stale=True)  # the card may have changed under the thumb
        assert answer["text"] == "状态已变：蒋经办已于 11-23 10:00 签收。卡片已更新为最新情况"
        await s.delivered()
        seen = await s.sees("land_head")
        assert "处置中" in seen.text
        assert "签收" not in seen.labels, "the card shows how it stands now"
        assert (await s.driver.assignment(case, UNIT)).accepted_by_id == s.driver.people["land"]
        again = await s["land"].taps("签收", stale=True)
        assert "状态已变" in again["text"], "a double press"


async def test_declining_asks_why_and_survives_a_restart(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "land", "duty", delivering=True) as s:
        case = await issued(s)
        await s.press("land", "拒收")
        await s["land"].sees("请选择原因", "不属于本单位职责")
        async with running(s, sandbox_url):
            await s["land"].sends("省道归公路部门管")
            await s["land"].sees("已拒收", "省道归公路部门管", "重新交办")
        await s["duty"].sees("自然资源所拒收", "省道归公路部门管", "交办")
        assert (await s.driver.case(case.id)).state is CaseState.TRIAGED


async def test_a_quick_reason_is_one_press(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "land", delivering=True) as s:
        case = await issued(s)
        await s.press("land", "拒收")
        await s.press("land", "不属于本单位职责")
        await s["land"].sees("已拒收")
        assert (await s.driver.assignment(case, UNIT)).declined_for == "不属于本单位职责"


async def test_accepting_a_part_says_which_part_is_not_theirs(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "land", "duty", delivering=True) as s:
        await issued(s)
        await s.press("land", "部分签收")
        await s["land"].sees("哪一部分不属于本单位")
        await s["land"].sends("护栏修复归公路养护站")
        await s["land"].sees("本单位的部分", "护栏修复归公路养护站", "多久能到现场", "30 分钟")
        await s.press("land", "30 分钟")
        await s["land"].sees("预计 11-23 10:30 到场")
        await s["duty"].sees("部分签收", "护栏修复归公路养护站")


async def test_more_time_is_asked_for_and_granted(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "land", "duty", delivering=True) as s:
        case = await accepted(s)
        due = (await s.driver.assignment(case, UNIT)).due_at
        await s.press("land", "申请延期")
        await s["land"].sees("延到什么时候", "3 个工作日")
        await s.press("land", "3 个工作日")
        await s["land"].sees("请选择原因")
        await s.press("land", "等待材料")
        await s["land"].sees("已申请延期至 12-04 10:00")
        await s["duty"].sees("申请将", "等待材料", "同意延期")
        await s.press("duty", "同意延期")
        await s["duty"].sees("已同意", "12-04 10:00")
        await s["land"].sees("同意", "12-04 10:00")
        assert (await s.driver.assignment(case, UNIT)).due_at > due


async def test_an_earlier_deadline_than_now_is_refused(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "land", delivering=True) as s:
        await accepted(s)
        await s.press("land", "申请延期")
        await s["land"].sends("明天 9点")
        await s["land"].sees("须晚于现时限（12-01 10:00）")
        await s["land"].sends("12-03 9点")
        await s["land"].sees("延期至 12-03 09:00", "请选择原因")


async def test_a_pause_by_the_calendar_and_going_on(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "land", delivering=True) as s:
        case = await accepted(s)
        await s.press("land", "暂停")
        await s["land"].sees("暂停到什么时候")
        await s.press("land", "选日期")
        await s["land"].sees("请选日期", "(28)")
        await s.press("land", "›")
        await s["land"].sees("2026-12")
        await s.press("land", "‹")
        await s["land"].sees("2026-11")
        await s.press("land", "27")
        await s.press("land", "09:00")
        await s["land"].sees("暂停至 11-27 09:00")
        await s["land"].sends("等雨停")
        await s["land"].sees("已暂停至 11-27 09:00", "恢复办理")
        await s.press("land", "恢复办理")
        await s["land"].sees("已恢复办理")
        assert (await s.driver.assignment(case, UNIT)).state.value == "accepted"


async def test_the_calendar_can_be_left(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "land", "duty", delivering=True) as s:
        await accepted(s)
        await s.press("land", "申请延期")
        await s.press("land", "选日期")
        await s["land"].sees("请选日期", "不办了")
        await s.press("land", "不办了")
        await s["land"].sees("没有作任何改动")
        await s["land"].sends("路边有坑")
        await s["land"].sees("路边有坑", "上报")
        other = await s.driver.files(text="护坡开裂")
        await s["duty"].sends(other.number)
        for label in ("研判", "单位和时限", "改时限", "选日期", "返回"):
            await s.press("duty", label)
        await s["duty"].sees(f"{other.number} 什么时候前反馈")


async def test_opening_the_feedback_ends_a_question_that_was_left_open(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "land", delivering=True) as s:
        await accepted(s)
        await s.press("land", "申请延期")
        await s["land"].sees("延到什么时候")
        await s.press("land", "反馈")
        await s["land"].sees("还差：处置说明、现场照片")
        await s["land"].sends(photo=True, caption="落石已清理")
        await s["land"].sees("说明：落石已清理", "可以提交了")


async def test_feedback_collects_words_and_photos_in_any_order(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "land", "duty", delivering=True) as s:
        case = await accepted(s)
        await s.press("land", "反馈")
        seen = await s["land"].sees("反馈 " + case.number, "0 件（至少 1 件）", "还差：处置说明、现场照片")
        assert not any("提交" in label for label in seen.labels)
        await s["land"].sends(album=3)
        await s["land"].sees("3 件", "还差：处置说明")
        await s["land"].sends(document={"file_name": "a.zip", "mime_type": "application/zip"}, caption="已设警戒")
        await s["land"].sees("文字已经记下")
        await s["land"].sees("说明：已设警戒", "3 件")
        await s.press("land", "重写说明")
        async with running(s, sandbox_url):
            await s["land"].sends("落石已清理")
            await s["land"].sees("说明：落石已清理", "可以提交了")
            await s.press("land", "提交反馈")
            await s["land"].sees("已反馈", "等待核验")
        await s["duty"].sees("请核验")
        assignment = await s.driver.assignment(case, UNIT)
        assert (assignment.state.value, assignment.feedback) == ("fed_back", "落石已清理")
        evidence = sa.select(sa.func.count(Attachment.id)).where(
            Attachment.assignment_id == assignment.id, Attachment.purpose == Purpose.FEEDBACK
        )
        assert await s.number(evidence) == 3
        answer = await s["land"].taps("✅ 提交反馈", stale=True)
        assert "已提交或已取消" in answer["text"]


async def test_a_photo_after_the_feedback_joins_the_case(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "land", delivering=True) as s:
        case = await accepted(s)
        await s.press("land", "反馈")
        await s["land"].sends(photo=True, caption="已处理")
        await s["land"].sees("可以提交了")
        await s.press("land", "提交反馈")
        await s["land"].sees("已反馈")
        await s["land"].sends(photo=True)
        await s["land"].sees("已补充到 " + case.number)
        assert await s.files_of(case) == 3
        s.driver.forward(minutes=16)
        await s["land"].sends(photo=True)
        await s["land"].sees("上报")
        assert await s.files_of(case) == 3, "long afterwards it is a new report"


async def test_ready_made_words_and_starting_anew(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "land", delivering=True) as s:
        await accepted(s)
        await s.press("land", "反馈")
        await s.press("land", "已处置完毕")
        await s["land"].sees("说明：已处置完毕，隐患已消除", "还差：现场照片")
        await s.press("land", "重写说明")
        await s["land"].sees("（还没写）")
        await s.press("land", "不填了")
        await s["land"].sees("反馈没有提交")
        assert {draft.state for draft in await s.drafts() if draft.kind.value == "feedback"} == {DraftState.CANCELLED}


async def test_a_card_whose_step_has_passed_ends_itself(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "land", "land_head", delivering=True) as s:
        case = await accepted(s)
        await s.press("land", "反馈")
        await s["land"].sees("还差")
        await s.driver.feeds_back("land_head", case, UNIT)
        await s["land"].sends("我也处理了")
        await s["land"].sees("本单位已有人反馈", "没有提交")
        assert all(draft.state is not DraftState.OPEN for draft in await s.drafts())


async def test_a_unit_that_is_withdrawn_with_its_card_open_is_told_at_the_next_press(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "land", delivering=True) as s:
        case = await accepted(s)
        await s.press("land", "反馈")
        await s["land"].sends(photo=True, caption="落石已清理")
        await s["land"].sees("可以提交了")
        assignment = await s.driver.assignment(case, UNIT)
        await s.driver.by("duty", dispatch.withdraw, assignment.id, reason="交办有误")
        await s.press("land", "提交反馈")
        seen = await s["land"].sees("已由应急管理站撤回", "不用再反馈")
        assert seen.labels == ["🔍 查看"], "nothing is left to press in vain"
        await s["land"].sends("路边有坑")
        await s["land"].sees("路边有坑", "上报")


async def test_what_was_written_waits_while_the_assignment_is_paused(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "land", delivering=True) as s:
        case = await accepted(s)
        await s.press("land", "反馈")
        await s["land"].sends(photo=True, caption="落石已清理一半")
        await s["land"].sees("可以提交了")
        assignment = await s.driver.assignment(case, UNIT)
        until = s.driver.now + timedelta(days=2)
        await s.driver.by("land_head", pauses.pause, assignment.id, until=until, reason="等雨停")
        await s["land"].sends("还有一点")
        await s["land"].sees("已暂停办理", "恢复办理后再点“反馈”")
        await s.driver.by("land_head", pauses.resume, assignment.id)
        await s["land"].sends(case.number)
        await s.press("land", "反馈")
        await s["land"].sees("落石已清理一半", "可以提交了")


async def test_the_units_list(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "land") as s:
        await s.driver.dispatched(UNIT, text="我们的")
        await s.driver.dispatched("road-station", text="别人的")
        late = await s.driver.dispatched(UNIT, text="险情", kind="incident")
        s.driver.forward(hours=5)
        await s["land"].sends("/tasks")
        seen = await s["land"].sees("本单位任务", "2 件", "● 待办 2", "待签收 2")
        assert seen.labels[0] == f"⏰🔴 {late.number[-4:]} 待签收 超1小时 · 险情 · 上湾村"
        await s.press("land", "我们的")
        await s["land"].sees("我们的", "签收", "‹ 返回列表")
        await s.press("land", "签收")
        await s["land"].sees("已签收")
        await s["land"].sends("/tasks")
        await s["land"].sees("处置中 1")


async def test_whoever_left_the_post_is_refused_on_old_buttons(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "land", delivering=True) as s:
        case = await issued(s)
        async with s.town.database.transaction() as session:
            await session.execute(sa.update(Post).where(Post.person_id == s.driver.people["land"]).values(active=False))
        await s.press("land", "签收")
        await s.settles()
        assert (await s.driver.assignment(case, UNIT)).state.value == "issued"


async def test_a_question_left_alone_is_forgotten(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "land", delivering=True) as s:
        case = await issued(s)
        await s.press("land", "拒收")
        await s["land"].sees("请选择原因")
        s.driver.forward(minutes=31)
        await s["land"].sends("路边有坑")
        await s["land"].sees("路边有坑", "上报")
        assert (await s.driver.assignment(case, UNIT)).state.value == "issued", (
            "an hour later the words mean something else"
        )


async def test_a_wrong_press_is_taken_back_with_another(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "land", delivering=True) as s:
        case = await issued(s)
        for wrong in ("拒收", "部分签收"):
            await s.press("land", wrong)
            await s.press("land", "不办了")
            await s["land"].sees("没有作任何改动")
        await s["land"].sends("路边有坑")
        await s["land"].sees("路边有坑", "上报")
        assert (await s.driver.assignment(case, UNIT)).state.value == "issued"


async def test_stopping_an_earlier_question_leaves_the_later_one(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "land", delivering=True) as s:
        case = await issued(s)
        await s.press("land", "拒收")
        earlier = await s["land"].sees("拒收 " + case.number, "不办了")
        await s.press("land", "部分签收")
        await s["land"].sees("哪一部分不属于本单位")
        await s["land"].taps("不办了", message=earlier.id)
        await s["land"].sees("没有作任何改动")
        await s["land"].sends("护栏修复归公路养护站")
        await s["land"].sees("本单位的部分", "护栏修复归公路养护站")


async def test_nobody_is_caught_in_a_request_that_cannot_be_granted(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "land", delivering=True) as s:
        case = await accepted(s)
        assignment = await s.driver.assignment(case, UNIT)
        await s.press("land", "申请延期")
        await s.press("land", "3 个工作日")
        await s["land"].sees("请选择原因")
        later = assignment.due_at + timedelta(days=3)
        await s.driver.by("land_head", extensions.ask, assignment.id, until=later, reason="等待材料")
        await s["land"].sends("没有人手")
        await s["land"].sees("已有一份延期申请")
        await s["land"].sends("路边有坑")
        await s["land"].sees("路边有坑", "上报")
        answer = await s.press("land", "暂停")
        assert "答复后才能暂停" in answer["text"], "said before anybody has to choose a time and write a reason"


async def test_a_question_whose_object_has_moved_on_ends(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "land", delivering=True) as s:
        case = await issued(s)
        await s.press("land", "拒收")
        await s["land"].sees("请选择原因")
        await s.driver.by("land_head", handling.accept, case.assignments[0].id)
        await s["land"].sends("不归我们管")
        await s["land"].sees("状态已变")
        await s["land"].sends("路边有坑")
        await s["land"].sees("路边有坑", "上报")
        assert (await s.driver.assignment(case, UNIT)).state.value == "accepted"
