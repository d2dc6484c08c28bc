"""The reachability test in chat: looked at, sent with one press, answered without a sound, mended."""

import sqlalchemy as sa

from conversation import Conversation, acting
from models import Message, ReachabilityTest, RemediationTask
from patience import until
from sandbox_client import SandboxClient
from scheduler import ticks
from services.core.town import Town
from services.messaging import ledger
from services.messaging.kinds import REACHABILITY


async def sent(s: Conversation, who: str = "duty") -> None:
    await s[who].sends("/reachtest")
    await s[who].sees("联络测试", "静音发送", "发送给这")
    await s.press(who, "发送给这")
    await s[who].sees("联络测试结果", "还没有结束，11-23 11:00 出结果")


async def receives(s: Conversation, *who: str) -> None:
    """Let people press as soon as they see the question."""
    for one in who:
        await s[one].sees("只请点一下", "收到")
        await s.press(one, "收到")


async def over(s: Conversation) -> None:
    """Let every question be delivered and written down, the hour pass, and the result be told."""
    waiting = sa.select(sa.func.count(Message.id)).where(
        Message.event == REACHABILITY.event, Message.state.in_(ledger.WAITING)
    )

    async def arrived() -> bool:
        return await s.number(waiting) == 0

    await until(arrived)
    s.driver.forward(minutes=61)
    await ticks.do(s.town, "end_tests")


async def test_from_the_press_to_the_list_of_who_is_to_be_seen_to(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "chief", "officer", "principal", delivering=True) as s:
        await s["duty"].sends("/reachtest")
        card = await s["duty"].sees("将发给 17 人", "村社：", "13 人没有登录")
        assert card.labels == ["📶 发送给这 17 人", "🔍 现在收不到的 13 人"]
        await s.press("duty", "现在收不到的")
        await s["duty"].sees("现在收不到的 13 人", "蒋经办", "尚未绑定 Telegram", "1/2")
        await s.press("duty", "▶")
        await s["duty"].sees("2/2")
        await s.press("duty", "返回")
        await s.press("duty", "发送给这 17 人")
        await s["duty"].sees("联络测试结果", "还没有结束")
        question = await s["officer"].sees("联络测试", "不是险情，无需行动", "11:00 前点都可以")
        assert question.labels == ["收到"]
        for who in s.players:
            await s[who].sees("只请点一下")
        calls = [call for call in await sandbox.calls("sendMessage") if "只请点一下" in str(call["params"])]
        assert len(calls) == 4
        assert all(str(call["params"]["disable_notification"]).lower() == "true" for call in calls)
        assert "已记下" in (await s.press("officer", "收到"))["text"]
        assert (await s.sees("officer")).labels == []
        await receives(s, "duty", "chief")
        await s["principal"].sees("只请点一下")
        await over(s)
        for who in ("duty", "chief"):
            await s[who].sees("共 17 人：按时回复 3 人，联系不上 14 人", "没有登录 13 人", "送达但未回复 1 人")
        await s["duty"].sends("/reachtest")
        await s["duty"].sees("上次测试是 11-23 10:00，11-25 10:00 以后才能再测", "上次结果（第 1 次）")
        await s.press("duty", "上次结果")
        await s.press("duty", "联系不上的 14 人")
        await s["duty"].sees("第 1 次测试联系不上的 14 人", "没有登录")
        await s.press("duty", "返回")
        await s.press("duty", "下载 Excel")
        (file,) = await until(lambda: _files(sandbox))
        assert "联络测试-第1次-20261123.xlsx" in str(file["params"])
        await s.press("principal", "收到")
        await s["principal"].sees("测试已结束，已记下您能收到")
        assert (
            await s.number(sa.select(sa.func.count(RemediationTask.id)).where(RemediationTask.closed_at.is_not(None)))
            == 1
        )


async def _files(sandbox: SandboxClient) -> list[dict[str, object]]:
    return [call for call in await sandbox.calls("sendDocument") if call["ok"]]


async def test_an_old_button_of_two_pressers_starts_one_test(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "deputy") as s:
        for who in ("duty", "deputy"):
            await s[who].sends("/reachtest")
            await s[who].sees("发送给这 17 人")
        await s.press("duty", "发送给这")
        assert "上次测试是 11-23 10:00" in (await s.press("deputy", "发送给这"))["text"]
        assert await s.number(sa.select(sa.func.count(ReachabilityTest.id))) == 1


async def test_the_assignee_settles_with_one_press_and_others_are_refused(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "land_head", "officer", delivering=True) as s:
        await sent(s)
        await receives(s, "land_head")
        await over(s)
        await s["land_head"].sees("联络整改", "下列 1 人", "蒋经办 自然资源所 经办人：没有登录")
        await s.press("land_head", "联络整改（1）")
        await s["land_head"].sees("联络整改（1 项）", "责任人：卫所长")
        await s.press("land_head", "处理 蒋经办")
        card = await s["land_head"].sees("共享本人手机号登录")
        assert card.labels == ["已登录", "已当面提醒", "已换号", "不再任职", "‹ 返回列表"]
        await s.press("land_head", "已换号")
        await s["land_head"].sees("没有待整改的人员")
        await s["duty"].sends("/mend")
        await s["duty"].sees("联络整改", "责任人：应急管理站", "1/")
        await s["officer"].sends("/mend")
        await s["officer"].sees("没有待整改的人员")


async def test_any_press_shows_that_they_can_be_reached(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "officer", delivering=True) as s:
        await sent(s)
        await s["officer"].sees("只请点一下")
        await over(s)
        open_tasks = sa.select(sa.func.count(RemediationTask.id)).where(
            RemediationTask.closed_at.is_(None), RemediationTask.person_id == s.driver.people["officer"]
        )
        await s["officer"].sends("/lang")
        await s["officer"].sees("请选择语言")
        assert await s.number(open_tasks) == 1
        await s.press("officer", "中文")
        await s.settles()
        assert await s.number(open_tasks) == 0


async def test_who_may_not_send_to_many_may_not_test(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "land", "principal") as s:
        await s["land"].sends("/reachtest")
        await s["land"].sees("没有此项权限")
        await s["principal"].sends("/reachtest")
        await s["principal"].sees("将发给 2 人", "岗位：灾害信息员 1、村社应急管理点负责人 1")
        await s["principal"].sends("❓ 帮助")
        await s["principal"].sees("/reachtest")
