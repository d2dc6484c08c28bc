"""Invite links, and requests to join."""

from typing import Any


async def follow(stage: Any, user: int, link: str, status: int = 200) -> Any:
    return await stage.control("follow", status, **{"from": user}, link=link)


async def test_a_link_is_edited_followed_and_revoked(stage: Any) -> None:
    owner, guest, late = await stage.user(), await stage.user("Wang"), await stage.user("Xu")
    group = await stage.group(owner, admin=True)
    link = (await stage.ok("createChatInviteLink", chat_id=group, name="villagers"))["invite_link"]
    edited = await stage.ok("editChatInviteLink", chat_id=group, invite_link=link, member_limit=1)
    assert edited["member_limit"] == 1
    assert "name" not in edited
    await stage.updates(allowed_updates=["message", "chat_member"])
    assert await follow(stage, guest, link) == {"chat": group}
    joined, said = await stage.updates()
    assert joined["chat_member"]["invite_link"]["invite_link"] == link
    assert said["message"]["new_chat_members"][0]["id"] == guest
    assert "expired" in (await follow(stage, late, link, 409))["error"]
    assert (await stage.ok("revokeChatInviteLink", chat_id=group, invite_link=link))["is_revoked"]
    refusal = await stage.refused("editChatInviteLink", chat_id=group, invite_link=link)
    assert refusal == "Bad Request: INVITE_HASH_EXPIRED"


async def test_a_request_to_join(stage: Any) -> None:
    owner, guest = await stage.user(), await stage.user("Wang")
    group = await stage.group(owner, admin=True)
    made = await stage.ok("createChatInviteLink", chat_id=group, creates_join_request=True)
    about = {"chat_id": group, "user_id": guest}
    await stage.updates()
    assert await stage.refused("approveChatJoinRequest", **about) == "Bad Request: HIDE_REQUESTER_MISSING"
    await follow(stage, guest, made["invite_link"])
    request = (await stage.updates())[0]["chat_join_request"]
    assert (request["from"]["id"], request["chat"]["id"], request["user_chat_id"]) == (guest, group, guest)
    await stage.ok("declineChatJoinRequest", **about)
    await follow(stage, guest, made["invite_link"])
    await stage.ok("approveChatJoinRequest", **about)
    assert (await stage.ok("getChatMember", **about))["status"] == "member"
    assert await stage.refused("approveChatJoinRequest", **about) == "Bad Request: USER_ALREADY_PARTICIPANT"


async def test_a_new_primary_link_revokes_the_old_one(stage: Any) -> None:
    owner, guest = await stage.user(), await stage.user("Wang")
    group = await stage.group(owner, admin=True)
    old = await stage.ok("exportChatInviteLink", chat_id=group)
    new = await stage.ok("exportChatInviteLink", chat_id=group)
    assert (await stage.ok("getChat", chat_id=group))["invite_link"] == new
    await follow(stage, guest, old, 409)
    await follow(stage, guest, new)
