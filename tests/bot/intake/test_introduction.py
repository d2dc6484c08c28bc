"""Telegram is told of the bot itself: its commands by chat, post and language, its descriptions, its menu button."""

from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from conversation import Conversation, acting, running
from handlers.areas import MENU
from models import Introduction, Post
from models.enums import Language
from patience import until
from sandbox_client import SandboxClient
from services.core.database import INTRODUCTION, wake
from services.core.town import Town

TELLING = ("setMy", "deleteMy", "setChatMenuButton")


async def commands(sandbox: SandboxClient, code: str | None = None, **scope: Any) -> list[str]:
    """Return the descriptions of the commands of a scope, as Telegram keeps them."""
    given = {"scope": scope} | ({"language_code": code} if code else {})
    found = (await sandbox.call("getMyCommands", **given))["result"]
    return [f"/{one['command']} {one['description']}" for one in found]


async def list_of(conversation: Conversation, who: str, language: Language) -> list[str]:
    """Return the list that a person should have."""
    actor, words = await conversation.driver.actor(who), conversation.town.words(language)
    return [f"/{one.command} {one.description}" for one in MENU.listed(actor, words)]


async def told(sandbox: SandboxClient, after: int = 0) -> list[str]:
    """Return the methods that told Telegram of the bot, in the order of the calls."""
    bot_id = int(sandbox.token.partition(":")[0])
    calls = await sandbox.calls(after=after)
    return [
        one["method"] for one in calls if one["bot_id"] == bot_id and one["ok"] and one["method"].startswith(TELLING)
    ]


async def test_everybody_has_the_commands_of_the_own_posts_in_the_own_language(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", strangers=("officer",)) as conversation:
        officer, duty = conversation["officer"], conversation["duty"]

        async def has(who: str, wanted: list[str]) -> None:
            async def same() -> bool:
                return await commands(sandbox, type="chat", chat_id=conversation[who].id) == wanted

            await until(same, what=f"{who} never had the list {wanted}")

        await duty.sends("/start")
        await has("duty", await list_of(conversation, "duty", Language.ZH_CN))
        strangers = await commands(sandbox, type="all_private_chats")
        assert [one.split()[0] for one in strangers] == ["/start", "/sos", "/help"]
        assert await commands(sandbox, "en", type="all_private_chats") != strangers
        await officer.sends("/help")
        await officer.sees("您好，这里是")
        await officer.sends("/sos")
        await officer.sees("请马上拨打", "什么地方")
        await officer.sends("河边有人")
        await officer.sees("已转告应急管理站")
        await officer.sends(contact=True)
        await officer.sees("王信息员")
        await has("officer", await list_of(conversation, "officer", Language.ZH_CN))
        await officer.sends("/lang en")
        await has("officer", await list_of(conversation, "officer", Language.EN))
        for code in (None, "zh", "en"):
            given = {"language_code": code} if code else {}
            assert (await sandbox.call("getMyDescription", **given))["result"]["description"]
            assert (await sandbox.call("getMyShortDescription", **given))["result"]["short_description"]
        assert (await sandbox.call("getChatMenuButton"))["result"] == {"type": "commands"}
        before = (await sandbox.calls())[-1]["n"]
        async with running(conversation, sandbox_url):
            pass
        async with conversation.town.database.transaction() as session:
            of = Post.person_id == conversation.driver.people["officer"]
            await session.execute(sa.update(Post).where(of).values(active=False))
            wake(session, INTRODUCTION)
        await has("officer", [])
        assert await told(sandbox, before) == ["deleteMyCommands"], "nothing else is sent again"


async def test_a_group_has_the_commands_of_groups_and_who_bound_it_may_bind_it_again(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty") as conversation:
        chat = await sandbox.group("应急站工作群", conversation["duty"])

        async def names(**scope: Any) -> list[str]:
            return [one.split()[0] for one in await commands(sandbox, **scope)]

        await conversation["duty"].sends("/groupcode")
        await conversation.press("duty", "应急管理站群")
        code = (await conversation["duty"].sees("群绑定码：")).text.split("群绑定码：")[1][:6]
        await conversation["duty"].sends(f"/bind {code}", chat=chat)

        async def member() -> bool:
            bound = await names(type="chat_member", chat_id=chat, user_id=conversation["duty"].id)
            return bound == ["/bind", "/sos", "/help"]

        await until(member)
        assert await names(type="chat", chat_id=chat) == ["/sos", "/help"]
        assert await names(type="all_group_chats") == ["/sos", "/help"]
        assert await names(type="all_chat_administrators") == ["/bind", "/sos", "/help"]


async def test_what_telegram_refuses_stands_in_nobody_s_way_and_is_tried_again(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    await sandbox.fault("setMyCommands", times=200, status=400)
    await sandbox.fault("setMyDescription", times=200, status=404)
    async with acting(town, sandbox, sandbox_url, "duty") as conversation:

        async def refused() -> bool:
            query = sa.select(sa.func.count()).where(Introduction.refused)
            return await conversation.number(query) >= 10 and "setMyShortDescription" in await told(sandbox)

        await conversation["duty"].sends("/start")
        await conversation["duty"].sees("孙值班")
        await until(refused)
        await sandbox.no_faults()
        conversation.driver.clock.at += timedelta(days=1, minutes=1)
        async with conversation.town.database.transaction() as session:
            wake(session, INTRODUCTION)

        async def mended() -> bool:
            return bool(
                await commands(sandbox, type="chat", chat_id=conversation["duty"].id)
            ) and "setMyDescription" in await told(sandbox)

        await until(mended)
