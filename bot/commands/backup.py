"""Writes a backup: the whole state of a township in one file.

The file holds personal data, so only its owner can read it.
"""

import base64
import hashlib
import os
import zipfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import orjson
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

import migrations
from bot.commands.backup_format import (
    CHUNK,
    FORM,
    MANIFEST,
    BackupRefused,
    Contents,
    contents_of,
    revision_of,
)
from models import Base
from services.core.engines.postgres import lone_engine
from services.media.store import open_store


async def backup(url: str, store: str, file: Path, *, now: datetime) -> Contents:
    """Write database and media store into ``file``, and replace it only when all is written.

    It is one snapshot: a transaction that is committed meanwhile is in it as a whole or not at all.
    """
    unfinished = file.with_name(f".{file.name}.{os.getpid()}")
    manifest: dict[str, Any] = {"form": FORM, "made_at": now.isoformat(), "revision": migrations.head(), "parts": {}}
    try:
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as out, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            async with _snapshot(url) as connection:
                if await revision_of(connection) != migrations.head():
                    raise BackupRefused("backup-old-schema")
                for table in Base.metadata.sorted_tables:
                    manifest["parts"][f"tables/{table.name}.jsonl"] = await _dump(connection, table, archive)
            for name, stored in _media(store):
                manifest["parts"][f"media/{name}"] = _pack(archive, f"media/{name}", stored)
            archive.writestr(MANIFEST, orjson.dumps(manifest, option=orjson.OPT_INDENT_2))
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
    return contents_of(manifest)


@asynccontextmanager
async def _snapshot(url: str) -> AsyncIterator[AsyncConnection]:
    """Yield a connection that sees one state of the database until it is closed."""
    isolation: dict[str, Any] = {} if url.startswith("sqlite") else {"isolation_level": "REPEATABLE READ"}
    engine = lone_engine(url, **isolation)
    try:
        async with engine.connect() as connection:
            if url.startswith("sqlite"):  # in WAL mode a transaction keeps its first view
                await connection.exec_driver_sql("BEGIN")
            yield connection
            await connection.rollback()
    finally:
        await engine.dispose()


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
    files, root = open_store(store)
    for path in sorted(files.find(root)) if files.exists(root) else ():
        name = path[len(root) :].lstrip("/")
        if not name.rpartition("/")[2].startswith("."):  # one that is still being written
            with files.open(path, "rb") as stored:
                yield name, stored


def _pack(archive: zipfile.ZipFile, name: str, stored: IO[bytes]) -> dict[str, Any]:
    digest, size = hashlib.sha256(), 0
    with archive.open(zipfile.ZipInfo(name), "w", force_zip64=True) as out:  # photos do not get smaller
        while chunk := stored.read(CHUNK):
            digest.update(chunk)
            out.write(chunk)
            size += len(chunk)
    return {"bytes": size, "sha256": digest.hexdigest()}
