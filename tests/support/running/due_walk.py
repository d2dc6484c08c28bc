"""A walk from one step of a deadline to the next, as the scheduler sleeps."""

from collections.abc import AsyncIterator
from datetime import datetime

from scheduler import ticks
from services.core.town import Town
from township import TownshipDriver


async def due_moments(driver: TownshipDriver, until: datetime) -> AsyncIterator[datetime]:
    """Do what is due now, then move the clock to each moment for which the scheduler would wake, and do it.

    Yields each moment; at the end the clock stands at ``until``.
    """
    await ticks.work_off(driver.town)
    while (at := await _next_due(driver.town)) <= until:
        assert at > driver.now, "what is due is done at once"
        driver.clock.at = at
        await ticks.work_off(driver.town)
        yield at
    driver.clock.at = until


async def _next_due(town: Town) -> datetime:
    return min([at for tick in ticks.prompt(town) if (at := await tick.due_at(town)) is not None])
