"""All the ways a request can be written."""

from typing import Any

import httpx
import pytest

from sandbox import multipart, pictures
from sandbox.params import Params


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
        f"/bot{stage.token}/sendPhoto", data={"chat_id": user}, files={"photo": ("a.jpg", data)}
    )
    attached = await stage.http.post(
        f"/bot{stage.token}/sendPhoto", data={"chat_id": user, "photo": "attach://x1"}, files={"x1": ("a.jpg", data)}
    )
    for answer in (direct, attached):
        assert answer.json()["result"]["photo"][-1]["file_size"] == len(data)
    path = (await stage.ok("getFile", file_id=direct.json()["result"]["photo"][-1]["file_id"]))["file_path"]
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
