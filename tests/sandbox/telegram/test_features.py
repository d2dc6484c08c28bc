"""What Telegram has learnt of late, as a bot uses it and as people see it."""

from typing import Any

import pytest

EFFECT = "5104841245755180586"


async def test_an_ephemeral_message_is_seen_by_one_person_and_changed_by_its_own_id(stage: Any) -> None:
    one, other = await stage.user("Li"), await stage.user("Wang")
    group = await stage.group(one, other)
    keys = {"inline_keyboard": [[{"text": "OK", "callback_data": "ok"}]]}
    card = await stage.ok("sendMessage", chat_id=group, text="for all", reply_markup=keys)
    await stage.tap(one, chat=group, text="OK", wait=0)
    query = (await stage.updates())[-1]["callback_query"]
    only = {"receiver_user_id": one, "callback_query_id": query["id"], "replace_callback_query_message": True}
    sent = await stage.ok("sendMessage", chat_id=group, text="for you", ephemeral_message_parameters=only)

    assert (sent["message_id"], sent["receiver_user"]["id"]) == (0, one)
    assert [m["text"] for m in await stage.sees(other, group) if "text" in m] == ["for all"]
    assert [m["text"] for m in await stage.sees(one, group) if m.get("ephemeral")] == ["for you"]
    room, reader = stage.world.groups[group], stage.world.people[one]
    assert card["message_id"] not in [message.id for message in room.seen_by(reader)], "it stands in for the card"

    where = {"chat_id": group, "receiver_user_id": one, "ephemeral_message_id": sent["ephemeral_message_id"]}
    assert await stage.ok("editEphemeralMessageText", **where, text="changed") is True
    assert (await stage.sees(one, group))[-1]["text"] == "changed"
    gone = {"chat_id": group, "message_id": sent["ephemeral_message_id"]}
    assert "not found" in await stage.refused("editMessageText", **gone, text="no")
    assert "not found" in await stage.refused("deleteEphemeralMessage", **where | {"receiver_user_id": other})
    assert await stage.ok("deleteEphemeralMessage", **where) is True
    refused = await stage.refused("sendMessage", chat_id=one, text="x", receiver_user_id=one)
    assert "only to groups" in refused


async def test_an_old_server_does_not_know_a_method(fresh: Any) -> None:
    user = await fresh.user()
    await fresh.control("faults", method="setMessageReaction", times=1, status=404)
    body = await fresh.call("setMessageReaction", chat_id=user, message_id=1)
    assert (body["error_code"], body["description"]) == (404, "Not Found")


async def test_an_effect_plays_in_a_private_chat_only(stage: Any) -> None:
    user = await stage.user()
    assert (await stage.ok("sendMessage", chat_id=user, text="!", message_effect_id=EFFECT))["effect_id"] == EFFECT
    group = await stage.group(user)
    assert "message effects" in await stage.refused("sendMessage", chat_id=group, text="!", message_effect_id=EFFECT)
    assert "EFFECT_ID_INVALID" in await stage.refused("sendMessage", chat_id=user, text="!", message_effect_id="1")


async def test_a_quote_is_formatted_and_found_in_the_message(stage: Any) -> None:
    user = await stage.user()
    first = await stage.ok("sendMessage", chat_id=user, text="Crack, 3 m & growing", parse_mode="HTML")
    quoting = {"message_id": first["message_id"], "quote": "<b>3 m</b> &amp;", "quote_parse_mode": "HTML"}
    second = await stage.ok("sendMessage", chat_id=user, text="?", reply_parameters=quoting)
    assert (second["quote"]["text"], second["quote"]["position"]) == ("3 m &", 7)
    assert [entity["type"] for entity in second["quote"]["entities"]] == ["bold"]
    assert "QUOTE" in await stage.refused(
        "sendMessage", chat_id=user, text="?", reply_parameters=quoting | {"quote": "4"}
    )


async def test_a_person_shares_a_group_that_suits_and_the_bot_is_given_the_rights_it_asks_for(stage: Any) -> None:
    user, stranger = await stage.user(), await stage.user("Wang")
    own = (await stage.control("chats", type="supergroup", title="Own", members=[user, stranger]))["id"]
    foreign = (await stage.control("chats", type="supergroup", title="Foreign", members=[stranger, user]))["id"]
    rights = {"can_pin_messages": True}
    wanted: dict[str, Any] = {"request_id": 7, "chat_is_channel": False, "request_title": True}
    wanted |= {"user_administrator_rights": rights, "bot_administrator_rights": rights}
    keys = {"keyboard": [[{"text": "Choose", "request_chat": wanted}]]}
    await stage.ok("sendMessage", chat_id=user, text="Which?", reply_markup=keys)
    await stage.updates()

    await stage.tap(user, 409, text="Choose", share=foreign)
    await stage.tap(user, text="Choose", share=own)
    heard = await stage.updates()
    shared = [one["message"]["chat_shared"] for one in heard if "chat_shared" in one.get("message", {})]
    assert shared == [{"request_id": 7, "chat_id": own, "title": "Own"}]
    member = await stage.ok("getChatMember", chat_id=own, user_id=stage.bot_id)
    assert (member["status"], member["can_pin_messages"], member["can_promote_members"]) == (
        "administrator",
        True,
        False,
    )


@pytest.mark.parametrize(("asks", "status"), [("", "member"), ("&admin=pin_messages+delete_messages", "administrator")])
async def test_a_startgroup_link_adds_the_bot_and_starts_it_there(stage: Any, asks: str, status: str) -> None:
    user = await stage.user()
    group = (await stage.control("chats", type="supergroup", title="Squad", members=[user]))["id"]
    name = (await stage.ok("getMe"))["username"]
    await stage.updates()
    link = f"https://t.me/{name}?startgroup=join-1{asks}"
    await stage.control("follow", 400, **{"from": user}, link=link)
    assert (await stage.control("follow", **{"from": user}, link=link, chat=group))["chat"] == group
    assert (await stage.ok("getChatMember", chat_id=group, user_id=stage.bot_id))["status"] == status
    said = [one["message"].get("text") for one in await stage.updates() if "message" in one]
    assert f"/start@{name} join-1" in said


async def test_commands_of_one_member_are_found_however_the_id_is_written(stage: Any) -> None:
    user = await stage.user()
    group = await stage.group(user)
    scope = {"type": "chat_member", "chat_id": group, "user_id": str(user)}
    await stage.ok("setMyCommands", commands=[{"command": "mine", "description": "x"}], scope=scope)
    found = await stage.ok("getMyCommands", scope=scope | {"user_id": user})
    assert [one["command"] for one in found] == ["mine"]
