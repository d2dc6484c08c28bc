"""What is to be noted once an answer is on the screen (a card's message id): several updates' notes in one commit."""

import asyncio

import structlog
from aiogram.types import Message
from sqlalchemy.exc import SQLAlchemyError

from handlers.kit.answers import OnSent
from services.core.town import Town
from services.operations.database_errors import Trouble, describe, kind_of

log = structlog.get_logger(__name__)

TOGETHER = 50
"""Updates whose notes share a transaction at most."""
TRIES = 5

Note = tuple[OnSent, Message]


class Afterwards:
    """Runs the hooks of answers. Whoever waits for one sees its effect committed; none of them can fail an update."""

    def __init__(self, town: Town) -> None:
        self._town = town
        self._waiting: list[tuple[list[Note], asyncio.Future[None]]] = []
        self._writer: asyncio.Task[None] | None = None

    async def note(self, notes: list[Note]) -> None:
        """Return when the notes of one update are committed, or given up with a line in the log."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((notes, done))
        if self._writer is None:
            self._writer = asyncio.create_task(self._write())
        await done

    async def _write(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting[:TOGETHER], self._waiting[TOGETHER:]
                try:
                    if not await self._commit([note for notes, _ in batch for note in notes]):
                        for notes, _ in batch:  # one of them is at fault: each for itself
                            await self._persist(notes)
                finally:
                    for _, done in batch:
                        if not done.done():
                            done.set_result(None)
        finally:
            self._writer = None

    async def _commit(self, notes: list[Note]) -> bool:
        try:
            async with self._town.database.transaction() as session:
                for hook, message in notes:
                    await hook(session, message)
        except Exception as error:  # noqa: BLE001 - each is tried again by itself, and logged there
            log.info("notes_not_committed_together", reason=describe(error))
            return False
        return True

    async def _persist(self, notes: list[Note]) -> None:
        for attempt in range(1, TRIES + 1):
            try:
                async with self._town.database.transaction() as session:
                    for hook, message in notes:
                        await hook(session, message)
            except SQLAlchemyError as error:
                if kind_of(error) is Trouble.CONTENTION and attempt < TRIES:
                    continue
                log.exception("notes_given_up")
            except Exception:
                log.exception("notes_given_up")
            return
