"""A worker's time in office: the lease it holds, kept alive, and the sign that it is over."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog
from sqlalchemy.exc import SQLAlchemyError

from services.core.database import Database
from services.operations import leases

log = structlog.get_logger(__name__)

LIFETIME = timedelta(seconds=10)
"""After a crash the next worker starts this late at most."""
RENEW = 3.0
PATIENCE = 10.0
"""Seconds that a task which was told to stop may take for it."""
RETRY = 1.0
"""Seconds between two attempts to get a lease that somebody else holds."""


@dataclass(frozen=True)
class Tenure:
    """One holder's time with a lease; the tag stands on every row claimed in it."""

    lease: str
    holder: str
    epoch: int
    ended: asyncio.Event = field(default_factory=asyncio.Event, compare=False)
    """Set when the holder must stop: asked to, or the lease is lost."""

    @property
    def tag(self) -> str:
        """The name on claimed rows."""
        return f"{self.holder[:48]}#{self.epoch}"


@asynccontextmanager
async def hold(database: Database, lease: str, holder: str, stop: asyncio.Event) -> AsyncIterator[Tenure | None]:
    """Wait for the lease and yield the tenure, which ends with ``stop`` or with the lease; None: stopped before."""
    epoch = await _acquire(database, lease, holder, stop)
    if epoch is None:
        yield None
        return
    tenure = Tenure(lease, holder, epoch)
    log.info("delivery.tenure_begins", lease=lease, epoch=epoch)
    keeper, ender = asyncio.create_task(_keep(database, tenure)), asyncio.create_task(_end_with(stop, tenure))
    try:
        yield tenure
    finally:
        tenure.ended.set()
        await end(ender)
        await let_end(keeper)
        with suppress(SQLAlchemyError, OSError):  # it lapses by itself
            async with database.transaction() as session:
                await leases.release(session, lease, holder)
        log.info("delivery.tenure_over", lease=lease, epoch=epoch)


def machine_now() -> datetime:
    """Return the machine's time, which leases and claims go by: they guard processes, whatever the township's clock."""
    return datetime.now(UTC)


async def pause(event: asyncio.Event, seconds: float) -> bool:
    """Wait until the event is set, at most so long; whether it is."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):  # wait_for of Python 3.11 may swallow a cancellation
            await event.wait()
    return event.is_set()


async def let_end(*tasks: asyncio.Task[Any]) -> None:
    """Wait for tasks that have been told to stop, so that no transaction is cancelled halfway; then insist."""
    if tasks:
        await asyncio.wait(tasks, timeout=PATIENCE)
        await end(*tasks)


async def end(*tasks: asyncio.Task[Any]) -> None:
    """Cancel tasks until they are over: a library may swallow a cancellation that comes at the wrong moment."""
    while running := [task for task in tasks if not task.done()]:
        for task in running:
            task.cancel()
        await asyncio.wait(running, timeout=0.5)


async def _acquire(database: Database, lease: str, holder: str, stop: asyncio.Event) -> int | None:
    while not stop.is_set():
        try:
            async with database.transaction() as session:
                epoch = await leases.acquire(session, lease, holder, now=machine_now(), lifetime=LIFETIME)
            if epoch is not None:
                return epoch
        except (SQLAlchemyError, OSError) as error:
            log.warning("delivery.database_unreachable", error=str(error))
        await pause(stop, RETRY)
    return None


async def _keep(database: Database, tenure: Tenure) -> None:
    until = machine_now() + LIFETIME
    while not await pause(tenure.ended, RENEW):
        try:
            now = machine_now()
            async with database.transaction() as session:
                kept = await leases.renew(session, tenure.lease, tenure.holder, now=now, lifetime=LIFETIME)
            until = now + LIFETIME if kept else now
        except (SQLAlchemyError, OSError) as error:
            log.warning("delivery.lease_not_renewed", error=str(error))
        if machine_now() >= until:
            log.error("delivery.lease_lost", lease=tenure.lease, epoch=tenure.epoch)
            tenure.ended.set()


async def _end_with(stop: asyncio.Event, tenure: Tenure) -> None:
    await stop.wait()
    tenure.ended.set()
