"""A lease that is held while a block runs: waited for, renewed, noticed when it is lost, given back at the end."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
import structlog
from sqlalchemy.exc import SQLAlchemyError

from models import Lease
from services.core.database import Database
from services.operations import leases
from services.operations.database_errors import describe
from services.operations.lease_holders import bury
from services.operations.waiting import end, let_end, pause, set_after

log = structlog.get_logger(__name__)

LIFETIME = timedelta(seconds=9)
"""After a crash on another machine the next holder starts this late at most, and ``ASK_EVERY`` until it looks."""
RENEW_EVERY = 3.0
"""Seconds."""
ASK_EVERY = 1.0
"""Seconds between two questions of a process that stands by."""


@dataclass(frozen=True)
class HeldLease:
    """One holder's time with a lease."""

    name: str
    holder: str
    epoch: int
    after_death: bool = False
    """Whether the holder before did not give it back: it may have died at work."""
    ended: asyncio.Event = field(default_factory=asyncio.Event, compare=False)
    """Set when the holder must stop: it was asked to, or the lease is lost."""
    wanted: asyncio.Event = field(default_factory=asyncio.Event, compare=False)
    """Set when another process asks for the lease."""
    noticed: asyncio.Event = field(default_factory=asyncio.Event, compare=False)
    """Set when a renewal has found one of these; the holder of several leases gives them the same."""

    @property
    def tag(self) -> str:
        """The mark on rows that were claimed under this lease."""
        return f"{self.holder[:48]}#{self.epoch}"


@asynccontextmanager
async def hold(database: Database, name: str, holder: str, stop: asyncio.Event) -> AsyncIterator[HeldLease | None]:
    """Wait for the lease and yield it; it ends with ``stop`` at the latest. Yield None when ``stop`` comes first.

    A lease of a process that has died on this machine is taken over at once, any other one when it lapses.
    """
    lease = await _wait_for(database, name, holder, stop)
    if lease is None:
        yield None
        return
    log.info("lease_held", lease=name, epoch=lease.epoch)
    stopping = asyncio.create_task(set_after(stop, lease.ended))
    try:
        async with renewed(database, lease):
            yield lease
    finally:
        lease.ended.set()
        await end(stopping)
        try:
            async with database.transaction(quiet=True) as session:
                await leases.release(session, [name], holder)
        except (SQLAlchemyError, OSError) as error:
            log.warning("lease_not_released", lease=name, reason=describe(error))  # it lapses by itself


def machine_now() -> datetime:
    """Return the machine's time, which leases and claims go by: they guard processes, whatever the township's clock."""
    return datetime.now(UTC)


async def _wait_for(database: Database, name: str, holder: str, stop: asyncio.Event) -> HeldLease | None:
    told = False
    while not stop.is_set():
        try:
            async with database.transaction(quiet=True) as session:
                other: str | None = await session.scalar(sa.select(Lease.holder).where(Lease.name == name))
                epoch = await leases.acquire(session, name, holder, now=machine_now(), lifetime=LIFETIME)
                if epoch is not None:
                    return HeldLease(name, holder, epoch, after_death=other not in (None, "", holder))
                if other is not None and await bury(session, name, other):
                    continue
            if not told:
                log.info("standing_by", lease=name, holder=other)
                told = True
        except (SQLAlchemyError, OSError) as error:
            log.error("database_away", lease=name, reason=describe(error))
        await pause(stop, ASK_EVERY)
    return None


class _Renewal:
    """Renews the leases that one holder has in one database, all with one statement."""

    def __init__(self, database: Database, holder: str) -> None:
        self.good_until: dict[HeldLease, datetime] = {}
        self._database, self._holder = database, holder
        self._over = asyncio.Event()
        self._renewing = asyncio.create_task(self._run())

    async def end(self) -> None:
        """Renew no more; a renewal under way is finished."""
        self._over.set()
        await let_end(self._renewing)

    async def _run(self) -> None:
        """End each lease as soon as it may be another's."""
        while not await pause(self._over, RENEW_EVERY):
            now, held = machine_now(), [lease for lease in self.good_until if not lease.ended.is_set()]
            try:
                async with self._database.transaction(quiet=True) as session:
                    names = [lease.name for lease in held]
                    kept = await leases.renew(session, names, self._holder, now=now, lifetime=LIFETIME)
            except (SQLAlchemyError, OSError) as error:
                log.error("database_away", leases=len(held), reason=describe(error))
                held = [lease for lease in held if lease in self.good_until]
                kept = {lease.name: None for lease in held if machine_now() < self.good_until[lease]}
            else:
                held = [lease for lease in held if lease in self.good_until]  # others were given away meanwhile
                self.good_until |= dict.fromkeys(held, now + LIFETIME)
            for lease in held:
                if lease.name not in kept and not lease.ended.is_set():
                    log.error("lease_lost", lease=lease.name, epoch=lease.epoch)
                    lease.ended.set()
                elif kept.get(lease.name) is not None:
                    lease.wanted.set()
                else:
                    continue
                lease.noticed.set()


_RENEWALS: dict[tuple[Database, str], _Renewal] = {}


@asynccontextmanager
async def renewed(database: Database, lease: HeldLease) -> AsyncIterator[None]:
    """Have a lease renewed while the block runs, together with others of the same holder."""
    key = database, lease.holder
    renewal = _RENEWALS.get(key) or _RENEWALS.setdefault(key, _Renewal(database, lease.holder))
    renewal.good_until[lease] = machine_now() + LIFETIME
    try:
        yield
    finally:
        del renewal.good_until[lease]
        if not renewal.good_until:
            del _RENEWALS[key]
            await renewal.end()
