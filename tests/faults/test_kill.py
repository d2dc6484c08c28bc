"""I1 and I2: kill -9 at random moments under load loses no update, and doubles none."""

import asyncio
import random
import signal
from collections.abc import Awaitable, Callable

import sqlalchemy as sa

from forked_product import Forker
from models import Update
from models.enums import UpdateState
from patience import until
from product import count, quiet
from sandbox_client import SandboxClient
from services.core.town import Town
from talking import noted, talk
from thoroughness import times

ROUNDS = times(20, by_day=3)
PEOPLE = 8
EARLY = times(5, by_day=1)
"""Rounds in which a product is killed while it starts."""


async def test_kill_9_loses_nothing_and_doubles_nothing(
    town: Town, sandbox: SandboxClient, database_url: str, processes: Forker
) -> None:
    rng = random.Random(20261123)
    people = [await sandbox.person(f"P{number}") for number in range(PEOPLE)]
    done = asyncio.Event()
    talking = [asyncio.create_task(talk(person, done)) for person in people]
    killed_at: list[int] = []
    for number in range(ROUNDS):
        before = await count(town, UpdateState.HANDLED)
        product = await processes.start("filing", database_url, town.token, sandbox.url)
        if number >= EARLY:
            await until(_more_than(town, before), what="the product does not work")
        await asyncio.sleep(rng.uniform(0, 0.2))
        product.kill()
        killed_at.append(await count(town, UpdateState.HANDLED))
    done.set()
    sent = {person.id: await talk for person, talk in zip(people, talking, strict=True)}
    product = await processes.start("filing", database_url, town.token, sandbox.url)
    await quiet(town, sandbox)
    product.send(signal.SIGTERM)
    await product.ended()

    async with town.database.reading() as session:
        stored = await session.scalar(sa.select(sa.func.count()).select_from(Update))
    assert await noted(town) == sent, "every text once, in the order sent"
    assert stored == sum(map(len, sent.values()))
    assert len(set(killed_at)) >= ROUNDS - EARLY, f"the kills did not come while work was done: {killed_at}"


def _more_than(town: Town, number: int) -> Callable[[], Awaitable[bool]]:
    async def more() -> bool:
        return await count(town, UpdateState.HANDLED) > number

    return more
