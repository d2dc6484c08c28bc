"""The watchdog looks each minute."""

import asyncio

from services.core.act import Moment
from services.core.tick import Routine, once
from services.core.town import Town
from services.operations import watchdog

LOOK_AGAIN = 30
"""Seconds after which what is late is looked at again before the alarm: after a sleep, ticks first catch up."""


async def _look_twice(town: Town) -> int:
    async with town.database.reading() as session:
        if (await watchdog.look(Moment(session, town, town.now()))).well:
            return 0
    await asyncio.sleep(LOOK_AGAIN)
    return await once(watchdog.watch)(town)


TICKS = (Routine("watch", _look_twice, {"minute": "*"}),)
