"""Broadcasts through outbox and limiter against a server that enforces Telegram's limits. Bounded by those limits.

The bound of N messages is what the published rate allows, N / 30 seconds; a server that counts sliding windows lets
the first 30 pass at once, so that the very least is ceil(N / 30) - 1 seconds (``window_bound``). They go as orders do.
"""

import asyncio
import math

from benchmarks.support.harness import Json, Sandbox, database_url, sandbox, spread, town_on
from benchmarks.support.outbox import commit, delivering, settled
from models.enums import Priority
from services.core.town import Town

NAME = "broadcast"
MESSAGES, GROUPS, TO_ONE_GROUP = 300, 60, 40
ROUNDS = 3
RETRY_AFTER = 10


async def run(database_kind: str) -> Json:
    """Return the seconds from the commit to the last of 300 sends (median of three), and the other cases."""
    async with sandbox() as world, database_url(database_kind) as url, town_on(url) as town:
        people = await world.people(town.token, MESSAGES)
        groups = await world.groups(town.token, GROUPS + 1)
        async with delivering(town, world.url):
            rounds = [await _timed(world, town, people) for _ in range(ROUNDS)]
            many = await _timed(world, town, groups[:GROUPS])
            one = await _timed(world, town, [groups[-1]] * TO_ONE_GROUP)
            innocent = await _innocents(world, town, people[:100])
    figures = spread([seconds for seconds, _ in rounds], 3)
    bound = MESSAGES / 30
    return {
        "value": figures["median"],
        "unit": "s",
        "ratio": round(figures["median"] / bound, 3),
        "against": f"{bound:.0f} s = {MESSAGES} / 30 a second",
        "window_bound": math.ceil(bound) - 1,
        "refused": sum(refused for _, refused in rounds),
        "groups_60_s": round(many[0], 3),
        "groups_60_refused": many[1],
        "one_group_40_s": round(one[0], 2),
        "one_group_40_ratio": round(one[0] / 60, 3),
        "one_group_40_refused": one[1],
        "delay_by_one_429_s": innocent,
        "min": figures["min"],
        "max": figures["max"],
    }


async def _timed(world: Sandbox, town: Town, chats: list[int]) -> tuple[float, int]:
    """Broadcast to the chats on an unused budget; returns the seconds to the last send and how many were refused."""
    await asyncio.sleep(1.5)
    before = await world.last_call()
    committed = await commit(town, chats, Priority.ORDER)
    await settled(town, within=180)
    calls = await world.sends(before)
    return max(call["at"] for call in calls) - committed, sum(call.get("error_code") == 429 for call in calls)


async def _innocents(world: Sandbox, town: Town, chats: list[int]) -> float:
    """Return by how much the others finish later when the first chat of a broadcast answers 429."""
    alone, _ = await _timed(world, town, chats[1:])
    await asyncio.sleep(1.5)
    await world.control("faults", method="sendMessage", chat=chats[0], times=1, status=429, retry_after=RETRY_AFTER)
    before = await world.last_call()
    committed = await commit(town, chats, Priority.ORDER)
    await settled(town, within=60)
    others: list[float] = [call["at"] for call in await world.sends(before) if call["chat_id"] != chats[0]]
    return round(max(others) - committed - alone, 3)
