"""The product at work inside a test: intake with given handlers, on a given town, against the sandbox."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import sqlalchemy as sa
from aiogram import Router

from bot.intake.handle.sender_queues import SenderQueues
from bot.intake.role import take_in
from models import Update
from models.enums import UpdateState
from models.intake import UNHANDLED
from patience import STANDSTILL, until
from sandbox_client import SandboxClient
from services.core.town import Town


@asynccontextmanager
async def taking_in(town: Town, router: Router, api_base: str, **options: Any) -> AsyncIterator[asyncio.Event]:
    """Run intake alone while the block runs; the yielded event stops it early. An error of intake fails the test."""
    async with together(lambda stop: take_in(town, router, api_base=api_base, stop=stop, **options)) as stop:
        yield stop


@asynccontextmanager
async def together(*roles: Callable[[asyncio.Event], Awaitable[None]]) -> AsyncIterator[asyncio.Event]:
    """Run roles as tasks while the block runs, then stop them and wait for their end; the first error is raised."""
    stop = asyncio.Event()
    tasks = [asyncio.ensure_future(role(stop)) for role in roles]
    try:
        yield stop
    finally:
        stop.set()
        await asyncio.wait(tasks, timeout=STANDSTILL)
    for task in tasks:
        task.result()


async def count(town: Town, state: UpdateState) -> int:
    """Return how many stored updates are in a state."""
    async with town.database.reading() as session:
        waiting = sa.true() if state is UpdateState.HANDLED else sa.text(UNHANDLED)
        counting = sa.select(sa.func.count()).select_from(Update).where(waiting, Update.state == state)
        number = await session.scalar(counting)
    return number or 0


def answering() -> bool:
    """Return whether intake in this process is at work on an update; it still answers when the update is handled."""
    at_work = SenderQueues._work.__qualname__
    return any(getattr(task.get_coro(), "__qualname__", "") == at_work for task in asyncio.all_tasks())


async def quiet(town: Town, sandbox: SandboxClient) -> None:
    """Wait until every update is confirmed, handled or parked, and answered."""

    async def how_many() -> tuple[int, int]:
        return await sandbox.unconfirmed(), await count(town, UpdateState.PENDING)

    async def nothing_waits() -> bool:
        if answering() or await sandbox.unconfirmed() or await count(town, UpdateState.PENDING):
            return False
        return not answering()

    await until(nothing_waits, what="updates are still waiting", progress=how_many)
