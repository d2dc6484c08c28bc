"""Restores a backup into an empty database, after the whole file was checked."""

import hashlib
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import orjson
import sqlalchemy as sa
from fsspec.implementations.local import LocalFileSystem
from sqlalchemy.ext.asyncio import AsyncConnection

import migrations
from bot.commands.backup_format import CHUNK, FORM, MANIFEST, BackupRefused, Contents, contents_of, revision_of
from models.base import UtcDateTime
from models.every import Base
from services.core.database import Progress, untold
from services.core.engines.postgres import lone_engine
from services.media.store import open_store
from services.settings.private_files import close_to_others, make_folder

ROWS_AT_ONCE = 500


async def restore(url: str, store: str, file: Path, *, progress: Progress = untold) -> Contents:
    """Check the whole ``file``, then load it into an empty database at the same revision; raises ``BackupRefused``.

    ``progress`` is told how many rows are loaded.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = _checked(archive)
            if not _exists(url) or await migrations.current(url) is None:
                await migrations.migrate(url)
            engine = lone_engine(url)
            try:
                async with engine.begin() as connection:
                    await _require_empty(connection)
                    await _load(connection, archive, lambda done: progress(done, contents_of(manifest).rows))
                    await _recount(connection, manifest)
                    _unpack(archive, store)
            finally:
                await engine.dispose()
    except (zipfile.BadZipFile, OSError) as error:
        raise BackupRefused("backup-unreadable", reason=type(error).__name__) from error
    return contents_of(manifest)


def _checked(archive: zipfile.ZipFile) -> dict[str, Any]:
    """Return the manifest of an archive after comparing every part with it."""
    try:
        manifest: dict[str, Any] = orjson.loads(archive.read(MANIFEST))
        parts: dict[str, dict[str, Any]] = manifest["parts"]
        revision, form = manifest["revision"], manifest["form"]
    except (KeyError, TypeError, orjson.JSONDecodeError):
        raise BackupRefused("backup-no-manifest") from None
    if form != FORM or revision != migrations.head():
        raise BackupRefused("backup-other-version", revision=str(revision), head=migrations.head())
    expected = {f"tables/{name}.jsonl" for name in Base.metadata.tables}
    names = set(archive.namelist()) - {MANIFEST}
    if names != set(parts) or not expected <= names or not all(_harmless(name) for name in names):
        raise BackupRefused("backup-incomplete")
    for name, part in parts.items():
        digest = hashlib.sha256()
        with archive.open(name) as stored:
            while chunk := stored.read(CHUNK):
                digest.update(chunk)
        if digest.hexdigest() != part["sha256"]:
            raise BackupRefused("backup-changed", part=name)
    return manifest


def _harmless(name: str) -> bool:
    """Return whether a part stays in its folder; an archive may name ``../../etc``."""
    return name.startswith(("tables/", "media/")) and ".." not in name.split("/") and "\\" not in name


def _exists(url: str) -> bool:
    return not url.startswith("sqlite") or migrations.sqlite_exists(url)


async def _require_empty(connection: AsyncConnection) -> None:
    if await revision_of(connection) != migrations.head():
        raise BackupRefused("backup-old-schema")
    for table in Base.metadata.sorted_tables:
        if (await connection.execute(sa.select(sa.literal(1)).select_from(table).limit(1))).first():
            raise BackupRefused("backup-not-empty", table=table.name)


async def _load(connection: AsyncConnection, archive: zipfile.ZipFile, told: Callable[[int], object]) -> None:
    """Insert every row. Rows that point at later rows of their own table need their constraints to wait."""
    sqlite, done = connection.dialect.name == "sqlite", 0
    for table in Base.metadata.sorted_tables:
        own = [] if sqlite else [key for key in table.foreign_key_constraints if key.referred_table is table]
        for key in own:
            await connection.execute(sa.schema.DropConstraint(key))
        with archive.open(f"tables/{table.name}.jsonl") as lines:
            while rows := [_row(table, orjson.loads(line)) for line in islice(lines, ROWS_AT_ONCE)]:
                await connection.execute(sa.insert(table), rows)
                done += len(rows)
                told(done)
        for key in own:
            await connection.execute(sa.schema.AddConstraint(key, isolate_from_table=False))
        number = table.autoincrement_column
        if not sqlite and number is not None:
            await connection.execute(
                sa.text(
                    f"SELECT setval(pg_get_serial_sequence('{table.name}', '{number.name}'), "
                    f'coalesce((SELECT max("{number.name}") FROM "{table.name}"), 1), '
                    f'EXISTS (SELECT 1 FROM "{table.name}"))'
                )
            )


def _row(table: sa.Table, plain: dict[str, Any]) -> dict[str, Any]:
    """Return a row's values in the types of the columns."""
    values: dict[str, Any] = {}
    for column in table.columns:
        value = plain.get(column.name)
        kind = column.type
        if value is None:
            values[column.name] = None
        elif isinstance(kind, sa.LargeBinary):
            values[column.name] = bytes.fromhex(value)
        elif isinstance(kind, sa.Enum) and kind.enum_class is not None:
            values[column.name] = kind.enum_class(value)
        elif isinstance(kind, UtcDateTime):
            values[column.name] = datetime.fromisoformat(value)
        elif isinstance(kind, sa.Date):
            values[column.name] = date.fromisoformat(value)
        else:
            values[column.name] = value
    return values


async def _recount(connection: AsyncConnection, manifest: dict[str, Any]) -> None:
    """Compare the tables with the manifest, and check foreign keys, before the commit."""
    for table in Base.metadata.sorted_tables:
        count = await connection.scalar(sa.select(sa.func.count()).select_from(table))
        if count != manifest["parts"][f"tables/{table.name}.jsonl"]["rows"]:
            raise BackupRefused("backup-count", table=table.name)
    if connection.dialect.name == "sqlite" and (await connection.exec_driver_sql("PRAGMA foreign_key_check")).first():
        raise BackupRefused("backup-references")


def _unpack(archive: zipfile.ZipFile, store: str) -> None:
    files, root = open_store(store)
    for name in archive.namelist():
        if not name.startswith("media/"):
            continue
        path = f"{root}/{name.removeprefix('media/')}"
        local = isinstance(files, LocalFileSystem)
        if local:
            make_folder(Path(path).parent)
        with archive.open(name) as stored, files.open(path, "wb") as out:
            while chunk := stored.read(CHUNK):
                out.write(chunk)
        if local:
            close_to_others(Path(path))
