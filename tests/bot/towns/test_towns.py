"""Many towns in one process: each answers its own people, and one that fails, floods or goes away is alone in it."""

import asyncio
import shutil
import socket
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
import sqlalchemy as sa
from structlog.contextvars import merge_contextvars
from structlog.testing import capture_logs

import databases
import migrations
from bot import health
from bot.launch import ProcessRole
from bot.towns import life, process
from bot.towns.folder import read_town
from bot.towns.process import Towns
from county import County, TownFolder
from patience import until
from product import together
from sandbox_client import Player

ROLES = frozenset({ProcessRole.INTAKE, ProcessRole.SCHEDULER, ProcessRole.DELIVERY})


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "LOOK_EVERY", 0.05)
    for name in ("AGAIN", "LONGEST", "LOOK_AGAIN"):
        monkeypatch.setattr(life, name, 0.05)


both = pytest.mark.parametrize("county", ["sqlite", "postgres"], indirect=True)


@asynccontextmanager
async def running(county: County) -> AsyncIterator[Towns]:
    """Run the towns of the folder while the block runs."""
    towns = Towns(county.folder, ROLES, None)
    async with together(towns.run):
        yield towns


async def becomes(towns: Towns, states: dict[str, str]) -> None:
    """Wait until the towns are in these states."""

    found: dict[str, str] = {}

    async def there() -> bool:
        said: dict[str, Any] = (await towns.look())[1]["towns"]
        found.clear()
        found.update({name: one["status"] for name, one in said.items()})
        return found == states

    try:
        await until(there)
    except AssertionError:
        raise AssertionError(f"the towns never were {states}, but {found}") from None


def said(logs: list[Any], event: str, town: str) -> Callable[[], Awaitable[bool]]:
    async def is_said() -> bool:
        return any(entry["event"] == event and entry.get("town") == town for entry in logs)

    return is_said


@both
async def test_each_town_answers_its_own_people(county: County) -> None:
    first, second = await county.town("上湾镇"), await county.town("qinglong")
    mine, theirs = await first.officer("张三"), await second.officer("李四")
    abroad = Player(second.sandbox, mine.id, "张三")
    async with running(county) as towns:
        await becomes(towns, {"qinglong": "well", "上湾镇": "well"})
        await asyncio.gather(mine.sends("/start"), theirs.sends("/start"), abroad.sends("/start"))
        await asyncio.gather(mine.sees("张三"), theirs.sees("李四"))
        assert "张三" not in (await abroad.sees("登录")).text, "a stranger there"
    if not (first.folder / "bihuan.sqlite3").exists():
        urls = [sa.make_url(read_town(one.folder, None).database_url) for one in (first, second)]
        assert {url.query["schema"] for url in urls} == {"town_上湾镇", "town_qinglong"}


async def test_a_bad_config_and_a_bad_token_are_said_and_the_others_run(county: County) -> None:
    refused = await county.town("c")
    await refused.sandbox.fault("getUpdates", status=401)
    with capture_logs(processors=[merge_contextvars]) as logs:
        async with running(county) as towns:
            await becomes(towns, {"c": "token_refused"})
            good = await county.town("a")
            await becomes(towns, {"a": "well", "c": "token_refused"})
            faulty = await county.town("b")
            rules = faulty.rules.read_text(encoding="utf-8")
            faulty.rules.write_text(rules.replace("language: zh_CN", "language: latin"))
            twin = await county.town("d", BIHUAN_TOKEN=good.sandbox.token)
            old = await county.town("e", migrated=False)
            states = {"a": "well", "b": "settings_faulty", "c": "token_refused", "d": "settings_faulty"}
            await becomes(towns, states | {"e": "not_migrated"})
            officer = await good.officer("张三")
            await officer.sends("/start")
            await officer.sees("张三")
            assert not (await towns.look())[0], "the whole is not green"
            faulty.rules.write_text(rules)
            (refused.folder / ".env").write_text(f"BIHUAN_TOKEN={refused.sandbox.token}  # the right one\n")
            await migrations.migrate(read_town(old.folder, None).database_url)
            twin.folder.rename(county.folder.parent / "gone")  # whole: the process may look at any time
            await becomes(towns, {"a": "well", "b": "well", "c": "well", "e": "well"})
    faults = [entry for entry in logs if entry["event"] == "town_settings_faulty"]
    assert {(entry["town"], entry["where"]) for entry in faults} == {("b", "language")}
    assert await said(logs, "town_token_refused", "c")()
    assert await said(logs, "town_token_twice", "d")()
    assert await said(logs, "town_not_migrated", "e")()


