"""The movable clock and those who follow it."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest

from patience import AT_ONCE


async def read(stage: Any, **query: Any) -> dict[str, Any]:
    answer = await stage.http.get("/sandbox/clock", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_it_moves_and_messages_are_dated_by_it(fresh: Any) -> None:
    user = await fresh.user()
    before = datetime.fromisoformat((await read(fresh))["now"])
    after = datetime.fromisoformat((await fresh.control("clock", advance=7200))["now"])
    assert timedelta(hours=2) <= after - before < timedelta(hours=2, minutes=1)
    await fresh.send(user, text="late")
    assert abs((await fresh.sees(user))[-1]["date"] - after.timestamp()) < 60
    moved = await fresh.control("clock", set="2027-02-17T08:00:00+08:00")
    assert datetime.fromisoformat(moved["now"]) - datetime.fromisoformat("2027-02-17T00:00:00Z") < timedelta(minutes=1)
    assert (await read(fresh))["moves"] == 2


async def test_a_move_waits_for_its_followers(fresh: Any) -> None:
    poll = asyncio.ensure_future(read(fresh, follower="scheduler", seen=0, wait=60))
    await fresh.until(lambda: "scheduler" in fresh.world.clock.followers)
    move = asyncio.ensure_future(fresh.control("clock", advance=60))
    moved = await poll
    assert moved["moves"] == 1
    assert moved["offset"] == 60
    done, _ = await asyncio.wait([move], timeout=0.05)
    assert not done
    again = asyncio.ensure_future(read(fresh, follower="scheduler", seen=1, wait=60))
    async with asyncio.timeout(AT_ONCE):
        assert "waiting_for" not in await move
    again.cancel()


async def test_a_follower_that_hangs_up_is_not_waited_for(fresh: Any) -> None:
    poll = asyncio.ensure_future(read(fresh, follower="scheduler", seen=0, wait=60))
    await fresh.until(lambda: "scheduler" in fresh.world.clock.followers)
    poll.cancel()
    with pytest.raises(asyncio.CancelledError):
        await poll
    await fresh.until(lambda: "scheduler" not in fresh.world.clock.followers)
    async with asyncio.timeout(AT_ONCE):
        await fresh.control("clock", advance=1)


async def test_a_move_names_who_does_not_catch_up(fresh: Any) -> None:
    await read(fresh, follower="slow", seen=0, wait=0)
    assert await fresh.world.clock.move(timedelta(hours=1), patience=0.05) == ["slow"]


async def test_a_follower_that_is_behind_hears_at_once(fresh: Any) -> None:
    await fresh.control("clock", advance=5)
    async with asyncio.timeout(AT_ONCE):
        assert (await read(fresh, follower="scheduler", seen=0, wait=60))["moves"] == 1


@pytest.mark.parametrize(
    "body", [{}, {"advance": "x"}, {"set": "tomorrow"}, {"set": "2027-01-01T00:00:00"}, {"advance": 1, "set": "x"}]
)
async def test_wrong_moves(stage: Any, body: dict[str, Any]) -> None:
    assert (await stage.control("clock", 400, **body))["error"]
