"""Words and photos on a patrol: each at its question, also when they come late, twice, or are edited."""

from conversation import Conversation, acting
from models import PatrolItem
from models.enums import Kind
from patrol_steps import records, risk_point
from sandbox_client import SandboxClient
from scheduler import ticks
from services.core.town import Town
from township import SLOPE


async def begins(s: Conversation, who: str = "land") -> None:
    await risk_point(s.driver)
    await s[who].sends("/patrol")
    await s.press(who, "后山滑坡点")
    await s.press(who, "逐项巡查")
    await s[who].sees("第 1 项")


async def items(s: Conversation) -> list[PatrolItem]:
    (patrol,) = await records(s.town)
    return patrol.items


async def test_photos_stay_at_their_question_and_a_second_copy_changes_nothing(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "land") as s:
        await begins(s)
        first, *_ = await s["land"].sends(album=3)
        await s["land"].sees("📷 3 份材料")
        await s.press("land", "有问题")
        await s.press("land", "下一项")
        await s["land"].sees("第 2 项")
        for _ in range(3):
            await s["land"].sends(photo=True)
        await s["land"].sees("📷 3 份材料", "第 2 项")
        await s.press("land", "✅ 正常")
        await s["land"].sends(forward={"message_id": first})
        await s["land"].sees("这份材料已经记过了")
        await s.press("land", "其余均正常")
        await s["land"].sends(location=SLOPE)
        await s["land"].sees("巡查已记录")
        kept = await items(s)
        assert [len(item.media) for item in kept] == [3, 3, 0, 0, 0]
        assert await s.files_of(await s.case()) == 3, "the photos of the problem are the hazard's"
        await s.press("land", "查看记录")
        await s.press("land", "查看材料 6")
        await s.settles()
        shown = [m for m in await s["land"].reads() if m.get("from_bot") and m.get("photo")]
        assert [("第 1 项" in m.text, "第 2 项" in m.text) for m in shown] == [(True, False)] * 3 + [(False, True)] * 3


async def test_what_was_noted_before_an_answer_is_not_passed_over(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "land") as s:
        await begins(s)
        await s["land"].sends("墙根有一条新裂缝")
        answer = await s.press("land", "一切正常")
        assert "第 1 项有文字或照片" in answer["text"]
        assert await records(s.town) == []
        await s["land"].sees("第 1 项", "墙根有一条新裂缝", "⬜ 1", "✅ 5")


async def test_an_edit_changes_the_note_the_record_and_the_case(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "land") as s:
        await begins(s)
        (first,) = await s["land"].sends("裂缝宽 2 毫米")
        await s["land"].sees("裂缝宽 2 毫米")
        await s["land"].edits(first, "裂缝宽 20 毫米")
        await s["land"].sees("裂缝宽 20 毫米")
        await s.press("land", "有问题")
        await s.press("land", "上报隐患")
        await s["land"].edits(first, "裂缝宽 200 毫米")
        await s.settles()
        assert (await s.case()).description.endswith("裂缝宽 200 毫米")
        await s.press("land", "下一项")
        (second,) = await s["land"].sends("坡面稳定")
        await s["land"].sees("坡面稳定")
        await s.press("land", "✅ 正常")
        await s.press("land", "其余均正常")
        await s.press("land", "无法定位")
        await s["land"].sees("巡查已记录")
        await s["land"].edits(second, "坡面基本稳定")
        await s["land"].sees("巡查记录已按您的修改更正")
        assert [item.note for item in (await items(s))[:2]] == ["裂缝宽 200 毫米", "坡面基本稳定"]


async def test_a_danger_in_a_patrol_that_nobody_submits_reaches_the_station(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "duty", delivering=True) as s:
        await begins(s, "officer")
        await s["officer"].sends("坡下有人被埋")
        await s["officer"].sees("有人有危险", "正在发生，上报险情")
        s.driver.forward(minutes=11)
        await ticks.work_off(s.town)
        await s["duty"].sees("坡下有人被埋")
        await s["officer"].sees("巡查", "继续填")
        await s.press("officer", "继续填")
        await s["officer"].sees("第 1 项", "坡下有人被埋")
        await s.press("officer", "正在发生")
        assert (await s.case()).kind is Kind.INCIDENT
        await s.press("officer", "放弃")
        await s["officer"].sees("已放弃", "已经上报的隐患照常办理")
        await s.press("officer", "🗑 放弃", stale=True)
        assert len(await s.cases()) == 1


