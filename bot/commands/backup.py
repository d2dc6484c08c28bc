"""The whole state in one file: a zip with a JSON line per row, the media, and a manifest that a restore is checked by.

The form is the same for both databases, so a township that outgrows SQLite restores its backup into PostgreSQL.
The file holds personal data: it is written for its owner only.
"""

import base64
import hashlib
import os
import zipfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import orjson
import sqlalchemy as sa
from fsspec.core import url_to_fs
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

import migrations
from models import Base
from models.base import UtcDateTime

FORM = 1
MANIFEST = "manifest.json"
CHUNK = 1 << 20
ROWS_AT_ONCE = 500


class BackupRefused(Exception):
    """The file is not one of ours, or does not fit; ``key`` names the text that says so. Nothing was changed."""

    def __init__(self, key: str, **arguments: Any) -> None:
        super().__init__(key, arguments)
        self.key = key
        self.arguments = arguments


@dataclass(frozen=True)
class Contents:
    """What a backup holds."""

    rows: int
    files: int


async def backup(url: str, store: str, file: Path, *, now: datetime) -> Contents:
    """Write database and media store into ``file``, replacing it only when all is written.

    One snapshot: rows that are committed meanwhile are in it as a whole or not at all.
    """
    unfinished = file.with_name(f".{file.name}.{os.getpid()}")
    manifest: dict[str, Any] = {"form": FORM, "made_at": now.isoformat(), "revision": migrations.head(), "parts": {}}
    try:
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as out, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            async with _snapshot(url) as connection:
                if await _revision(connection) != migrations.head():
                    raise BackupRefused("backup-old-schema")
                for table in Base.metadata.sorted_tables:
                    manifest["parts"][f"tables/{table.name}.jsonl"] = await _dump(connection, table, archive)
            for name, stored in _media(store):
                manifest["parts"][f"media/{name}"] = _pack(archive, f"media/{name}", stored)
            archive.writestr(MANIFEST, orjson.dumps(manifest, option=orjson.OPT_INDENT_2))
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
    return _contents(manifest)


async def restore(url: str, store: str, file: Path) -> Contents:
    """Check ``file`` whole, then load it into an empty database at the same revision; raises ``BackupRefused``."""
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = _checked(archive)
            if not _exists(url) or await migrations.current(url) is None:
                await migrations.migrate(url)
            engine = create_async_engine(url, poolclass=sa.NullPool, hide_parameters=True)
            try:
                async with engine.begin() as connection:
                    await _require_empty(connection)
                    await _load(connection, archive)
                    await _recount(connection, manifest)
                    _unpack(archive, store)
            finally:
                await engine.dispose()
    except (zipfile.BadZipFile, OSError) as error:
        raise BackupRefused("backup-unreadable", reason=type(error).__name__) from error
    return _contents(manifest)


def _contents(manifest: dict[str, Any]) -> Contents:
    parts = manifest["parts"]
    rows = sum(part["rows"] for name, part in parts.items() if name.startswith("tables/"))
    return Contents(rows, sum(name.startswith("media/") for name in parts))


@asynccontextmanager
async def _snapshot(url: str) -> AsyncIterator[AsyncConnection]:
    """Yield a connection that sees one state of the database throughout."""
    isolation: dict[str, Any] = {} if url.startswith("sqlite") else {"isolation_level": "REPEATABLE READ"}
    engine = create_async_engine(url, poolclass=sa.NullPool, hide_parameters=True, **isolation)
    try:
        async with engine.connect() as connection:
            if url.startswith("sqlite"):  # in WAL mode a transaction that began keeps seeing what it saw first
                await connection.exec_driver_sql("BEGIN")
            yield connection
            await connection.rollback()
    finally:
        await engine.dispose()


async def _revision(connection: AsyncConnection) -> str | None:
    try:
        found: str | None = await connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
    except sa.exc.SQLAlchemyError:
        return None
    return found


async def _dump(connection: AsyncConnection, table: sa.Table, archive: zipfile.ZipFile) -> dict[str, Any]:
    digest, count = hashlib.sha256(), 0
    order = list(table.primary_key.columns)
    with archive.open(f"tables/{table.name}.jsonl", "w", force_zip64=True) as out:
        async for row in await connection.stream(sa.select(table).order_by(*order)):
            line = orjson.dumps(dict(row._mapping), default=_plain, option=orjson.OPT_APPEND_NEWLINE)
            digest.update(line)
            out.write(line)
            count += 1
    return {"rows": count, "sha256": digest.hexdigest()}


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return {"base64": base64.b64encode(value).decode()}
    raise TypeError(f"{type(value).__name__} in a table")


