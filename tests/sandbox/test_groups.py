"""Groups: who hears what, who comes and goes, what becomes of an upgraded group."""

from typing import Any

import pytest


def kinds(updates: list[dict[str, Any]]) -> list[str]:
    """What happened, in a word each: the kind of update, or the kind of message."""
    names = ("text", "new_chat_members", "left_chat_member", "new_chat_title", "pinned_message", "photo")
    names += ("migrate_to_chat_id", "migrate_from_chat_id", "forum_topic_created")
    words = []
    for update in updates:
        message = update.get("message")
        if message is None:
            words.append(next(name for name in update if name != "update_id"))
        else:
            words.append(next((name for name in names if name in message), "message"))
    return words


@pytest.fixture
async def user(stage: Any) -> int:
    return await stage.user()


async def test_a_bot_is_added_and_removed(stage: Any, user: int) -> None:
    await stage.updates()
    chat = await stage.group(user)
    added, hello = await stage.updates()
    change = added["my_chat_member"]
    assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == ("left", "member")
    assert change["from"]["id"] == user
    assert hello["message"]["new_chat_members"][0]["id"] == stage.bot_id
    await stage.control(f"chats/{chat}/members", remove_bot=stage.token)
    removed, farewell = await stage.updates()
    assert removed["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    assert farewell["message"]["left_chat_member"]["id"] == stage.bot_id
    await stage.control(f"chats/{chat}", title="Unheard")
    assert await stage.updates() == []


async def test_privacy_mode(stage: Any, user: int) -> None:
    chat = await stage.group(user)
    username = (await stage.ok("getMe"))["username"]
    own = (await stage.ok("sendMessage", chat_id=chat, text="hello"))["message_id"]
    await stage.updates()
    for text in ("chatter", "/status", f"/status@{username.upper()}", "/status@other_bot", f"@{username} hi"):
        await stage.send(user, chat, text=text)
    await stage.send(user, chat, text="a reply", reply_to=own)
    await stage.send(user, chat, photo=True)
    await stage.send(user, chat, photo=True, caption="/report")
    heard = [u["message"].get("text") or u["message"].get("caption") for u in await stage.updates()]
    assert heard == ["/status", f"/status@{username.upper()}", "a reply", "/report"]
    await stage.control(f"chats/{chat}/members", promote_bot=stage.token)
    await stage.send(user, chat, text="chatter")
    assert kinds(await stage.updates()) == ["my_chat_member", "text"]
    await stage.control(f"chats/{chat}/members", demote_bot=stage.token)
    await stage.control("bots", token=stage.token, privacy=False)
    await stage.send(user, chat, text="chatter")
    assert kinds(await stage.updates()) == ["my_chat_member", "text"]


async def test_a_bare_command_goes_to_who_spoke_last(stage: Any, user: int) -> None:
    other = "88001:other"
    chat = await stage.group(user)
    await stage.control(f"chats/{chat}/members", add_bot=other)
    await stage.updates()
    await stage.http.post(f"/bot{other}/sendMessage", json={"chat_id": chat, "text": "me"})
    await stage.send(user, chat, text="/status")
    assert await stage.updates() == []
    await stage.ok("sendMessage", chat_id=chat, text="now me")
    await stage.send(user, chat, text="/status")
    assert kinds(await stage.updates()) == ["text"]


async def test_people_come_and_go(stage: Any, user: int) -> None:
    zhao, qian = await stage.user("Zhao"), await stage.user("Qian")
    chat = await stage.group(user)
    await stage.updates()
    await stage.control(f"chats/{chat}/members", add=[zhao, qian])
    await stage.control(f"chats/{chat}/members", remove=[zhao], leave=[qian])
    updates = await stage.updates()
    assert kinds(updates) == ["new_chat_members", "new_chat_members", "left_chat_member", "left_chat_member"]
    assert updates[2]["message"]["left_chat_member"]["id"] == qian
    assert "not a member" in await stage.send(zhao, chat, status=403, text="still here?")


async def test_chat_member_is_for_administrators_who_ask(stage: Any, user: int) -> None:
    zhao, qian = await stage.user("Zhao"), await stage.user("Qian")
    chat = await stage.group(user, admin=True)
    await stage.updates()
    await stage.control(f"chats/{chat}/members", add=[zhao])
    assert kinds(await stage.updates(allowed_updates=["message", "chat_member"])) == ["new_chat_members"]
    await stage.control(f"chats/{chat}/members", add=[qian])
    await stage.ok("banChatMember", chat_id=chat, user_id=zhao)
    updates = await stage.updates()
    assert kinds(updates) == ["chat_member", "new_chat_members", "chat_member", "left_chat_member"]
    assert updates[2]["chat_member"]["new_chat_member"] == {
        "user": updates[2]["chat_member"]["old_chat_member"]["user"],
        "status": "kicked",
        "until_date": 0,
    }
    await stage.control(f"chats/{chat}/members", demote_bot=stage.token)
    await stage.control(f"chats/{chat}/members", remove=[qian])
    assert kinds(await stage.updates()) == ["left_chat_member"]


async def test_an_upgraded_group_moves(stage: Any, user: int) -> None:
    chat = await stage.group(user, kind="group")
    await stage.updates()
    fresh = (await stage.control(f"chats/{chat}/upgrade"))["id"]
    assert fresh < -1_000_000_000_000
    to, origin = await stage.updates()
    assert (to["message"]["chat"]["id"], to["message"]["migrate_to_chat_id"]) == (chat, fresh)
    assert (origin["message"]["chat"]["id"], origin["message"]["migrate_from_chat_id"]) == (fresh, chat)
    assert origin["message"]["chat"]["type"] == "supergroup"
    assert "was upgraded" in await stage.send(user, chat, status=409, text="x")
    await stage.send(user, fresh, text="/here")
    assert kinds(await stage.updates()) == ["text"]
    await stage.control(f"chats/{fresh}/upgrade", 409)


async def test_titles_and_pins_are_told(stage: Any, user: int) -> None:
    chat = await stage.group(user, admin=True)
    message = (await stage.send(user, chat, text="x"))[0]
    await stage.updates()
    await stage.control(f"chats/{chat}", title="Fire squad")
    (renamed,) = await stage.updates()
    assert renamed["message"]["new_chat_title"] == renamed["message"]["chat"]["title"] == "Fire squad"
    await stage.ok("pinChatMessage", chat_id=chat, message_id=message)
    assert (await stage.sees(user, chat))[-1]["service"] == {"pinned_message": message}
    (pinned,) = await stage.updates()
    assert pinned["message"]["pinned_message"]["message_id"] == message
    assert pinned["message"]["from"]["id"] == stage.bot_id


async def test_anonymous_administrators_and_topics(stage: Any, user: int) -> None:
    chat = await stage.group(user, admin=True, forum=True)
    topic = (await stage.ok("createForumTopic", chat_id=chat, name="Floods"))["message_thread_id"]
    await stage.updates()
    await stage.send(user, chat, text="x", thread=topic, anonymous=True)
    (update,) = await stage.updates()
    message = update["message"]
    assert message["sender_chat"]["id"] == chat
    assert message["from"]["username"] == "GroupAnonymousBot"
    assert (message["message_thread_id"], message["is_topic_message"]) == (topic, True)
    assert "thread" in await stage.send(user, chat, status=404, text="x", thread=9999)


async def test_each_member_sees_the_group(stage: Any, user: int) -> None:
    zhao, stranger = await stage.user("Zhao"), await stage.user("Sun")
    chat = await stage.group(user, zhao)
    await stage.ok("sendMessage", chat_id=chat, text="to all")
    assert (await stage.sees(zhao, chat))[-1]["text"] == "to all"
    answer = await stage.http.get("/sandbox/messages", params={"chat": chat, "user": stranger})
    assert answer.status_code == 403


async def test_a_selective_keyboard_is_for_one(stage: Any, user: int) -> None:
    zhao = await stage.user("Zhao")
    chat = await stage.group(user, zhao)
    asked = (await stage.send(zhao, chat, text="/help"))[0]
    keys = {"keyboard": [["Mine"]], "selective": True}
    await stage.ok("sendMessage", chat_id=chat, text="for you", reply_to_message_id=asked, reply_markup=keys)
    assert (await stage.sees(zhao, chat))[-1]["buttons"] == [[{"text": "Mine"}]]
    assert "buttons" not in (await stage.sees(user, chat))[-1]
