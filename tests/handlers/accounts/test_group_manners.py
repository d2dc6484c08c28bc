"""In groups the bot answers its commands only, in the topic it was asked in, and lets nobody act by a button there."""

from typing import Any

import pytest
import sqlalchemy as sa

from conversation import acting
from models import Group
from sandbox_client import SandboxClient
from services.core.town import Town
from squad_steps import bound_group, enrol

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""What is read only is the same on both databases."""


async def test_help_is_short_and_answers_everybody_even_anonymous(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", strangers=("land",)) as s:
        await enrol(s.driver)
        chat = await sandbox.group("随便一个群", s["officer"], s["land"])
        await s["land"].sends("/help", chat=chat)
        answer = await s["land"].sees("本群还没有绑定", "不看群里的聊天", chat=chat)
        assert (answer.labels, answer["ephemeral"]) == ([], True)
        await s["land"].sends("/bind", chat=chat)
        assert (await s["land"].sees("您还没有登录", chat=chat))["ephemeral"]
        await s.settles()
        for words in ("本群还没有绑定", "您还没有登录"):
            await s["officer"].sees_nothing(words, chat=chat)
        await s["officer"].sends("/bind", chat=chat)
        assert (await s["officer"].sees("绑定码", chat=chat))["ephemeral"]
        await sandbox.fault("sendMessage", status=400, chat=chat, description="Bad Request: not supported")
        await s["land"].sends("/help", chat=chat)
        assert "ephemeral" not in await s["officer"].sees("本群还没有绑定", chat=chat), "the plain way: all see it"
        chat = await bound_group(s, "land")
        name = (await sandbox.call("getMe"))["result"]["username"]
        for sending in ({"text": "/help"}, {"text": f"/help@{name}"}, {"text": "/help", "anonymous": True}):
            await s["officer"].sends(**sending, chat=chat)
            await s["officer"].sees("只在本群转发与上湾村应急突击队有关的通知", chat=chat)
        await sandbox.post(f"chats/{chat}/members", {"promote_bot": town.token})
        await s["land"].sends("/help@another_bot", chat=chat)
        await s["land"].sends("/squad", chat=chat)
        await s["land"].sends("大家好", chat=chat)
        await s.settles()
        await s["land"].sees_nothing(chat=chat)


async def test_a_button_in_a_group_is_nobody_s(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "build", strangers=("land",)) as s:
        squad = await enrol(s.driver)
        chat = await bound_group(s, "land", "build")
        buttons = {"inline_keyboard": [[{"text": "看突击队", "callback_data": f"p:squad:{squad}:all.0"}]]}
        await sandbox.call("sendMessage", chat_id=chat, text="转来的卡片", reply_markup=buttons)
        for who, told in (("officer", "私聊"), ("build", "私聊"), ("land", "您还没有登录")):
            assert told in (await s[who].taps("看突击队", chat=chat))["text"]
        assert (await s["officer"].last(chat=chat)).text == "转来的卡片"


async def test_what_concerns_the_squad_stays_in_the_topic_it_was_bound_in(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", delivering=True) as s:
        await enrol(s.driver)
        body: dict[str, Any] = {
            "type": "supergroup",
            "title": "上湾村议事群",
            "members": [s["officer"].id],
            "forum": True,
        }
        chat = int((await sandbox.post("chats", body | {"bots": [town.token]}))["id"])
        await sandbox.post(f"chats/{chat}/members", {"promote_bot": town.token})
        topics = [
            (await sandbox.call("createForumTopic", chat_id=chat, name=name))["result"]["message_thread_id"]
            for name in ("突击队", "闲聊")
        ]
        await s["officer"].sends("/groupcode")
        await s.press("officer", "突击队群")
        code = (await s["officer"].sees("的群绑定码")).text.split("群绑定码：")[1][:6]
        await s["officer"].sends(f"/bind {code}", chat=chat, thread=topics[0])
        await s["officer"].sees("已绑定", chat=chat)
        await s["officer"].sends("/help", chat=chat, thread=topics[1])
        await s["officer"].sees("只在本群转发", chat=chat)
        await s["officer"].sends("/squad")
        await s.press("officer", "在群里发登录邀请")
        await s["officer"].sees("登录并加入", chat=chat)
        said = [
            call["params"]
            for call in await sandbox.calls("sendMessage")
            if call["params"].get("chat_id") in (chat, str(chat))
        ]
        threads = [int(params["message_thread_id"]) for params in said if "message_thread_id" in params]
        assert threads == [topics[0], topics[1], topics[0]]
        async with town.database.reading() as session:
            assert (await session.scalars(sa.select(Group.thread_id))).all() == [topics[0]]
