"""Personal data on the disk is for the account that runs the bot."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

import migrations
from services.core.database import Database
from services.media.store import Store


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(autouse=True)
def _open_account() -> Iterator[None]:
    """An account whose new files everybody may read, as most have it."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def _url(file: Path) -> str:
    return f"sqlite+aiosqlite:///{file}"


async def _beside(file: Path) -> dict[str, int]:
    """Return the modes of the database and of the files beside it while it is written."""
    database = Database(_url(file))
    async with database.transaction() as session:
        await session.execute(sa.text("UPDATE alembic_version SET version_num = version_num"))
    modes = {one.name.removeprefix(file.name): _mode(one) for one in file.parent.glob(f"{file.name}*")}
    await database.close()
    return modes


async def test_a_new_database_and_its_folders_are_private(tmp_path: Path) -> None:
    file = tmp_path / "var" / "deep" / "bihuan.sqlite3"
    await migrations.migrate(_url(file))
    assert [_mode(file), _mode(file.parent), _mode(file.parent.parent)] == [0o600, 0o700, 0o700]
    assert await _beside(file) == {"": 0o600, "-wal": 0o600, "-shm": 0o600}


async def test_a_database_of_an_earlier_version_is_closed_to_others(tmp_path: Path) -> None:
    file, folder = tmp_path / "var/bihuan.sqlite3", _mode(tmp_path)
    await migrations.migrate(_url(file))
    file.chmod(0o644)
    left = file.with_name("bihuan.sqlite3-wal")
    left.touch(0o644)
    left.chmod(0o644)
    assert set((await _beside(file)).values()) == {0o600}
    assert _mode(tmp_path) == folder, "a folder that we did not make stays as it is"


def test_stored_media_are_private_those_of_an_earlier_version_too(tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    store = Store(f"file://{tmp_path / 'var/media'}")
    name = store.put(b"a photo")
    file = tmp_path / "var/media" / Store.name(name)
    assert [_mode(file), _mode(file.parent), _mode(tmp_path / "var/media")] == [0o600, 0o700, 0o700]
    (tmp_path / "var/media").chmod(0o755)
    assert Store(f"file://{tmp_path / 'var/media'}").get(name) == b"a photo"
    assert _mode(tmp_path / "var/media") == 0o700
