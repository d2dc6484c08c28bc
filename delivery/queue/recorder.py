"""Records results in groups: what ends while one transaction commits goes into the next."""

import asyncio
from collections.abc import Callable

import structlog
from sqlalchemy.exc import SQLAlchemyError

from delivery.queue import results
from delivery.queue.results import Outcome
from delivery.telegram.parcels import Delivered, Parcel
from services.core.town import Town
from services.operations.group_commit import GroupCommit

log = structlog.get_logger(__name__)

TRIES = 6
FIRST_PAUSE = 0.1
"""Seconds before a result is written again after the database refused; doubled each time."""

Result = tuple[Parcel, Outcome]


class Recorder:
    """Records the results of one lease; ``recorded`` is called for each when its row is no longer being sent."""

    def __init__(self, town: Town, tag: str, recorded: Callable[[Parcel, Outcome], None]) -> None:
        self._town = town
        self._tag = tag
        self._recorded = recorded
        self._group: GroupCommit[Result] = GroupCommit(self._record)

    def add(self, parcel: Parcel, outcome: Outcome) -> None:
        """Have the result recorded with the next commit."""
        self._group.add((parcel, outcome))

    async def finish(self) -> None:
        """Return when everything added so far is recorded."""
        await self._group.finish()

    async def _record(self, batch: list[Result]) -> None:
        try:
            if not await self._write(batch):
                # One result that the database refuses must not take the others with it.
                for result in batch:
                    await self._write_alone(result)
        finally:
            for parcel, outcome in batch:
                self._recorded(parcel, outcome)

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

    async def _write_alone(self, result: Result) -> None:
        """Write one result with several tries; a result that cannot be written is found later and counts as unknown."""
        for attempt in range(TRIES):
            if await self._write([result]):
                return
            await asyncio.sleep(FIRST_PAUSE * 2**attempt)
        log.error("delivery.result_given_up", row=result[0].id)
