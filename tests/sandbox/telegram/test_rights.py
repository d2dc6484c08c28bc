"""Rights of administrators and permissions of members."""

from typing import Any

import pytest

NO_RIGHT = [
    ("setChatTitle", {"title": "x"}, "not enough rights to change chat title"),
    ("promoteChatMember", {"can_pin_messages": True}, "not enough rights"),
    (
        "restrictChatMember",
        {"permissions": {}},
        "not enough rights to restrict/unrestrict chat member",
    ),
    ("setChatPermissions", {"permissions": {}}, "not enough rights to change chat permissions"),
    ("createChatInviteLink", {}, "not enough rights to manage chat invite link"),
    ("pinChatMessage", {}, "not enough rights to manage pinned messages in the chat"),
    ("banChatMember", {}, "not enough rights to restrict/unrestrict chat member"),
]


@pytest.mark.parametrize(("method", "params", "refusal"), NO_RIGHT)
async def test_an_administrator_without_the_right(stage: Any, method: str, params: Any, refusal: str) -> None:
    user, member = await stage.user(), await stage.user()
    group = await stage.group(user, member)
    await stage.control(f"chats/{group}/members", promote_bot=stage.token, rights=["can_manage_chat"])
    number = (await stage.ok("sendMessage", chat_id=group, text="x"))["message_id"]
    about = {"chat_id": group, "user_id": member, "message_id": number, **params}
    assert await stage.refused(method, **about) == f"Bad Request: {refusal}"


async def test_a_bot_promotes_with_the_rights_it_has(stage: Any) -> None:
    user, member = await stage.user(), await stage.user()
    group = await stage.group(user, member)
    rights = ["can_promote_members", "can_pin_messages"]
    await stage.control(f"chats/{group}/members", promote_bot=stage.token, rights=rights)
    about = {"chat_id": group, "user_id": member}
    await stage.ok("promoteChatMember", **about, can_pin_messages=True)
    shown = await stage.ok("getChatMember", **about)
    assert (shown["status"], shown["can_pin_messages"], shown["can_change_info"]) == ("administrator", True, False)
    assert await stage.refused("promoteChatMember", **about, can_change_info=True) == "Bad Request: not enough rights"
    await stage.ok("setChatAdministratorCustomTitle", **about, custom_title="Chief")
    assert (await stage.ok("getChatMember", **about))["custom_title"] == "Chief"
    await stage.ok("promoteChatMember", **about)
    assert (await stage.ok("getChatMember", **about))["status"] == "member"


async def test_a_restricted_member_cannot_write(stage: Any) -> None:
    user, member = await stage.user(), await stage.user()
    group = await stage.group(user, member, admin=True)
    about = {"chat_id": group, "user_id": member}
    await stage.ok("restrictChatMember", **about, permissions={"can_send_messages": True}, until_date=2_000_000_000)
    shown = await stage.ok("getChatMember", **about)
    assert (shown["status"], shown["can_send_photos"], shown["until_date"]) == ("restricted", False, 2_000_000_000)
    assert "can_send_photos" in await stage.send(member, group, 403, photo=True)
    await stage.send(member, group, text="words pass")


@pytest.mark.parametrize(
    ("kept", "method", "content", "word"),
    [
        ([], "sendMessage", {"text": "x"}, "text messages"),
        (["can_send_messages"], "sendLocation", None, None),
        (["can_send_messages"], "sendDice", {}, "dice"),
        (["can_send_messages"], "sendPoll", {"question": "?", "options": ["a", "b"]}, "polls"),
    ],
)
async def test_a_group_that_forbids_content(
    stage: Any, kept: list[str], method: str, content: Any, word: str | None
) -> None:
    user = await stage.user()
    group = await stage.group(user)
    await stage.control(f"chats/{group}", permissions=kept)
    content = {"latitude": 1, "longitude": 1} if content is None else content
    if word is None:
        await stage.ok(method, chat_id=group, **content)
    else:
        refusal = await stage.refused(method, chat_id=group, **content)
        assert refusal == f"Bad Request: not enough rights to send {word} to the chat"
    await stage.control(f"chats/{group}/members", promote_bot=stage.token)
    await stage.ok(method, chat_id=group, **content)


async def test_a_group_that_forbids_photos(stage: Any) -> None:
    user = await stage.user()
    group = await stage.group(user)
    photo = (await stage.send(user, photo=True))[0]
    await stage.control(f"chats/{group}", permissions=["can_send_messages"])
    refusal = await stage.refused("copyMessage", chat_id=group, from_chat_id=user, message_id=photo)
    assert refusal == "Bad Request: not enough rights to send photos to the chat"
    refusal = await stage.refused("forwardMessage", chat_id=group, from_chat_id=user, message_id=photo)
    assert refusal == "Bad Request: not enough rights to send photos to the chat"
    await stage.ok("sendMessage", chat_id=group, text="words pass")


async def test_permissions_of_a_group(stage: Any) -> None:
    user = await stage.user()
    group = await stage.group(user, admin=True)
    await stage.ok("setChatPermissions", chat_id=group, permissions={"can_send_photos": True})
    shown = (await stage.ok("getChat", chat_id=group))["permissions"]
    assert {name for name, value in shown.items() if value} == {"can_send_photos", "can_send_messages"}


@pytest.mark.parametrize("method", ["promoteChatMember", "restrictChatMember"])
async def test_a_basic_group_has_no_such_rights(stage: Any, method: str) -> None:
    user = await stage.user()
    group = await stage.group(user, kind="group", admin=True)
    assert "method is available for supergroup" in await stage.refused(method, chat_id=group, user_id=user)
