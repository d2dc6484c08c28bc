"""今日待办 in chat: what is due opens with its buttons and comes back; an empty list says so."""

from conversation import acting
from sandbox_client import SandboxClient
from services.core.town import Town


async def test_what_is_due_opens_with_what_is_to_be_done(town: Town, play: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, play, sandbox_url, "land", "duty") as s:
        await s["land"].sends("📅 今日待办")
        await s["land"].sees("今日待办", "没有到期事项")
        for number in range(7):
            await s.loop.dispatched("natural-resources", text=f"边坡{number}")
        s.loop.forward(days=1, hours=1)  # Tuesday 11:00; accepting was due at 10:00
        await s["land"].sends("/today")
        shown = await s["land"].sees("7 件，其中逾期 7 件", "1/2", "● 今日 7", "以后 7")
        assert shown.labels[0] == "⏰🟡 YH20261123-0001 签收 · 上湾村 · 逾期 1 小时"
        await s.press("land", "▶")
        await s["land"].sees("2/2", "YH20261123-0007 签收")
        await s.press("land", "YH20261123-0007")
        opened = await s["land"].sees("边坡6", "签收", "返回列表")
        assert opened.id == shown.id, "the list itself becomes the case"
        await s.press("land", "返回列表")
        await s["land"].sees("2/2")
        await s.press("land", "以后 7")
        shown = await s["land"].sees("以后到期", "● 以后 7")
        assert shown.labels[0].startswith("🟡 YH20261123-0001 反馈 · 上湾村 · 12-01")
        await s["duty"].sends("今日待办")
        await s["duty"].sees("没有到期事项")


async def test_who_only_reports_has_no_list_of_duties(town: Town, play: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, play, sandbox_url, "officer") as s:
        await s["officer"].sends("/today")
        await s["officer"].sees("没有此项权限")
