"""All the ways a request can be written."""

import random
from typing import Any

import httpx
import orjson
import pytest

from sandbox.botapi.gate import answer_of
from sandbox.botapi.table import METHODS
from sandbox.content import pictures
from sandbox.wire import multipart
from sandbox.wire.http import HungUp, read_body
from sandbox.wire.params import Params, Upload


@pytest.mark.parametrize("method", ["sendMessage", "SENDMESSAGE", "sendmessage"])
async def test_query_form_json_and_multipart(stage: Any, method: str) -> None:
    user = await stage.user()
    params = {"chat_id": str(user), "text": "险情 & 100% + a=b", "parse_mode": ""}
    url = f"/bot{stage.token}/{method}"
    answers: list[httpx.Response] = [
        await stage.http.get(url, params=params),
        await stage.http.post(url, params=params),
        await stage.http.post(url, data=params),
        await stage.http.post(url, json=params),
        await stage.http.post(url, files={name: (None, value) for name, value in params.items()}),
        await stage.http.post(url, params={"chat_id": user}, json={"text": params["text"], "entities": None}),
    ]
    assert [answer.json()["result"]["text"] for answer in answers] == [params["text"]] * 6


async def test_a_part_of_its_own_name_and_attach(stage: Any) -> None:
    user = await stage.user()
    data = pictures.jpeg(1) + b"\r\n--boundary\r\n"
    direct = await stage.http.post(
        f"/bot{stage.token}/sendDocument", data={"chat_id": user}, files={"document": ("a.jpg", data)}
    )
    attached = await stage.http.post(
        f"/bot{stage.token}/sendDocument",
        data={"chat_id": user, "document": "attach://x1"},
        files={"x1": ("a.jpg", data)},
    )
    for answer in (direct, attached):
        assert answer.json()["result"]["document"]["file_size"] == len(data)
    path = (await stage.ok("getFile", file_id=direct.json()["result"]["document"]["file_id"]))["file_path"]
    assert (await stage.http.get(f"/file/bot{stage.token}/{path}")).content == data
    assert (await stage.http.get(f"/file/bot{stage.token}/photos/none.jpg")).status_code == 404


async def test_attach_inside_a_media_array(stage: Any) -> None:
    user = await stage.user()
    media = (
        '[{"type":"document","media":"attach://a","thumbnail":"attach://t"},{"type":"document","media":"attach://b"}]'
    )
    answer = await stage.http.post(
        f"/bot{stage.token}/sendMediaGroup",
        data={"chat_id": user, "media": media},
        files={"a": ("a.txt", b"a"), "b": ("b.txt", b"bb"), "t": ("t.jpg", pictures.jpeg(1))},
    )
    first, second = answer.json()["result"]
    assert (first["document"]["file_name"], second["document"]["file_size"]) == ("a.txt", 2)
    assert first["document"]["thumbnail"]["width"] == 160


async def test_a_request_that_is_none(stage: Any) -> None:
    for content_type, content in (
        ("application/json", b"{"),
        ("application/json", b"[]"),
        ("multipart/form-data; boundary=x", b"--y\r\n"),
        ("multipart/form-data", b"--y\r\n"),
    ):
        answer = await stage.http.post(
            f"/bot{stage.token}/getMe", content=content, headers={"Content-Type": content_type}
        )
        assert answer.status_code == 400


def test_names_and_bytes_of_parts() -> None:
    body = (
        b'--B\r\nContent-Disposition: form-data; name="chat_id"\r\n\r\n5\r\n'
        b'--B\r\nContent-Type: image/jpeg\r\nContent-Disposition: form-data; name="x"; filename="%E6%96%87.jpg"\r\n\r\n'
        b"\r\n--Bin\r\n\r\n--B--\r\n"
    )
    params = Params()
    multipart.parse(b"multipart/form-data; boundary=B", body.replace(b"--Bin", b"-Bin"), params)
    assert params.values == {"chat_id": "5"}
    assert params.uploads["x"].name == "文.jpg"
    assert params.uploads["x"].mime == "image/jpeg"
    assert params.uploads["x"].data == b"\r\n-Bin\r\n"


def test_made_up_files_are_what_they_say() -> None:
    assert pictures.size_of(pictures.jpeg(1)) == (160, 120)
    assert pictures.size_of(pictures.png(1, 40)) == (40, 40)
    assert pictures.size_of(b"GIF89a\x05\x00\x06\x00") == (5, 6)
    assert pictures.size_of(b"hello") is None
    assert pictures.voice(1).startswith(b"OggS")
    assert pictures.document(1).startswith(b"%PDF-1.4")
    assert pictures.jpeg(1) != pictures.jpeg(2)


VALUES: list[Any] = [
    *("", 0, 1, -1, 1.5, 1e30, "x", "9" * 400, True, [], {}, [1], [{}], ["a", "b"], {"a": 1}, "{", "[1]", "<b>"),
    *({"inline_keyboard": 1}, {"inline_keyboard": [[1]]}, {"keyboard": [[{"text": 5}]]}, {"remove_keyboard": True}),
    *(
        {"message_id": "x"},
        {"message_id": [1]},
        {"message_id": 1, "quote": 5},
        [{"type": "emoji"}],
        {"type": "default"},
    ),
    *([{"type": "bold", "offset": 0, "length": True}], [{"command": 1, "description": 2}], "HTML", "MarkdownV2"),
]
NAMES = [
    "from_chat_id",
    "message_id",
    "message_ids",
    "text",
    "caption",
    "parse_mode",
    "entities",
    "caption_entities",
    "reply_markup",
    "reply_parameters",
    "message_thread_id",
    "photo",
    "document",
    "media",
    "latitude",
    "longitude",
    "live_period",
    "user_id",
    "commands",
    "scope",
    "reaction",
    "allowed_updates",
    "offset",
    "limit",
    "question",
    "options",
    "emoji",
    "action",
    "url",
    "name",
    "title",
    "address",
    "phone_number",
    "callback_query_id",
    "link_preview_options",
    "menu_button",
    "icon_color",
    "thumbnail",
    "is_anonymous",
    "voice",
    "file_id",
    "description",
]


async def test_no_parameter_breaks_a_method(stage: Any) -> None:
    user = await stage.user()
    chat = await stage.group(user, admin=True, forum=True)
    bot, dice = stage.world.bot(stage.token), random.Random(1)
    for _ in range(4000):
        method = dice.choice([name for name in METHODS if name != "leavechat"])
        given = {name: dice.choice(VALUES) for name in dice.sample(NAMES, dice.randrange(9))}
        params = Params({"chat_id": dice.choice([user, chat]), "message_id": dice.randrange(9), **given})
        record = stage.world.calls.begin(0.0, bot.id, method, params)
        status, answer = await answer_of(stage.world, bot, method, params, record)
        assert status != 500, (method, params)
        orjson.dumps(answer)
    assert (await stage.call("deleteWebhook"))["ok"]


async def test_the_log_keeps_no_bytes(stage: Any) -> None:
    params = Params({"chat_id": 1}, {"document": Upload("a", None, b"123")})
    assert stage.world.calls.begin(0.0, 1, "sendDocument", params).params.uploads == {}


async def test_half_a_request_does_nothing() -> None:
    parts = iter([{"type": "http.request", "body": b"chat_id=7&te", "more_body": True}, {"type": "http.disconnect"}])

    async def receive() -> Any:
        return next(parts)

    with pytest.raises(HungUp):
        await read_body(receive)
