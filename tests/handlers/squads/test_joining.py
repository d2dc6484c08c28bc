"""Joining by the invitation in the squad's group: logging in, asking the captain, being let in; strangers stay out."""

import sqlalchemy as sa

from conversation import Conversation, acting
from models import JournalEntry, Post
from models.enums import Role
from sandbox_client import SandboxClient
from services.core.town import Town
from squad_steps import bound_group, enrol


async def follow(conversation: Conversation, who: str, chat: int) -> None:
    """Press "log in and join" in the group, and "start" in the chat that opens."""
    url = (await conversation[who].taps("登录并加入", chat=chat))["url"]
    address, payload = url.split("?start=")
    assert address.removeprefix("https://t.me/") == (await conversation.sandbox.call("getMe"))["result"]["username"]
    await conversation[who].sends(f"/start {payload}")


async def posts(conversation: Conversation, who: str) -> list[Post]:
    async with conversation.town.database.reading() as session:
        wanted = sa.select(Post).where(
            Post.person_id == conversation.driver.people[who], Post.role == Role.SQUAD_MEMBER, Post.active
        )
        return list(await session.scalars(wanted))


async def test_a_member_logs_in_by_the_invitation(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", strangers=("land",)) as s:
        await enrol(s.driver)
        chat = await bound_group(s, "land")
        card = await s["land"].sees("已绑定为“上湾村应急突击队”", "还没有登录的上湾村应急突击队队员", chat=chat)
        assert card.labels == ["登录并加入"]
        await follow(s, "land", chat)
        await s["land"].sees("共享我的手机号")
        await s["land"].taps("📱 共享我的手机号")
        await s["land"].sees("您已登录，是上湾村应急突击队的队员")
        await s["officer"].sends("/squad")
        assert "3. 蒋经办 突击队队员 · 党员 · 挖掘机驾驶 · 油锯\n" in (await s["officer"].sees("3. 蒋经办")).text


async def test_somebody_else_of_the_roster_asks_and_the_captain_lets_in(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "build", "neighbour", delivering=True) as s:
        await enrol(s.driver)
        chat = await bound_group(s, "build")
        await follow(s, "build", chat)
        await s["build"].sees("您不在上湾村应急突击队的花名册里，已请队长确认")
        asked = await s["officer"].sees("韩经办", "建设管理办", "申请加入上湾村应急突击队", "同意加入")
        assert "（尾号" not in asked.text, "a colleague is named in full"
        await follow(s, "build", chat)
        await s["build"].sees("正在等队长确认")
        await s.press("officer", "✅ 同意加入")
        await s["officer"].sees("已同意 韩经办 加入上湾村应急突击队")
        await s["build"].sees("队长已同意，您已加入上湾村应急突击队")
        (post,) = await posts(s, "build")
        assert post.joined_at == s.driver.now
        async with town.database.reading() as session:
            entry = (await session.scalars(sa.select(JournalEntry).where(JournalEntry.action == "join_squad"))).one()
        assert (entry.subject, entry.actor_id) == (f"person:{s.driver.people['build']}", s.driver.people["officer"])
        assert "已答复：同意加入" in (await s.press("officer", "✖️ 不同意", stale=True))["text"]
        await s["officer"].sends("/squad")
        await s["officer"].sees("韩经办 突击队队员 · 聊天中加入", "移出聊天中加入的队员（1）")
        await s.press("officer", "移出聊天中加入的队员")
        await s.press("officer", "韩经办")
        await s["officer"].sees("已移出 韩经办")
        await s["build"].sees("您已被移出上湾村应急突击队")
        assert await posts(s, "build") == []


async def test_who_was_turned_away_does_not_ask_again_at_once(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "build", "neighbour", delivering=True) as s:
        await enrol(s.driver)
        chat = await bound_group(s, "build")
        await follow(s, "build", chat)
        await s["officer"].sees("申请加入")
        await s.press("officer", "不同意")
        await s["build"].sees("没有获得同意")
        await follow(s, "build", chat)
        await s["build"].sees("前几天没有获得同意")
        s.driver.forward(days=8)
        await follow(s, "build", chat)
        await s["build"].sees("已请队长确认")
        assert await posts(s, "build") == []


async def test_a_stranger_stays_out_and_no_deputy_lets_anybody_in(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "neighbour", "build", delivering=True) as s:
        await enrol(s.driver)
        chat = await bound_group(s, "build")
        s.players["passer"] = await sandbox.person("路人", phone="+8613777777777")
        await sandbox.post(f"chats/{chat}/members", {"add": [s["passer"].id]})
        await follow(s, "passer", chat)
        await s["passer"].sees("共享我的手机号")
        await s["passer"].taps("📱 共享我的手机号")
        await s["passer"].sees("花名册里没有这个手机号")
        await follow(s, "build", chat)
        request = await s["officer"].sees("申请加入")
        data = next(b["data"] for row in request["buttons"] for b in row if "同意加入" in b["text"])
        await sandbox.call(
            "sendMessage",
            chat_id=s["neighbour"].id,
            text="转发",
            reply_markup={"inline_keyboard": [[{"text": "转来的按钮", "callback_data": data}]]},
        )
        assert "没有此项权限" in (await s.press("neighbour", "转来的按钮"))["text"]
        assert await posts(s, "build") == []


async def test_a_new_captain_finds_what_the_old_one_left_unanswered(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "build", "land", delivering=True) as s:
        await enrol(s.driver)
        chat = await bound_group(s, "build")
        await follow(s, "build", chat)
        await s["officer"].sees("申请加入")
        async with town.database.transaction() as session:
            captain = sa.update(Post).where(Post.role == Role.SQUAD_CAPTAIN)
            await session.execute(captain.values(person_id=s.driver.people["land"]))
        assert "没有此项权限" in (await s.press("officer", "✅ 同意加入"))["text"]
        await s["land"].sends("/squad")
        await s["land"].sees("入队申请（1）")
        await s.press("land", "入队申请（1）")
        await s.press("land", "✅ 同意加入")
        await s["build"].sees("您已加入上湾村应急突击队")


async def test_an_old_invitation_and_a_full_group(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "build", delivering=True) as s:
        await enrol(s.driver)
        chat = await bound_group(s, "build")
        await s["build"].sends("/start join_0000000000")
        await s["build"].sees("这个邀请已失效")
        await s["officer"].sends("/squad")
        await s["officer"].sees("在群里发登录邀请")
        assert "会发到群“上湾村突击队群”" in (await s.press("officer", "在群里发登录邀请"))["text"]
        await s["build"].sees("还没有登录的上湾村应急突击队队员", "登录并加入", chat=chat)
        assert "10 分钟内已发过" in (await s.press("officer", "在群里发登录邀请"))["text"]
        await follow(s, "build", chat)
        await s["build"].sees("已请队长确认")
