"""A backup holds everything, is checked before it is restored, and crosses from one database to the other."""

import hashlib
import itertools
import os
import shutil
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
import pytest
import sqlalchemy as sa
import yaml

from bot.commands.backup import backup
from bot.commands.backup_format import BackupRefused
from bot.commands.restore import restore
from bot.demo import workbook as demo_workbook
from models import Case, Conversation, DutySeries, JournalEntry, Message, Update
from models.enums import CaseState, Kind, MessageState, Priority, Severity, Source, UpdateState
from models.every import Base
from services.core import journal
from services.core.database import Database
from services.settings.township import Township

CONFIG = Path(__file__).parents[3] / "config.yaml"
SETTINGS = Township.parse(yaml.safe_load(CONFIG.read_text(encoding="utf-8")))
NOW = datetime(2026, 11, 23, 7, 0, 0, 123456, tzinfo=UTC)
COUNT = itertools.count(1)


def case(**values: Any) -> Case:
    number = f"YH20261123-{next(COUNT):04d}"
    return Case(
        number=number,
        source=Source.REPORT,
        kind=Kind.HAZARD,
        severity=Severity.MAJOR,
        reporter_id=1,
        submitted_at=NOW,
        **values,
    )


async def fill(database: Database) -> None:
    """The demo township, two cases that point at each other in both directions, and a value of every type."""
    await demo_workbook.populate(database, SETTINGS, now=NOW)
    async with database.transaction() as session:
        first, second = case(), case()
        session.add_all([first, second])
        await session.flush()
        first.state, first.merged_into_id, second.parent_id = CaseState.MERGED, second.id, first.id
        session.add(
            Update(update_id=7, sender=1, raw=b"\x00\xff{}", received_at=NOW, state=UpdateState.PENDING, attempts=0)
        )
        day = NOW.date()
        series = {"rule": "town-drill", "owing": "town", "who": "town", "digest": "0" * 64}
        session.add(DutySeries(made_until=day, tracked_until=day, next_at=NOW, **series))
        session.add(Conversation(key="k", data='{"a": 1}', updated_at=NOW))
        session.add(
            Message(
                dedupe="x",
                priority=Priority.LIFE,
                event="e",
                content={"text": "<b>好</b>"},
                created_at=NOW,
                not_before=NOW,
                state=MessageState.QUEUED,
            )
        )


