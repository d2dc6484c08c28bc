"""What of life and orders did not arrive: other channels are tried, then the station is alarmed, once each."""

import asyncio
import time

import sqlalchemy as sa
import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from delivery.fallback import Channels
from delivery.listening import commits
from delivery.tenure import Tenure, end, pause
from models import Message, Person
from models.enums import MessageState
from services.core.act import Moment
from services.core.database import OUTBOX
from services.core.town import Town
from services.messaging.kinds import UNDELIVERED
from services.messaging.ledger import TROUBLED
from services.messaging.undelivered import alarm, beside, overdue, tend, untended

log = structlog.get_logger(__name__)

POLL = 5.0
"""Seconds between two looks when nothing wakes us."""
AFTER_COMMIT = 0.1
"""Seconds after a commit, so that looking for troubles is never in the way of sending what was committed."""
AFTER_REFUSAL = 60.0
"""Seconds before channels that refused an overdue message are tried again."""
AT_ONCE = 8


class Troubles:
    """Tends to messages that failed, during one tenure."""

    def __init__(self, town: Town, tenure: Tenure) -> None:
        self._town = town
        self._tenure = tenure
        self._channels = Channels(town.settings.fallback)
        self._again_at = 0.0

    async def run(self) -> None:
        """Tend until the tenure ends."""
        async with commits(self._town.database, OUTBOX) as wake:
            while not self._tenure.ended.is_set():
                await pause(self._tenure.ended, AFTER_COMMIT)
                wake.clear()
                try:
                    if await self.tend_some():
                        continue
                    await self.tend_overdue()
                except (SQLAlchemyError, OSError) as error:
                    log.warning("delivery.troubles_not_tended", error=str(error))
                await _first(wake, self._tenure.ended, POLL)

    async def tend_some(self) -> bool:
        """Tend to the gravest few; False when there is nothing to tend to.

        A crash between a channel's answer and the commit repeats the channel: better twice than never.
        """
        async with self._town.database.reading() as session:
            rows = await untended(session, limit=AT_ONCE)
            if self._channels and len(rows) < AT_ONCE:
                known = {row.id for row in rows}
                rows += [row for row in await beside(session, limit=AT_ONCE) if row.id not in known]
            phones = await _phones(session, rows)
        if not rows:
            return False
        reached = await asyncio.gather(*(self._try(row, phones.get(row.person_id or 0)) for row in rows))
        now = self._town.now()
        async with self._town.database.transaction() as session:
            for row, channel in zip(rows, reached, strict=True):
                await tend(session, row.id, channel)
            # An alarm that fails is in the list, but raises no other: there would be no end.
            failed = [row for row, channel in zip(rows, reached, strict=True) if not channel and row.state in TROUBLED]
            if any(row.event != UNDELIVERED.event for row in failed):
                await alarm(Moment(session, self._town, now))
        return True

    async def tend_overdue(self) -> None:
        """Send by other channels what cannot be handed to Telegram at all; it goes there too once that is possible."""
        if not self._channels or time.monotonic() < self._again_at:
            return
        async with self._town.database.reading() as session:
            rows = await overdue(session, now=self._town.now(), limit=AT_ONCE)
            phones = await _phones(session, rows)
        reached = await asyncio.gather(*(self._try(row, phones.get(row.person_id or 0)) for row in rows))
        taken = [(row.id, channel) for row, channel in zip(rows, reached, strict=True) if channel]
        if len(taken) < len(rows):
            self._again_at = time.monotonic() + AFTER_REFUSAL
        if taken:
            async with self._town.database.transaction() as session:
                for row_id, channel in taken:
                    await tend(session, row_id, channel)

    async def _try(self, row: Message, phone: str | None) -> str | None:
        if phone is None or row.state is MessageState.EXPIRED or row.event == UNDELIVERED.event or not self._channels:
            return None
        words = self._town.words(None)
        foot = words.plain("fallback-foot", call=self._town.settings.login.call)
        return await self._channels.tell(phone, str(row.content.get("text", "")), foot)


async def _phones(session: AsyncSession, rows: list[Message]) -> dict[int, str]:
    ids = [row.person_id for row in rows if row.person_id is not None]
    found = await session.execute(sa.select(Person.id, Person.phone).where(Person.id.in_(ids)))
    return {row.id: row.phone for row in found}


async def _first(wake: asyncio.Event, ended: asyncio.Event, seconds: float) -> None:
    """Wait until either happens, at most so long."""
    waits = [asyncio.create_task(pause(event, seconds)) for event in (wake, ended)]
    try:
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    finally:
        await end(*waits)
