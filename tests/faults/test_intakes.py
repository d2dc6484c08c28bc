"""I1 to I3 with several intake processes on one database: killed, stopped in mid-work, joined by others."""

import asyncio
import random
import signal
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.intake.inbox import SHARES
from forked_product import Forker, Process
from models.enums import UpdateState
from patience import until
from product import count, quiet
from sandbox_client import SandboxClient
from services.core.town import Town
from services.operations.held_lease import machine_now
from services.operations.lease_holders import holdings
from talking import noted, talk
from thoroughness import times

pytestmark = pytest.mark.parametrize("database_url", ["postgres"], indirect=True)

PEOPLE = 8
ROUNDS = times(12, by_day=2)


class Intakes:
    """Two intake processes, and the people who keep them busy."""

    def __init__(self, town: Town, database_url: str, sandbox: SandboxClient, processes: Forker) -> None:
        self.both: list[Process] = []
        self.town = town
        self._processes, self._arguments = processes, (database_url, town.token, sandbox.url)

    async def start(self) -> None:
        """Start one more."""
        self.both.append(await self._processes.start("sharing", *self._arguments))

    async def held(self) -> Counter[int]:
        """Return how many shares each process holds, by its number."""
        async with self.town.database.reading() as session:
            found = await holdings(session, "intake", machine_now())
        return Counter({int(one.process.partition(":")[2]): one.leases for one in found})

    async def shared(self) -> None:
        """Wait until both hold as many shares."""

        async def fair() -> bool:
            return await self.held() == {one.number: SHARES // 2 for one in self.both}

        await until(fair, what="the shares do not become fair", progress=self.held)

    async def taken_over(self, by: Process) -> None:
        """Wait until one holds everything."""

        async def whole() -> bool:
            return await self.held() == {by.number: SHARES}

        await until(whole, what="the senders of the other are not taken over", progress=self.held)

    async def goes_on(self, of: int = 2 * PEOPLE) -> None:
        """Wait until further updates of everybody are handled."""
        before = await count(self.town, UpdateState.HANDLED)

        async def more() -> bool:
            return await count(self.town, UpdateState.HANDLED) > before + of

        await until(more, what="nothing more is handled")


@asynccontextmanager
async def busy(town: Town, database_url: str, sandbox: SandboxClient, processes: Forker) -> AsyncIterator[Intakes]:
    """Run two intake processes under load; then compare what was noted with what was sent."""
    people = [await sandbox.person(f"P{number}") for number in range(PEOPLE)]
    intakes, done = Intakes(town, database_url, sandbox, processes), asyncio.Event()
    await intakes.start()
    talking = [asyncio.create_task(talk(person, done)) for person in people]
    try:
        await intakes.goes_on()  # at work alone, when the other one joins
        await intakes.start()
        await intakes.shared()
        yield intakes
        done.set()
        sent = {person.id: await texts for person, texts in zip(people, talking, strict=True)}
        await quiet(town, sandbox)
    finally:
        for said in talking:
            said.cancel()
        for process in intakes.both:
            process.send(signal.SIGCONT)
            process.send(signal.SIGTERM)
    for process in intakes.both:
        await process.ended()
    assert await noted(town) == sent, "every text once, in the order sent"
    assert await intakes.held() == {}, "a stop in good order gives everything back"


async def test_the_senders_of_a_killed_process_are_taken_over(
    town: Town, sandbox: SandboxClient, database_url: str, processes: Forker
) -> None:
    rng = random.Random(20261129)
    async with busy(town, database_url, sandbox, processes) as intakes:
        for _ in range(ROUNDS):
            await intakes.goes_on()
            await asyncio.sleep(rng.uniform(0, 0.2))
            killed = intakes.both.pop(rng.randrange(2))  # the one that polls, or the other
            killed.kill()
            await intakes.taken_over(intakes.both[0])
            await intakes.start()
            await intakes.shared()


async def test_a_process_that_was_stopped_too_long_handles_nothing_twice(
    town: Town, sandbox: SandboxClient, database_url: str, processes: Forker
) -> None:
    rng = random.Random(20261129)
    async with busy(town, database_url, sandbox, processes) as intakes:
        for _ in range(ROUNDS):
            await asyncio.sleep(rng.uniform(0, 0.2))
            stopped, other = rng.sample(intakes.both, 2)
            stopped.send(signal.SIGSTOP)
            await intakes.taken_over(other)
            await intakes.goes_on()  # what it was at work on, with the rows that it had locked, is handled too
            stopped.send(signal.SIGCONT)
            await intakes.shared()
