"""Being the only one: a lease held while something runs, given back at the end, noticed when lost."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
import structlog
from sqlalchemy.exc import SQLAlchemyError

from models import Lease
from services.core.database import Database
from services.operations import leases
from services.operations.database_errors import describe
from services.operations.lease_holders import is_dead

log = structlog.get_logger(__name__)

LIFETIME = timedelta(seconds=10)
RENEW_EVERY = 3.0
"""Seconds."""
ASK_EVERY = 1.0
"""Seconds between two questions of a process that stands by."""


@asynccontextmanager
async def held(database: Database, name: str, holder: str, stop: asyncio.Event) -> AsyncIterator[asyncio.Event]:
    """Wait for the lease and hold it; the yielded event is set when it is lost, or when ``stop`` is set.

    A lease of a process that has died on this machine is taken over at once, any other one when it lapses.
    """
    ended = asyncio.Event()
    if not await _wait_for(database, name, holder, stop):
        ended.set()
        yield ended
        return
    log.info("lease_held", lease=name)
    keeper = asyncio.create_task(_keep(database, name, holder, stop, ended))
    try:
        yield ended
    finally:
        keeper.cancel()
        with suppress(asyncio.CancelledError):
            await keeper
        try:
            async with database.transaction() as session:
                await leases.release(session, name, holder)
        except (SQLAlchemyError, OSError) as error:
            log.warning("lease_not_released", lease=name, reason=describe(error))  # it lapses by itself


async def _wait_for(database: Database, name: str, holder: str, stop: asyncio.Event) -> bool:
    told = False
    while not stop.is_set():
        try:
            async with database.transaction() as session:
                if await leases.acquire(session, name, holder, now=datetime.now(UTC), lifetime=LIFETIME):
                    return True
                other: str | None = await session.scalar(sa.select(Lease.holder).where(Lease.name == name))
                if other is not None and is_dead(other):
                    log.info("lease_of_a_dead_process", lease=name, holder=other)
                    await leases.release(session, name, other)
                    continue
                if not told:
                    log.info("standing_by", lease=name, holder=other)
                    told = True
        except (SQLAlchemyError, OSError) as error:
            log.error("database_away", lease=name, reason=describe(error))
        await pause(stop, ASK_EVERY)
    return False


async def _keep(database: Database, name: str, holder: str, stop: asyncio.Event, ended: asyncio.Event) -> None:
    """Renew until stopped; say so as soon as the lease may be another's."""
    good_until = datetime.now(UTC) + LIFETIME
    while not await pause(stop, RENEW_EVERY):
        now = datetime.now(UTC)
        try:
            async with database.transaction() as session:
                kept = await leases.renew(session, name, holder, now=now, lifetime=LIFETIME)
        except (SQLAlchemyError, OSError) as error:
            log.error("database_away", lease=name, reason=describe(error))
            kept = now < good_until
        else:
            good_until = now + LIFETIME
        if not kept:
            log.error("lease_lost", lease=name)
            break
    ended.set()


async def pause(stop: asyncio.Event, seconds: float) -> bool:
    """Sleep, but not beyond ``stop``; True when it is set."""
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return False
    return True
