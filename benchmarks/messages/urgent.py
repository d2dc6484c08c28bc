"""A life message committed while a broadcast of 5,000 digests runs: how long until it is on the wire."""

import asyncio
import random

from benchmarks.support.harness import Json, database_url, sandbox, spread, town_on
from benchmarks.support.outbox import commit, delivering, settled
from models.enums import Priority

NAME = "urgent"
DIGESTS, READERS, TIMES = 5_000, 250, 20


async def run(database_kind: str) -> Json:
    """Return the 95th percentile of 20 in seconds; they come at moments that have nothing to do with the broadcast."""
    dice = random.Random(1)
    async with sandbox() as world, database_url(database_kind) as url, town_on(url) as town:
        readers = await world.people(town.token, READERS)
        victims = await world.people(town.token, TIMES)
        committed: dict[int, float] = {}
        async with delivering(town, world.url):
            await commit(town, readers * (DIGESTS // READERS), Priority.DIGEST)
            await asyncio.sleep(3)
            for victim in victims:
                await asyncio.sleep(dice.uniform(0.3, 1.7))
                committed[victim] = await commit(town, [victim], Priority.LIFE)
            await settled(town, within=30, priority=Priority.LIFE)
            calls = await world.sends()
        waits = [call["at"] - committed[call["chat_id"]] for call in calls if call["chat_id"] in committed]
        digests = [call["at"] for call in calls if call["chat_id"] not in committed]
        assert len(waits) == TIMES
    figures = spread(waits)
    return {
        "value": figures["p95"],
        "unit": "s",
        "ratio": round(figures["p95"] / 0.3, 2),
        "against": "0.3",
        "digests_per_s": round(len(digests) / (max(digests) - min(digests)), 1),
        "refused": sum(call.get("error_code") == 429 for call in calls),
    } | figures
