"""Commands, menu buttons, default rights, photos and webhooks, as Telegram keeps them."""

from typing import Any

import pytest

from sandbox.content import pictures

COMMANDS = [{"command": "help", "description": "Help"}]


@pytest.mark.parametrize(
    ("scope", "refusal"),
    [
        ({"type": "everybody"}, "can't parse BotCommandScope: Unsupported type specified"),
        ({"type": ""}, "can't parse BotCommandScope: Unsupported type specified"),
        ({"type": "chat"}, "can't parse BotCommandScope: can't find field \"chat_id\""),
        ({"type": "chat", "chat_id": -77}, "chat not found"),
        ({"type": "chat_member", "chat_id": -77, "user_id": 1}, "chat not found"),
    ],
)
@pytest.mark.parametrize("method", ["setMyCommands", "getMyCommands", "deleteMyCommands"])
async def test_a_scope_that_is_none(stage: Any, method: str, scope: Any, refusal: str) -> None:
    assert await stage.refused(method, commands=COMMANDS, scope=scope) == f"Bad Request: {refusal}"


async def test_the_commands_of_a_chat(stage: Any) -> None:
    user = await stage.user()
    for chat in (user, str(user)):
        await stage.ok("setMyCommands", commands=COMMANDS, scope={"type": "chat", "chat_id": chat})
        assert await stage.ok("getMyCommands", scope={"type": "chat", "chat_id": user}) == COMMANDS


async def test_a_menu_button_set_to_default(stage: Any) -> None:
    user = await stage.user()
    assert await stage.ok("getChatMenuButton") == {"type": "commands"}
    button = {"type": "web_app", "text": "x", "web_app": {"url": "https://example.org"}}
    await stage.ok("setChatMenuButton", chat_id=user, menu_button=button)
    assert await stage.ok("getChatMenuButton", chat_id=user) == button
    await stage.ok("setChatMenuButton", chat_id=user, menu_button={"type": "default"})
    assert await stage.ok("getChatMenuButton", chat_id=user) == {"type": "default"}


async def test_the_default_rights(stage: Any) -> None:
    await stage.ok("setMyDefaultAdministratorRights", rights={"can_pin_messages": True})
    groups = await stage.ok("getMyDefaultAdministratorRights")
    channels = await stage.ok("getMyDefaultAdministratorRights", for_channels=True)
    assert groups["can_pin_messages"]
    assert not any(channels.values())
    assert "can_post_messages" in channels


async def test_a_title_is_cut(stage: Any) -> None:
    user = await stage.user()
    group = await stage.group(user, admin=True)
    await stage.ok("setChatTitle", chat_id=group, title="x" * 200)
    assert (await stage.ok("getChat", chat_id=group))["title"] == "x" * 128
    assert await stage.refused("setChatTitle", chat_id=group, title=" ") == "Bad Request: title can't be empty"


async def test_the_photo_of_a_chat(stage: Any) -> None:
    user = await stage.user()
    group = await stage.group(user, admin=True)
    files = {"photo": ("a.jpg", pictures.jpeg(1, 640, 640))}
    answer = await stage.http.post(f"/bot{stage.token}/setChatPhoto", data={"chat_id": group}, files=files)
    assert answer.json()["ok"]
    photo = (await stage.ok("getChat", chat_id=group))["photo"]
    assert set(photo) == {"small_file_id", "small_file_unique_id", "big_file_id", "big_file_unique_id"}
    await stage.ok("getFile", file_id=photo["big_file_id"])
    await stage.ok("deleteChatPhoto", chat_id=group)
    assert "photo" not in await stage.ok("getChat", chat_id=group)


async def test_the_administrators_with_other_bots(stage: Any) -> None:
    user = await stage.user()
    group = await stage.group(user, admin=True)
    other = f"{stage.bot_id + 500_000}:other"
    await stage.control(f"chats/{group}/members", add_bot=other)
    await stage.control(f"chats/{group}/members", promote_bot=other)
    assert len(await stage.ok("getChatAdministrators", chat_id=group)) == 2
    assert len(await stage.ok("getChatAdministrators", chat_id=group, return_bots=True)) == 3


async def test_the_fields_of_a_webhook(stage: Any) -> None:
    url, files = "https://127.0.0.1:9/x", {"certificate": ("cert.pem", b"-----BEGIN CERTIFICATE-----\n")}
    data = {"url": url, "ip_address": "192.0.2.7"}
    assert (await stage.http.post(f"/bot{stage.token}/setWebhook", data=data, files=files)).json()["ok"]
    info = await stage.ok("getWebhookInfo")
    assert (info["url"], info["ip_address"], info["has_custom_certificate"]) == (url, "192.0.2.7", True)
    await stage.ok("deleteWebhook")
    info = await stage.ok("getWebhookInfo")
    assert ("ip_address" in info, info["has_custom_certificate"]) == (False, False)
    refusal = await stage.refused("setWebhook", url=url, ip_address="nowhere")
    assert refusal == "Bad Request: bad webhook: invalid IP address specified"


async def test_a_poll_closes_by_itself(fresh: Any) -> None:
    user = await fresh.user()
    about = {"chat_id": user, "question": "?", "options": ["a", "b"]}
    message = await fresh.ok("sendPoll", **about, open_period=60)
    assert message["poll"]["open_period"] == 60
    await fresh.updates()
    await fresh.control("clock", advance=61)
    assert (await fresh.updates())[-1]["poll"]["is_closed"]
    refusal = await fresh.refused("stopPoll", chat_id=user, message_id=message["message_id"])
    assert refusal == "Bad Request: poll has already been closed"
    assert await fresh.refused("sendPoll", **about, open_period=1) == "Bad Request: wrong open period specified"


async def test_a_quiz_and_the_buttons_of_a_stopped_poll(stage: Any) -> None:
    user = await stage.user()
    about = {"chat_id": user, "question": "?", "options": ["a", "b"], "type": "quiz"}
    assert await stage.refused("sendPoll", **about) == "Bad Request: wrong correct option ID specified"
    explained = {"explanation": "<b>why</b>", "explanation_parse_mode": "HTML"}
    message = await stage.ok("sendPoll", **about, correct_option_id=1, **explained)
    poll = message["poll"]
    assert (poll["correct_option_id"], poll["explanation"]) == (1, "why")
    assert poll["explanation_entities"][0]["type"] == "bold"
    markup = {"inline_keyboard": [[{"text": "x", "callback_data": "x"}]]}
    await stage.ok("stopPoll", chat_id=user, message_id=message["message_id"], reply_markup=markup)
    assert (await stage.sees(user))[-1]["buttons"] == [[{"text": "x", "data": "x"}]]
