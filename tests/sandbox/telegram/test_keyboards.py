"""Keyboards for which Telegram refuses the whole message."""

from typing import Any

import pytest

PRIVATE_ONLY = [
    ({"request_contact": True}, "phone number can be requested in private chats only"),
    ({"request_location": True}, "location can be requested in private chats only"),
    ({"web_app": {"url": "https://example.org"}}, "Web App buttons can be used in private chats only"),
]


@pytest.mark.parametrize(("key", "refusal"), PRIVATE_ONLY)
@pytest.mark.parametrize("kind", ["group", "supergroup"])
async def test_a_key_that_asks_for_something_is_refused_in_a_group(
    stage: Any, kind: str, key: Any, refusal: str
) -> None:
    user = await stage.user()
    group = await stage.group(user, kind=kind)
    markup = {"keyboard": [[{"text": "plain"}, {"text": "x", **key}]]}
    assert await stage.refused("sendMessage", chat_id=group, text="x", reply_markup=markup) == f"Bad Request: {refusal}"
    await stage.ok("sendMessage", chat_id=user, text="x", reply_markup=markup)
    photo = (await stage.send(user, photo=True))[0]
    copy = {"chat_id": group, "from_chat_id": user, "message_id": photo, "reply_markup": markup}
    assert await stage.refused("copyMessage", **copy) == f"Bad Request: {refusal}"


async def test_a_key_that_asks_for_nothing_is_sent_to_a_group(stage: Any) -> None:
    group = await stage.group(await stage.user())
    key = {"text": "x", "request_contact": False, "request_location": False}
    await stage.ok("sendMessage", chat_id=group, text="x", reply_markup={"keyboard": [[key]]})


async def test_an_inline_web_app_in_a_group(stage: Any) -> None:
    group = await stage.group(await stage.user())
    markup = {"inline_keyboard": [[{"text": "x", "web_app": {"url": "https://example.org"}}]]}
    refusal = await stage.refused("sendMessage", chat_id=group, text="x", reply_markup=markup)
    assert refusal == "Bad Request: BUTTON_TYPE_INVALID"


@pytest.mark.parametrize("style", ["primary", "success", "danger", "default"])
async def test_the_styles_of_buttons(stage: Any, style: str) -> None:
    user = await stage.user()
    for markup in (
        {"inline_keyboard": [[{"text": "x", "callback_data": "x", "style": style}]]},
        {"keyboard": [[{"text": "x", "style": style}]]},
    ):
        await stage.ok("sendMessage", chat_id=user, text="x", reply_markup=markup)
        assert (await stage.sees(user))[-1]["buttons"][0][0]["style"] == style


@pytest.mark.parametrize("style", ["red", "Danger", 1])
async def test_a_style_that_is_none(stage: Any, style: Any) -> None:
    user = await stage.user()
    inline = {"inline_keyboard": [[{"text": "x", "callback_data": "x", "style": style}]]}
    keys = {"keyboard": [[{"text": "x", "style": style}]]}
    for markup, what in ((inline, "inline keyboard"), (keys, "keyboard")):
        refusal = await stage.refused("sendMessage", chat_id=user, text="x", reply_markup=markup)
        assert refusal == f"Bad Request: can't parse {what} button: invalid button style specified"


@pytest.mark.parametrize(
    ("copied", "refusal"),
    [
        ({}, "can't parse inline keyboard button: can't find field \"text\""),
        ("words", "can't parse inline keyboard button: can't find field \"text\""),
        ({"text": ""}, "BUTTON_COPY_TEXT_INVALID"),
        ({"text": "x" * 257}, "BUTTON_COPY_TEXT_INVALID"),
    ],
)
async def test_a_text_to_copy(stage: Any, copied: Any, refusal: str) -> None:
    user = await stage.user()
    markup = {"inline_keyboard": [[{"text": "x", "copy_text": copied}]]}
    assert await stage.refused("sendMessage", chat_id=user, text="x", reply_markup=markup) == f"Bad Request: {refusal}"
    markup = {"inline_keyboard": [[{"text": "x", "copy_text": {"text": "x" * 256}}]]}
    await stage.ok("sendMessage", chat_id=user, text="x", reply_markup=markup)
