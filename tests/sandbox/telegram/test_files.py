"""Files as Telegram changes and measures them."""

import struct
from typing import Any

import pytest

from sandbox.content import pictures

EXIF = b"Exif\0\0 29.5630 N 106.5516 E"


async def uploaded(stage: Any, method: str, kind: str, data: bytes, name: str = "file.bin", **more: Any) -> Any:
    fields = {"chat_id": await stage.user(), **more}
    answer = await stage.http.post(f"/bot{stage.token}/{method}", data=fields, files={kind: (name, data)})
    assert answer.json()["ok"], answer.text
    return answer.json()["result"]


async def downloaded(stage: Any, file_id: str) -> bytes:
    path = (await stage.ok("getFile", file_id=file_id))["file_path"]
    return bytes((await stage.http.get(f"/file/bot{stage.token}/{path}")).content)


@pytest.mark.parametrize(
    ("width", "height", "sizes"),
    [
        (1920, 1080, [(90, 51), (320, 180), (800, 450), (1280, 720)]),
        (1080, 1920, [(51, 90), (180, 320), (450, 800), (720, 1280)]),
        (800, 800, [(90, 90), (320, 320), (800, 800)]),
        (160, 120, [(90, 68), (160, 120)]),
        (80, 64, [(80, 64)]),
    ],
)
async def test_the_sizes_of_a_photo(stage: Any, width: int, height: int, sizes: Any) -> None:
    message = await uploaded(stage, "sendPhoto", "photo", pictures.jpeg(1, width, height))
    assert [(size["width"], size["height"]) for size in message["photo"]] == sizes
    files = [await downloaded(stage, size["file_id"]) for size in message["photo"]]
    assert len(set(files)) == len(files)
    assert [len(data) for data in files] == [size["file_size"] for size in message["photo"]]


async def test_the_cameras_data_are_gone(stage: Any) -> None:
    data = pictures.jpeg(1)
    taken = data[:2] + b"\xff\xe1" + struct.pack(">H", len(EXIF) + 2) + EXIF + data[2:]
    message = await uploaded(stage, "sendPhoto", "photo", taken)
    for size in message["photo"]:
        assert EXIF not in await downloaded(stage, size["file_id"])
    message = await uploaded(stage, "sendDocument", "document", taken)
    assert await downloaded(stage, message["document"]["file_id"]) == taken


@pytest.mark.parametrize(
    ("method", "kind", "data", "seconds"),
    [
        ("sendVoice", "voice", pictures.voice(1, seconds=4), 4),
        ("sendVideo", "video", pictures.video(1, seconds=5), 5),
        ("sendVideoNote", "video_note", pictures.video(1, seconds=7), 7),
        ("sendAudio", "audio", b"\xff\xfb\x90\x00" + bytes(63_996), 4),
        ("sendVoice", "voice", b"no sound", 1),
    ],
)
async def test_a_length_is_measured(stage: Any, method: str, kind: str, data: bytes, seconds: int) -> None:
    message = await uploaded(stage, method, kind, data)
    assert message[kind]["duration"] == seconds


async def test_the_size_of_a_film_and_its_thumbnail(stage: Any) -> None:
    message = await uploaded(stage, "sendVideo", "video", pictures.video(1, width=360, height=640), width=1, height=1)
    video = message["video"]
    assert (video["width"], video["height"]) == (360, 640)
    assert (video["thumbnail"]["width"], video["thumbnail"]["height"]) == (180, 320)
    assert (await downloaded(stage, video["thumbnail"]["file_id"])).startswith(b"\xff\xd8")


async def test_a_picture_sent_as_a_file_has_a_thumbnail(stage: Any) -> None:
    message = await uploaded(stage, "sendDocument", "document", pictures.jpeg(1, 640, 640), "a.jpg")
    assert message["document"]["thumbnail"]["width"] == 320
    message = await uploaded(stage, "sendDocument", "document", pictures.document(1), "a.pdf")
    assert "thumbnail" not in message["document"]


async def test_a_single_item_is_no_album(stage: Any) -> None:
    user = await stage.user()
    photo = (await uploaded(stage, "sendPhoto", "photo", pictures.jpeg(1)))["photo"][-1]["file_id"]
    (message,) = await stage.ok("sendMediaGroup", chat_id=user, media=[{"type": "photo", "media": photo}])
    assert "media_group_id" not in message
    refusal = await stage.refused("sendMediaGroup", chat_id=user, media=[])
    assert refusal == "Bad Request: there are no messages to send"
