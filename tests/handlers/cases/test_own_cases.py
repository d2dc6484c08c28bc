"""An officer's own cases, by state, by pages, each with its card and timeline."""

from conversation import acting
from sandbox_client import SandboxClient
from services.core import journal
from services.core.town import Town


async def test_own_cases_by_tab_with_their_state(town: Town, play: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, play, sandbox_url, "officer") as stage:
        await stage["officer"].sends("/my")
        await stage["officer"].sees("我的事项", "没有正在办理的事项", "已办结", "关注")
        case = await stage.loop.files(photos=0)
        await stage["officer"].sends("📋 我的事项")
        await stage["officer"].sees("1 件", case.number, "待研判", "上湾村")
        await stage.press("officer", "已办结")
        await stage["officer"].sees("还没有办结的事项")


async def test_a_pin_outside_is_a_place_too(town: Town, play: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, play, sandbox_url, "officer") as stage:
        await stage.loop.files(
            village_id=None, grid_id=None, latitude=31.5, longitude=109.0, outside=True, outside_confirmed=True
        )
        await stage["officer"].sends("/my")
        seen = await stage["officer"].sees("我的事项", "辖区外 · 11-23 10:00")
        assert "● 办理中" in seen.labels


async def test_the_list_has_pages_and_a_case_leads_back_to_its_page(
    town: Town, play: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, play, sandbox_url, "officer") as stage:
        for number in range(8):
            await stage.loop.files(text=f"第 {number} 处落石", photos=0)
        await stage["officer"].sends("/my")
        window = await stage["officer"].sees("8 件", "第 1/2 页", "YH20261123-0008")
        assert "‹ 上一页" not in window.labels
        await stage.press("officer", "下一页")
        await stage["officer"].sees("第 2/2 页", "YH20261123-0001")
        await stage.press("officer", "YH20261123-0002")
        card = await stage["officer"].sees("隐患 YH20261123-0002", "第 1 处落石", "办理过程", "返回我的事项")
        assert card.id == window.id, "the card opens in place"
        await stage.press("officer", "返回我的事项")
        await stage["officer"].sees("第 2/2 页", "YH20261123-0002")


async def test_the_timeline_opens_from_the_case(town: Town, play: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, play, sandbox_url, "officer") as stage:
        case = await stage.loop.files(photos=0)
        await stage["officer"].sends(case.number)
        await stage.press("officer", "办理过程")
        await stage["officer"].sees("办理过程", "上报")
        async with stage.town.database.transaction() as session:
            for action in ("called", "of_another_version"):
                await journal.append(session, journal.of_case(case.id), action, now=stage.loop.now, actor_id=None)
        await stage["officer"].sends(case.number)
        await stage.press("officer", "办理过程")
        await stage["officer"].sees("办理过程", "系统 电话告知", "系统 作了处理")


async def test_while_the_list_is_open_a_photo_still_starts_a_report(
    town: Town, play: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, play, sandbox_url, "officer") as stage:
        await stage["officer"].sends("/my")
        window = await stage["officer"].sees("我的事项")
        await stage["officer"].sends("桥面开裂", reply_to=window.id)
        await stage["officer"].sees("隐患上报", "桥面开裂")
        await stage["officer"].sends(photo=True)
        await stage["officer"].sees("隐患上报", "照片 1 张")


async def test_an_old_window_says_that_its_time_has_passed(town: Town, play: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, play, sandbox_url, "officer") as stage:
        await stage["officer"].sends("/my")
        await stage["officer"].sees("我的事项")
        await stage["officer"].sends("/cancel")
        await stage["officer"].sees("已退出")
        answer = await stage.press("officer", "已办结", stale=True)
        assert "已过期" in answer["text"]
        await stage["officer"].sends("桥面开裂")
        await stage["officer"].sees("隐患上报")


async def test_a_case_of_somebody_else_stays_closed(town: Town, play: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, play, sandbox_url, "neighbour") as stage:
        case = await stage.loop.files("officer")
        await stage["neighbour"].sends(case.number)
        await stage["neighbour"].sees(f"{case.number} 不是您上报、关注或负责办理的事项", "请联系")
        await stage["neighbour"].sends("YH20260101-9999")
        await stage["neighbour"].sees("没有找到 YH20260101-9999")