async def everything(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    async with database.reading() as session:
        return {
            table.name: [
                tuple(row) for row in await session.execute(sa.select(table).order_by(*table.primary_key.columns))
            ]
            for table in Base.metadata.sorted_tables
        }


def _store(folder: Path) -> Path:
    (folder / "media" / "ab").mkdir(parents=True)
    (folder / "media" / "ab" / "cdef").write_bytes(os.urandom(3_000))
    (folder / "media" / "ab" / ".cdef.unfinished").write_bytes(b"half")
    return folder / "media"


@pytest.fixture
def media(tmp_path: Path) -> Path:
    return _store(tmp_path)


@pytest.fixture(scope="module")
async def archive(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup made once, to be spoilt in many ways."""
    folder = tmp_path_factory.mktemp("archive")
    source = Database(f"sqlite+aiosqlite:///{shutil.copy(sqlite_template, folder / 'source.sqlite3')}")
    await fill(source)
    _store(folder)
    await backup(_url(source), f"file://{folder / 'media'}", folder / "backup.zip", now=NOW)
    await source.close()
    return folder / "backup.zip"


def _url(database: Database) -> str:
    return database.url.render_as_string(hide_password=False)


async def test_what_is_restored_is_what_was_there(database: Database, media: Path, tmp_path: Path) -> None:
    await fill(database)
    before, filled = await everything(database), tmp_path / "backup.zip"
    told = list[tuple[int, int]]()
    contents = await backup(_url(database), f"file://{media}", filled, now=NOW, progress=lambda *far: told.append(far))
    assert told == sorted(told)
    assert told[-1] == (contents.rows, contents.rows)
    assert contents.files == 1
    assert contents.rows == sum(map(len, before.values()))
    copy = f"sqlite+aiosqlite:///{tmp_path / 'new' / 'copy.sqlite3'}"
    told.clear()
    await restore(copy, f"file://{tmp_path / 'restored'}", filled, progress=lambda *far: told.append(far))
    assert told == sorted(told)
    assert told[-1] == (contents.rows, contents.rows)
    other = Database(copy)
    assert await everything(other) == before
    async with other.reading() as session:
        assert [fault async for fault in journal.audit(session)] == []
    async with other.transaction() as session:
        await journal.append(session, "roster", "import", now=NOW, actor_id=None)
    await other.close()
    assert (tmp_path / "restored/ab/cdef").read_bytes() == (tmp_path / "media/ab/cdef").read_bytes()
    assert [path.name for path in (tmp_path / "restored").rglob("*") if path.is_file()] == ["cdef"]


async def test_a_backup_of_one_database_goes_into_the_other(database: Database, archive: Path, tmp_path: Path) -> None:
    source = Database(f"sqlite+aiosqlite:///{archive.with_name('source.sqlite3')}")
    before = await everything(source)
    await source.close()
    await restore(_url(database), f"file://{tmp_path / 'restored'}", archive)
    assert await everything(database) == before
    async with database.transaction() as session:  # numbers go on where they stopped
        session.add(case())
        await journal.append(session, "roster", "import", now=NOW, actor_id=None)
    async with database.transaction() as session:
        with pytest.raises(sa.exc.IntegrityError):  # and constraints hold again
            await session.execute(sa.update(Case).values(parent_id=999_999))
        await session.rollback()
    with pytest.raises(BackupRefused) as refused:  # what is there is never mixed with what was
        await restore(_url(database), f"file://{tmp_path / 'restored'}", archive)
    assert refused.value.key == "backup-not-empty"


async def test_the_rows_that_are_tried_have_a_value_of_every_type(database: Database) -> None:
    await fill(database)
    rows = await everything(database)
    missing = {type(column.type).__name__ for table in Base.metadata.sorted_tables for column in table.columns}
    for table in Base.metadata.sorted_tables:
        for at, column in enumerate(table.columns):
            if any(row[at] is not None for row in rows[table.name]):
                missing.discard(type(column.type).__name__)
    assert not missing


def test_the_file_is_for_its_owner_only_and_replaced_whole(archive: Path) -> None:
    assert archive.stat().st_mode & 0o077 == 0
    assert [path.name for path in archive.parent.iterdir() if path.name.startswith(".")] == []


def _rewritten(file: Path, to: Path, change: dict[str, bytes | None]) -> Path:
    """Return a copy of the archive with parts replaced, added, or left out (None)."""
    copy = to / "changed.zip"
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(copy, "w") as new:
        for name in old.namelist():
            if name not in change:
                new.writestr(name, old.read(name))
        for name, content in change.items():
            if content is not None:
                new.writestr(name, content)
    return copy


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"tables/persons.jsonl": b""}, "backup-changed"),
        ({"media/ab/cdef": b"another photo"}, "backup-changed"),
        ({"tables/persons.jsonl": None}, "backup-incomplete"),
        ({"media/../../evil": b"x"}, "backup-incomplete"),
        ({"manifest.json": None}, "backup-no-manifest"),
        ({"manifest.json": b"[]"}, "backup-no-manifest"),
        ({"manifest.json": b'{"form": 1, "revision": "9999", "parts": {}}'}, "backup-other-version"),
    ],
)
async def test_what_was_changed_is_not_restored(
    archive: Path, tmp_path: Path, change: dict[str, bytes | None], key: str
) -> None:
    target = tmp_path / "target.sqlite3"
    with pytest.raises(BackupRefused) as refused:
        await restore(
            f"sqlite+aiosqlite:///{target}", f"file://{tmp_path / 'restored'}", _rewritten(archive, tmp_path, change)
        )
    assert refused.value.key == key
    assert not target.exists()
    assert not (tmp_path / "restored").exists()


async def test_a_path_that_leaves_the_store_is_refused_even_if_the_manifest_names_it(
    archive: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(archive) as parts:
        manifest = orjson.loads(parts.read("manifest.json"))
    manifest["parts"]["media/../../evil"] = {"bytes": 1, "sha256": "0" * 64}
    spoilt = _rewritten(archive, tmp_path, {"manifest.json": orjson.dumps(manifest), "media/../../evil": b"x"})
    with pytest.raises(BackupRefused) as refused:
        await restore(f"sqlite+aiosqlite:///{tmp_path / 't.sqlite3'}", f"file://{tmp_path / 'restored'}", spoilt)
    assert refused.value.key == "backup-incomplete"


async def test_a_row_that_points_nowhere_takes_everything_back(archive: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(archive) as parts:
        manifest = orjson.loads(parts.read("manifest.json"))
    manifest["parts"]["tables/persons.jsonl"] = {"rows": 0, "sha256": hashlib.sha256(b"").hexdigest()}
    spoilt = _rewritten(archive, tmp_path, {"manifest.json": orjson.dumps(manifest), "tables/persons.jsonl": b""})
    url = f"sqlite+aiosqlite:///{tmp_path / 't.sqlite3'}"
    with pytest.raises(BackupRefused) as refused:
        await restore(url, f"file://{tmp_path / 'restored'}", spoilt)
    assert refused.value.key == "backup-references"
    target = Database(url)
    async with target.reading() as session:
        assert await session.scalar(sa.select(sa.func.count()).select_from(JournalEntry)) == 0
    await target.close()


async def test_what_is_no_backup(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"hello")
    with pytest.raises(BackupRefused) as refused:
        await restore(f"sqlite+aiosqlite:///{tmp_path / 't.sqlite3'}", f"file://{tmp_path}", tmp_path / "x.zip")
    assert refused.value.key == "backup-unreadable"
