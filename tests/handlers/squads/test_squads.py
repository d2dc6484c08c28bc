"""Squads in chat: strength, people by masked names, who has not logged in; and who may see which."""

import pytest
import sqlalchemy as sa

from conversation import acting
from models import Post, Squad
from models.enums import Role
from sandbox_client import SandboxClient
from services.core.town import Town
from squad_steps import enrol

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""What is read only is the same on both databases."""


async def test_a_captain_sees_strength_and_people(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "neighbour", "land", "road") as s:
        await enrol(s.driver, strangers=9, needed=30)
        await s["officer"].sends("/squad")
        card = await s["officer"].sees("上湾村应急突击队", "应有 30 人，现有 13 人，聊天可达 4 人", "还缺 17 人")
        assert "集结点：村委会广场" in card.text
        assert "1. 王信息员 突击队队长" in card.text
        assert "3. 蒋经办 突击队队员 · 党员 · 挖掘机驾驶 · 油锯" in card.text
        assert "5. 何队员0 突击队队员 · 急救 · 蒋经办 的 B 角 · ⚠️ 未登录" in card.text
        assert not any(secret in card.text for secret in ("尾号", "13900000"))
        assert {"● 全部 13", "未登录 9", "1/2", "▶"} <= set(card.labels)
        assert "蒋经办的号码已发到您的私聊" in (await s.press("officer", "☎️ 蒋经办"))["text"]
        await s.press("officer", "▶")
        assert (await s["officer"].sees("13. 何队员8")).text.count("未登录") == 3
        await s.press("officer", "未登录 9")
        assert (await s["officer"].sees("● 未登录 9")).text.count("⚠️ 未登录") == 9
        await s.press("officer", "集结点位置")
        await s["officer"].sees("上湾村应急突击队集结点：村委会广场")


async def test_deputy_principal_and_station_see_it_and_nobody_else(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    seeing, not_seeing = ("neighbour", "principal", "duty"), ("land", "land_head", "director")
    async with acting(town, sandbox, sandbox_url, *seeing, *not_seeing, "neighbour_principal") as s:
        await enrol(s.driver)
        for who in seeing:
            await s[who].sends("/squad")
            await s[who].sees("应有 5 人，现有 7 人")
        for who in not_seeing:
            await s[who].sends("/squad")
            await s[who].sees("没有此项权限")
        await s["neighbour_principal"].sends("/squad")
        await s["neighbour_principal"].sees("还没有您能查看的突击队")


async def test_the_station_chooses_among_squads(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty") as s:
        await enrol(s.driver)
        async with town.database.transaction() as session:
            session.add(Squad(code="TJ-ZJ", name="镇机动队"))
        await s["duty"].sends("/squad")
        card = await s["duty"].sees("应急突击队（2 支）")
        assert "上湾村应急突击队 7/5 人，可达 0 人" in card.text
        assert "镇机动队 0/30 人" in card.text
        await s.press("duty", "镇机动队")
        await s["duty"].sees("花名册里还没有队员", "◀ 全部突击队")
        await s.press("duty", "◀ 全部突击队")
        await s["duty"].sees("2 支")


async def test_a_replaced_captain_s_old_buttons_refuse(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "land") as s:
        await enrol(s.driver)
        await s["officer"].sends("/squad")
        await s["officer"].sees("未登录 5")
        async with town.database.transaction() as session:
            await session.execute(sa.update(Post).where(Post.role == Role.SQUAD_CAPTAIN).values(active=False))
            member = sa.update(Post).where(Post.person_id == s.driver.people["land"], Post.role == Role.SQUAD_MEMBER)
            await session.execute(member.values(role=Role.SQUAD_CAPTAIN))
        assert "没有此项权限" in (await s.press("officer", "未登录 5"))["text"]
        await s["land"].sends("/squad")
        await s["land"].sees("1. 蒋经办 突击队队长")
