"""Each start of the demo has a new database; only the first one runs the migrations."""

import asyncio
from pathlib import Path

import pytest

import migrations
from bot.demo.process import _fresh_database


def test_the_second_start_takes_the_empty_database_of_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = _fresh_database(tmp_path)
    assert asyncio.run(migrations.current(url)) == migrations.head()
    (tmp_path / "bihuan.sqlite3").write_bytes(b"what people did")
    monkeypatch.delattr(migrations, "upgrade")
    assert _fresh_database(tmp_path) == url
    assert asyncio.run(migrations.current(url)) == migrations.head()


def test_other_migrations_make_another_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _fresh_database(tmp_path)
    (earlier,) = tmp_path.glob("empty-*")
    monkeypatch.setattr(migrations, "fingerprint", lambda: "another")
    (tmp_path / "empty-unfinished.sqlite3").write_bytes(b"an interrupted start")
    _fresh_database(tmp_path)
    assert [file.name for file in tmp_path.glob("empty-*")] == ["empty-another.sqlite3"] != [earlier.name]
