"""今日待办 in chat: what is due opens with its buttons and comes back; an empty list says so."""

import sqlalchemy as sa

from conversation import acting
from mobilisation_steps import running
from models import Post
from models.enums import Role
from sandbox_client import SandboxClient
from services.core.town import Town
from squad_steps import MEMBER, enrol


async def test_what_is_due_opens_with_what_is_to_be_done(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "land", "duty") as s:
        await s["land"].sends("📅 今日待办")
        await s["land"].sees("今日待办", "今天没有要您办的事")
        for number in range(11):
            await s.driver.dispatched("natural-resources", text=f"边坡{number}")
        s.driver.forward(days=1, hours=1)  # Tuesday 11:00; accepting was due at 10:00
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
        await s["duty"].sees("今天没有要您办的事")


async def test_everybody_has_a_list_which_may_be_empty(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "operator") as s:
        for who in ("officer", "operator"):
            await s[who].sends("📅 今日待办")
            await s[who].sees("今天没有要您办的事")


async def test_a_plain_member_of_a_squad_answers_calls_from_the_list(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, MEMBER) as s:
        await enrol(s.driver)
        async with s.town.database.transaction() as session:
            mine = sa.delete(Post).where(Post.person_id == s.driver.people[MEMBER], Post.role != Role.SQUAD_MEMBER)
            await session.execute(mine)
        await s[MEMBER].sends("📅 今日待办")
        await s[MEMBER].sees("今天没有要您办的事")
        await running(s.driver, "上湾村应急突击队")
        await s[MEMBER].sends("/today")
        shown = await s[MEMBER].sees("今日待办", "等您答复：集结 JJ20261123-0001")
        assert "没有要您办的事" not in shown.text
        assert shown.labels[:4] == ["✅ 收到", "🏃 出发", "📍 到场", "❌ 不能到"]
        assert "已记下" in (await s.press(MEMBER, "🏃 出发"))["text"]
        await running(s.driver, "上湾村应急突击队", drill=True)
        await s[MEMBER].sends("/today")
        shown = await s[MEMBER].sees("等您答复：集结 JJ20261123-0001", "等您答复：【演】集结")
        assert {"📍 到场 · 集结 JJ20261123-0001", "❌ 不能到"} < set(shown.labels), "of several, each is named once"
        await s.press(MEMBER, "📍 到场 · 集结 JJ20261123-0001")
        await s[MEMBER].sends("/today")
        shown = await s[MEMBER].sees("等您答复：【演】集结")
        assert "等您答复：集结 JJ20261123-0001" not in shown.text, "there is no further answer"
