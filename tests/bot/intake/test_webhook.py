"""The webhook: 200 only once the update is stored, to Telegram only, and several processes may receive."""

import asyncio
import socket
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from bot.intake.receive.webhook import InboxWriter, Receiver, secret_of
from bot.intake.webhook_settings import WebhookSettings
from forked_product import filing
from models import Update
from models.enums import UpdateState
from patience import until
from product import count, quiet, taking_in
from sandbox_client import SandboxClient
from services.core.database import Database
from services.core.town import Town
from services.settings.township import Township

SECRET = "s3cret"
HEADER = {"X-Telegram-Bot-Api-Secret-Token": SECRET}


def update(number: int) -> dict[str, Any]:
    return {"update_id": number, "message": {"message_id": 1, "chat": {"id": 7}, "from": {"id": 7}, "text": "x"}}


@pytest.fixture
def stored() -> list[int]:
    return []


@pytest.fixture
async def client(town: Town, stored: list[int]) -> AsyncIterator[httpx.AsyncClient]:
    receiver = Receiver("/telegram", SECRET, InboxWriter(town, stored.append))
    transport = httpx.ASGITransport(app=receiver)
    async with httpx.AsyncClient(transport=transport, base_url="http://bot") as opened:
        yield opened


async def ids(town: Town) -> list[int]:
    async with town.database.reading() as session:
        return list(await session.scalars(sa.select(Update.update_id).order_by(Update.update_id)))


async def test_200_means_stored(client: httpx.AsyncClient, town: Town, stored: list[int]) -> None:
    answer = await client.post("/telegram", json=update(5), headers=HEADER)
    assert answer.status_code == 200
    assert await ids(town) == [5]
    assert stored == [5]


async def test_concurrent_updates_share_transactions_and_repetitions_are_one(
    client: httpx.AsyncClient, town: Town, stored: list[int]
) -> None:
    numbers = [n % 40 for n in range(120)]
    answers = await asyncio.gather(*(client.post("/telegram", json=update(n), headers=HEADER) for n in numbers))
    assert {answer.status_code for answer in answers} == {200}
    assert await ids(town) == list(range(40))
    assert len(stored) < 60, "concurrent updates are stored together"


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        ({"url": "/telegram", "json": update(1)}, 403),
        ({"url": "/telegram", "json": update(1), "headers": {"X-Telegram-Bot-Api-Secret-Token": "wrong"}}, 403),
        ({"url": "/elsewhere", "json": update(1), "headers": HEADER}, 404),
        ({"url": "/telegram", "content": b"{", "headers": HEADER}, 400),
        ({"url": "/telegram", "content": b"[]", "headers": HEADER}, 400),
        ({"url": "/telegram", "json": {"update_id": "1"}, "headers": HEADER}, 400),
        ({"url": "/telegram", "content": b" " * 1_100_000, "headers": HEADER}, 413),
    ],
)
async def test_what_is_not_an_update_of_telegrams_is_refused(
    client: httpx.AsyncClient, town: Town, request_: dict[str, Any], status: int
) -> None:
    assert (await client.post(**request_)).status_code == status
    assert await ids(town) == []


async def test_a_malformed_update_leaves_its_batch_mates_alone(client: httpx.AsyncClient, town: Town) -> None:
    strange: list[dict[str, Any]] = [
        {"update_id": 50, "message": {"from": {"first_name": "no id"}}},
        {"update_id": 51, "message": {"from": "x", "chat": {"id": "7"}}},
        {"update_id": 52, "callback_query": {"message": ["x"]}},
        {"update_id": 53, "message": {"from": {"id": 2**63}}},
        {"update_id": 2**63, "message": {}},
        {"update_id": -1},
        {"update_id": True},
    ]
    bodies = [update(1), *strange, update(2)]
    answers = await asyncio.gather(*(client.post("/telegram", json=one, headers=HEADER) for one in bodies))
    assert [answer.status_code for answer in answers] == [200] * 5 + [400] * 3 + [200]
    assert await ids(town) == [1, 2, 50, 51, 52, 53]


async def test_other_methods_and_health(client: httpx.AsyncClient) -> None:
    assert (await client.get("/telegram", headers=HEADER)).status_code == 405
    assert (await client.get("/healthz")).status_code == 200


async def test_a_database_that_is_away_is_not_answered_with_200(town: Town, township: Township) -> None:
    away = Database("sqlite+aiosqlite:////nowhere/at/all.sqlite3")
    lost = replace(town, settings=township, database=away)
    transport = httpx.ASGITransport(app=Receiver("/telegram", SECRET, InboxWriter(lost, lambda _: None)))
    async with httpx.AsyncClient(transport=transport, base_url="http://bot") as client:
        assert (await client.post("/telegram", json=update(1), headers=HEADER)).status_code == 503
    await away.close()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


async def test_telegram_calls_and_the_update_is_handled(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    officer = await sandbox.person("Zhang")
    port = free_port()
    settings = WebhookSettings(url=f"http://127.0.0.1:{port}/telegram", port=port)
    async with taking_in(town, filing(), sandbox_url, webhook=settings):
        for number in range(5):
            await officer.sends(f"m{number}")
        await officer.sees("noted 5: m4")
        await quiet(town, sandbox)
    info = (await sandbox.call("getWebhookInfo"))["result"]
    assert info["url"] == settings.url
    calls = await sandbox.calls("setWebhook")
    assert calls[0]["params"]["secret_token"] == secret_of(town.token)
    assert "drop_pending_updates" not in calls[0]["params"]


async def test_what_another_process_stores_is_handled_by_the_holder(
    town: Town, sandbox: SandboxClient, sandbox_url: str, database_url: str, township: Township
) -> None:
    officer = await sandbox.person("Zhang")
    holding, receiving = free_port(), free_port()
    other = replace(town, settings=township, database=Database(database_url))
    first = WebhookSettings(url=f"http://127.0.0.1:{holding}/telegram", port=holding)
    second = WebhookSettings(url=f"http://127.0.0.1:{receiving}/telegram", port=receiving)

    async def second_is_called() -> bool:
        return bool((await sandbox.call("getWebhookInfo"))["result"]["url"] == second.url)

    async with taking_in(town, filing(), sandbox_url, webhook=first):
        await officer.sends("one")
        await officer.sees("noted 1: one")
        async with taking_in(other, filing(), sandbox_url, webhook=second):  # Telegram now calls the second
            await until(second_is_called)
            await officer.sends("two")
            await officer.sees("noted 2: two")
    assert await count(town, UpdateState.HANDLED) == 2
    await other.database.close()


async def test_polling_takes_over_from_a_webhook(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    officer = await sandbox.person("Zhang")
    await sandbox.call("setWebhook", url="http://127.0.0.1:1/nobody")
    await officer.sends("waiting")
    async with taking_in(town, filing(), sandbox_url):
        await officer.sees("noted 1: waiting")
