"""Events of committed transactions, whichever process made them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from services.core.database import Database
from services.operations.other_processes import noticed
from services.operations.waiting import end, set_after


@asynccontextmanager
async def commits(database: Database, channel: str, ended: asyncio.Event) -> AsyncIterator[asyncio.Event]:
    """Yield an event that is set at every commit touching ``channel``, whichever process made it, and by ``ended``."""
    async with database.signals.listening(channel) as event, noticed(database):
        ending = asyncio.create_task(set_after(ended, event))
        try:
            yield event
        finally:
            await end(ending)
