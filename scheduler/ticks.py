"""The areas' ticks: worked off in order for a clock that was moved, kept one by one for a clock that runs."""

from datetime import datetime

import structlog

from services.core.database import Changes
from services.core.tick import PROMPT, Routine, Tick
from services.core.town import Town

log = structlog.get_logger()


async def work_off(town: Town) -> None:
    """Do everything that is due now. For a clock that was moved: it answers when this has returned."""
    for tick in town.registry.of(Tick):
        await tick.work_off(town)


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

    def __init__(self, town: Town, tick: Tick, changes: Changes) -> None:
        self.next: datetime | None = None
        """When the tick is due next, as it was asked last."""
        self.failed = False
        """Whether it failed the last time. It is tried again."""
        self._town, self._tick, self._changes = town, tick, changes
        self._asked_at = ""

    async def once(self) -> int:
        """Do the tick if it is due; return how much was done. A failure is logged and stops no other tick."""
        try:
            done = await self._once()
        except Exception:
            log.exception("tick_failed", tick=self._tick.name)
            self.failed, self._asked_at = True, ""
            return 0
        self.failed = False
        if done:
            log.info("tick", tick=self._tick.name, done=done)
        return done

    async def _once(self) -> int:
        mark = await self._changes.mark()
        if mark != self._asked_at:
            self.next = await self._tick.due_at(self._town)
            self._asked_at = mark
        if self.next is None or self.next > self._town.now():
            return 0
        self._asked_at = ""  # ask again afterwards
        return await self._tick.act(self._town)
