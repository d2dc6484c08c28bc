"""The commands that read everything a town has kept: the audit, the ledger of cases and the backup, beside the bot.

Each is told as a ratio to the bare work in the same run, in processor seconds: the rows of the journal read by the
driver and hashed; the ledger's cells written by openpyxl; the database's own copy, compressed once. Meanwhile people
press buttons. Bounded by SHA-256, openpyxl and zlib.
"""

import asyncio
import os
import sqlite3
import subprocess
import tempfile
import time
import zipfile
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import asyncpg
import orjson
import sqlalchemy as sa
from openpyxl import Workbook, load_workbook

from benchmarks.growth import LARGE, SECONDS, TIMES, actor_of, does, file_report
from benchmarks.support.harness import ROOT, Json, database_url, percentile, town_on
from benchmarks.support.history import FIRST, fill
from benchmarks.support.product import BIHUAN, peak_mb
from bot.demo import workbook as demo_workbook
from models import JournalEntry
from models.enums import Role
from models.every import Base
from services.core import journal
from services.core.database import begins
from services.core.town import Town

NAME = "records"
RATIO, MOST_MB, PRESS_S = 2, 200, 0.15
AT_ONCE = 5_000
"""Journal entries that are written together."""
CHAIN = 5
"""Entries of a subject."""
BETWEEN = 0.2
"""Seconds between two presses."""
_COLUMNS = [column.name for column in JournalEntry.__table__.c if column.name != "id"]


async def run(database_kind: str, *, quick: bool = False) -> Json:
    """Return the worst ratio to the bare work, and for each command its seconds, memory and the presses beside it."""
    cases = LARGE // 20 if quick else LARGE
    with tempfile.TemporaryDirectory(prefix="records") as folder:
        async with database_url(database_kind) as url, town_on(url) as town:
            await demo_workbook.populate(town.database, town.settings, now=town.now())
            until = town.now() - timedelta(hours=1)
            await fill(town.database, until, rows=cases, seconds=SECONDS, times=TIMES | {"journal": 1})
            await _write_journal(town, cases * int(TIMES["journal"]))
            press = await _press(town)
            ledger, archive = f"{folder}/cases.xlsx", f"{folder}/backup.zip"
            start, alone = await _beside(url, press, "audit", "none")
            audit = await _beside(url, press, "audit")
            export = await _beside(url, press, "export", "cases", ledger)
            backup = await _beside(url, press, "backup", archive)
            bare = {
                "audit": await _processor(_hash(url)),
                "export": await _processor(asyncio.to_thread(_write_cells, await asyncio.to_thread(_rows, ledger))),
                "backup": await _processor(_copy(url, folder)),
            }
    found = {"audit": audit, "export": export, "backup": backup}
    ratios = {name: (done["cpu_s"] - start["cpu_s"]) / bare[name] for name, (done, _) in found.items()}
    return {
        "value": round(max(ratios.values()), 2),
        "unit": "of the bare work",
        "target": RATIO,
        "peak_mb": max(done["peak_mb"] for done, _ in found.values()),
        "peak_target": MOST_MB,
        "press_p95_s": max(_p95(taken) for _, taken in found.values()),
        "press_target": PRESS_S,
        "press_p95_s_alone": _p95(alone),
        "cases": cases,
        "start": start,
        "each": {
            name: {"ratio": round(ratios[name], 2), "bare_cpu_s": round(bare[name], 2), **done, "press_s": _p95(taken)}
            for name, (done, taken) in found.items()
        },
    }


