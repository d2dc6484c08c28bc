"""The process: one poller at a time, a clock that is moved, a start that says what is missing, an end that drains."""

import asyncio
import signal
import sqlite3
import subprocess
import sys
from collections.abc import MutableMapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from aiogram import Router
from structlog.testing import capture_logs

from bot import runtime
from bot.intake.telegram_api import TokenRefused
from bot.launch import Launch, NotReady, ProcessRole
from bot.sandbox_clock import SandboxClock
from forked_product import Forker, filing
from models import Lease, Update
from models.enums import UpdateState
from patience import until
from product import count, quiet, taking_in, together
from sandbox.server import Server
from sandbox_client import SandboxClient
from services.core.database import Database
from services.core.tick import Tick
from services.core.town import Town
from services.operations.lease_holders import bury_the_dead, is_dead, new_holder
from services.settings.township import Township

ROOT = Path(__file__).parents[2]


async def test_a_second_process_stands_by_or_shares_and_takes_over(
    town: Town, sandbox: SandboxClient, sandbox_url: str, database_url: str, township: Township
) -> None:
    other = replace(town, settings=township, database=Database(database_url))
    with capture_logs() as logs:
        await _hand_over(town, other, sandbox, sandbox_url, logs)
    assert "intake_working" in {entry["event"] for entry in logs}
    assert not [entry for entry in logs if entry["event"] == "polling_conflict"], "both polled"


async def _hand_over(
    town: Town, other: Town, sandbox: SandboxClient, sandbox_url: str, logs: list[MutableMapping[str, Any]]
) -> None:
    async def stands_by() -> bool:
        return any(entry["event"] == "standing_by" or entry.get("asked_for") for entry in logs)

    officer = await sandbox.person("Zhang")
    async with taking_in(town, filing(), sandbox_url) as first_stop:
        await officer.sends("one")
        await officer.sees("noted 1: one")
        async with taking_in(other, filing(), sandbox_url):
            await until(stands_by, what="the second poller does not stand by")
            await officer.sends("two")
            await officer.sees("noted 2: two")
            first_stop.set()
            await officer.sends("three")
            await officer.sees("noted 3: three")
            await quiet(other, sandbox)
    await other.database.close()


