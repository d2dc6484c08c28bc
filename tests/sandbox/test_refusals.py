"""What Telegram refuses, in its own words."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiogram.exceptions import TelegramForbiddenError, TelegramMigrateToChat
from telegram.error import ChatMigrated, Forbidden

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"
BUTTON = {"inline_keyboard": [[{"text": "x", "callback_data": "x"}]]}


async def test_unknown_methods_and_malformed_tokens(stage: Any) -> None:
    assert await stage.call("sendTelepathy") == {"ok": False, "error_code": 404, "description": "Not Found"}
    for token in ("nonsense", "42", "42:", "x:y", "42:a b"):
        answer = await stage.http.get(f"/bot{token}/getMe")
        assert answer.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}
        assert answer.status_code == 401


async def test_whom_a_bot_cannot_write_to(stage: Any) -> None:
    assert await stage.refused("sendMessage", chat_id=123, text="x") == "Bad Request: chat not found"
    assert await stage.refused("sendMessage", chat_id=-123, text="x") == "Bad Request: chat not found"
    assert await stage.refused("sendMessage", chat_id="@nowhere", text="x") == "Bad Request: chat not found"
    assert await stage.refused("sendMessage", text="x") == "Bad Request: chat_id is empty"
    stranger = await stage.user(started=False)
    assert (
        await stage.refused("sendMessage", chat_id=stranger, text="x")
        == "Forbidden: bot can't initiate conversation with a user"
    )
    assert (
        await stage.refused("sendMessage", chat_id=stage.bot_id, text="x")
        == "Forbidden: bot can't send messages to bots"
    )
    user = await stage.user()
    await stage.control(f"users/{user}", deactivated=True)
    assert await stage.refused("sendMessage", chat_id=user, text="x") == "Forbidden: user is deactivated"


async def test_blocked_by_the_user(stage: Any) -> None:
    user = await stage.user()
    await stage.updates()
    await stage.control("block", bot=stage.token, user=user, blocked=True)
    assert await stage.refused("sendMessage", chat_id=user, text="x") == "Forbidden: bot was blocked by the user"
    assert (await stage.ok("getChat", chat_id=user))["id"] == user
    assert "blocked the bot" in await stage.send(user, text="hello", status=409)
    await stage.send(user, text="/start")
    await stage.ok("sendMessage", chat_id=user, text="x")
    kicked, member, start = await stage.updates()
    assert kicked["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    assert member["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert start["message"]["text"] == "/start"


@pytest.mark.parametrize("kind", ["group", "supergroup"])
async def test_kicked_left_and_never_there(stage: Any, kind: str) -> None:
    user = await stage.user()
    chat = (await stage.control("chats", type=kind, title="Squad", members=[user]))["id"]
    assert await stage.refused("sendMessage", chat_id=chat, text="x") == "Bad Request: chat not found"
    await stage.control(f"chats/{chat}/members", add_bot=stage.token)
    await stage.control(f"chats/{chat}/members", remove_bot=stage.token)
    assert (
        await stage.refused("sendMessage", chat_id=chat, text="x") == f"Forbidden: bot was kicked from the {kind} chat"
    )
    await stage.control(f"chats/{chat}/members", add_bot=stage.token)
    await stage.ok("leaveChat", chat_id=chat)
    assert (
        await stage.refused("sendMessage", chat_id=chat, text="x")
        == f"Forbidden: bot is not a member of the {kind} chat"
    )


async def test_a_group_that_became_a_supergroup(stage: Any, library: Any) -> None:
    user = await stage.user()
    chat = await stage.group(user, kind="group")
    fresh = (await stage.control(f"chats/{chat}/upgrade"))["id"]
    assert await stage.call("sendMessage", chat_id=chat, text="x") == {
        "ok": False,
        "error_code": 400,
        "description": "Bad Request: group chat was upgraded to a supergroup chat",
        "parameters": {"migrate_to_chat_id": fresh},
    }
    with pytest.raises((TelegramMigrateToChat, ChatMigrated)):
        await library.bot.send_message(chat, "x")
    assert (await library.bot.send_message(fresh, "x")).chat.id == fresh


async def test_texts_and_captions(stage: Any) -> None:
    user = await stage.user()
    for text in ("", "   \n", "<b></b>"):
        refusal = await stage.refused("sendMessage", chat_id=user, text=text, parse_mode="HTML")
        assert refusal == "Bad Request: message text is empty"
    await stage.ok("sendMessage", chat_id=user, text="<b>" + "x" * 4096 + "</b>", parse_mode="HTML")
    assert await stage.refused("sendMessage", chat_id=user, text="x" * 4097) == "Bad Request: message is too long"
    await stage.ok("sendMessage", chat_id=user, text="😀" * 4096)  # code points count, not UTF-16 units
    photo = (await stage.send(user, photo=True))[0]
    await stage.ok("copyMessage", chat_id=user, from_chat_id=user, message_id=photo, caption="x" * 1024)
    refusal = await stage.refused("copyMessage", chat_id=user, from_chat_id=user, message_id=photo, caption="x" * 1025)
    assert refusal == "Bad Request: message caption is too long"


@pytest.mark.parametrize(
    ("button", "refusal"),
    [
        ({"text": "x", "callback_data": "z" * 65}, "Bad Request: BUTTON_DATA_INVALID"),
        ({"text": "x", "callback_data": "险" * 22}, "Bad Request: BUTTON_DATA_INVALID"),
        (
            {"text": "x"},
            "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        ({"callback_data": "x"}, "Bad Request: can't parse inline keyboard button: can't find field \"text\""),
        (
            {"text": "x", "url": "http://localhost/x"},
            "Bad Request: inline keyboard button URL 'http://localhost/x' is invalid: Wrong HTTP URL",
        ),
    ],
)
async def test_wrong_buttons(stage: Any, button: Any, refusal: str) -> None:
    user = await stage.user()
    markup = {"inline_keyboard": [[button]]}
    assert await stage.refused("sendMessage", chat_id=user, text="x", reply_markup=markup) == refusal


async def test_sixty_four_bytes_pass(stage: Any) -> None:
    user = await stage.user()
    markup = {"inline_keyboard": [[{"text": "x", "callback_data": "险" * 21 + "!"}]]}
    await stage.ok("sendMessage", chat_id=user, text="x", reply_markup=markup)


async def test_wrong_markup_json(stage: Any) -> None:
    user = await stage.user()
    refusal = await stage.refused("sendMessage", chat_id=user, text="x", reply_markup="{")
    assert refusal == "Bad Request: can't parse reply keyboard markup JSON object"
    refusal = await stage.refused("sendMessage", chat_id=user, text="x", reply_markup="[]")
    assert refusal == "Bad Request: object expected as reply markup"


async def test_edits_that_are_none(stage: Any) -> None:
    user = await stage.user()
    message = (await stage.ok("sendMessage", chat_id=user, text="<b>x</b>", parse_mode="HTML", reply_markup=BUTTON))[
        "message_id"
    ]
    same = {"chat_id": user, "message_id": message}
    refusal = await stage.refused("editMessageText", **same, text="<b>x</b>", parse_mode="HTML", reply_markup=BUTTON)
    assert refusal == NOT_MODIFIED
    assert await stage.refused("editMessageReplyMarkup", **same, reply_markup=BUTTON) == NOT_MODIFIED
    await stage.ok("editMessageText", **same, text="x", reply_markup=BUTTON)
    await stage.ok("editMessageReplyMarkup", **same)
    assert await stage.refused("editMessageReplyMarkup", **same) == NOT_MODIFIED


async def test_edits_of_what_cannot_be_edited(stage: Any) -> None:
    user = await stage.user()
    own = (await stage.send(user, text="mine"))[0]
    photo = (await stage.send(user, photo=True))[0]
    copy = (await stage.ok("copyMessage", chat_id=user, from_chat_id=user, message_id=photo))["message_id"]
    keyboard = {"keyboard": [["Menu"]]}
    with_keys = (await stage.ok("sendMessage", chat_id=user, text="x", reply_markup=keyboard))["message_id"]

    async def edit(message: int, **more: Any) -> str:
        return await stage.refused("editMessageText", chat_id=user, message_id=message, text="y", **more)

    assert await edit(9999) == "Bad Request: message to edit not found"
    assert await edit(own) == "Bad Request: message can't be edited"
    assert await edit(with_keys) == "Bad Request: message can't be edited"
    assert await edit(copy) == "Bad Request: there is no text in the message to edit"
    text = (await stage.ok("sendMessage", chat_id=user, text="x"))["message_id"]
    refusal = await stage.refused("editMessageCaption", chat_id=user, message_id=text, caption="y")
    assert refusal == "Bad Request: there is no caption in the message to edit"
    await stage.ok("deleteMessage", chat_id=user, message_id=text)
    assert await edit(text) == "Bad Request: message to edit not found"


async def test_replies_to_nothing(stage: Any) -> None:
    user = await stage.user()
    refusal = await stage.refused("sendMessage", chat_id=user, text="x", reply_to_message_id=999)
    assert refusal == "Bad Request: message to be replied not found"
    lenient = {"message_id": 999, "allow_sending_without_reply": True}
    await stage.ok("sendMessage", chat_id=user, text="x", reply_parameters=lenient)
    refusal = await stage.refused("sendMessage", chat_id=user, text="x", message_thread_id=999)
    assert refusal == "Bad Request: message thread not found"


async def test_queries_grow_old(fresh: Any) -> None:
    user = await fresh.user()
    await fresh.ok("sendMessage", chat_id=user, text="x", reply_markup=BUTTON)
    assert await fresh.tap(user, data="x", wait=0) == {"answered": False, "text": None, "show_alert": False}
    query = (await fresh.updates())[-1]["callback_query"]["id"]
    assert await fresh.ok("answerCallbackQuery", callback_query_id=query)
    await fresh.control("clock", advance=3600)
    assert await fresh.refused("answerCallbackQuery", callback_query_id=query) == TOO_OLD
    assert await fresh.refused("answerCallbackQuery", callback_query_id="123") == TOO_OLD


async def test_files_that_are_none(stage: Any) -> None:
    user = await stage.user()
    wrong = "Bad Request: wrong file identifier/HTTP URL specified"
    assert await stage.refused("sendPhoto", chat_id=user, photo="AgACnonsense") == wrong
    assert await stage.refused("sendPhoto", chat_id=user) == "Bad Request: there is no photo in the request"
    refusal = await stage.refused("sendPhoto", chat_id=user, photo="https://example.org/a.jpg")
    assert refusal == "Bad Request: failed to get HTTP URL content"
    assert await stage.refused("getFile", file_id="nonsense") == "Bad Request: invalid file_id"
    voice = (await stage.sees(user, after=(await stage.send(user, voice=True))[0] - 1))[0]["voice"]
    refusal = await stage.refused("sendPhoto", chat_id=user, photo=voice)
    assert refusal == "Bad Request: can't use file of type VoiceNote as Photo"

    async def upload(kind: str, data: bytes) -> str:
        answer = await stage.http.post(
            f"/bot{stage.token}/send{kind}", data={"chat_id": user}, files={kind.lower(): ("x.jpg", data)}
        )
        return answer.json()["description"]

    assert await upload("Photo", b"no picture") == "Bad Request: IMAGE_PROCESS_FAILED"
    assert await upload("Photo", b"") == "Bad Request: file must be non-empty"
    assert "is too big for a photo" in await upload("Photo", b"\xff\xd8" + bytes(10 * 1024 * 1024))
    assert await upload("Document", bytes(52 * 1024 * 1024)) == "Request Entity Too Large"


async def test_a_file_too_big_to_download(stage: Any) -> None:
    user = await stage.user()
    answer = await stage.http.post(
        f"/bot{stage.token}/sendDocument", data={"chat_id": user}, files={"document": ("x", bytes(21 * 1024 * 1024))}
    )
    file_id = answer.json()["result"]["document"]["file_id"]
    assert await stage.refused("getFile", file_id=file_id) == "Bad Request: file is too big"


async def test_albums_of_the_wrong_size_or_kind(stage: Any) -> None:
    user = await stage.user()
    photo = (await stage.sees(user, after=(await stage.send(user, photo=True))[0] - 1))[0]["photo"]
    item = {"type": "photo", "media": photo}
    refusal = await stage.refused("sendMediaGroup", chat_id=user, media=[item] * 11)
    assert refusal == "Bad Request: too many messages to send as an album"
    refusal = await stage.refused("sendMediaGroup", chat_id=user, media=[item, {"type": "document", "media": photo}])
    assert refusal == "Bad Request: document can't be mixed with other media types"
    before = len(await stage.sees(user))
    assert "wrong file" in await stage.refused(
        "sendMediaGroup", chat_id=user, media=[item, {"type": "photo", "media": "x"}]
    )
    assert len(await stage.sees(user)) == before


async def test_what_needs_an_administrator(stage: Any) -> None:
    user = await stage.user()
    chat = await stage.group(user)
    message = (await stage.send(user, chat, text="x"))[0]
    other = await stage.user("Zhao")
    for method, refusal, params in (
        ("pinChatMessage", "not enough rights to manage pinned messages in the chat", {"message_id": message}),
        ("banChatMember", "not enough rights to restrict/unrestrict chat member", {"user_id": other}),
        ("banChatMember", "can't remove chat owner", {"user_id": user}),
        ("banChatMember", "can't restrict self", {"user_id": stage.bot_id}),
        ("createChatInviteLink", "not enough rights to manage chat invite link", {}),
        ("deleteMessage", "message can't be deleted", {"message_id": message}),
        ("setChatTitle", "not enough rights to change chat title", {"title": "y"}),
        ("createForumTopic", "the chat is not a forum", {"name": "y"}),
    ):
        assert await stage.refused(method, chat_id=chat, **params) == f"Bad Request: {refusal}"


async def test_deleting_is_for_two_days(stage: Any) -> None:
    user = await stage.user()
    old = int((datetime.now(UTC) - timedelta(hours=49)).timestamp())
    message = (await stage.send(user, text="x", date=old))[0]
    assert (await stage.sees(user))[-1]["date"] == old
    refusal = await stage.refused("deleteMessage", chat_id=user, message_id=message)
    assert refusal == "Bad Request: message can't be deleted"
    refusal = await stage.refused("deleteMessage", chat_id=user, message_id=9999)
    assert refusal == "Bad Request: message to delete not found"


async def test_reactions_and_actions_that_are_none(stage: Any) -> None:
    user = await stage.user()
    message = (await stage.send(user, text="x"))[0]
    odd = [{"type": "emoji", "emoji": "🧱"}]
    refusal = await stage.refused("setMessageReaction", chat_id=user, message_id=message, reaction=odd)
    assert refusal == "Bad Request: REACTION_INVALID"
    refusal = await stage.refused("sendChatAction", chat_id=user, action="dance")
    assert refusal == "Bad Request: wrong parameter action in request"


async def test_protected_content_stays(stage: Any) -> None:
    user = await stage.user()
    secret = (await stage.ok("sendMessage", chat_id=user, text="x", protect_content=True))["message_id"]
    refusal = await stage.refused("forwardMessage", chat_id=user, from_chat_id=user, message_id=secret)
    assert refusal == "Bad Request: message can't be forwarded"
    refusal = await stage.refused("copyMessage", chat_id=user, from_chat_id=user, message_id=secret)
    assert refusal == "Bad Request: message can't be copied"


async def test_the_libraries_know_the_refusals(stage: Any, library: Any) -> None:
    stranger = await stage.user(started=False)
    with pytest.raises((Forbidden, TelegramForbiddenError), match="can't initiate conversation"):
        await library.bot.send_message(stranger, "x")