async def _write_journal(town: Town, entries: int) -> None:
    """Write chains that hold in the place of the journal that only fills its table."""
    previous, now = journal.FIRST, town.now()
    async with town.database.transaction() as session:
        await session.execute(sa.delete(JournalEntry).where(begins(JournalEntry.subject, journal.of_case(0)[:-1])))
    for start in range(0, entries, AT_ONCE):
        rows = []
        for number in range(start, min(start + AT_ONCE, entries)):
            seq = number % CHAIN + 1
            entry = {
                "subject": journal.of_case(FIRST + number // CHAIN),
                "seq": seq,
                "at": now - timedelta(seconds=number),
                "actor_id": 1 + number % 12,
                "action": "dispatch",
                "from_state": "filed",
                "to_state": "dispatched",
                "reason": None,
                "details": {"unit": number % 12, "hours": 4},
                "previous": previous if seq > 1 else journal.FIRST,
            }
            previous = journal.digest(entry)
            rows.append(entry | {"digest": previous})
        async with town.database.transaction() as session:
            await session.execute(sa.insert(JournalEntry), rows)


async def _press(town: Town) -> Callable[[], Awaitable[object]]:
    """Return what an officer's last press for a report does: the largest of all presses."""
    officer = await actor_of(town, Role.GRID_OFFICER)
    return lambda: does(town, officer, file_report)


async def _beside(url: str, press: Callable[[], Awaitable[object]], *command: str) -> tuple[Json, list[float]]:
    """Run a command while somebody presses buttons; return its seconds and peak memory, and the time of each answer."""
    began, quiet = time.perf_counter(), subprocess.DEVNULL
    environment = os.environ | {"BIHUAN_DATABASE_URL": url, "PYTHONPATH": str(ROOT)}
    start = partial(subprocess.Popen, (BIHUAN, *command), cwd=ROOT, env=environment, stdout=quiet, stderr=quiet)
    process = await asyncio.to_thread(start)
    ended = asyncio.create_task(asyncio.to_thread(os.wait4, process.pid, 0))
    taken, peak = list[float](), 0.0
    while not ended.done():
        pressed = time.perf_counter()
        await press()
        taken.append(time.perf_counter() - pressed)
        await asyncio.sleep(BETWEEN)
        peak = max(peak, peak_mb(process.pid))
    _, status, used = await ended
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode and "none" not in command:
        raise RuntimeError(f"{command} ended with {process.returncode}")
    seconds = {"s": time.perf_counter() - began, "cpu_s": used.ru_utime + used.ru_stime}
    return {name: round(took, 2) for name, took in seconds.items()} | {"peak_mb": round(peak)}, taken


def _p95(taken: list[float]) -> float:
    return round(percentile(taken, 0.95), 3)


async def _processor(work: Awaitable[object]) -> float:
    began = time.process_time()
    await work
    return time.process_time() - began


async def _hash(url: str) -> None:
    """Read the journal with the driver alone, and hash each row."""
    query = f"SELECT {', '.join(_COLUMNS)} FROM journal ORDER BY subject, seq"
    if path := _file_of(url):
        await asyncio.to_thread(_hash_file, path, query)
        return
    connection = await asyncpg.connect(_dsn(url))
    async with connection.transaction():
        async for row in connection.cursor(query, prefetch=1_000):
            _check(row, row["at"])
    await connection.close()


def _hash_file(path: Path, query: str) -> None:
    with sqlite3.connect(path) as connection:
        for row in connection.execute(query):
            _check(row, datetime.fromisoformat(row[2]).replace(tzinfo=UTC))
    connection.close()


def _check(row: Any, at: datetime) -> None:
    entry = dict(zip(_COLUMNS, tuple(row), strict=True))
    digest = entry.pop("digest")
    if journal.digest(entry | {"at": at, "details": orjson.loads(entry["details"])}) != digest:
        raise RuntimeError("the journal does not hold")


def _write_cells(sheets: dict[str, list[Any]]) -> None:
    """Write the cells of the ledger with openpyxl alone."""
    book = Workbook(write_only=True)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    with BytesIO() as content:
        book.save(content)


def _rows(ledger: str) -> dict[str, list[Any]]:
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in load_workbook(ledger, read_only=True)}


async def _copy(url: str, folder: str) -> None:
    """Copy the database with what its driver has for that, and compress it once."""
    path = _file_of(url)
    with zipfile.ZipFile(f"{folder}/bare.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        if path:
            await asyncio.to_thread(_copy_file, path, Path(folder) / "copy.sqlite3")
            await asyncio.to_thread(archive.write, f"{folder}/copy.sqlite3")
            return
        connection = await asyncpg.connect(_dsn(url))
        for table in Base.metadata.sorted_tables:
            with archive.open(table.name, "w", force_zip64=True) as out:
                await connection.copy_from_table(table.name, output=out)
        await connection.close()


def _copy_file(path: Path, copy: Path) -> None:
    source, target = sqlite3.connect(path), sqlite3.connect(copy)
    source.backup(target)
    source.close()
    target.close()


def _file_of(url: str) -> Path | None:
    found = sa.make_url(url)
    return Path(str(found.database)) if found.get_backend_name() == "sqlite" else None


def _dsn(url: str) -> str:
    return sa.make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
