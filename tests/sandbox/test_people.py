"""What people do through the control API: send, edit, tap."""

import asyncio
import base64
from typing import Any

from patience import AT_ONCE
from sandbox.content import pictures
from sandbox.world.actions.phone import Phone
from sandbox.world.state import World

KEYS = {"inline_keyboard": [[{"text": "Accept", "callback_data": "a"}, {"text": "Map", "url": "https://e.org"}]]}


async def answer_taps(stage: Any, **answer: Any) -> dict[str, Any]:
    """Wait for one tap and answer it; gives the update."""
    while True:
        for update in await stage.updates(timeout=10):
            if "callback_query" in update:
                await stage.ok("answerCallbackQuery", callback_query_id=update["callback_query"]["id"], **answer)
                return update


async def test_everything_a_person_can_send(stage: Any) -> None:
    user = await stage.user(phone="+8613900000000")
    await stage.updates()
    for what in ("photo", "voice", "document", "video", "audio", "animation", "video_note", "sticker"):
        await stage.send(user, **{what: True})
        (update,) = await stage.updates()
        assert what in update["message"]
    sent = await stage.send(user, photo=base64.b64encode(pictures.png(1)).decode(), caption="crack", reply_to=1)
    (update,) = await stage.updates()
    assert update["message"]["message_id"] == sent[0]
    assert update["message"]["reply_to_message"]["text"] == "/start"
    file_id = update["message"]["photo"][-1]["file_id"]
    assert (await stage.http.get(f"/sandbox/files/{file_id}")).content.startswith(pictures.png(1))
    document = {"file_name": "花名册.xlsx", "mime_type": "application/x", "data": base64.b64encode(b"xl").decode()}
    await stage.send(user, document=document)
    (update,) = await stage.updates()
    assert update["message"]["document"]["file_name"] == "花名册.xlsx"
    await stage.send(user, contact={"phone_number": "+861", "first_name": "Zhou"})
    (update,) = await stage.updates()
    assert update["message"]["contact"] == {"phone_number": "+861", "first_name": "Zhou"}
    await stage.send(user, location={"latitude": 1, "longitude": 2, "title": "Dike", "address": "River"})
    (update,) = await stage.updates()
    assert update["message"]["venue"]["title"] == "Dike"


async def test_made_up_pictures_differ(stage: Any) -> None:
    user = await stage.user()
    await stage.send(user, album=[True, True, True])
    found = {message["photo"] for message in await stage.sees(user) if "photo" in message}
    datas = {(await stage.http.get(f"/sandbox/files/{file_id}")).content for file_id in found}
    assert len(datas) == 3
    assert all(pictures.size_of(data) == (160, 120) for data in datas)


async def test_an_album_goes_out_as_several_messages(stage: Any) -> None:
    user = await stage.user()
    await stage.updates()
    picture = base64.b64encode(pictures.jpeg(5)).decode()
    sent = await stage.send(
        user, album=[True, picture, {"photo": True, "caption": "third"}, {"video": True}], caption="c"
    )
    messages = [update["message"] for update in await stage.updates()]
    assert [message["message_id"] for message in messages] == sent
    assert len({message["media_group_id"] for message in messages}) == 1
    assert [message.get("caption") for message in messages] == ["c", None, "third", None]
    assert "video" in messages[3]


async def test_an_edit_is_an_update(stage: Any) -> None:
    user = await stage.user()
    text = (await stage.send(user, text="two dead"))[0]
    photo = (await stage.send(user, photo=True, caption="old"))[0]
    await stage.updates()
    for number in (text, photo):
        await stage.control("edit", bot=stage.token, **{"from": user}, message_id=number, text="two hurt")
    first, second = await stage.updates()
    assert first["edited_message"]["text"] == "two hurt"
    assert first["edited_message"]["edit_date"]
    assert second["edited_message"]["caption"] == "two hurt"
    await stage.control("edit", 404, bot=stage.token, **{"from": user}, message_id=999, text="x")


async def test_a_live_location_moves_until_it_is_no_longer_shared(fresh: Any) -> None:
    stage = fresh
    user = await stage.user()
    here = {"latitude": 30.1, "longitude": 108.1}
    (number,) = await stage.send(user, location=here | {"live_period": 900})
    (pin,) = await stage.send(user, location=here)
    sent = (await stage.updates())[-2]["message"]
    assert sent["location"] == here | {"live_period": 900}

    async def moves(status: int = 200, message: int = number, **what: Any) -> Any:
        return await stage.control("edit", status, bot=stage.token, **{"from": user}, message_id=message, **what)

    there = {"latitude": 30.2, "longitude": 108.2, "horizontal_accuracy": 12.5, "heading": 90}
    await moves(location=there)
    (update,) = await stage.updates()
    assert update["edited_message"]["location"] == there | {"live_period": 900}
    assert (update["edited_message"]["message_id"], update["edited_message"]["date"]) == (number, sent["date"])
    assert "live location" in (await moves(409, pin, location=there))["error"]
    await moves(stop=True)
    (update,) = await stage.updates()
    assert "live_period" not in update["edited_message"]["location"]
    assert "live location" in (await moves(409, location=here))["error"]
    (short,) = await stage.send(user, location=here | {"live_period": 60})
    await stage.control("clock", advance=61)
    assert "live location" in (await moves(409, short, location=there))["error"]
    (endless,) = await stage.send(user, location=here | {"live_period": 0x7FFFFFFF})
    await stage.control("clock", advance=100_000)
    await moves(message=endless, location=there)


