"""今日待办 in chat: what is due opens with its buttons and comes back; an empty list says so."""

from conversation import acting
from sandbox_client import SandboxClient
from services.core.town import Town


async def test_what_is_due_opens_with_what_is_to_be_done(town: Town, play: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, play, sandbox_url, "land", "duty") as s:
        await s["land"].sends("📅 今日待办")
        await s["land"].sees("今日待办", "没有到期事项")
        for number in range(11):
            await s.loop.dispatched("natural-resources", text=f"边坡{number}")
        s.loop.forward(days=1, hours=1)  # Tuesday 11:00; accepting was due at 10:00
        await s["land"].sends("/today")
        shown = await s["land"].sees("11 件，其中逾期 11 件", "1/2", "● 今日 11", "以后 11")
        assert shown.labels[0] == "⏰🟡 0001 签收 超1小时 · 边坡0 · 上湾村 · 地质"
        await s.press("land", "▶")
        await s["land"].sees("2/2", "0011 签收", "边坡10")
        await s.press("land", "边坡10")
        opened = await s["land"].sees("边坡10", "签收", "返回列表")
        assert opened.id == shown.id, "the list itself becomes the case"
        await s.press("land", "返回列表")
        await s["land"].sees("2/2")
        await s.press("land", "以后 11")
        shown = await s["land"].sees("以后到期", "● 以后 11")
        assert shown.labels[0].startswith("🟡 0001 反馈 剩")
        assert shown.labels[0].endswith(" · 边坡0 · 上湾村 · 地质")
        await s["duty"].sends("今日待办")
        await s["duty"].sees("没有到期事项")


async def test_an_information_officer_has_a_list_and_the_operator_owes_nothing(
    town: Town, play: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, play, sandbox_url, "officer", "operator") as s:
        await s["officer"].sends("📅 今日待办")
        await s["officer"].sees("没有到期事项")
        await s["operator"].sends("/today")
        await s["operator"].sees("没有此项权限")