async def test_a_conflict_and_a_bad_network_are_survived(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    officer = await sandbox.person("Zhang")
    await sandbox.fault("getUpdates", times=1, status=409)
    await sandbox.fault("getUpdates", times=1, status=502)
    await sandbox.fault("getUpdates", times=1, behave="drop_answer")
    async with taking_in(town, filing(), sandbox_url):
        await officer.sends("hello")
        await officer.sees("noted 1: hello")
        await quiet(town, sandbox)
    assert await count(town, UpdateState.HANDLED) == 1


async def test_an_answer_that_is_lost_or_refused_changes_nothing_that_was_committed(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    officer = await sandbox.person("Zhang")
    async with taking_in(town, filing(), sandbox_url):
        await sandbox.fault("sendMessage", times=1, status=429, retry_after=1)
        await officer.sends("slow down")
        await officer.sees("noted 1: slow down")
        await sandbox.fault("sendMessage", times=1, status=429, retry_after=60)
        await officer.sends("much slower")
        await until(_queued(town, "noted 2: much slower"), what="the answer is not left to the outbox")
        await officer.blocks()
        await officer.blocks(False)
        await officer.sends("and on")
        await officer.sees("noted 3: and on")
        await quiet(town, sandbox)
    assert await count(town, UpdateState.PARKED) == 0


def _queued(town: Town, text: str) -> Any:
    async def queued() -> bool:
        from models import Message

        async with town.database.reading() as session:
            contents = await session.scalars(sa.select(Message.content))
            return any(content["text"] == text for content in contents)

    return queued


async def test_a_token_that_telegram_does_not_know_ends_the_role(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    await sandbox.fault("getUpdates", times=1, status=401)
    with pytest.raises(TokenRefused):
        async with together(lambda stop: _take_in(town, sandbox_url, stop)):
            await until(_told(sandbox))


async def _take_in(town: Town, url: str, stop: asyncio.Event) -> None:
    from bot.intake.role import take_in

    await take_in(town, Router(), api_base=url, stop=stop)


def _told(sandbox: SandboxClient) -> Any:
    async def told() -> bool:
        return any(not call["ok"] for call in await sandbox.calls("getUpdates"))

    return told


async def test_a_dead_process_holds_no_lease(town: Town) -> None:
    script = "from services.operations.lease_holders import new_holder; print(new_holder())"
    other = await asyncio.create_subprocess_exec(sys.executable, "-c", script, stdout=subprocess.PIPE, cwd=ROOT)
    dead = (await other.communicate())[0].decode().strip()
    alive = new_holder()
    place, number, started, _ = alive.split(":")
    elsewhere, earlier = f"another:{number}:1:c", f"{place}:{number}:{int(started) - 1}:d"
    assert [is_dead(holder) for holder in (dead, alive, elsewhere, earlier)] == [True, False, False, True]
    async with town.database.transaction() as session:
        for name, holder in (("a", dead), ("b", alive), ("c", elsewhere)):
            session.add(Lease(name=name, holder=holder, until=town.now() + timedelta(hours=1)))
    async with town.database.transaction() as session:
        await bury_the_dead(session)
    async with town.database.reading() as session:
        held = set(await session.scalars(sa.select(Lease.name).where(Lease.until > town.now())))
    assert held == {"b", "c"}


async def test_the_sandbox_moves_the_clock_and_waits_until_it_is_worked_off(
    sandbox: SandboxClient, sandbox_server: Server
) -> None:
    clock, started, worked = SandboxClock(sandbox.url, "test"), asyncio.Event(), []

    async def work_off() -> None:
        await asyncio.sleep(0.05)
        worked.append(clock.now())

    async def follows() -> bool:
        return "test" in sandbox_server.world.clock.followers

    clock.on_move(work_off)
    async with together(lambda stop: clock.follow(stop, started)), clock.listening() as moved:
        await started.wait()
        await until(follows)
        assert not moved.is_set()
        now = await sandbox.clock.forward(timedelta(days=3))
        assert moved.is_set()
        assert len(worked) == 1
        assert abs(clock.now() - now) < timedelta(minutes=5)
        await sandbox.clock.forward(timedelta(hours=1))
        assert worked[1] - worked[0] > timedelta(hours=1)


async def test_a_database_without_its_migrations_is_not_touched(township: Township, tmp_path: Path) -> None:
    launch = Launch(township, f"sqlite+aiosqlite:///{tmp_path / 'empty.sqlite3'}", "1:x")
    async with runtime.opened(launch, asyncio.Event()) as town:
        with pytest.raises(NotReady, match="bihuan migrate"):
            await runtime.serve(town, roles=[ProcessRole.INTAKE], stop=asyncio.Event())


async def test_an_error_of_one_role_ends_the_others(monkeypatch: pytest.MonkeyPatch, town: Town) -> None:
    ended = []

    async def breaks(_: asyncio.Event) -> None:
        raise ValueError("broken")

    async def waits(stop: asyncio.Event) -> None:
        await stop.wait()
        ended.append(True)

    monkeypatch.setattr(runtime, "_roles", lambda *_, **__: {"one": breaks, "two": waits})
    with pytest.raises(ValueError, match="broken"):
        await runtime.serve(town, roles=[], stop=asyncio.Event())
    assert ended


async def test_sigterm_drains_and_sigkill_does_not_keep_the_next_one_waiting(
    town: Town, sandbox: SandboxClient, database_url: str, processes: Forker
) -> None:
    officer = await sandbox.person("Zhang")
    first = await processes.start("filing", database_url, town.token, sandbox.url)
    await officer.sends("one")
    await officer.sees("noted 1: one")
    first.kill()
    await officer.sends("two")
    second = await processes.start("filing", database_url, town.token, sandbox.url)
    await officer.sees("noted 2: two")
    second.send(signal.SIGTERM)
    await until(_released(town), what="the lease is not given back")
    await second.ended()


def _released(town: Town) -> Any:
    async def released() -> bool:
        async with town.database.reading() as session:
            return set(await session.scalars(sa.select(Lease.holder))) == {""}

    return released


NOT_DELIVERY = ["aiogram", "aiogram_dialog", "nicegui"]
NOT_DELIVERY_ALONE = ["scheduler", "handlers", "services.registry", "services.cases", "models.training"]
NOBODY_AT_START = [
    *("nicegui", "openpyxl", "alembic", "docx", "docxtpl", "shapely", "numpy", "lxml", "uvicorn", "PIL"),
    "phonenumbers",
]
"""Libraries that are imported when they are first used."""


@pytest.mark.parametrize(
    ("roles", "heavy"),
    [
        ("import delivery.role", [*NOT_DELIVERY_ALONE, *NOT_DELIVERY, *NOBODY_AT_START]),
        ("import delivery.role, scheduler.run, services.registry", [*NOT_DELIVERY, *NOBODY_AT_START]),
        ("bot.runtime.late_schemas.import_aiogram(); import bot.intake.role, handlers", NOBODY_AT_START),
    ],
)
def test_a_process_imports_no_more_than_its_roles_need_at_once(roles: str, heavy: list[str]) -> None:
    script = f"import sys, bot.runtime\n{roles}\nprint([name for name in {heavy} if name in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", script], check=True, cwd=ROOT, capture_output=True, text=True)
    assert shown.stdout.strip() == "[]"


def test_delivery_needs_nothing_that_the_areas_state() -> None:
    """Alone it has a town without them (``runtime.opened``)."""
    script = (
        "import inspect, sys, bot.runtime, delivery.role\n"
        "ours = {name: inspect.getsource(module) for name, module in list(sys.modules.items())\n"
        "        if name.startswith(('services.', 'delivery.')) and name != 'services.core.town'}\n"
        "assert len(ours) > 80\n"
        "print([name for name, words in ours.items() if '.registry.of' in words or 'town.owed' in words])"
    )
    shown = subprocess.run([sys.executable, "-c", script], check=True, cwd=ROOT, capture_output=True, text=True)
    assert shown.stdout.strip() == "[]"


async def test_a_process_that_delivers_alone_has_a_town_without_areas(tmp_path: Path, township: Township) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'town.sqlite3'}"
    for roles, stated in ((frozenset({ProcessRole.DELIVERY}), False), (frozenset({ProcessRole.SCHEDULER}), True)):
        async with runtime.opened(Launch(township, url, "1:a", roles), asyncio.Event()) as town:
            assert bool(town.registry.of(Tick)) is bool(town.owed) is stated


async def test_what_sqlite_keeps_is_what_was_sent(
    town: Town, sandbox: SandboxClient, sandbox_url: str, database_url: str
) -> None:
    """The raw update is kept as Telegram sent it, to the last field."""
    officer = await sandbox.person("Zhang")
    async with taking_in(town, filing(), sandbox_url):
        await officer.sends(location=(30.1, 108.05))
        await quiet(town, sandbox)
    async with town.database.reading() as session:
        raw = await session.scalar(sa.select(Update.raw))
    assert raw is not None
    assert b'"latitude":30.1' in raw
    if database_url.startswith("sqlite"):
        assert sqlite3.sqlite_version