async def test_the_same_problem_next_month_joins_the_hazard_that_is_open(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "land", "officer") as s:
        await begins(s)
        await s.press("land", "有问题")
        await s.press("land", "其余均正常")
        await s.press("land", "无法定位")
        await s["land"].sees("巡查已记录")
        case = await s.case()
        s.driver.forward(days=30)
        await s["officer"].sends("/patrol")
        await s.press("officer", "后山滑坡点")
        await s.press("officer", "逐项巡查")
        await s["officer"].sends(photo=True)
        await s["officer"].sends("裂缝还在，又宽了一指")
        await s.press("officer", f"仍是 {case.number}")
        await s["officer"].sees(f"已上报：{case.number}")
        await s.press("officer", "其余均正常")
        await s.press("officer", "无法定位")
        await s["officer"].sees("巡查已记录", case.number)
        again = await s.case()
        assert "仍未整改" in again.description
        assert again.description.endswith("裂缝还在，又宽了一指")
        assert await s.files_of(again) == 1
        first, second = await records(s.town)
        assert first.items[0].case_id == second.items[0].case_id == case.id


async def test_words_say_the_answer(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "land") as s:
        await begins(s)
        for said in ("正常", "没问题。", "不涉及", "有问题"):
            await s["land"].sends(said)
            await s.settles()
        await s["land"].sees("✅ 1.", "✅ 2.", "➖ 3.", "⚠️ 4.", "第 4 项")
        await s["land"].sends("排水沟被碎石堵死")
        card = await s["land"].sees("排水沟被碎石堵死", "上报隐患")
        assert "✅ 正常" not in card.labels, "a slip of the finger does not hide a problem"
        await s["land"].sends("正常")
        await s["land"].sees("已记为“有问题”", "改答案")
        await s.press("land", "改答案")
        await s["land"].sees("⬜ 4.", "排水沟被碎石堵死", "✅ 正常")


async def test_a_second_press_submits_nothing(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "land") as s:
        await begins(s)
        await s["land"].sends(location=SLOPE)
        await s["land"].sees("距风险点 0 米")
        await s.press("land", "一切正常")
        await s["land"].sees("巡查已记录")
        await s.press("land", "✅ 一切正常", stale=True)
        assert len(await records(s.town)) == 1


async def test_one_press_at_the_point_twice_is_one_patrol(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "land") as s:
        await risk_point(s.driver)
        await s["land"].sends("/patrol")
        await s.press("land", "按距离排序")
        await s["land"].sends(location=SLOPE)
        await s["land"].sees("距您 0 米")
        await s.press("land", "后山滑坡点")
        card = await s["land"].sees("还没有巡查记录")
        for _ in range(2):
            await s["land"].taps("✅ 一切正常", message=card.id, stale=True)
        await s["land"].sees("刚才已经记录过", "得分 100")
        assert len(await records(s.town)) == 1


async def test_a_pin_of_yesterday_is_asked_for_again_and_kept_with_its_time(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "land") as s:
        await begins(s)
        yesterday = s.driver.now
        await s["land"].sends(location=(SLOPE[0] + 0.05, SLOPE[1]))
        await s["land"].sees("距风险点 5.6 公里（11-23 10:00），距离较远")
        s.driver.forward(days=1)
        await s.press("land", "一切正常")
        await s["land"].sees("请发送您现在的位置")
        await s.press("land", "无法定位")
        await s["land"].sees("在现场的，可以照常提交")
        await s.press("land", "我在现场")
        await s["land"].sees("巡查已记录")
        (patrol,) = await records(s.town)
        assert patrol.placed_at == yesterday


async def test_a_month_is_summed_up_by_line_and_question(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "land", "chief") as s:
        await begins(s)
        await s.press("land", "有问题")
        await s.press("land", "其余均正常")
        await s.press("land", "无法定位")
        await s["land"].sees("巡查已记录")
        await s["chief"].sends("/patrol")
        await s.press("chief", "本月汇总")
        await s["chief"].sees(
            "2026 年 11 月巡查汇总", "巡查 1 次，风险点 1 处", "地质灾害：1 次，问题 1 项，平均 80 分"
        )
        await s.press("chief", "地质灾害")
        await s["chief"].sees("裂缝", "正常 0，有问题 1，不适用 0")
        await s.press("chief", "返回")
        await s.press("chief", "‹")
        await s["chief"].sees("2026 年 10 月巡查汇总", "巡查 0 次")
