"""Catches up after the sandbox's clock was moved: does and sends everything that is due (``BIHUAN_CLOCK=sandbox``)."""

import asyncio
from collections.abc import Collection

import sqlalchemy as sa

from models import Message
from models.outbox import QUEUED, SENDING
from services.core.town import Town

PATIENCE = 30.0
"""Seconds to wait for the outbox; a chat's 429 or a network fault may hold messages for longer."""
LOOK_EVERY = 0.02
"""Seconds between two looks at the outbox."""


async def catch_up(town: Town, roles: Collection[str]) -> None:
    """Do everything that the process' roles have due, then wait until every message that may go is sent."""
    if "scheduler" in roles:
        from scheduler import ticks

        await ticks.work_off(town)
        await ticks.settled(town)
    town.database.signals.fire_all()  # each sleeps until a time of the former clock
    if "delivery" in roles:
        try:
            async with asyncio.timeout(PATIENCE):
                while await _waiting(town):  # noqa: ASYNC110 - another process may send: only the rows tell
                    await asyncio.sleep(LOOK_EVERY)
        except TimeoutError:
            return


async def _waiting(town: Town) -> bool:
    under_way = sa.text(SENDING)
    now = town.now()
    due = sa.and_(
        sa.text(QUEUED),
        Message.not_before <= now,
        sa.or_(Message.claimed_until.is_(None), Message.claimed_until <= now),
    )
    async with town.database.reading() as session:
        return await session.scalar(sa.select(Message.id).where(sa.or_(under_way, due)).limit(1)) is not None
