"""The squad's group beside its roster: who is missing, who is too many, who came and went; told to the captain."""

import asyncio
from datetime import timedelta

import sqlalchemy as sa

from conversation import Conversation, acting
from models import Group, GroupMember, Person
from models.enums import GroupState
from patience import until
from sandbox_client import SandboxClient
from scheduler import ticks
from services.core.town import Town
from squad_steps import bound_group, enrol


async def members(conversation: Conversation, chat: int, **change: object) -> None:
    """Change who is in the group, and wait until that was heard."""
    await conversation.sandbox.post(f"chats/{chat}/members", change)
    await conversation.settles()


async def counted(conversation: Conversation) -> Group:
    async def done() -> Group | None:
        async with conversation.town.database.reading() as session:
            return await session.scalar(sa.select(Group).where(Group.counted_at.is_not(None)))

    found = await until(done, what="the group was never counted")
    assert isinstance(found, Group)
    return found


async def test_the_captain_sees_who_is_missing_and_who_is_too_many(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "neighbour", "land", "build", delivering=True) as s:
        await enrol(s.driver)
        chat = await bound_group(s, "land", "build")
        shown = await s["officer"].sees("上湾村突击队群", "花名册 7 人，已确认在群 2 人", "群里共 4 个成员")
        assert "花名册有、群里没有（1）：陈信息员" in shown.text
        assert "没有登录，无法核对（4）：沈经办、何队员0" in shown.text
        assert "机器人还不是群管理员" in shown.text
        passer = await sandbox.person("<b>路人</b>甲")
        await members(s, chat, promote_bot=town.token)
        await members(s, chat, add=[passer.id, s["neighbour"].id])
        await s["build"].sends("/help", chat=chat)
        await s["build"].sends("我在群里", chat=chat)
        await s.settles()
        await s["officer"].sends("/squad")
        await s.press("officer", "群成员核对")
        shown = await s["officer"].sees("已确认在群 3 人")
        assert "群里有、不是本队（2）" in shown.text
        assert "韩经办" in shown.text
        assert "未登录账号“<b>路人</b>甲”" in shown.text
        assert "机器人还不是群管理员" not in shown.text
        assert "群里没有（" not in shown.text
        async with town.database.transaction() as session:
            left = sa.update(Person).where(Person.id == s.driver.people["build"]).values(active=False)
            await session.execute(left)
        await s["officer"].sends("/squad")
        await s.press("officer", "群成员核对")
        await s["officer"].sees("韩经办，已不在花名册")
        assert "刚刚核对过" in (await s.press("officer", "重新核对"))["text"]
        await members(s, chat, remove=[s["land"].id])
        s.driver.forward(minutes=2)
        assert "正在向 Telegram 核对" in (await s.press("officer", "重新核对"))["text"]
        await s["officer"].sees("群里没有（1）：蒋经办", "已确认在群 2 人")


async def test_comings_and_goings_are_told_together_and_not_at_night(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "neighbour", "land", "build", delivering=True) as s:
        await enrol(s.driver)
        chat = await bound_group(s, "land", "neighbour")
        await counted(s)
        await members(s, chat, promote_bot=town.token)
        passer = await sandbox.person("路人甲")
        await members(s, chat, leave=[s["land"].id], add=[passer.id, s["build"].id])
        assert await ticks.do(s.town, "tell_memberships") == 0
        s.driver.forward(minutes=11)
        told = await asyncio.gather(ticks.do(s.town, "tell_memberships"), ticks.do(s.town, "tell_memberships"))
        assert sorted(told) == [0, 1], "two clocks tell it once"
        news = await s["officer"].sees("群“上湾村突击队群”有变动", "群成员核对")
        assert "退群的队员（1）：蒋经办" in news.text
        assert "新进群或刚在群里发言、不是本队的（2）" in news.text
        assert "韩经办" in news.text
        assert "路人甲" in news.text
        s.driver.forward(hours=13)  # 23:11
        await members(s, chat, leave=[s["neighbour"].id])
        await members(s, chat, add=[s["land"].id])
        s.driver.forward(minutes=11)
        assert await ticks.do(s.town, "tell_memberships") == 0
        s.driver.forward(hours=8)
        assert await ticks.do(s.town, "tell_memberships") == 1
        news = await s["officer"].sees("退群的队员（1）：陈信息员")
        assert "蒋经办" not in news.text, "one of the squad who came back is no news"


async def test_who_goes_and_comes_back_is_no_news(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "land") as s:
        await enrol(s.driver)
        chat = await bound_group(s, "land")
        await members(s, chat, remove=[s["land"].id])
        await members(s, chat, add=[s["land"].id])
        s.driver.forward(hours=1)
        assert await ticks.do(s.town, "tell_memberships") == 0
        async with town.database.reading() as session:
            rows = {row.telegram_id: row for row in await session.scalars(sa.select(GroupMember))}
        assert rows[s["land"].id].present
        assert all(row.called is None for row in rows.values()), "whoever is known by the roster is not named again"


async def test_a_lost_or_demoted_bot_is_an_alarm_to_the_captain_and_the_station(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "duty", delivering=True) as s:
        await enrol(s.driver)
        chat = await bound_group(s, kind="group")
        await members(s, chat, promote_bot=town.token)
        chat = int((await sandbox.post(f"chats/{chat}/upgrade", {}))["id"])
        await members(s, chat, demote_bot=town.token)
        await s["officer"].sees("群“上湾村突击队群”里已不是管理员", "请群主打开群资料")
        await members(s, chat, remove_bot=town.token)
        await s["officer"].sees("机器人被移出群“上湾村突击队群”")
        await s["duty"].sees("机器人被移出群“上湾村突击队群”")
        assert (await counted(s)).state is GroupState.LOST
        assert s.driver.now - (await counted(s)).bound_at < timedelta(minutes=1)


async def test_what_telegram_does_not_show_is_said_to_be_unknown(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "land", delivering=True) as s:
        await enrol(s.driver)
        await sandbox.fault("getChatMember", times=9, status=400, description="member list is inaccessible")
        await bound_group(s)
        shown = await s["officer"].sees("花名册 7 人，已确认在群 1 人", "机器人还不是群管理员")
        assert "还没核对（1）：蒋经办" in shown.text
