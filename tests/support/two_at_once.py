"""Two people who act at the same moment: the second begins before the first has ended."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, NamedTuple

import sqlalchemy as sa

from patience import until
from services.core.act import Act
from township import TownshipDriver

_WAITING = sa.text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
)


class Does(NamedTuple):
    """What somebody does."""

    who: str
    service: Callable[..., Awaitable[Any]]
    given: tuple[Any, ...]


async def at_once(driver: TownshipDriver, first: Does, second: Does) -> tuple[Any, Any]:
    """Let the second begin when the first has done everything but its commit; returns what came of both.

    The second either waits for the first, or has ended without: then it has decided on what was.
    """
    actor = await driver.actor(first.who)
    database = driver.town.database
    async with database.transaction() as session:
        done = await first.service(Act(session, driver.town, driver.now, actor), *first.given)
        await session.flush()
        other = asyncio.create_task(driver.by(second.who, second.service, *second.given))

        async def as_far_as_it_goes() -> bool:
            if other.done() or database.is_sqlite:
                return True
            async with database.reading() as looking:
                return bool(await looking.scalar(_WAITING))

        await until(as_far_as_it_goes, what="the second neither ends nor waits")
    [after] = await asyncio.gather(other, return_exceptions=True)
    return done, after
