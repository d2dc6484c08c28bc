"""Groups (I8): bound by a code that a person with the right posts; followed, renamed, lost; talk is left alone."""

from typing import Any

import sqlalchemy as sa

from conversation import Conversation, acting
from models import Account, Group
from models.enums import GroupPurpose, GroupState
from sandbox_client import SandboxClient
from services.core.town import Town


async def bound(conversation: Conversation) -> Group:
    async with conversation.town.database.reading() as session:
        (group,) = await session.scalars(sa.select(Group))
    return group


async def code_for(conversation: Conversation, who: str, *presses: str) -> str:
    await conversation[who].sends("/groupcode")
    await conversation[who].sees("要绑定的是什么群")
    for label in presses:
        await conversation.press(who, label)
    card = await conversation[who].sees("的群绑定码")
    return card.text.split("群绑定码：")[1][:6]


async def told(conversation: Conversation, who: str, chat: int) -> list[str]:
    await conversation.settles()
    return [m.text for m in await conversation[who].reads(chat=chat) if m["from_bot"] and m.text]


async def test_the_station_binds_its_group(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty") as conversation:
        chat = await sandbox.group("应急站工作群", conversation["duty"])
        await conversation["duty"].sees("/groupcode", chat=chat)
        code = await code_for(conversation, "duty", "应急管理站群")
        await conversation["duty"].sends(f"/bind {code}", chat=chat)
        await conversation["duty"].sees("已绑定为“应急管理站”", chat=chat)
        group = await bound(conversation)
        assert (group.chat_id, group.purpose, group.state) == (chat, GroupPurpose.STATION, GroupState.BOUND)
        await conversation["duty"].sends(f"/bind {code}", chat=chat)
        await conversation["duty"].sees("绑定码不正确、已使用或已过期", chat=chat)


async def test_a_group_hears_of_a_report_and_where_to_act_on_it(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", delivering=True) as conversation:
        chat = await sandbox.group("应急站工作群", conversation["duty"])
        await conversation["duty"].sends(f"/bind {await code_for(conversation, 'duty', '应急管理站群')}", chat=chat)
        await conversation["duty"].sees("已绑定", chat=chat)
        case = await conversation.driver.files()
        card = await conversation["duty"].sees(f"新上报 {case.number}", "到与本机器人的私聊里", chat=chat)
        assert "王*" in card.text
        assert not [one for row in card["buttons"] for one in row if "data" in one], "in a group nothing is pressed"
        copied = {one["text"]: one["copy_text"]["text"] for row in card["buttons"] for one in row if "copy_text" in one}
        assert copied == {f"📋 {case.number}": case.number, "📋 复制经纬度": "30.18610,108.05210"}
        link = (await conversation["duty"].taps("🔒 到私聊里打开", chat=chat))["url"]
        await sandbox.post("follow", {"from": conversation["duty"].id, "link": link})
        assert "研判" in (await conversation["duty"].sees(case.number, "情况")).labels


async def test_a_group_is_bound_by_choosing_it_or_by_a_link_that_brings_the_bot(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "principal", "officer", delivering=True) as conversation:
        there = await sandbox.group("上湾村群", conversation["principal"])
        other = await sandbox.group("上湾村通知群", conversation["principal"], with_bot=False)
        await conversation["principal"].sends("/groupcode")
        await conversation.press("principal", "村社群：上湾村")
        offer = await conversation["principal"].sees("机器人已经在群里的")
        card = next(one for one in await conversation["principal"].reads() if "群绑定码" in one.text)
        assert offer.labels == ["👥 选群绑定", "⌨️ 菜单"]
        tap = {"bot": town.token, "from": conversation["principal"].id, "text": "👥 选群绑定", "share": there}
        await sandbox.post("tap", tap)
        back = await conversation["principal"].sees("群“上湾村群”已绑定为“上湾村”")
        assert "🆘 险情一键上报" in back.labels
        await conversation["principal"].sees("已绑定为“上湾村”", chat=there)
        (link,) = [key["url"] for row in card["buttons"] for key in row]
        assert "?startgroup=bind_" in link
        await sandbox.post("follow", {"from": conversation["principal"].id, "link": link, "chat": other})
        await conversation["principal"].sees("已绑定为“上湾村”", chat=other)
        async with conversation.town.database.reading() as session:
            kept = await session.execute(sa.select(Group.chat_id, Group.purpose, Group.title).order_by(Group.id))
            assert [tuple(row) for row in kept] == [
                (there, GroupPurpose.VILLAGE, "上湾村群"),
                (other, GroupPurpose.VILLAGE, "上湾村通知群"),
            ]
        await conversation["officer"].sends("在吗")
        shared = {"chat_shared": {"request_id": 0, "chat_id": there, "title": "上湾村群"}}
        raw = {"message_id": 900, "date": 1795420800, **shared}
        raw |= {"chat": {"id": conversation["officer"].id, "type": "private", "first_name": "x"}}
        raw |= {"from": {"id": conversation["officer"].id, "is_bot": False, "first_name": "x"}}
        await sandbox.post("update", {"bot": town.token, "update": {"message": raw}})
        await conversation["officer"].sees("没有此项权限")


async def test_a_unit_head_and_a_village_bind_their_own_only(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "land_head", "principal", "officer") as conversation:
        await conversation["land_head"].sends("/groupcode")
        page = await conversation["land_head"].sees("要绑定的是什么群")
        assert page.labels == ["单位群：自然资源所"]
        await conversation["principal"].sends("/groupcode")
        page = await conversation["principal"].sees("要绑定的是什么群")
        assert page.labels == ["村社群：上湾村"]
        chat = await sandbox.group("上湾村群", conversation["principal"], conversation["officer"])
        code = await code_for(conversation, "principal", "上湾村")
        await conversation["officer"].sends(f"/bind {code}", chat=chat)
        await conversation["officer"].sees("没有此项权限", chat=chat)
        name = (await sandbox.call("getMe"))["result"]["username"]
        await conversation["principal"].sends(f"/bind@{name} {code}", chat=chat)
        await conversation["principal"].sees("已绑定为“上湾村”", chat=chat)
        await conversation["officer"].sends("/groupcode")
        await conversation["officer"].sees("没有此项权限")


async def test_the_station_chooses_among_units(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty") as conversation:
        await code_for(conversation, "duty", "单位群", "水利站")
        await conversation["duty"].sees("水利站", "/bind")


async def test_strangers_and_anonymous_admins_cannot_bind(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", strangers=("officer",)) as conversation:
        chat = await sandbox.group("应急站工作群", conversation["duty"], conversation["officer"])
        code = await code_for(conversation, "duty", "应急管理站群")
        await conversation["officer"].sends(f"/bind {code}", chat=chat)
        await conversation["officer"].sees("您还没有登录", chat=chat)
        await conversation["duty"].sends(f"/bind {code}", chat=chat, anonymous=True)
        await conversation["duty"].sees("匿名管理员", chat=chat)
        await conversation["duty"].sends("/bind", chat=chat)
        await conversation["duty"].sees("6 位绑定码", chat=chat)
        await conversation["duty"].sends(f"/bind {code}", chat=chat)
        await conversation["duty"].sees("已绑定", chat=chat)


async def test_what_is_said_in_a_group_is_left_alone(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "officer") as conversation:
        chat = await sandbox.group("应急站工作群", conversation["duty"], conversation["officer"])
        await sandbox.post("bots", {"token": town.token, "privacy": False})
        before = await told(conversation, "officer", chat)
        await conversation["officer"].sends("后山滑坡了", chat=chat)
        await conversation["officer"].sends(photo=True, chat=chat)
        await conversation["officer"].sends("📝 上报", chat=chat)
        await conversation["officer"].sends("/report", chat=chat)
        assert await told(conversation, "officer", chat) == before
        assert await conversation.drafts() == []


async def test_the_binding_follows_an_upgrade_and_a_new_title(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", delivering=True) as conversation:
        chat = await sandbox.group("应急站工作群", conversation["duty"], kind="group")
        code = await code_for(conversation, "duty", "应急管理站群")
        await conversation["duty"].sends(f"/bind {code}", chat=chat)
        await conversation["duty"].sees("已绑定", chat=chat)
        upgraded = int((await sandbox.post(f"chats/{chat}/upgrade", {}))["id"])
        await conversation.settles()
        assert (await bound(conversation)).chat_id == upgraded
        await sandbox.post(f"chats/{upgraded}", {"title": "应急站值班群"})
        await conversation.settles()
        assert (await bound(conversation)).title == "应急站值班群"
        await conversation.driver.files()
        await conversation["duty"].sees("新上报", chat=upgraded)


async def test_a_lost_group_is_an_alarm_to_the_station(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty") as conversation:
        chat = await sandbox.group("应急站工作群", conversation["duty"])
        code = await code_for(conversation, "duty", "应急管理站群")
        await conversation["duty"].sends(f"/bind {code}", chat=chat)
        await conversation["duty"].sees("已绑定", chat=chat)
        await sandbox.post(f"chats/{chat}/members", {"remove_bot": town.token})
        await conversation.settles()
        assert (await bound(conversation)).state is GroupState.LOST
        assert "应急站工作群" in (await conversation.queued("group_lost"))[0].content["text"]


async def test_who_blocks_the_bot_is_noted_until_unblocked(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async def reachable() -> Any:
        await conversation.settles()
        async with town.database.reading() as session:
            return await session.scalar(
                sa.select(Account.reachable).where(Account.telegram_id == conversation["officer"].id)
            )

    async with acting(town, sandbox, sandbox_url, "officer") as conversation:
        await conversation["officer"].sends("/start")
        await conversation["officer"].sees("王信息员")
        await conversation["officer"].blocks()
        assert not await reachable()
        await conversation["officer"].blocks(False)
        assert await reachable()
