"""Offered three times its capacity: how long people of the roster, danger words and /sos wait for an answer.

Strangers write three times as many messages a second as intake has just handled of officers' words that lay ready, or
as many as the sandbox takes (``offered``). In the midst of it officers write words, words of danger, and /sos: each is
one update, of somebody else each time. ``value`` is the 95th percentile of all three, from the sending to the first
call for the chat.
"""

import asyncio
import time
from collections.abc import Awaitable
from itertools import cycle, islice
from typing import Any

from benchmarks.support.filing import officers_of, say
from benchmarks.support.harness import Json, Sandbox, database_url, in_batches, percentile, sandbox, spread, town_on
from benchmarks.support.product import QUIET, bot_process, calls, handled, product
from benchmarks.updates.intake import pace
from bot.demo import workbook as demo_workbook
from services.core.town import Town

NAME = "overload"
STRANGERS = 100
PROBED = 60
"""Officers whose words tell the capacity."""
TIMES = 3
SECONDS = 8.0
AT_ONCE = 50
"""Messages of strangers that the sandbox is given at once: a longer queue would only slow the client."""
WORDS = {"known": "路灯坏了三天", "danger": "塌方，有人被埋", "sos": "/sos"}
EACH = 12
"""Officers who say each of these."""
TARGETS = {"known_p95_s": 1.0, "danger_p95_s": 1.0, "sos_p95_s": 1.0}


async def run(database_kind: str) -> Json:
    """Return how long each kind waited, and how much was offered."""
    async with sandbox(limits="off") as world, database_url(database_kind) as url, town_on(url) as town:
        await demo_workbook.populate(town.database, town.settings, now=town.now())
        officers = await officers_of(world, town, PROBED + len(WORDS) * EACH + 1)
        strangers = await in_batches(lambda number: _stranger(world, number), range(STRANGERS))
        async with bot_process(world, town.token, product("intake"), town=town, url=url) as process:
            words = [say(world, town.token, text=WORDS["known"])]
            await pace(world, town.token, [process], officers[-1:], words)  # the first one makes what all need
            capacity = (await pace(world, town.token, [process], officers[:PROBED], words)).rate
            await handled(town)
            waits, offered = await _flooded(world, town, strangers, officers[PROBED:-1], TIMES * capacity)
            await handled(town)
    return {
        "value": round(percentile([one for kind in waits.values() for one in kind], 0.95), 4),
        "unit": "s",
        "target": 1.0,
        **{f"{name}_p95_s": round(percentile(found, 0.95), 4) for name, found in waits.items()},
        "waits": {name: spread(found) for name, found in waits.items()},
        "capacity": round(capacity, 1),
        "offered": round(offered, 1),
        "targets": TARGETS,
    }


async def _stranger(world: Sandbox, number: int) -> int:
    return int((await world.control("users", first_name=f"路人{number}"))["id"])


async def _flooded(
    world: Sandbox, town: Town, strangers: list[int], officers: list[int], rate: float
) -> tuple[dict[str, list[float]], float]:
    """Return the waits of each kind during a flood, and how many updates a second were offered."""
    after, sent = await world.last_call(), dict[str, list[tuple[int, float]]]()
    began, at_once = asyncio.get_running_loop().time(), asyncio.Semaphore(AT_ONCE)

    async def at(moment: float, step: Awaitable[Any], name: str = "", person: int = 0) -> None:
        await asyncio.sleep(began + moment - asyncio.get_running_loop().time())
        if name:
            sent.setdefault(name, []).append((person, time.time()))
            await step  # nobody who is waited for stands behind the flood
        else:
            async with at_once:
                await step

    flood = int(rate * SECONDS)
    talk = say(world, town.token, text="你好")
    work = [at(SECONDS * number / flood, talk(one)) for number, one in enumerate(islice(cycle(strangers), flood))]
    turns = len(officers)
    for number, officer in enumerate(officers):
        name = list(WORDS)[number % len(WORDS)]
        moment = SECONDS * (0.3 + 0.7 * number / turns)  # when enough waits
        work.append(at(moment, say(world, town.token, text=WORDS[name])(officer), name, officer))
    await asyncio.gather(*work)
    offered = (flood + turns) / (asyncio.get_running_loop().time() - began)
    await handled(town)
    first: dict[int, list[float]] = {}
    for call in await calls(world, after):
        if call["method"] not in QUIET:
            first.setdefault(call["chat_id"], []).append(call["at"])
    waits = {name: [min(first[person]) - when for person, when in those] for name, those in sent.items()}
    return waits, offered
