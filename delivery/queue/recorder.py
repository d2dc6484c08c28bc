"""Writing results together: whatever ends while one transaction commits goes into the next (one fsync for all)."""

import asyncio
from collections.abc import Callable

import structlog
from sqlalchemy.exc import SQLAlchemyError

from delivery.queue import results
from delivery.queue.results import Delivered, Outcome
from delivery.telegram.parcels import Parcel
from services.core.town import Town

log = structlog.get_logger(__name__)

TRIES = 6
FIRST_PAUSE = 0.1
"""Seconds before a result is written again after the database refused; doubled each time."""

Result = tuple[Parcel, Outcome]


class Recorder:
    """Writes one tenure's results; ``written`` is called for each when its row is no longer being sent."""

    def __init__(self, town: Town, tag: str, written: Callable[[Parcel, Outcome], None]) -> None:
        self._town = town
        self._tag = tag
        self._written = written
        self._waiting: list[Result] = []
        self._writing: asyncio.Task[None] | None = None

    def add(self, parcel: Parcel, outcome: Outcome) -> None:
        """Have the result written as soon as possible."""
        self._waiting.append((parcel, outcome))
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write_all())

    async def finish(self) -> None:
        """Return when everything added so far is written."""
        while self._writing is not None and not self._writing.done():
            await asyncio.wait([self._writing])

    async def _write_all(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, []
            try:
                if not await self._write(batch):
                    # One result that the database refuses must not take the others with it.
                    for result in batch:
                        await self._insist(result)
            finally:
                for parcel, outcome in batch:
                    self._written(parcel, outcome)

    async def _write(self, batch: list[Result]) -> bool:
        now = self._town.now()
        delivered = [(parcel, outcome) for parcel, outcome in batch if isinstance(outcome, Delivered)]
        try:
            async with self._town.database.transaction() as session:
                if delivered:
                    await results.record_delivered(session, self._tag, delivered, now=now)
                for parcel, outcome in batch:
                    if not isinstance(outcome, Delivered):
                        await results.record_failure(session, self._town, self._tag, parcel, outcome, now=now)
        except (SQLAlchemyError, OSError) as error:
            log.warning("delivery.results_not_written", rows=[parcel.id for parcel, _ in batch], error=str(error))
            return False
        return True

    async def _insist(self, result: Result) -> None:
        """Write one result, again and again; what cannot be written is found later and counts as unknown."""
        for attempt in range(TRIES):
            if await self._write([result]):
                return
            await asyncio.sleep(FIRST_PAUSE * 2**attempt)
        log.error("delivery.result_given_up", row=result[0].id)
