"""Failed messages of life and orders: other channels are tried, then the station is alarmed, each once."""

import asyncio
import time

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from delivery import side_work
from delivery.fallback.channels import FallbackChannels
from models import Message, Person
from models.enums import MessageState
from services.cards.card import words_of
from services.core.act import Moment
from services.core.database import TROUBLE
from services.core.town import Town
from services.messaging.kinds import UNDELIVERED
from services.messaging.ledger import TROUBLED
from services.messaging.undelivered import alarm, beside, held, overdue, tend, untended
from services.operations.held_lease import HeldLease

POLL = 5.0
"""Seconds between two looks for what is overdue, while there are other channels for it."""
AFTER_COMMIT = 0.1
"""Seconds after a commit, so that this look never delays sending what was committed."""
AFTER_REFUSAL = 60.0
"""Seconds before channels that refused an overdue message are tried again."""
AT_ONCE = 8


class FailedMessages:
    """Looks after failed messages of life and orders while it holds the lease."""

    def __init__(self, town: Town, lease: HeldLease) -> None:
        self._town = town
        self._lease = lease
        self._channels = FallbackChannels(town.settings.fallback)
        self._again_at = 0.0

    async def run(self) -> None:
        """Look after failed messages until the lease ends."""
        await side_work.run(self._town.database, TROUBLE, self._lease, self._look, settle=AFTER_COMMIT)

    async def _look(self) -> float:
        if await self._handle_failed():
            return 0
        await self._handle_overdue()
        return POLL if self._channels else side_work.SLOW_LOOK

    async def _handle_failed(self) -> bool:
        """Handle the gravest few; return False when there are none.

        A crash between a channel's answer and the commit repeats the channel: better twice than never.
        """
        async with self._town.database.reading() as session:
            rows = await untended(session, limit=AT_ONCE)
            if len(rows) < AT_ONCE:
                rows += await held(session, now=self._town.now(), limit=AT_ONCE - len(rows))
            lost = {row.id for row in rows}
            if self._channels and len(rows) < AT_ONCE:
                known = {row.id for row in rows}
                rows += [row for row in await beside(session, limit=AT_ONCE) if row.id not in known]
            phones = await _phones(session, rows)
        if not rows:
            return False
        reached = await asyncio.gather(*(self._try_channels(row, phones.get(row.person_id or 0)) for row in rows))
        now = self._town.now()
        async with self._town.database.transaction() as session:
            for row, channel in zip(rows, reached, strict=True):
                await tend(session, row.id, channel)
            # An alarm that fails is in the list, but raises no other: there would be no end.
            failed = [
                row
                for row, channel in zip(rows, reached, strict=True)
                if not channel and (row.id in lost or row.state in TROUBLED)
            ]
            if any(row.event != UNDELIVERED.event for row in failed):
                await alarm(Moment(session, self._town, now))
        return True

    async def _handle_overdue(self) -> None:
        """Send overdue messages by other channels while Telegram cannot be reached; they go there as well later."""
        if not self._channels or time.monotonic() < self._again_at:
            return
        async with self._town.database.reading() as session:
            rows = await overdue(session, now=self._town.now(), limit=AT_ONCE)
            phones = await _phones(session, rows)
        reached = await asyncio.gather(*(self._try_channels(row, phones.get(row.person_id or 0)) for row in rows))
        taken = [(row.id, channel) for row, channel in zip(rows, reached, strict=True) if channel]
        if len(taken) < len(rows):
            self._again_at = time.monotonic() + AFTER_REFUSAL
        if taken:
            async with self._town.database.transaction() as session:
                for row_id, channel in taken:
                    await tend(session, row_id, channel)

    async def _try_channels(self, row: Message, phone: str | None) -> str | None:
        if phone is None or row.state is MessageState.EXPIRED or row.event == UNDELIVERED.event or not self._channels:
            return None
        words = self._town.words(None)
        foot = words.plain("fallback-foot", call=self._town.settings.login.call)
        return await self._channels.send(phone, words_of(row.content), foot)


async def _phones(session: AsyncSession, rows: list[Message]) -> dict[int, str]:
    ids = [row.person_id for row in rows if row.person_id is not None]
    found = await session.execute(sa.select(Person.id, Person.phone).where(Person.id.in_(ids)))
    return {row.id: row.phone for row in found}
