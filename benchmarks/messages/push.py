"""Commit to the send call on an idle system, in one process. Bounded by the claim's own commit and one HTTP request."""

import asyncio

from benchmarks.support.harness import Json, database_url, sandbox, spread, town_on
from benchmarks.support.outbox import commit, delivering
from models.enums import Priority

NAME = "push"
TIMES = 100
PAUSE = 0.15
"""Seconds between two messages: an idle system, far from the limits."""


async def run(database_kind: str) -> Json:
    """Return the latency's 95th percentile in seconds."""
    async with sandbox() as world, database_url(database_kind) as url, town_on(url) as town:
        chats = await world.people(town.token, TIMES)
        committed: dict[int, float] = {}
        async with delivering(town, world.url):
            for chat in chats:
                committed[chat] = await commit(town, [chat], Priority.RECEIPT)
                await asyncio.sleep(PAUSE)
            await asyncio.sleep(1)
        waits = [call["at"] - committed[call["chat_id"]] for call in await world.sends()]
        assert len(waits) == TIMES
    figures = spread(waits)
    return {"value": figures["p95"], "unit": "s", "ratio": round(figures["p95"] / 0.02, 2), "against": "0.02"} | figures
