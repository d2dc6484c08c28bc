"""Which files are taken, and what those hear whose file is not."""

from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa

from models import Media
from models.enums import MediaKind, MediaState
from services.core.database import MEDIA, Database
from services.core.errors import Refused
from services.media.files import NAMED, remember
from services.settings.township import Files
from texts import Texts

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
MEGABYTE = 1024 * 1024


async def take(database: Database, **more: Any) -> Media:
    options: dict[str, Any] = {
        "unique_id": "u1",
        "file_id": "f1",
        "kind": MediaKind.PHOTO,
        "file_name": None,
        "mime_type": None,
        "size": MEGABYTE,
        "settings": Files(
            max_bytes={MediaKind.VIDEO: 5 * MEGABYTE},
            document_types=("application/pdf", "image/*", "text/plain", NAMED["docx"]),
        ),
        "now": NOW,
    }
    async with database.transaction() as session:
        return await session.get_one(Media, await remember(session, **options | more))


async def test_the_same_file_is_one_row(database: Database) -> None:
    first = await take(database)
    second = await take(database, file_id="f2")
    assert first.id == second.id
    async with database.reading() as session:
        assert await session.scalar(sa.select(sa.func.count()).select_from(Media)) == 1


async def test_it_is_fetched_after_the_commit(database: Database) -> None:
    async with database.signals.listening(MEDIA) as woken:
        media = await take(database)
        assert media.state is MediaState.WANTED
        assert woken.is_set()


async def test_too_large_says_how_large_it_may_be(database: Database) -> None:
    with pytest.raises(Refused) as refused:
        await take(database, kind=MediaKind.VIDEO, size=6 * MEGABYTE, file_name="滑坡.mp4")
    assert refused.value.key == "file-too-large"
    told = refused.value.in_words(Texts()["zh_CN"])
    assert "6.0 MB" in told
    assert "5.0 MB" in told
    assert "滑坡.mp4" in told


@pytest.mark.parametrize(
    ("name", "mime", "taken"),
    [
        ("方案.pdf", "application/pdf", True),
        ("现场.heic", "image/heic", True),
        ("说明.txt", None, True),
        ("方案.docx", "application/octet-stream", True),
        ("IMG_1.JPG", "application/octet-stream", True),
        ("IMG_2.HEIC", "application/octet-stream", True),
        ("报告.pdf", "binary/octet-stream", True),
        ("方案.docx", "application/wps-office.docx", True),
        ("说明", "text/plain; charset=utf-8", True),
        ("病毒.exe", "application/x-msdownload", False),
        ("病毒.exe", "application/octet-stream", False),
        ("资料.zip", "application/zip", False),
        (None, None, False),
    ],
)
async def test_documents_by_their_type(database: Database, name: str | None, mime: str | None, taken: bool) -> None:
    if taken:
        assert await take(database, kind=MediaKind.DOCUMENT, file_name=name, mime_type=mime)
        return
    with pytest.raises(Refused) as refused:
        await take(database, kind=MediaKind.DOCUMENT, file_name=name, mime_type=mime)
    assert refused.value.key == "file-type-refused"
    assert "PDF" in refused.value.in_words(Texts()["zh_CN"])


async def test_a_file_that_could_not_be_fetched_gets_a_new_chance_when_it_is_sent_again(database: Database) -> None:
    media = await take(database)
    async with database.transaction() as session:
        await session.execute(sa.update(Media).values(state=MediaState.FAILED, attempts=8))
    again = await take(database, file_id="f2")
    assert (again.id, again.state, again.attempts, again.file_id) == (media.id, MediaState.WANTED, 0, "f2")
