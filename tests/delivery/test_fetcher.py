"""Evidence outlives Telegram: files are fetched, kept once by their hash, tried again, or their loss is said."""

import asyncio
import hashlib
from base64 import b64encode
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from delivery_driver import DeliveryDriver
from models import Attachment, Media, Post
from models.enums import MediaKind, MediaState, Purpose, Role
from patience import until
from sandbox_client import Player
from services.media.files import remember
from services.media.store import Store

STORED, FAILED, REFUSED = MediaState.STORED, MediaState.FAILED, MediaState.REFUSED


@pytest.fixture(autouse=True)
def folder(delivery: DeliveryDriver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    files = delivery.town.settings.files.model_copy(update={"store": f"file://{tmp_path}/media", "tries": 3})
    delivery.town = replace(delivery.town, settings=delivery.town.settings.model_copy(update={"files": files}))
    monkeypatch.setattr("services.media.files.FIRST_PAUSE", timedelta(milliseconds=1))
    return tmp_path / "media"


async def photo(delivery: DeliveryDriver, player: Player, content: bytes) -> dict[str, Any]:
    """Send a document with this content; answers Telegram's description of it."""
    await player.sends(document=b64encode(content).decode())
    updates = (await delivery.sandbox.call("getUpdates", offset=-1))["result"]
    document: dict[str, Any] = updates[-1]["message"]["document"]
    return document


async def wanted(delivery: DeliveryDriver, sent: dict[str, Any], person: int | None = None, **more: Any) -> Media:
    """Remember the file as intake does, on a case of that person."""
    options: dict[str, Any] = {
        "unique_id": sent["file_unique_id"],
        "file_id": sent["file_id"],
        "kind": MediaKind.DOCUMENT,
        "file_name": "现场.pdf",
        "mime_type": "application/pdf",
        "size": None,
    }
    async with delivery.town.database.transaction() as session:
        media_id = await remember(
            session, **options | more, settings=delivery.town.settings.files, now=delivery.town.now()
        )
        media = await session.get_one(Media, media_id)
        if person is not None:
            session.add(Attachment(media_id=media.id, purpose=Purpose.LATE, person_id=person, at=delivery.town.now()))
    return media


def kept(folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file()]


async def becomes(delivery: DeliveryDriver, media: Media, state: MediaState) -> Media:
    async def there() -> Media | None:
        async with delivery.town.database.reading() as session:
            row = await session.get_one(Media, media.id)
            return row if row.state is state else None

    found = await until(there, what=f"media never became {state}")
    assert isinstance(found, Media)
    return found


async def test_a_file_is_kept_under_its_hash(delivery: DeliveryDriver, folder: Path) -> None:
    _, player = await delivery.person()
    content = b"%PDF-1.7 " + bytes(range(256)) * 1000
    media = await wanted(delivery, await photo(delivery, player, content))
    async with delivery.delivering():
        row = await becomes(delivery, media, STORED)
    digest = hashlib.sha256(content).hexdigest()
    assert (row.sha256, row.size) == (digest, len(content))
    assert (folder / digest[:2] / digest[2:]).read_bytes() == content
    assert Store(delivery.town.settings.files.store).get(digest) == content


async def test_the_same_content_is_kept_once(delivery: DeliveryDriver, folder: Path) -> None:
    _, player = await delivery.person()
    sent = await photo(delivery, player, b"same")
    rows = [await wanted(delivery, sent, unique_id=name) for name in ("first", "second")]
    async with delivery.delivering():
        stored = [await becomes(delivery, row, STORED) for row in rows]
    assert stored[0].sha256 == stored[1].sha256
    assert len(kept(folder)) == 1


async def test_it_is_tried_again(delivery: DeliveryDriver) -> None:
    _, player = await delivery.person()
    media = await wanted(delivery, await photo(delivery, player, b"x"))
    await delivery.sandbox.fault("getFile", status=502, times=2)
    async with delivery.delivering():
        row = await becomes(delivery, media, STORED)
    assert row.attempts == 2


async def test_after_all_tries_the_station_is_told(delivery: DeliveryDriver) -> None:
    officer, phone = await delivery.person("值班员")
    async with delivery.town.database.transaction() as session:
        session.add(Post(person_id=officer, role=Role.STATION_STAFF, full_time=True))
    media = await wanted(delivery, await photo(delivery, phone, b"x"))
    await delivery.sandbox.fault("getFile", status=502, times=3)
    async with delivery.delivering():
        row = await becomes(delivery, media, FAILED)
        await phone.sees("现场.pdf", "未能从 Telegram 取回")
    assert row.attempts == 3
    assert delivery.town.token not in (row.error or "")


async def test_too_big_for_telegram_is_told_to_the_sender(delivery: DeliveryDriver) -> None:
    person, player = await delivery.person()
    media = await wanted(delivery, await photo(delivery, player, b"x"), person)
    await delivery.sandbox.fault("getFile", status=400, description="Bad Request: file is too big")
    async with delivery.delivering():
        await becomes(delivery, media, REFUSED)
        await player.sees("现场.pdf", "太大")


async def test_larger_than_announced_is_noticed_while_it_comes(delivery: DeliveryDriver, folder: Path) -> None:
    person, player = await delivery.person()
    files = delivery.town.settings.files
    limits = dict.fromkeys(MediaKind, 1000)
    delivery.town = replace(
        delivery.town,
        settings=delivery.town.settings.model_copy(update={"files": files.model_copy(update={"max_bytes": limits})}),
    )
    media = await wanted(delivery, await photo(delivery, player, b"x" * 200_000), person, size=10)
    async with delivery.delivering():
        await becomes(delivery, media, REFUSED)
    assert kept(folder) == []


async def test_an_unfinished_or_changed_file_is_never_taken_for_evidence(tmp_path: Path) -> None:
    await asyncio.to_thread(_spoilt, tmp_path)


def _spoilt(tmp_path: Path) -> None:
    store = Store(f"file://{tmp_path}")
    digest = store.put(b"evidence")
    file = tmp_path / digest[:2] / digest[2:]
    file.write_bytes(b"evid")  # as a power cut might leave it
    assert store.put(b"evidence") == digest
    assert store.get(digest) == b"evidence"
    file.write_bytes(b"Evidence")
    with pytest.raises(ValueError, match="changed"):
        store.get(digest)
