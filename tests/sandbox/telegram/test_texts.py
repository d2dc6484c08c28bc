"""Text and entities as Telegram reads them."""

from typing import Any

import pytest


async def sent(stage: Any, user: int, text: str, **more: Any) -> tuple[str, list[Any]]:
    message = await stage.ok("sendMessage", chat_id=user, text=text, **more)
    return message["text"], message.get("entities", [])


@pytest.mark.parametrize(
    ("entity", "refusal"),
    [
        ({"type": "glitter"}, "Unsupported type specified"),
        ({"type": "text_link"}, 'can\'t find field "url"'),
        ({"type": "text_mention"}, 'can\'t find field "user"'),
        ({"type": "custom_emoji"}, 'can\'t find field "custom_emoji_id"'),
        ({"type": "date_time"}, "Invalid date specified"),
        ({}, 'can\'t find field "type"'),
        ({"type": "bold", "offset": "a"}, 'can\'t find field "offset"'),
    ],
)
async def test_an_entity_that_is_none(stage: Any, entity: Any, refusal: str) -> None:
    user = await stage.user()
    given = [{"offset": 0, "length": 2, **entity}]
    refused = await stage.refused("sendMessage", chat_id=user, text="some words", entities=given)
    assert refused == f"Bad Request: can't parse MessageEntity: {refusal}"


async def test_entities_that_the_server_finds_are_not_taken_from_the_bot(stage: Any) -> None:
    user = await stage.user()
    kinds = ("mention", "hashtag", "url", "bot_command", "email", "phone_number", "cashtag")
    given = [{"type": kind, "offset": 0, "length": 4} for kind in kinds]
    assert await sent(stage, user, "some #words", entities=given) == (
        "some #words",
        [{"type": "hashtag", "offset": 5, "length": 6}],
    )


async def test_a_mention_of_a_person_whom_the_bot_has_met(stage: Any) -> None:
    user, met, stranger = await stage.user(), await stage.user("Wang"), await stage.user("Xu", started=False)
    member = await stage.user("Zhao", started=False)
    await stage.group(member)
    for person, name in ((met, "Wang"), (member, "Zhao")):
        given = [{"type": "text_mention", "offset": 0, "length": 2, "user": {"id": person}}]
        _, entities = await sent(stage, user, "you there", entities=given)
        assert entities[0]["user"]["first_name"] == name
        _, entities = await sent(stage, user, f'<a href="tg://user?id={person}">you</a>', parse_mode="HTML")
        assert entities[0]["user"]["first_name"] == name
    for nobody in (stranger, 77):
        given = [{"type": "text_mention", "offset": 0, "length": 2, "user": {"id": nobody}}]
        assert await sent(stage, user, "you there", entities=given) == ("you there", [])
        text = f'<a href="tg://user?id={nobody}">you</a>'
        assert await sent(stage, user, text, parse_mode="HTML") == ("you", [])


async def test_control_characters_become_blanks_and_separators_vanish(stage: Any) -> None:
    user = await stage.user()
    assert await sent(stage, user, "a\tb\x00c\x0bd\r\ne\u2028f\u202eg") == ("a b c d\nefg", [])
    given = [{"type": "bold", "offset": 4, "length": 2}, {"type": "italic", "offset": 1, "length": 1}]
    assert await sent(stage, user, "a\r\u2029bcd", entities=given) == (
        "abcd",
        [{"type": "bold", "offset": 2, "length": 2}],
    )


async def test_cleaned_text_is_measured_and_compared(stage: Any) -> None:
    user = await stage.user()
    await stage.ok("sendMessage", chat_id=user, text="x" * 4096 + "\r" * 9)
    assert await stage.refused("sendMessage", chat_id=user, text="\u2028\r\t") == "Bad Request: message text is empty"
    number = (await stage.ok("sendMessage", chat_id=user, text="a b"))["message_id"]
    refusal = await stage.refused("editMessageText", chat_id=user, message_id=number, text="a\tb\r")
    assert "message is not modified" in refusal


@pytest.mark.parametrize(
    ("mode", "text"),
    [
        ("HTML", '<tg-time unix="1800000000" format="wDT">soon</tg-time>'),
        ("MarkdownV2", "![soon](tg://time?unix=1800000000&format=wDT)"),
    ],
)
async def test_a_time_in_the_readers_zone(stage: Any, mode: str, text: str) -> None:
    user = await stage.user()
    entity = {"type": "date_time", "offset": 0, "length": 4, "unix_time": 1800000000, "date_time_format": "wDT"}
    assert await sent(stage, user, text, parse_mode=mode) == ("soon", [entity])
    assert await sent(stage, user, "soon", entities=[entity]) == ("soon", [entity])


@pytest.mark.parametrize("text", ["<tg-time>x</tg-time>", '<tg-time unix="1" format="q">x</tg-time>'])
async def test_a_time_that_is_none(stage: Any, text: str) -> None:
    user = await stage.user()
    assert "can't parse entities" in await stage.refused("sendMessage", chat_id=user, text=text, parse_mode="HTML")
