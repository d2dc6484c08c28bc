"""Channels: posts, the discussion group, and what people forward from them."""

from typing import Any


async def channel(stage: Any, owner: int, **more: Any) -> int:
    made = await stage.control("chats", type="channel", title="County", members=[owner], bots=[stage.token], **more)
    return int(made["id"])


async def test_a_person_posts_and_edits(stage: Any) -> None:
    owner = await stage.user()
    chat = await channel(stage, owner)
    await stage.updates()
    number = (await stage.send(owner, chat, text="Heavy rain"))[0]
    await stage.control("edit", bot=stage.token, **{"from": owner}, chat=chat, message_id=number, text="Heavier rain")
    posted, edited = await stage.updates()
    assert posted["channel_post"]["text"] == "Heavy rain"
    assert edited["edited_channel_post"]["text"] == "Heavier rain"
    assert posted["channel_post"]["sender_chat"]["id"] == chat
    assert posted["channel_post"]["chat"]["type"] == "channel"
    assert "from" not in posted["channel_post"]


async def test_a_reader_cannot_write_and_joins_without_a_word(stage: Any) -> None:
    owner, reader = await stage.user(), await stage.user("Wang")
    chat = await channel(stage, owner)
    await stage.updates()
    await stage.control(f"chats/{chat}/members", add=[reader])
    assert await stage.updates() == []
    assert "may only read" in await stage.send(reader, chat, 403, text="x")
    assert "from" not in await stage.ok("sendMessage", chat_id=chat, text="seen")
    assert (await stage.sees(reader, chat))[-1]["text"] == "seen"


async def test_a_bot_posts_by_the_public_name(stage: Any) -> None:
    chat = await channel(stage, await stage.user(), username=f"county_{stage.bot_id}")
    name = f"@County_{stage.bot_id}"
    post = await stage.ok("sendMessage", chat_id=name, text="x")
    assert post["chat"] == {"id": chat, "type": "channel", "title": "County", "username": f"county_{stage.bot_id}"}
    refusal = await stage.refused("sendMessage", chat_id=name, text="x", reply_markup={"keyboard": [["a"]]})
    assert refusal == "Bad Request: inline keyboard expected"
    await stage.control(f"chats/{chat}/members", promote_bot=stage.token, rights=["can_edit_messages"])
    refusal = await stage.refused("sendMessage", chat_id=name, text="x")
    assert refusal == "Bad Request: need administrator rights in the channel chat"
    assert await stage.refused("sendMessage", chat_id="@nowhere_at_all", text="x") == "Bad Request: chat not found"


async def test_a_post_comes_to_the_discussion_group(stage: Any) -> None:
    owner = await stage.user()
    group = await stage.group(owner, admin=True)
    chat = await channel(stage, owner, linked=group)
    await stage.updates()
    number = (await stage.send(owner, chat, text="Heavy rain"))[0]
    copy = next(update["message"] for update in await stage.updates() if "message" in update)
    assert copy["is_automatic_forward"]
    assert copy["from"]["id"] == 777000
    assert copy["sender_chat"]["id"] == chat
    origin = copy["forward_origin"]
    assert (origin["type"], origin["chat"]["id"], origin["message_id"]) == ("channel", chat, number)
    assert (await stage.ok("getChat", chat_id=group))["linked_chat_id"] == chat
    assert (await stage.ok("getChat", chat_id=group))["pinned_message"]["text"] == "Heavy rain"


async def test_a_warning_is_forwarded_from_a_channel_the_bot_is_not_in(stage: Any) -> None:
    officer = await stage.user()
    made = await stage.control("chats", type="channel", title="County", members=[officer])
    number = (await stage.send(officer, made["id"], photo=True, caption="Red warning"))[0]
    await stage.updates()
    await stage.send(officer, forward={"chat": made["id"], "message_id": number})
    message = (await stage.updates())[-1]["message"]
    assert message["from"]["id"] == officer
    assert message["caption"] == "Red warning"
    assert message["forward_origin"]["chat"]["title"] == "County"
    again = await stage.ok("forwardMessage", chat_id=officer, from_chat_id=officer, message_id=message["message_id"])
    assert again["forward_origin"] == message["forward_origin"]


async def test_a_person_writes_as_a_channel_in_a_group(stage: Any) -> None:
    owner = await stage.user()
    group = await stage.group(owner, admin=True)
    chat = await channel(stage, owner)
    await stage.updates()
    await stage.send(owner, group, text="x", as_chat=chat)
    message = (await stage.updates())[-1]["message"]
    assert (message["from"]["username"], message["sender_chat"]["id"]) == ("Channel_Bot", chat)


async def test_a_reply_to_a_message_of_another_chat(stage: Any) -> None:
    owner = await stage.user()
    chat = await channel(stage, owner)
    number = (await stage.send(owner, chat, text="Heavy rain"))[0]
    about = {"chat_id": chat, "message_id": number, "quote": "rain"}
    message = await stage.ok("sendMessage", chat_id=owner, text="seen", reply_parameters=about)
    assert message["external_reply"]["origin"]["type"] == "channel"
    assert message["external_reply"]["message_id"] == number
    assert message["quote"]["text"] == "rain"
    assert "reply_to_message" not in message
    about["message_id"] = 999
    refusal = await stage.refused("sendMessage", chat_id=owner, text="seen", reply_parameters=about)
    assert refusal == "Bad Request: message to be replied not found"
