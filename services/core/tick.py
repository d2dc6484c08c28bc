"""Work that the clock starts. Each area states its ticks in ``TICKS``, ``services.registry`` gathers them, and the
scheduler runs them. A ``Tick`` says when it is due next, so that an idle town sleeps; a ``Routine`` has fixed hours.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

import structlog

from services.core.act import Moment
from services.core.town import Town

GIVE_WAY = 0.001
"""Seconds between two portions: what was committed goes out, and people are answered, before the next."""
PROMPT = timedelta()
"""A tick with this delay is done to the moment, and a commit that touches deadlines wakes it."""

Acting = Callable[[Town], Awaitable[int]]
"""Does all that is due, in a transaction for each portion, and returns how much that was."""

log = structlog.get_logger()


@dataclass(frozen=True)
class Tick:
    """Work that becomes due by the rows and the time. A moved clock does it as well."""

    name: str
    next: Callable[[Moment], Awaitable[datetime | None]]
    """Returns when it is due next: the past means now, None means that only a commit can make it due. It writes
    nothing."""
    act: Acting
    within: timedelta = timedelta(seconds=1)
    """How late the scheduler may notice it."""

    async def due_at(self, town: Town) -> datetime | None:
        """Return when it is due next."""
        async with town.database.reading() as session:
            return await self.next(Moment(session, town, town.now()))

    async def work_off(self, town: Town) -> int:
        """Do it if it is due; return how much was done."""
        at = await self.due_at(town)
        return await self.act(town) if at is not None and at <= town.now() else 0


@dataclass(frozen=True)
class Routine:
    """Work for which the scheduler has fixed hours. A moved clock leaves it out."""

    name: str
    act: Acting
    hours: Mapping[str, int | str]
    """The fields of a cron line, by the township's clocks."""
    at_start: bool = False
    """Whether a process does it when it starts, too."""


def once(work: Callable[[Moment], Awaitable[int]]) -> Acting:
    """Do everything in one transaction."""

    async def act(town: Town) -> int:
        async with town.database.transaction() as session:
            return await work(Moment(session, town, town.now()))

    return act


def in_portions(portion: Callable[[Moment], Awaitable[int]]) -> Acting:
    """Work in portions until one finds nothing, so that neither a lock nor the loop is held for long."""

    async def act(town: Town) -> int:
        work, done = once(portion), 0
        while more := await work(town):
            done += more
            await asyncio.sleep(GIVE_WAY)
        return done

    return act


def one_by_one(
    due: Callable[[Moment], Awaitable[Sequence[int]]], work: Callable[[Moment, int], Awaitable[int]]
) -> Acting:
    """Work in a transaction for each thing that is due. A thing that fails is logged and does not hold back others."""

    async def act(town: Town) -> int:
        async with town.database.reading() as session:
            found = await due(Moment(session, town, town.now()))
        done = 0
        for key in found:
            try:
                async with town.database.transaction() as session:
                    done += await work(Moment(session, town, town.now()), key)
            except Exception:
                log.exception("tick_failed", tick=work.__qualname__, about=key)
        return done

    return act


def on_the_wall(act: Moment, at: time) -> datetime:
    """Return when the township's clocks show this time next."""
    local = act.now.astimezone(act.town.zone)
    today = datetime.combine(local.date(), at, act.town.zone)
    return today if today > local else today + timedelta(days=1)