def _media(store: str) -> Iterator[tuple[str, IO[bytes]]]:
    """Yield each file of the media store by its name within the store."""
    files, root = url_to_fs(_location(store))
    for path in sorted(files.find(root)) if files.exists(root) else ():
        name = path[len(root) :].lstrip("/")
        if not name.rpartition("/")[2].startswith("."):  # one that is being written
            with files.open(path, "rb") as stored:
                yield name, stored


def _location(store: str) -> str:
    """Return what fsspec is asked for: ``file://var/media`` is a folder of this process, as in ``delivery``."""
    return store.removeprefix("file://")


def _pack(archive: zipfile.ZipFile, name: str, stored: IO[bytes]) -> dict[str, Any]:
    digest, size = hashlib.sha256(), 0
    with archive.open(zipfile.ZipInfo(name), "w", force_zip64=True) as out:  # photos do not get smaller
        while chunk := stored.read(CHUNK):
            digest.update(chunk)
            out.write(chunk)
            size += len(chunk)
    return {"bytes": size, "sha256": digest.hexdigest()}


def _checked(archive: zipfile.ZipFile) -> dict[str, Any]:
    """Return the manifest of an archive whose every part is as it was written."""
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
    """Whether a part stays where it belongs; an archive may name ``../../etc``."""
    return name.startswith(("tables/", "media/")) and ".." not in name.split("/") and "\\" not in name


def _exists(url: str) -> bool:
    return not url.startswith("sqlite") or migrations.sqlite_exists(url)


async def _require_empty(connection: AsyncConnection) -> None:
    if await _revision(connection) != migrations.head():
        raise BackupRefused("backup-old-schema")
    for table in Base.metadata.sorted_tables:
        if (await connection.execute(sa.select(sa.literal(1)).select_from(table).limit(1))).first():
            raise BackupRefused("backup-not-empty", table=table.name)


async def _load(connection: AsyncConnection, archive: zipfile.ZipFile) -> None:
    """Insert every row. Rows that point at later rows of their own table need their constraints to wait."""
    sqlite = connection.dialect.name == "sqlite"
    for table in Base.metadata.sorted_tables:
        own = [] if sqlite else [key for key in table.foreign_key_constraints if key.referred_table is table]
        for key in own:
            await connection.execute(sa.schema.DropConstraint(key))
        batch: list[dict[str, Any]] = []
        with archive.open(f"tables/{table.name}.jsonl") as lines:
            for line in lines:
                batch.append(_row(table, orjson.loads(line)))
                if len(batch) >= ROWS_AT_ONCE:
                    await connection.execute(sa.insert(table), batch)
                    batch.clear()
        if batch:
            await connection.execute(sa.insert(table), batch)
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
    """Return a row's values as the columns take them."""
    values: dict[str, Any] = {}
    for column in table.columns:
        value = plain.get(column.name)
        kind = column.type
        if value is None:
            values[column.name] = None
        elif isinstance(kind, sa.LargeBinary):
            values[column.name] = base64.b64decode(value["base64"])
        elif isinstance(kind, sa.Enum) and kind.enum_class is not None:
            values[column.name] = kind.enum_class(value)
        elif isinstance(kind, UtcDateTime):
            values[column.name] = datetime.fromisoformat(value)
        else:
            values[column.name] = value
    return values


async def _recount(connection: AsyncConnection, manifest: dict[str, Any]) -> None:
    """Compare what is in the tables with the manifest, foreign keys included, before it is committed."""
    for table in Base.metadata.sorted_tables:
        count = await connection.scalar(sa.select(sa.func.count()).select_from(table))
        if count != manifest["parts"][f"tables/{table.name}.jsonl"]["rows"]:
            raise BackupRefused("backup-count", table=table.name)
    if connection.dialect.name == "sqlite" and (await connection.exec_driver_sql("PRAGMA foreign_key_check")).first():
        raise BackupRefused("backup-references")


def _unpack(archive: zipfile.ZipFile, store: str) -> None:
    files, root = url_to_fs(_location(store))
    for name in archive.namelist():
        if not name.startswith("media/"):
            continue
        path = f"{root}/{name.removeprefix('media/')}"
        files.makedirs(path.rpartition("/")[0], exist_ok=True)
        with archive.open(name) as stored, files.open(path, "wb") as out:
            while chunk := stored.read(CHUNK):
                out.write(chunk)