async def test_a_tap_waits_for_the_answer(stage: Any) -> None:
    user = await stage.user()
    message = (await stage.ok("sendMessage", chat_id=user, text="order", reply_markup=KEYS))["message_id"]
    answering = asyncio.ensure_future(answer_taps(stage, text="signed", show_alert=True))
    assert await stage.tap(user, text="Accept") == {"answered": True, "text": "signed", "show_alert": True}
    query = (await answering)["callback_query"]
    assert query["from"]["id"] == user
    assert query["message"]["message_id"] == message
    assert query["message"]["reply_markup"] == KEYS
    assert await stage.tap(user, text="Map") == {
        "answered": True,
        "text": None,
        "show_alert": False,
        "url": "https://e.org",
    }


async def test_only_what_is_on_the_message_now_can_be_tapped(stage: Any) -> None:
    user = await stage.user()
    old = (await stage.ok("sendMessage", chat_id=user, text="order", reply_markup=KEYS))["message_id"]
    assert "no button" in (await stage.tap(user, 409, text="Decline"))["error"]
    await stage.ok("editMessageText", chat_id=user, message_id=old, text="done")
    assert "no button" in (await stage.tap(user, 409, data="a"))["error"]
    answering = asyncio.ensure_future(answer_taps(stage, text="expired"))
    assert (await stage.tap(user, data="a", stale=True))["text"] == "expired"
    await answering
    await stage.ok("deleteMessage", chat_id=user, message_id=old)
    answering = asyncio.ensure_future(answer_taps(stage))
    assert (await stage.tap(user, data="a", stale=True, message_id=old))["answered"]
    assert (await answering)["callback_query"]["message"] == {
        "message_id": old,
        "chat": {"id": user, "type": "private", "first_name": "Li"},
        "date": 0,
    }


async def test_the_newest_message_with_the_button_is_meant(stage: Any) -> None:
    user = await stage.user()
    await stage.ok("sendMessage", chat_id=user, text="one", reply_markup=KEYS)
    newest = (await stage.ok("sendMessage", chat_id=user, text="two", reply_markup=KEYS))["message_id"]
    await stage.updates()
    await stage.tap(user, text="Accept", wait=0)
    (update,) = await stage.updates()
    assert update["callback_query"]["message"]["message_id"] == newest


async def test_a_reader_waits_for_news(stage: Any) -> None:
    user = await stage.user()
    waiting = asyncio.ensure_future(stage.sees(user, after=1, wait=60))
    await stage.ok("sendMessage", chat_id=user, text="news")
    async with asyncio.timeout(AT_ONCE):
        assert [message["text"] for message in await waiting] == ["news"]
    assert await stage.sees(user, after=2) == []
    change = (await stage.sees(user))[-1]["change"]
    edited = asyncio.ensure_future(stage.sees(user, changed_after=change, wait=60))
    await stage.ok("editMessageText", chat_id=user, message_id=2, text="newer")
    async with asyncio.timeout(AT_ONCE):
        assert [(m["text"], m["edited"]) for m in await edited] == [("newer", True)]


async def test_typing_is_seen_by_listeners(stage: Any) -> None:
    user = await stage.user()
    heard: list[str] = []
    end = stage.world.changes.subscribe(lambda change: heard.append(f"{change.kind} {change.note}".strip()))
    await stage.ok("sendChatAction", chat_id=user, action="typing")
    await stage.ok("sendMessage", chat_id=user, text="x")
    end()
    await stage.ok("sendMessage", chat_id=user, text="y")
    assert [kind for kind in heard if kind in ("action typing", "message")] == ["action typing", "message"]


async def test_a_link_to_a_bot_presses_start_in_the_private_chat() -> None:
    world = World()
    bot, person = world.bot("4242:link"), world.add_person("Zhao")
    room = Phone(world, person).follow(f"https://t.me/{bot.username}?start=join_1")
    assert room is world.private(person, bot)
    assert [message.content["text"] for message in room.messages.values()] == ["/start join_1"]
    assert Phone(world, person).follow("https://example.org") is None
