"""What the outside sees: /healthz says what is late, the heartbeat is withheld while anything is."""

import asyncio
import socket
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from bot import health
from bot.runtime import serve
from bot.serving import Receive, Scope, Send, answer, listening
from bot.settings import Environment, SettingsFaulty, read
from models import Message
from models.enums import MessageState
from patience import until
from product import together
from services.core.town import Town
from services.operations import leases
from services.operations.held_lease import machine_now
from services.operations.lease_holders import new_holder
from services.operations.watchdog import Reception
from township import TownshipDriver


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


async def stuck(driver: TownshipDriver) -> None:
    """An incident whose first step nobody takes for ten minutes, everything else delivered."""
    await driver.files(kind="incident")
    async with driver.town.database.transaction() as session:
        await session.execute(sa.update(Message).values(state=MessageState.SENT))
    driver.clock.at += timedelta(minutes=10)


async def test_healthz_says_what_is_late(town: Town) -> None:
    driver, port = await TownshipDriver.open(town), free_port()
    async with (
        together(lambda stop: serve(driver.town, roles=(), stop=stop, health=f"127.0.0.1:{port}")),
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client,
    ):

        async def up() -> bool:
            try:
                return (await client.get("/healthz")).status_code == 200
            except httpx.TransportError:
                return False

        await until(up, what="nothing answers")
        assert (await client.get("/healthz")).json() == {"status": "well"}
        await stuck(driver)
        said = await client.get("/healthz")
        assert (said.status_code, said.json()) == (503, {"status": "late", "late": {"deadlines": 1}})
        assert (await client.get("/")).status_code == 404
        assert (await client.post("/healthz")).status_code == 405


async def test_healthz_says_which_process_handles_how_many_senders(town: Town) -> None:
    mine, now = new_holder(town.database), machine_now()
    async with town.database.transaction() as session:
        for names, holder in (
            (["intake:1", "intake:1:3"], mine),
            (["intake:1:2"], "other:7:1:x"),
            (["delivery:1"], mine),
        ):
            await leases.acquire_each(session, names, holder, now=now, lifetime=timedelta(minutes=1))
        await leases.acquire_each(session, ["intake:1:4"], "gone:8:1:x", now=now, lifetime=timedelta(0))
    well, said = await health.state(town)
    assert well
    assert said["intake"] == [
        {"process": ":".join(mine.split(":")[:2]), "shares": 2, "first": True},
        {"process": "other:7", "shares": 1, "first": False},
    ]


async def test_the_feed_of_orders_opens_with_its_token_alone(town: Town) -> None:
    secret, ports = "a-secret-of-twenty-0", (free_port(), free_port())
    opened = (
        lambda stop: health.serve(town, "127.0.0.1", ports[0], stop, feed_token=secret),
        lambda stop: health.serve(town, "127.0.0.1", ports[1], stop),
    )
    async with together(*opened), httpx.AsyncClient(trust_env=False) as client:

        async def answers(at: int, **headers: str) -> httpx.Response | None:
            try:
                return await client.get(f"http://127.0.0.1:{ports[at]}{health.FEED}", headers=headers)
            except httpx.TransportError:
                return None

        for at in (0, 1):
            await until(lambda at=at: answers(at), what="nothing answers")
        said = [await answers(0), await answers(0, authorization="Bearer wrong"), await answers(1)]
        assert [one.status_code for one in said if one] == [401, 401, 404]
        feed = await answers(0, authorization=f"Bearer {secret}")
        assert feed is not None
        assert (feed.status_code, feed.headers["content-type"]) == (200, "application/atom+xml")


async def test_polls_that_keep_failing_are_late_until_one_succeeds(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    driver, reception = await TownshipDriver.open(town), Reception()
    assert await health.state(driver.town, reception) == (True, {"status": "well"})
    reception.failed()
    assert await health.state(driver.town, reception) == (True, {"status": "well"}), "one hiccup is no alarm"
    reception.failing_since = time.monotonic() - 100
    reception.failed()
    well, said = await health.state(driver.town, reception)
    assert (well, said["status"]) == (False, "late")
    assert 100 <= said["late"]["polling"] < 200
    reception.succeeded()
    assert await health.state(driver.town, reception) == (True, {"status": "well"})


@asynccontextmanager
async def monitor() -> AsyncIterator[tuple[str, list[str]]]:
    """Somebody outside who counts heartbeats."""
    beats: list[str] = []
    port = free_port()

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        beats.append(scope["path"])
        await answer(send, 200)

    async with listening(application, "127.0.0.1", port):
        yield f"http://127.0.0.1:{port}/ping/secret", beats


async def test_the_heartbeat_is_withheld_while_anything_is_late(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    driver = await TownshipDriver.open(town)
    looks: list[bool] = []
    look = health.state

    async def noted(of: Town, reception: Reception | None = None) -> tuple[bool, dict[str, Any]]:
        found = await look(of, reception)
        looks.append(found[0])
        return found

    monkeypatch.setattr(health, "state", noted)
    async with monitor() as (url, beats):
        async with together(lambda stop: health.beat(partial(health.state, driver.town), url, stop, every=0.01)):
            await until(lambda: _true(len(beats) > 2), what="no heartbeat")
            await stuck(driver)
            await until(lambda: _true(looks.count(False) > 2), what="nobody looked")
            held = len(beats)
            seen = looks.count(False)
            await until(lambda: _true(looks.count(False) > seen + 2), what="nobody looked again")
            assert len(beats) == held
        assert set(beats) == {"/ping/secret"}


async def _true(condition: bool) -> bool:
    await asyncio.sleep(0)
    return condition


def test_addresses_are_checked_and_the_heartbeats_is_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BIHUAN_HEALTH", "127.0.0.1:8090")
    monkeypatch.setenv("BIHUAN_HEARTBEAT_URL", "https://monitor.example/ping/verysecret")
    assert "verysecret" not in repr(Environment())
    monkeypatch.setenv("BIHUAN_HEALTH", "8090")
    monkeypatch.setenv("BIHUAN_HEARTBEAT_URL", "verysecret")
    with pytest.raises(SettingsFaulty) as caught:
        read(None)
    assert {fault.where for fault in caught.value.faults} == {"BIHUAN_HEALTH", "BIHUAN_HEARTBEAT_URL"}
    assert "verysecret" not in str([fault.as_json() for fault in caught.value.faults])
