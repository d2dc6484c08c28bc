"""Each start of the demo has a new database; only the first one runs the migrations and reads the workbook."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

import migrations
from bot.demo import workbook
from bot.demo.process import _fresh_database
from models import Person, Shift
from services.core.database import Database
from services.settings.township import Township

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)


async def count(url: str) -> tuple[int, int]:
    """Return how many people and shifts a database has."""
    database = Database(url)
    async with database.reading() as session:
        found = [await session.scalar(sa.select(sa.func.count()).select_from(table)) for table in (Person, Shift)]
    await database.close()
    return found[0] or 0, found[1] or 0


def test_the_second_start_takes_the_town_of_the_first(
    tmp_path: Path, township: Township, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = _fresh_database(tmp_path, township, NOW)
    assert asyncio.run(migrations.current(url)) == migrations.head()
    filled = asyncio.run(count(url))
    assert min(filled) > 20
    (tmp_path / "bihuan.sqlite3").write_bytes(b"what people did")
    monkeypatch.delattr(migrations, "upgrade")
    monkeypatch.delattr(workbook, "populate")
    assert _fresh_database(tmp_path, township, NOW + timedelta(hours=1)) == url
    assert asyncio.run(count(url)) == filled


def test_another_shift_reads_the_workbook_again(tmp_path: Path, township: Township) -> None:
    _fresh_database(tmp_path, township, NOW)
    (earlier,) = tmp_path.glob("town-*")
    _fresh_database(tmp_path, township, NOW + timedelta(days=1))
    (later,) = tmp_path.glob("town-*")
    assert later != earlier


def test_other_migrations_make_another_one(tmp_path: Path, township: Township, monkeypatch: pytest.MonkeyPatch) -> None:
    _fresh_database(tmp_path, township, NOW)
    (earlier,) = tmp_path.glob("empty-*")
    monkeypatch.setattr(migrations, "fingerprint", lambda: "another")
    (tmp_path / "empty-unfinished.sqlite3").write_bytes(b"an interrupted start")
    _fresh_database(tmp_path, township, NOW)
    assert [file.name for file in tmp_path.glob("empty-*")] == ["empty-another.sqlite3"] != [earlier.name]