async def test_towns_come_go_and_change_without_a_restart(county: County) -> None:
    first = await county.town("a")
    officer = await first.officer("张三")
    async with running(county) as towns:
        await becomes(towns, {"a": "well"})
        before = towns._lives["a"].town
        second = await county.town("b")
        other = await second.officer("李四")
        await becomes(towns, {"a": "well", "b": "well"})
        await other.sends("/start")
        await other.sees("李四")

        rules = second.rules.read_text(encoding="utf-8")
        second.rules.write_text("lines: {")
        await until(lambda: _is(towns, "b", "settings_faulty"), what="the fault is not noticed")
        await other.sends("/start")
        await other.sees("李四")
        second.rules.write_text(f"{rules}\n# another rule\n")
        await becomes(towns, {"a": "well", "b": "well"})
        await other.sends("/start")
        await other.sees("李四")

        shutil.move(second.folder, county.folder.parent / "b")
        await becomes(towns, {"a": "well"})
        await other.sends("/start")
        await officer.sends("/start")
        await officer.sees("张三")
        assert await second.sandbox.unconfirmed() == 1, "nobody fetches for a town that is gone"
        assert towns._lives["a"].town is before, "the other town was left alone"


async def _is(towns: Towns, name: str, state: str) -> bool:
    found: dict[str, Any] = (await towns.look())[1]["towns"]
    return bool(found[name]["status"] == state)


@both
async def test_a_town_without_its_database_recovers_alone(county: County) -> None:
    first, second = await county.town("a"), await county.town("b")
    mine, theirs = await first.officer("张三"), await second.officer("李四")
    url = sa.make_url(read_town(first.folder, None).database_url)
    async with running(county) as towns:
        await becomes(towns, {"a": "well", "b": "well"})
        async with _away(url):
            await mine.sends("/start")
            await theirs.sends("/start")
            await theirs.sees("李四")
            await mine.sees_nothing("张三")
        await mine.sees("张三")
        await becomes(towns, {"a": "well", "b": "well"})


@asynccontextmanager
async def _away(url: sa.URL) -> AsyncIterator[None]:
    """Keep the database of one town from being used."""
    if url.get_backend_name() == "sqlite":
        other = sqlite3.connect(str(url.database), isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.close()
        return
    schema, server = url.query["schema"], url.difference_update_query(["schema"])
    await databases.command(server, f'ALTER SCHEMA "{schema}" RENAME TO hidden')
    yield
    await databases.command(server, f'ALTER SCHEMA hidden RENAME TO "{schema}"')


async def test_a_town_whose_database_is_broken_starts_when_it_is_whole(county: County) -> None:
    first = await county.town("a", migrated=False)
    await county.town("b")
    (first.folder / "bihuan.sqlite3").write_bytes(b"this is no database" * 100)
    async with running(county) as towns:
        await becomes(towns, {"a": "failed", "b": "well"})
        shutil.copy(county.template, first.folder / "bihuan.sqlite3")
        await becomes(towns, {"a": "well", "b": "well"})


async def test_health_answers_for_every_town(county: County) -> None:
    await county.town("上湾镇", BIHUAN_FEED_TOKEN="sixteen-characters")
    await county.town("b", migrated=False)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    async with running(county) as towns:
        await becomes(towns, {"上湾镇": "well", "b": "not_migrated"})
        async with (
            together(lambda stop: health.serve_all(towns.look, towns.feed, "127.0.0.1", port, stop)),
            httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client,
        ):
            await until(lambda: _listens(port))
            answer = await client.get("/healthz")
            assert answer.status_code == 503
            states = {name: one["status"] for name, one in answer.json()["towns"].items()}
            assert states == {"b": "not_migrated", "上湾镇": "well"}
            secret = {"Authorization": "Bearer sixteen-characters"}
            assert (await client.get("/上湾镇/orders.atom", headers=secret)).status_code == 200
            assert (await client.get("/上湾镇/orders.atom")).status_code == 401
            assert (await client.get("/b/orders.atom", headers=secret)).status_code == 404
            assert (await client.get("/orders.atom", headers=secret)).status_code == 404


async def _listens(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    return True


async def test_a_flood_in_one_town_leaves_the_send_budget_of_another(county: County) -> None:
    first, second = await county.town("a"), await county.town("b")
    mine, theirs = await first.officer("张三"), await second.officer("李四")
    async with running(county) as towns:
        await becomes(towns, {"a": "well", "b": "well"})
        async with asyncio.TaskGroup() as flood:
            for _ in range(60):
                flood.create_task(mine.sends("/start"))
        await theirs.sends("/start")
        answered = await theirs.sees("李四")
        still = [call for call in await first.sandbox.calls("sendMessage") if call["bot_id"] == _bot(first)]
        assert len(still) < 60, "the flooding town has to wait for its own budget"
        assert answered


def _bot(town: TownFolder) -> int:
    return int(town.sandbox.token.partition(":")[0])
