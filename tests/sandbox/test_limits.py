"""The flood limits, as Telegram publishes them."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from sandbox.errors import Refusal
from sandbox.server import Server
from sandbox.wire.limits import SendBudget
from sandbox.world.state import World


def spent(budget: SendBudget, chat: int, now: float, *, group: bool = False, count: int = 1) -> int:
    """0 when the send passes, else retry_after."""
    try:
        budget.spend(chat, group, count, now)
    except Refusal as refusal:
        return int(refusal.parameters["retry_after"])
    return 0


def test_thirty_in_any_second() -> None:
    budget = SendBudget()
    assert [spent(budget, chat, 0.9) for chat in range(31)] == [0] * 30 + [1]
    assert spent(budget, 99, 1.8) == 1
    assert spent(budget, 99, 1.9) == 0


def test_twenty_a_minute_to_one_group() -> None:
    budget = SendBudget()
    assert [spent(budget, -1, 2.0 * n, group=True) for n in range(21)] == [0] * 20 + [20]
    assert spent(budget, -2, 40.0, group=True) == 0
    assert spent(budget, -1, 59.9, group=True) == 1
    assert spent(budget, -1, 60.0, group=True) == 0


def test_a_group_takes_the_twenty_of_its_minute_at_once() -> None:
    budget = SendBudget()
    assert [spent(budget, -1, 0.0, group=True) for _ in range(21)] == [0] * 20 + [60]


def test_short_bursts_to_one_chat_pass() -> None:
    budget = SendBudget()
    assert [spent(budget, 1, 0.0) for _ in range(6)] == [0] * 5 + [1]
    assert [spent(budget, 1, 1.0) for _ in range(2)] == [0, 1]
    assert [spent(budget, 1, 2.0 + n) for n in range(50)] == [0] * 50


def test_an_album_counts_its_items() -> None:
    budget = SendBudget()
    assert spent(budget, 1, 0.0, count=10) == 0
    assert spent(budget, 1, 0.0) == 6
    assert spent(budget, 1, 6.0) == 0
    assert [spent(budget, chat, 6.1) for chat in range(2, 32)] == [0] * 29 + [1]


def test_a_refused_send_costs_nothing() -> None:
    budget = SendBudget()
    for _ in range(5):
        spent(budget, 1, 0.0)
    for _ in range(100):
        assert spent(budget, 1, 0.5) == 1
    assert spent(budget, 1, 1.0) == 0


@pytest.fixture
async def strict() -> AsyncIterator[Any]:
    async with (
        Server(World(strict_limits=True)) as server,
        httpx.AsyncClient(base_url=server.url, trust_env=False) as client,
    ):
        yield client


async def test_the_server_enforces_them(strict: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sandbox.botapi.gate.monotonic", lambda: 100.0)
    user = (await strict.post("/sandbox/users", json={"first_name": "Li"})).json()["id"]
    token, keys = "9:x", {"inline_keyboard": [[{"text": "x", "callback_data": "x"}]]}
    await strict.post("/sandbox/send", json={"bot": token, "from": user, "text": "/start"})

    async def call(method: str, **params: Any) -> dict[str, Any]:
        return (await strict.post(f"/bot{token}/{method}", json={"chat_id": user, **params})).json()

    sent = await call("sendMessage", text="x", reply_markup=keys)
    for number in range(4):
        assert (await call("editMessageText", message_id=sent["result"]["message_id"], text=str(number)))["ok"]
    refused = await call("sendMessage", text="y")
    assert refused["error_code"] == 429
    assert refused["parameters"]["retry_after"] == 1
    assert refused["description"] == "Too Many Requests: retry after 1"
    assert (await call("sendChatAction", action="typing"))["ok"]
    assert (await call("answerCallbackQuery", callback_query_id="1"))["error_code"] == 400
    other = (await strict.post("/bot10:x/sendMessage", json={"chat_id": user, "text": "x"})).json()
    assert other["error_code"] == 403
