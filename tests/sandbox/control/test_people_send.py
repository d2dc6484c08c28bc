"""Everything people can send and what they then see and hear."""

import base64
from typing import Any

import pytest


async def test_a_venue(stage: Any) -> None:
    user = await stage.user()
    place = {"latitude": 29.5, "longitude": 106.5, "title": "School", "address": "River road 1"}
    await stage.updates()
    await stage.send(user, venue=place)
    message = (await stage.updates())[0]["message"]
    assert message["venue"]["title"] == "School"
    assert message["location"] == {"latitude": 29.5, "longitude": 106.5}


@pytest.mark.parametrize("kind", ["video", "video_note", "sticker"])
async def test_a_made_up_film(stage: Any, kind: str) -> None:
    user = await stage.user()
    await stage.updates()
    await stage.send(user, **{kind: True})
    assert (await stage.updates())[0]["message"][kind]["file_size"] > 0


async def test_a_document_with_a_label(stage: Any) -> None:
    user = await stage.user()
    await stage.updates()
    given = {"name": "表.docx", "mime": "application/octet-stream", "bytes": base64.b64encode(b"PK").decode()}
    await stage.send(user, document=given)
    await stage.send(user, document={"name": "photo.HEIC", "mime": "image/heic"})
    first, second = [update["message"]["document"] for update in await stage.updates()]
    assert (first["file_name"], first["file_size"], first["mime_type"]) == ("表.docx", 2, "application/octet-stream")
    assert (second["file_name"], second["mime_type"]) == ("photo.HEIC", "image/heic")


async def test_sent_long_ago(stage: Any) -> None:
    user = await stage.user()
    await stage.updates()
    await stage.send(user, text="x", date="2020-01-01T08:00:00+08:00")
    assert (await stage.updates())[0]["message"]["date"] == 1577836800


async def test_a_reaction_comes_and_goes(stage: Any) -> None:
    user = await stage.user()
    number = (await stage.ok("sendMessage", chat_id=user, text="x"))["message_id"]
    await stage.updates(allowed_updates=["message_reaction"])
    for emoji, before, after in (("👍", [], ["👍"]), ("❤", ["👍"], ["❤"]), ("", ["❤"], [])):
        await stage.control("react", bot=stage.token, **{"from": user}, message_id=number, emoji=emoji)
        heard = (await stage.updates())[0]["message_reaction"]
        assert [each["emoji"] for each in heard["old_reaction"]] == before
        assert [each["emoji"] for each in heard["new_reaction"]] == after
        seen = (await stage.sees(user))[-1].get("reactions", {})
        assert [each["emoji"] for each in seen.get(str(user), [])] == after
    await stage.control("react", 404, bot=stage.token, **{"from": user}, message_id=999, emoji="👍")


@pytest.mark.parametrize("admin", [True, False])
async def test_a_reaction_in_a_group_is_for_administrators(stage: Any, admin: bool) -> None:
    user = await stage.user()
    group = await stage.group(user, admin=admin)
    number = (await stage.ok("sendMessage", chat_id=group, text="x"))["message_id"]
    await stage.updates(allowed_updates=["message_reaction"])
    await stage.control("react", bot=stage.token, **{"from": user}, chat=group, message_id=number, emoji="👍")
    assert len(await stage.updates()) == (1 if admin else 0)


async def test_what_a_person_sees_and_hears(stage: Any) -> None:
    user = await stage.user()
    number = (await stage.ok("sendMessage", chat_id=user, text="x", disable_notification=True))["message_id"]
    await stage.ok("pinChatMessage", chat_id=user, message_id=number)
    await stage.ok("setMessageReaction", chat_id=user, message_id=number, reaction=[{"type": "emoji", "emoji": "👌"}])
    silent = next(shown for shown in await stage.sees(user) if shown["message_id"] == number)
    assert (silent["silent"], silent["pinned"]) == (True, True)
    assert silent["reactions"][str(stage.bot_id)][0]["emoji"] == "👌"
    contact = {"phone_number": "120", "first_name": "Aid", "message_effect_id": "5104841245755180586"}
    await stage.ok("sendContact", chat_id=user, **contact)
    loud = (await stage.sees(user))[-1]
    assert (loud["contact"]["phone_number"], loud["effect"]) == ("120", "5104841245755180586")
    assert "silent" not in loud


async def test_messages_are_counted_by_chat_and_sound(fresh: Any) -> None:
    one, two = await fresh.user(), await fresh.user("Wang")
    before = (await fresh.http.get("/sandbox/count")).json()["calls"]
    number = (await fresh.ok("sendMessage", chat_id=one, text="x"))["message_id"]
    await fresh.ok("sendMessage", chat_id=two, text="x", disable_notification=True)
    await fresh.ok("editMessageText", chat_id=one, message_id=number, text="y")
    await fresh.refused("editMessageText", chat_id=one, message_id=number, text="y")
    await fresh.ok("deleteMessages", chat_id=one, message_ids=[number])
    await fresh.ok("sendChatAction", chat_id=one, action="typing")
    counted = (await fresh.http.get("/sandbox/count", params={"after": before})).json()
    assert {name: counted[name] for name in ("sent", "edited", "deleted", "sound", "silent")} == {
        "sent": 2,
        "edited": 1,
        "deleted": 1,
        "sound": 1,
        "silent": 1,
    }
    assert (counted["chats"][str(one)]["sound"], counted["chats"][str(two)]["silent"]) == (1, 1)
    assert (await fresh.http.get("/sandbox/count", params={"after": counted["calls"]})).json()["sent"] == 0
