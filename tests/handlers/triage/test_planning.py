"""Judging and dispatching in chat: one tap, by hand, two at once, after a decline; dismissing, merging, splitting."""

from datetime import UTC, datetime

import sqlalchemy as sa

from conversation import Conversation, acting, running
from models import Case, SentCard
from models.enums import CaseState, Kind, Severity
from sandbox_client import SandboxClient
from services.assignments import handling
from services.cases.notices import card_of
from services.core.town import Town


async def told(s: Conversation, who: str, case: Case, part: str = "请研判") -> None:
    """Wait until somebody has been pushed the card of a case."""
    await s[who].sees(part, case.number)


async def test_one_tap_dispatches_as_suggested(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "land", delivering=True) as s:
        case = await s.driver.files(line=None, text="后山滑坡，土层松动")
        await told(s, "duty", case)
        await s.press("duty", "研判")
        await s["duty"].sees("研判 " + case.number, "地质灾害（按内容推荐）", "主办：自然资源所", "按此交办")
        await s.press("duty", "按此交办")
        await s["duty"].sees("已交办", "待签收")
        await told(s, "land", case, "请自然资源所签收")
        case = await s.case()
        assert (case.state, case.line) == (CaseState.DISPATCHED, "geology")
        assert [one.unit_id for one in (await s.driver.case(case.id)).assignments] == [
            s.driver.units["natural-resources"]
        ]


