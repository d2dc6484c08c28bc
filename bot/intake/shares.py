"""Shares of the senders: each process handles those whose leases it holds, and all hold about as many (decision 0023).

A process alone holds every share and asks nothing: its renewals tell it that another one has come. Processes that share
look once a second. The holder of the first share also polls. SQLite has one share: the other process stands by.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import sqlalchemy as sa
import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.intake import inbox
from bot.intake.inbox import SHARES, share_of
from services.core.database import Database
from services.operations import held_lease, leases
from services.operations.database_errors import describe
from services.operations.held_lease import HeldLease, machine_now, renewed
from services.operations.lease_holders import cut_off, is_dead
from services.operations.waiting import end, let_end, pause, set_after

log = structlog.get_logger(__name__)

SLOW_LOOK = 30.0
"""Seconds after which a process that holds all shares looks at them without a reason."""
Left = Callable[[HeldLease], Awaitable[None]]
"""Returns when nothing that was taken under a lease is in flight any more."""


class Shares:
    """The shares that this process holds."""

    def __init__(self, database: Database, name: str, holder: str) -> None:
        """``name`` is the first share's lease; ``holder`` names this process in this start."""
        self._database, self._holder = database, holder
        count = 1 if database.is_sqlite else SHARES
        self._names = [name, *(f"{name}:{number}" for number in range(1, count))]
        self._held: dict[int, HeldLease] = {}
        self._renewing: dict[HeldLease, AsyncExitStack] = {}
        self._leaving: dict[int, asyncio.Task[None]] = {}
        self._told = False
        self._noticed = asyncio.Event()
        """Set when a share was lost, or another process asks for one."""
        self.gained = asyncio.Event()
        """Set when this process holds further shares."""

    @property
    def whole(self) -> bool:
        """Whether this process holds them all: no other handles anything."""
        return len(self.numbers) == len(self._names)

    @property
    def numbers(self) -> list[int]:
        """The shares that are held."""
        return [number for number, lease in self._held.items() if not lease.ended.is_set()]

    @property
    def first(self) -> HeldLease | None:
        """The lease of the first share, if it is held: its holder polls."""
        return self.of(0)

    def of(self, sender: int) -> HeldLease | None:
        """Return the lease under which a sender's updates are handled here; None where another process may do so."""
        lease = self._held.get(share_of(sender) % len(self._names))
        return None if lease is None or lease.ended.is_set() else lease

    @asynccontextmanager
    async def kept(
        self, stop: asyncio.Event, gained: Callable[[], None], left: Left
    ) -> AsyncIterator["asyncio.Task[None]"]:
        """Hold a fair number of shares while the block runs, and take no more of them after ``stop``.

        Yields the task that does it. ``gained`` is called when there are more of them; ``left`` is awaited before one
        is given to another process.
        """
        keeping = asyncio.create_task(self._keep(stop, gained, left), name="shares")
        stopping = asyncio.create_task(set_after(stop, self._noticed))
        try:
            yield keeping
        finally:
            await end(keeping, stopping)
            await let_end(*self._leaving.values())
            try:
                async with self._database.transaction(quiet=True) as session:
                    await leases.release(session, self._names, self._holder)
            except (SQLAlchemyError, OSError) as error:
                log.warning("lease_not_released", lease=self._names[0], reason=describe(error))  # it lapses by itself
            for lease in [*self._renewing]:
                await self._renew_no_more(lease)

    async def _keep(self, stop: asyncio.Event, gained: Callable[[], None], left: Left) -> None:
        while not stop.is_set():
            self._noticed.clear()
            try:
                for number, lease in [*self._held.items()]:
                    if lease.ended.is_set():
                        del self._held[number]
                        await self._renew_no_more(lease)
                    elif lease.wanted.is_set():
                        self._leaving[number] = asyncio.create_task(self._hand_over(number, left))
                if not self.whole and await self._look():
                    self.gained.set()
                    gained()
            except (SQLAlchemyError, OSError) as error:
                log.error("database_away", lease=self._names[0], reason=describe(error))
            if not stop.is_set():
                is_alone = self.whole and not self._leaving
                await pause(self._noticed, SLOW_LOOK if is_alone else held_lease.ASK_EVERY)
        self.gained.set()

    async def _look(self) -> bool:
        """Take shares that nobody holds, up to a fair number, and ask others for those that are still missing.

        Return whether any was taken.
        """
        now = machine_now()
        async with self._database.transaction(quiet=True) as session:
            rows = {self._names.index(row.name): row for row in await leases.named(session, self._names)}
            dead = {one for row in rows.values() for one in (row.holder, row.wanted_by) if one and is_dead(one)}
            for row in rows.values():
                if row.until > now and row.holder in dead:
                    await leases.expire(session, row.name, row.holder)
            held = {number: row for number, row in rows.items() if row.until > now and row.holder not in dead}
            plan = Plan(
                holders={number: row.holder for number, row in held.items()},
                heirs={number: row.wanted_by for number, row in held.items() if row.wanted_by not in (None, *dead)},
                process=self._holder,
                count=len(self._names),
                at_work={*self._held, *self._leaving},
            )
            taken = await self._take(session, plan.free, rows)
            if wanted := plan.wanted:
                await leases.want(session, [self._names[number] for number in wanted], self._holder)
        for number, lease in taken.items():
            await self._begin(number, lease)
        if taken or wanted:
            log.info("senders_shared", held=len(self._held), of=len(self._names), asked_for=len(wanted))
        elif not self._held and not self._told:
            log.info("standing_by", lease=self._names[0], holder=rows[0].holder if rows else None)
            self._told = True
        return bool(taken)

    async def _take(
        self, session: AsyncSession, free: Sequence[int], rows: dict[int, sa.Row[Any]]
    ) -> dict[int, HeldLease]:
        """Take the leases of shares; a try is counted of each update that a dead process was at work on in them."""
        if not free:
            return {}
        before = {number: rows[number].holder for number in free if number in rows}
        lapsed = {number for number, holder in before.items() if holder not in ("", self._holder)}
        if lapsed:
            await cut_off(session, {before[number] for number in lapsed})
        names, given = [self._names[number] for number in free], (machine_now(), held_lease.LIFETIME)
        epochs = await leases.acquire_each(session, names, self._holder, now=given[0], lifetime=given[1])
        taken = {
            number: HeldLease(self._names[number], self._holder, epoch, number in lapsed, noticed=self._noticed)
            for number in free
            if (epoch := epochs.get(self._names[number])) is not None
        }
        if died := lapsed & taken.keys():
            count = await inbox.count_in_flight(session, None if len(died) == len(self._names) else died)
            log.warning("taken_over_from_the_dead", shares=len(died), in_flight=count)
        return taken

    async def _begin(self, number: int, lease: HeldLease) -> None:
        stack = self._renewing[lease] = AsyncExitStack()
        await stack.enter_async_context(renewed(self._database, lease))
        self._held[number] = lease

    async def _renew_no_more(self, lease: HeldLease) -> None:
        lease.ended.set()
        await self._renewing.pop(lease).aclose()

    async def _hand_over(self, number: int, left: Left) -> None:
        """Finish what is in flight of a share, and give it to the process that asks for it."""
        lease = self._held.pop(number)
        try:
            await left(lease)
            async with self._database.transaction(quiet=True) as session:
                now = machine_now()
                await leases.hand_over(session, lease.name, self._holder, now=now, lifetime=held_lease.LIFETIME)
        except (SQLAlchemyError, OSError) as error:
            log.warning("lease_not_released", lease=lease.name, reason=describe(error))  # it lapses by itself
        finally:
            await self._renew_no_more(lease)
            del self._leaving[number]


