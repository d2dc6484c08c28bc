"""Faults as ordered: statuses, cut connections, late answers."""

import asyncio
import time
from typing import Any

import httpx
import pytest
from aiogram.exceptions import RestartingTelegram, TelegramNetworkError, TelegramRetryAfter, TelegramServerError
from telegram.error import NetworkError, RetryAfter


async def order(stage: Any, **fault: Any) -> None:
    await stage.control("faults", **fault)


@pytest.mark.parametrize(
    ("status", "description"),
    [
        (400, "Bad Request: chat not found"),
        (403, "Forbidden: bot was blocked by the user"),
        (500, "Internal Server Error"),
        (502, "Bad Gateway"),
    ],
)
async def test_a_status_instead_of_an_answer(fresh: Any, status: int, description: str) -> None:
    user = await fresh.user()
    await order(fresh, method="sendMessage", times=2, status=status)
    for _ in range(2):
        refused = await fresh.call("sendMessage", chat_id=user, text="x")
        assert refused == {"ok": False, "error_code": status, "description": description}
    await fresh.ok("sendMessage", chat_id=user, text="y")
    assert [m["text"] for m in await fresh.sees(user)] == ["/start", "y"]


async def test_a_fault_for_one_chat(fresh: Any) -> None:
    one, two = await fresh.user(), await fresh.user()
    await order(fresh, method="sendMessage", chat=one, times=1, status=429, retry_after=7)
    await fresh.ok("sendMessage", chat_id=two, text="x")
    refused = await fresh.call("sendMessage", chat_id=one, text="x")
    assert refused["description"] == "Too Many Requests: retry after 7"
    assert refused["parameters"] == {"retry_after": 7}


async def test_the_libraries_understand(stage: Any, library: Any) -> None:
    user = await stage.user()
    await order(stage, method="sendMessage", chat=user, times=1, status=429, retry_after=7)
    with pytest.raises((TelegramRetryAfter, RetryAfter)) as caught:
        await library.bot.send_message(user, "x")
    after = caught.value._retry_after if isinstance(caught.value, RetryAfter) else caught.value.retry_after
    assert getattr(after, "total_seconds", lambda: after)() == 7
    await order(stage, method="sendMessage", chat=user, times=1, status=502)
    with pytest.raises((TelegramServerError, RestartingTelegram, NetworkError)):
        await library.bot.send_message(user, "x")
    for behave in ("drop_before", "drop_answer"):
        await order(stage, method="sendMessage", chat=user, times=1, behave=behave)
        with pytest.raises((TelegramNetworkError, NetworkError)):
            await library.bot.send_message(user, behave)
    assert [m["text"] for m in await stage.sees(user)] == ["/start", "drop_answer"]


async def test_a_cut_connection_has_no_answer(fresh: Any) -> None:
    await order(fresh, method="*", times=1, behave="drop_before")
    with pytest.raises(httpx.RemoteProtocolError):
        await fresh.ok("getMe")
    (call,) = (await fresh.http.get("/sandbox/calls")).json()
    assert (call["method"], call["ok"], call["lost"]) == ("getMe", False, True)
    await fresh.ok("getMe")


async def test_a_lost_answer_of_a_poll_loses_no_update(fresh: Any) -> None:
    await fresh.user()
    await order(fresh, method="getUpdates", times=1, behave="drop_answer")
    with pytest.raises(httpx.RemoteProtocolError):
        await fresh.ok("getUpdates")
    assert len(await fresh.ok("getUpdates")) == 1


async def test_a_late_answer(fresh: Any) -> None:
    await order(fresh, method="getMe", times=1, behave="delay", seconds=0.3)
    begun = time.monotonic()
    await fresh.ok("getMe")
    assert time.monotonic() - begun >= 0.3


async def test_a_share_of_all_calls(fresh: Any) -> None:
    await order(fresh, method="getMe", rate=0.5, seed=7, times=30, status=500)
    failed = [not (await fresh.call("getMe"))["ok"] for _ in range(100)]
    assert sum(failed) == 30
    assert 0.3 < sum(failed[:50]) / 50 < 0.7
    await order(fresh, method="getMe", rate=1, status=500)
    assert not (await fresh.call("getMe"))["ok"]


async def test_faults_are_cleared(fresh: Any) -> None:
    await order(fresh, method="getMe", times=9, status=500)
    assert (await fresh.http.get("/sandbox/faults")).json()[0]["times"] == 9
    assert (await fresh.http.delete("/sandbox/faults")).json() == {"faults": []}
    await fresh.ok("getMe")


@pytest.mark.parametrize(
    "wish",
    [
        {"times": 1, "status": 500},
        {"method": "getMe", "status": 500},
        {"method": "getMe", "times": 0, "status": 500},
        {"method": "getMe", "times": 1},
        {"method": "getMe", "times": 1, "status": 500, "behave": "delay"},
        {"method": "getMe", "times": 1, "behave": "explode"},
        {"method": "getMe", "times": 1, "status": 200},
        {"method": "getMe", "rate": 2, "status": 500},
    ],
)
async def test_wrong_orders(stage: Any, wish: dict[str, Any]) -> None:
    assert (await stage.control("faults", 400, **wish))["error"]


async def test_many_cuts_at_once(fresh: Any) -> None:
    user = await fresh.user()
    await order(fresh, method="sendMessage", times=20, behave="drop_answer")

    async def send(number: int) -> bool:
        try:
            await fresh.ok("sendMessage", chat_id=user, text=str(number))
        except httpx.RemoteProtocolError:
            return False
        return True

    done = await asyncio.gather(*(send(number) for number in range(50)))
    assert sum(done) == 30
    assert len(await fresh.sees(user)) == 51
