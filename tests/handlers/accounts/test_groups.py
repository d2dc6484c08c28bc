"""Groups (I8): bound by a code that a person with the right posts; followed, renamed, lost; talk is left alone."""

from typing import Any

import sqlalchemy as sa

from conversation import Conversation, acting
from models import Account, Group
from models.enums import GroupPurpose, GroupState
from sandbox_client import SandboxClient
from services.core.town import Town


async def bound(stage: Conversation) -> Group:
    async with stage.town.database.reading() as session:
        (group,) = await session.scalars(sa.select(Group))
    return group


async def code_for(stage: Conversation, who: str, *presses: str) -> str:
    await stage[who].sends("/groupcode")
    await stage[who].sees("要绑定的是什么群")
    for label in presses:
        await stage.press(who, label)
    card = await stage[who].sees("的群绑定码")
    return card.text.split("群绑定码：")[1][:6]


async def told(stage: Conversation, who: str, chat: int) -> list[str]:
    await stage.settles()
    return [m.text for m in await stage[who].reads(chat=chat) if m["from_bot"] and m.text]


async def test_the_station_binds_its_group(town: Town, play: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, play, sandbox_url, "duty") as stage:
        chat = await play.group("应急站工作群", stage["duty"])
        await stage["duty"].sees("/groupcode", chat=chat)
        code = await code_for(stage, "duty", "应急管理站群")
        await stage["duty"].sends(f"/bind {code}", chat=chat)
        await stage["duty"].sees("已绑定为“应急管理站”", chat=chat)
        group = await bound(stage)
        assert (group.chat_id, group.purpose, group.state) == (chat, GroupPurpose.STATION, GroupState.BOUND)
        await stage["duty"].sends(f"/bind {code}", chat=chat)
        await stage["duty"].sees("绑定码不正确、已使用或已过期", chat=chat)


async def test_a_group_hears_of_a_report_and_where_to_act_on_it(
    town: Town, play: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, play, sandbox_url, "duty", delivering=True) as stage:
        chat = await play.group("应急站工作群", stage["duty"])
        await stage["duty"].sends(f"/bind {await code_for(stage, 'duty', '应急管理站群')}", chat=chat)
        await stage["duty"].sees("已绑定", chat=chat)
        case = await stage.loop.files()
        card = await stage["duty"].sees(f"新上报 {case.number}", "到与本机器人的私聊里", chat=chat)
        assert "王*" in card.text
        assert not [one for row in card["buttons"] for one in row if "data" in one], "in a group nothing is pressed"
        copied = {one["text"]: one["copy_text"]["text"] for row in card["buttons"] for one in row if "copy_text" in one}
        assert copied == {f"📋 {case.number}": case.number, "📋 复制经纬度": "30.18610,108.05210"}
        link = (await stage["duty"].taps("🔒 到私聊里打开", chat=chat))["url"]
        await play.post("follow", {"from": stage["duty"].id, "link": link})
        assert "研判" in (await stage["duty"].sees(case.number, "情况")).labels


async def test_a_group_is_bound_by_choosing_it_or_by_a_link_that_brings_the_bot(
    town: Town, play: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, play, sandbox_url, "principal", "officer", delivering=True) as stage:
        there = await play.group("上湾村群", stage["principal"])
        other = await play.group("上湾村通知群", stage["principal"], with_bot=False)
        await stage["principal"].sends("/groupcode")
        await stage.press("principal", "村社群：上湾村")
        offer = await stage["principal"].sees("机器人已经在群里的")
        card = next(one for one in await stage["principal"].reads() if "群绑定码" in one.text)
        assert offer.labels == ["👥 选群绑定", "⌨️ 菜单"]
        tap = {"bot": town.token, "from": stage["principal"].id, "text": "👥 选群绑定", "share": there}
        await play.post("tap", tap)
        back = await stage["principal"].sees("群“上湾村群”已绑定为“上湾村”")
        assert "🆘 险情一键上报" in back.labels
        await stage["principal"].sees("已绑定为“上湾村”", chat=there)
        (link,) = [key["url"] for row in card["buttons"] for key in row]
        assert "?startgroup=bind_" in link
        await play.post("follow", {"from": stage["principal"].id, "link": link, "chat": other})
        await stage["principal"].sees("已绑定为“上湾村”", chat=other)
        async with stage.town.database.reading() as session:
            kept = await session.execute(sa.select(Group.chat_id, Group.purpose, Group.title).order_by(Group.id))
            assert [tuple(row) for row in kept] == [
                (there, GroupPurpose.VILLAGE, "上湾村群"),
                (other, GroupPurpose.VILLAGE, "上湾村通知群"),
            ]
        await stage["officer"].sends("在吗")
        shared = {"chat_shared": {"request_id": 0, "chat_id": there, "title": "上湾村群"}}
        raw = {"message_id": 900, "date": 1795420800, **shared}
        raw |= {"chat": {"id": stage["officer"].id, "type": "private", "first_name": "x"}}
        raw |= {"from": {"id": stage["officer"].id, "is_bot": False, "first_name": "x"}}
        await play.post("update", {"bot": town.token, "update": {"message": raw}})
        await stage["officer"].sees("没有此项权限")