class Plan:
    """The shares that a process takes and asks for."""

    def __init__(
        self, *, holders: dict[int, str], heirs: dict[int, str], process: str, count: int, at_work: Collection[int]
    ) -> None:
        """``heirs`` ask for shares that others hold; ``at_work``: what the process holds, or is handing over."""
        owners = holders | heirs
        handed = [number for number, holder in holders.items() if holder == process and number not in at_work]
        nobodys = [number for number in range(count) if number not in holders]
        processes = len({*owners.values(), process})
        has, most = sum(owner == process for owner in owners.values()), -(-count // processes)
        self.free = [*handed, *nobodys[: max(0, most - has)]]
        """Those that were handed to it, and nobody's."""
        self._missing = count // processes - has - len(self.free) + len(handed)
        self._others = {number: owner for number, owner in owners.items() if owner != process}
        self._least = count // processes

    @property
    def wanted(self) -> list[int]:
        """The shares to ask others for: of the one that has most; the first share never, for its holder polls."""
        wanted, left = list[int](), Counter(self._others.values())
        while len(wanted) < self._missing and left:
            richest, has = left.most_common(1)[0]
            theirs = [n for n, owner in self._others.items() if owner == richest and n and n not in wanted]
            if has <= self._least or not theirs:
                break
            wanted.append(max(theirs))
            left[richest] -= 1
        return wanted
