"""The areas' ticks: worked off in order for a clock that was moved, kept one by one for a clock that runs."""

import asyncio
import time
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from weakref import WeakKeyDictionary, WeakSet

import structlog

from services.core.act import Moment
from services.core.database import CHANGED, Database
from services.core.tick import PROMPT, Routine, Tick
from services.core.town import Town

SLOW_LOOK, SLOWER_LOOK = 30.0, 60.0
"""Seconds after which a tick is asked when it is due next though nothing was committed: the net under the signals. The
second is for ticks that need not be done to the moment."""

_KEEPERS: WeakKeyDictionary[Database, WeakSet["Keeper"]] = WeakKeyDictionary()
"""The keepers of each town in this process."""

log = structlog.get_logger()


async def work_off(town: Town) -> None:
    """Do everything that is due now. For a clock that was moved: it answers when this has returned."""
    waiting = iter(town.registry.of(Tick))
    while (tick := await _first_due(town, waiting)) is not None:
        await tick.act(town)


async def settled(town: Town) -> None:
    """Wait for the ticks that a clock of this process does now: ``work_off`` passes over what they have locked."""
    for keeper in list(_KEEPERS.get(town.database, ())):
        async with keeper.acting:
            pass


async def _first_due(town: Town, waiting: Iterator[Tick]) -> Tick | None:
    """Return the next tick that is due, passing those that are not. They are asked in one view of the rows."""
    async with town.database.reading() as session:
        for tick in waiting:
            at = await tick.next(Moment(session, town, town.now()))
            if at is not None and at <= town.now():
                return tick
    return None


async def do(town: Town, name: str) -> int:
    """Do what one tick or routine has to do now; return how much that was. ``KeyError`` for a name that none has."""
    ticks = {tick.name: tick.work_off for tick in town.registry.of(Tick)}
    routines = {routine.name: routine.act for routine in town.registry.of(Routine)}
    return await (ticks | routines)[name](town)


def prompt(town: Town) -> list[Tick]:
    """Return the ticks that are done to the moment."""
    return [tick for tick in town.registry.of(Tick) if tick.within == PROMPT]


class Keeper:
    """Does one tick when it is due. It asks when that is only after a commit of whichever process."""

    def __init__(self, town: Town, tick: Tick) -> None:
        self.next: datetime | None = None
        """When the tick is due next, as it was asked last."""
        self.failed = False
        """Whether it failed the last time. It is tried again."""
        self.acting = asyncio.Lock()
        """Held while it does what is due."""
        _KEEPERS.setdefault(town.database, WeakSet()).add(self)
        self._town, self._tick = town, tick
        self._within = tick.within / timedelta(seconds=1)
        self._slow_look = SLOW_LOOK if tick.within == PROMPT else SLOWER_LOOK
        self._known, self._asked_at = -1, float("-inf")

    @property
    def must_ask(self) -> bool:
        """Whether the rows may say something else than they did."""
        return self._asked_in <= 0

    @property
    def rests_for(self) -> float:
        """For how many seconds it need not be looked at, unless something is committed."""
        if self.next is None:
            return self._asked_in
        return min(self._asked_in, (self.next - self._town.now()).total_seconds())

    @property
    def _asked_in(self) -> float:
        wait = self._slow_look if self._known == self._changes else self._within
        return self._asked_at + wait - time.monotonic()

    @property
    def _changes(self) -> int:
        return self._town.database.signals.fired[CHANGED]

    @property
    def is_due(self) -> bool:
        """Whether its time has come. After it was done it must be asked first."""
        return self._known >= 0 and self.next is not None and self.next <= self._town.now()

    async def ask(self, act: Moment) -> None:
        """Ask when it is due next. A failure is logged, and asked again."""
        changes = self._changes  # before the question: a commit meanwhile is a reason to ask again
        self._asked_at = time.monotonic()
        try:
            self.next = await self._tick.next(act)
        except Exception:
            log.exception("tick_failed", tick=self._tick.name)
            self.fail()
            await act.session.rollback()
        else:
            self._known, self.failed = changes, False

    async def act(self) -> int:
        """Do what is due; return how much was done. A failure is logged and stops no other tick."""
        self._known, self._asked_at = -1, time.monotonic()  # ask afterwards
        if self._within:
            self.next = None  # nobody looks for it before it may be asked
        try:
            async with self.acting:
                done = await self._tick.act(self._town)
        except Exception:
            log.exception("tick_failed", tick=self._tick.name)
            self.fail()
            return 0
        self.failed = False
        if done:
            log.info("tick", tick=self._tick.name, done=done)
        return done

    def fail(self) -> None:
        """Note that it failed: it is asked again, without haste."""
        self.failed, self._known = True, -1


async def ask(town: Town, keepers: Sequence[Keeper]) -> None:
    """Ask the ticks that may be due at another time than was known, in one view of the rows."""
    if not (asked := [keeper for keeper in keepers if keeper.must_ask]):
        return
    try:
        async with town.database.reading() as session:
            for keeper in asked:
                await keeper.ask(Moment(session, town, town.now()))
    except Exception:  # the database is away; they are asked again
        log.exception("ticks_not_asked")
        for keeper in asked:
            keeper.fail()