async def test_a_unit_head_and_a_village_bind_their_own_only(town: Town, play: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, play, sandbox_url, "land_head", "principal", "officer") as stage:
        await stage["land_head"].sends("/groupcode")
        page = await stage["land_head"].sees("要绑定的是什么群")
        assert page.labels == ["单位群：自然资源所"]
        await stage["principal"].sends("/groupcode")
        page = await stage["principal"].sees("要绑定的是什么群")
        assert page.labels == ["村社群：上湾村"]
        chat = await play.group("上湾村群", stage["principal"], stage["officer"])
        code = await code_for(stage, "principal", "上湾村")
        await stage["officer"].sends(f"/bind {code}", chat=chat)
        await stage["officer"].sees("没有此项权限", chat=chat)
        name = (await play.call("getMe"))["result"]["username"]
        await stage["principal"].sends(f"/bind@{name} {code}", chat=chat)
        await stage["principal"].sees("已绑定为“上湾村”", chat=chat)
        await stage["officer"].sends("/groupcode")
        await stage["officer"].sees("没有此项权限")


async def test_the_station_chooses_among_units(town: Town, play: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, play, sandbox_url, "duty") as stage:
        await code_for(stage, "duty", "单位群", "水利站")
        await stage["duty"].sees("水利站", "/bind")


async def test_strangers_and_anonymous_admins_cannot_bind(town: Town, play: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, play, sandbox_url, "duty", strangers=("officer",)) as stage:
        chat = await play.group("应急站工作群", stage["duty"], stage["officer"])
        code = await code_for(stage, "duty", "应急管理站群")
        await stage["officer"].sends(f"/bind {code}", chat=chat)
        await stage["officer"].sees("您还没有登录", chat=chat)
        await stage["duty"].sends(f"/bind {code}", chat=chat, anonymous=True)
        await stage["duty"].sees("匿名管理员", chat=chat)
        await stage["duty"].sends("/bind", chat=chat)
        await stage["duty"].sees("6 位绑定码", chat=chat)
        await stage["duty"].sends(f"/bind {code}", chat=chat)
        await stage["duty"].sees("已绑定", chat=chat)


async def test_what_is_said_in_a_group_is_left_alone(town: Town, play: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, play, sandbox_url, "duty", "officer") as stage:
        chat = await play.group("应急站工作群", stage["duty"], stage["officer"])
        await play.post("bots", {"token": town.token, "privacy": False})
        before = await told(stage, "officer", chat)
        await stage["officer"].sends("后山滑坡了", chat=chat)
        await stage["officer"].sends(photo=True, chat=chat)
        await stage["officer"].sends("📝 上报", chat=chat)
        await stage["officer"].sends("/report", chat=chat)
        assert await told(stage, "officer", chat) == before
        assert await stage.drafts() == []


async def test_the_binding_follows_an_upgrade_and_a_new_title(
    town: Town, play: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, play, sandbox_url, "duty", delivering=True) as stage:
        chat = await play.group("应急站工作群", stage["duty"], kind="group")
        code = await code_for(stage, "duty", "应急管理站群")
        await stage["duty"].sends(f"/bind {code}", chat=chat)
        await stage["duty"].sees("已绑定", chat=chat)
        upgraded = int((await play.post(f"chats/{chat}/upgrade", {}))["id"])
        await stage.settles()
        assert (await bound(stage)).chat_id == upgraded
        await play.post(f"chats/{upgraded}", {"title": "应急站值班群"})
        await stage.settles()
        assert (await bound(stage)).title == "应急站值班群"
        await stage.loop.files()
        await stage["duty"].sees("新上报", chat=upgraded)


async def test_a_lost_group_is_an_alarm_to_the_station(town: Town, play: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, play, sandbox_url, "duty") as stage:
        chat = await play.group("应急站工作群", stage["duty"])
        code = await code_for(stage, "duty", "应急管理站群")
        await stage["duty"].sends(f"/bind {code}", chat=chat)
        await stage["duty"].sees("已绑定", chat=chat)
        await play.post(f"chats/{chat}/members", {"remove_bot": town.token})
        await stage.settles()
        assert (await bound(stage)).state is GroupState.LOST
        assert "应急站工作群" in (await stage.queued("group_lost"))[0].content["text"]


async def test_who_blocks_the_bot_is_noted_until_unblocked(town: Town, play: SandboxClient, sandbox_url: str) -> None:
    async def reachable() -> Any:
        await stage.settles()
        async with town.database.reading() as session:
            return await session.scalar(sa.select(Account.reachable).where(Account.telegram_id == stage["officer"].id))

    async with acting(town, play, sandbox_url, "officer") as stage:
        await stage["officer"].sends("/start")
        await stage["officer"].sees("王信息员")
        await stage["officer"].blocks()
        assert not await reachable()
        await stage["officer"].blocks(False)
        assert await reachable()
