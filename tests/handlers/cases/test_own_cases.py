"""An officer's own cases, by state, by pages, each with its card and timeline."""

from conversation import acting
from sandbox_client import SandboxClient
from services.core import journal
from services.core.town import Town


async def test_own_cases_by_tab_with_their_state(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        await conversation["officer"].sends("/my")
        await conversation["officer"].sees("我的事项", "没有正在办理的事项", "已办结", "关注")
        case = await conversation.driver.files(photos=0)
        await conversation["officer"].sends("📋 我的事项")
        await conversation["officer"].sees("1 件", case.number, "待研判", "上湾村")
        await conversation.press("officer", "已办结")
        await conversation["officer"].sees("还没有办结的事项")


async def test_a_pin_outside_is_a_place_too(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        await conversation.driver.files(
            village_id=None, grid_id=None, latitude=31.5, longitude=109.0, outside=True, outside_confirmed=True
        )
        await conversation["officer"].sends("/my")
        seen = await conversation["officer"].sees("我的事项", "辖区外 · 11-23 10:00")
        assert "● 办理中" in seen.labels


async def test_the_list_has_pages_and_a_case_leads_back_to_its_page(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        for number in range(8):
            await conversation.driver.files(text=f"第 {number} 处落石", photos=0)
        await conversation["officer"].sends("/my")
        window = await conversation["officer"].sees("8 件", "第 1/2 页", "YH20261123-0008")
        assert "‹ 上一页" not in window.labels
        await conversation.press("officer", "下一页")
        await conversation["officer"].sees("第 2/2 页", "YH20261123-0001")
        await conversation.press("officer", "YH20261123-0002")
        card = await conversation["officer"].sees("隐患 YH20261123-0002", "第 1 处落石", "办理过程", "返回我的事项")
        assert card.id == window.id, "the card opens in place"
        await conversation.press("officer", "返回我的事项")
        await conversation["officer"].sees("第 2/2 页", "YH20261123-0002")


async def test_the_timeline_opens_from_the_case(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        case = await conversation.driver.files(photos=0)
        await conversation["officer"].sends(case.number)
        await conversation.press("officer", "办理过程")
        await conversation["officer"].sees("办理过程", "上报")
        async with conversation.town.database.transaction() as session:
            for action in ("called", "of_another_version"):
                await journal.append(
                    session, journal.of_case(case.id), action, now=conversation.driver.now, actor_id=None
                )
        await conversation["officer"].sends(case.number)
        await conversation.press("officer", "办理过程")
        await conversation["officer"].sees("办理过程", "系统 电话告知", "系统 作了处理")


async def test_while_the_list_is_open_a_photo_still_starts_a_report(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        await conversation["officer"].sends("/my")
        window = await conversation["officer"].sees("我的事项")
        await conversation["officer"].sends("桥面开裂", reply_to=window.id)
        await conversation["officer"].sees("隐患上报", "桥面开裂")
        await conversation["officer"].sends(photo=True)
        await conversation["officer"].sees("隐患上报", "照片 1 张")


async def test_an_old_window_says_that_its_time_has_passed(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        await conversation["officer"].sends("/my")
        await conversation["officer"].sees("我的事项")
        await conversation["officer"].sends("/cancel")
        await conversation["officer"].sees("已退出")
        answer = await conversation.press("officer", "已办结", stale=True)
        assert "已过期" in answer["text"]
        await conversation["officer"].sends("桥面开裂")
        await conversation["officer"].sees("隐患上报")


async def test_a_case_of_somebody_else_stays_closed(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "neighbour") as conversation:
        case = await conversation.driver.files("officer")
        await conversation["neighbour"].sends(case.number)
        await conversation["neighbour"].sees(f"{case.number} 不是您上报、关注或负责办理的事项", "请联系")
        await conversation["neighbour"].sends("YH20260101-9999")
        await conversation["neighbour"].sees("没有找到 YH20260101-9999")
