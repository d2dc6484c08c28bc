"""Ten thousand deadlines due at once, a hundredth of them about lives: how fast they are claimed, expanded and queued.

Bounded by one core: Python puts together who is told what, and the rows are written in portions of 200 deadlines.
"""

import asyncio
import gc
import time
from datetime import timedelta

import sqlalchemy as sa

from benchmarks.support.harness import Json, database_url, town_on
from benchmarks.support.many_deadlines import cases, deadlines
from bot.demo import workbook as demo_workbook
from bot.runtime import freeze
from models import Account, Message, Person, Reminder
from models.enums import Priority
from scheduler import ticks
from services.core.database import OUTBOX
from services.core.town import Town

NAME = "due"
COUNT = 10_000
LIFE_EVERY = 100


async def run(database_kind: str) -> Json:
    """Return deadlines a second, and the seconds until the first message of life was committed."""
    async with database_url(database_kind) as url, town_on(url) as town:
        await demo_workbook.populate(town.database, town.settings, now=town.now())
        await _bind(town)
        of = await cases(town, COUNT, life_every=LIFE_EVERY)
        async with town.database.transaction() as session:
            await deadlines(session, town, of, town.now() - timedelta(days=1), COUNT)
        freeze()  # as the product does: the collector does not run through all that the start has made
        async with town.database.signals.listening(OUTBOX) as woken:
            began = time.perf_counter()
            first = asyncio.create_task(_first_life(town, woken, began))
            assert await ticks.do(town, "take_due") == COUNT
            taken = time.perf_counter() - began
            latency = await first
        async with town.database.reading() as session:
            lives = await session.scalar(
                sa.select(sa.func.count(sa.distinct(Message.deadline_id))).where(Message.priority == Priority.LIFE)
            )
            bundled = await session.scalar(sa.select(sa.func.count(sa.distinct(Reminder.deadline_id))))
    gc.unfreeze()
    assert lives == COUNT // LIFE_EVERY, f"{lives} of life"
    assert bundled == COUNT - COUNT // LIFE_EVERY, f"{bundled} bundled"
    return {"value": round(COUNT / taken, 1), "unit": "deadlines/s", "first_life_s": round(latency, 4), "target": 1_000}


async def _bind(town: Town) -> None:
    """Give everybody an account: where chat reaches nobody, each step is a call task of its own."""
    async with town.database.transaction() as session:
        persons = await session.scalars(sa.select(Person.id))
        rows = [
            {"telegram_id": 10_000 + one, "person_id": one, "bound_at": town.now(), "via": "code"} for one in persons
        ]
        await session.execute(sa.insert(Account), rows)


async def _first_life(town: Town, woken: asyncio.Event, began: float) -> float:
    while True:
        await woken.wait()
        woken.clear()
        async with town.database.reading() as session:
            if await session.scalar(sa.select(Message.id).where(Message.priority == Priority.LIFE).limit(1)):
                return time.perf_counter() - began