async def test_the_desk_decides_line_grade_units_deadline_and_words(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", delivering=True) as s:
        case = await s.driver.files(line=None, text="有情况")
        await told(s, "duty", case)
        await s.press("duty", "研判")
        seen = await s["duty"].sees("条线：待定", "请先选条线")
        assert not any("交办" in label for label in seen.labels), "nothing to dispatch without a line"
        await s.press("duty", "👉 选条线")
        await s["duty"].sees("哪条线", "— 防灾救灾委员会 —")
        await s.press("duty", "交通")
        await s["duty"].sees("条线：交通", "主办：交巡警中队")
        await s.press("duty", "改为险情")
        await s["duty"].sees("类别：险情", "协办：公路养护站", "反馈时限：11-23 14:00")
        await s.press("duty", "改等级")
        await s.press("duty", "特别重大")
        await s["duty"].sees("等级：特别重大")
        await s.press("duty", "单位和时限")
        await s["duty"].sees("★主办 交巡警中队", "＋协办 公路养护站")
        await s.press("duty", "＋协办 公路养护站")  # leads now, the former lead helps
        await s["duty"].sees("★主办 公路养护站", "＋协办 交巡警中队")
        await s.press("duty", "水利站")
        await s["duty"].sees("＋协办 水利站")
        await s.press("duty", "改时限")
        await s["duty"].sees("什么时候前反馈", "按规定（11-23 14:00）")
        await s.press("duty", "选日期")
        await s["duty"].sees("请选日期")
        await s.press("duty", "25")
        await s.press("duty", "15:00")
        await s["duty"].sees("反馈时限：11-25 15:00")
        await s.press("duty", "写要求")
        await s["duty"].sees("请直接输入")
        async with running_again(s, sandbox_url):
            await s["duty"].sends("先封路，再清石")
            await s["duty"].sees("要求：先封路，再清石", "确认交办")
            await s.press("duty", "确认交办")
            await s["duty"].sees("已交办")
        case = await s.driver.case(case.id)
        assert (case.line, case.kind, case.severity) == ("traffic", Kind.INCIDENT, Severity.EXTRAORDINARY)
        named = {one.unit_id: (one.part.value, one.instructions, one.due_at) for one in case.assignments}
        due = datetime(2026, 11, 25, 7, 0, tzinfo=UTC)
        assert named == {
            s.driver.units["road-station"]: ("lead", "先封路，再清石", due),
            s.driver.units["traffic-police"]: ("co", "先封路，再清石", due),
            s.driver.units["water-station"]: ("co", "先封路，再清石", due),
        }


def running_again(s: Conversation, url: str):  # type: ignore[no-untyped-def]
    """The same product goes on: what was asked is kept in the database, not in it."""
    return running(s, url)


async def test_two_at_one_case_the_second_is_told_who(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "night", delivering=True) as s:
        case = await s.driver.files()
        await told(s, "duty", case)
        await told(s, "night", case)
        await s.press("duty", "研判")
        await s["duty"].sees("按此交办")
        answer = await s.press("night", "研判")
        assert answer["text"] == "孙值班 正在研判此事项，请稍候或与其联系"
        assert answer["show_alert"]
        s.driver.forward(minutes=5)
        await s.press("night", "研判")
        await s["night"].sees("按此交办")
        await s.press("night", "按此交办")
        await s["night"].sees("已交办")
        await s["duty"].sees("待签收")  # the claim has lapsed, so the card shows what was done
        answer = await s.press("duty", "✅ 按此交办", stale=True)
        assert answer["text"] == f"李夜班 已交办 {case.number}，请打开事项查看"
        assert len((await s.driver.case(case.id)).assignments) == 1
        answer = await s.press("night", "✅ 按此交办", stale=True)
        assert answer["text"].startswith("这张研判卡已用过"), "a button of a card that has moved on"


async def test_after_a_decline_the_desk_sees_why_and_dispatches_anew(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", delivering=True) as s:
        case = await s.driver.dispatched("natural-resources", who="night")
        assignment = await s.driver.assignment(case, "natural-resources")
        await s.driver.by("land", handling.decline, assignment.id, reason="该路段归公路部门")
        await s["duty"].sees("自然资源所拒收", "该路段归公路部门", "交办")
        await s.press("duty", "交办")
        seen = await s["duty"].sees("交办给谁", "自然资源所拒收：该路段归公路部门", "还没有选单位")
        assert not any("确认交办" in label for label in seen.labels)
        await s.press("duty", "公路养护站")
        await s["duty"].sees("★主办 公路养护站")
        await s.press("duty", "确认交办")
        await s["duty"].sees("已交办", "主办：公路养护站")
        assert (await s.driver.case(case.id)).state is CaseState.DISPATCHED


async def test_a_case_at_the_units_is_judged_anew_and_gets_one_more_unit(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty") as s:
        case = await s.driver.dispatched("natural-resources", who="night")
        await s["duty"].sends(case.number)
        await s["duty"].sees("更多操作")
        await s.press("duty", "更多操作")
        await s["duty"].sees("重新定级", "增派单位")
        await s.press("duty", "重新定级")
        await s.press("duty", "改等级")
        await s.press("duty", "重大")
        await s.press("duty", "保存定级")
        await s["duty"].sees("已重新定级", "重大")
        await s.press("duty", "更多操作")
        await s.press("duty", "增派单位")
        await s["duty"].sees("已在办：自然资源所（主办）")
        await s.press("duty", "公路养护站")
        await s.press("duty", "确认交办")
        await s["duty"].sees("协办：公路养护站")
        assignments = (await s.driver.case(case.id)).assignments
        assert [one.part.value for one in assignments] == ["lead", "co"]


async def test_a_dismissal_asks_why_by_button_or_by_words(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "officer", delivering=True) as s:
        case = await s.driver.files()
        await told(s, "duty", case)
        await s.press("duty", "不予立案")
        await s["duty"].sees("请选择原因", "误报或测试")
        await s["duty"].sends(photo=True)
        await s["duty"].sees("请用文字回答")
        await s["duty"].sends(photo=True, caption="三户被困")
        await s["duty"].sees("（未提交）", "三户被困", "照片 2 张")
        await s["duty"].sends("现场看过，是树影")
        await s["duty"].sees("已不予立案", "重新启动")
        await s["officer"].sees("不予立案：现场看过，是树影", "重新启动")
        await s.press("officer", "重新启动")
        await s["officer"].sees("请选择原因")
        await s.press("officer", "情况加重")
        await s["officer"].sees("已重新启动")
        await s["duty"].sees("重新启动：情况加重", "交办")
        assert (await s.case()).reopened == 1


async def test_cancel_ends_a_question(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", delivering=True) as s:
        case = await s.driver.files()
        await told(s, "duty", case)
        await s.press("duty", "不予立案")
        await s["duty"].sees("请选择原因")
        await s["duty"].sends("/cancel")
        await s.settles()
        await s["duty"].sends("路边有坑")
        await s.settles()
        assert (await s.driver.case(case.id)).state is CaseState.SUBMITTED, "these words are a report, not a reason"


async def test_merging_shows_both_before_it_is_done(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty") as s:
        first = await s.driver.files(text="落石堵路")
        s.driver.forward(minutes=30)
        second = await s.driver.files("neighbour", text="石头滚下来了")
        await s["duty"].sends(second.number)
        await s["duty"].sees("石头滚下来了")
        await s.press("duty", "研判")
        await s["duty"].sees("疑似重复", first.number, "同一位置")
        await s.press("duty", f"与 {first.number} 并案")
        await s["duty"].sees("落石堵路", "石头滚下来了", "确认并案")
        await s.press("duty", "确认并案")
        await s["duty"].sees(f"已并入 {first.number}", "已并案")
        assert (await s.driver.case(second.id)).merged_into_id == first.id
        await s.press("duty", "办理过程")
        await s["duty"].sees(f"孙值班 并案：并入 {first.number}")
        await s.press("duty", "返回")
        await s.press("duty", "更多操作")
        await s.press("duty", "撤销并案")
        await s["duty"].sees("已撤销并案", "待研判")


async def test_merging_takes_a_typed_number(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty") as s:
        far = await s.driver.files(text="远处", latitude=30.2, longitude=108.1)
        case = await s.driver.files(text="这里")
        await s["duty"].sends(case.number)
        await s["duty"].sees("这里")
        await s.press("duty", "更多操作")
        await s.press("duty", "并案")
        await s["duty"].sees("请输入编号")
        await s["duty"].sends("YH20261123-0999")
        await s["duty"].sees("没有编号为 YH20261123-0999 的事项")
        await s["duty"].sends(far.number.lower())
        await s["duty"].sees("确认并案", "远处")
        await s.press("duty", "确认并案")
        await s["duty"].sees(f"已并入 {far.number}")


async def test_a_report_of_two_dangers_is_split(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty") as s:
        case = await s.driver.files()
        await s["duty"].sends(case.number)
        await s["duty"].sees(case.number)
        await s.press("duty", "更多操作")
        await s.press("duty", "拆分")
        await s["duty"].sees("请输入拆出部分的情况")
        await s["duty"].sends("电杆倾斜")
        await s["duty"].sees("已拆出 YH20261123-0002", "电杆倾斜", "研判")
        assert len(await s.cases()) == 2


async def test_rerouting_asks_for_the_unit_and_why(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty") as s:
        case = await s.driver.dispatched("natural-resources", who="night")
        due = case.assignments[0].due_at
        await s["duty"].sends(case.number)
        await s["duty"].sees(case.number)
        await s.press("duty", "更多操作")
        await s.press("duty", "改派")
        await s["duty"].sees("原单位：自然资源所")
        await s.press("duty", "建设管理办")
        await s["duty"].sees("改派给建设管理办", "请选择原因")
        await s["duty"].sends("属在建工程")
        await s["duty"].sees("已改派给建设管理办", "时限不变")
        assert (await s.driver.assignment(case, "construction-office")).due_at == due


async def test_the_desk_reads_at_once_that_a_unit_has_accepted_and_a_page_of_the_card_is_left_alone(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "land", delivering=True) as s:
        case = await s.driver.files(text="屋后裂缝3米")
        card = await s["duty"].sees("新上报", case.number)

        async def held() -> bool:
            async with s.town.database.reading() as session:
                standing = sa.select(SentCard.held_until).where(SentCard.message_id == card.id)
                return await session.scalar(standing.where(SentCard.card == card_of(case))) is not None

        await s.press("duty", "✅ 按建议交办")
        await s["land"].sees("请自然资源所签收")
        await s.delivered()
        await s.press("land", "✅ 签收 · 30 分钟到")
        shown = await s["duty"].sees("处置中", "预计")
        assert shown.id == card.id, "the card is edited without waiting"
        await s.press("duty", "办理过程")
        assert await held(), "its page is being read"
        await s.press("duty", "返回")
        assert not await held()


async def test_a_form_opened_below_the_card_leaves_the_card_to_change_at_once(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "land", delivering=True) as s:
        case = await s.driver.files(text="屋后裂缝3米")
        await s["duty"].sees("新上报", case.number)
        await s.press("duty", "✅ 按建议交办")
        await s["land"].sees("请自然资源所签收")
        await s.delivered()
        await s.press("land", "✅ 签收 · 30 分钟到")
        await s["land"].sees("反馈", "预计")

        async def held_until() -> datetime | None:
            async with s.town.database.reading() as session:
                (mine,) = await session.scalars(
                    sa.select(SentCard).where(SentCard.card == card_of(case), SentCard.chat_id == s["land"].id)
                )
                return mine.held_until

        await s.press("land", "反馈")
        await s["land"].sees("反馈", "还差")
        assert await held_until() is None, "nothing of the card is under the thumb"
        await s.press("land", "办理过程")
        assert await held_until() is not None, "a page of it is"
        await s.press("land", "返回")
        assert await held_until() is None
