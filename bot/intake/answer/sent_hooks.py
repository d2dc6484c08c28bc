"""Hooks that run after an answer was sent, such as noting a card's message id; several updates share a commit."""

import structlog
from aiogram.types import Message
from sqlalchemy.exc import SQLAlchemyError

from handlers.kit.answers import OnSent
from services.core.town import Town
from services.operations.database_errors import ErrorKind, describe, kind_of
from services.operations.group_commit import GroupCommit

log = structlog.get_logger(__name__)

TOGETHER = 50
"""Updates whose hooks share a transaction at most."""
TRIES = 5

Hook = tuple[OnSent, Message]


class SentHooks:
    """Runs the hooks of answers. A hook that fails is logged and never fails an update."""

    def __init__(self, town: Town) -> None:
        self._town = town
        self._group: GroupCommit[list[Hook]] = GroupCommit(self._run_together, TOGETHER)

    async def run(self, hooks: list[Hook]) -> None:
        """Return when the hooks of one update are committed, or given up with a line in the log."""
        await self._group.add(hooks)

    async def _run_together(self, batch: list[list[Hook]]) -> None:
        try:
            await self._commit([hook for hooks in batch for hook in hooks])
        except Exception as error:  # noqa: BLE001 - each is tried again by itself, and logged there
            log.info("notes_not_committed_together", reason=describe(error))
            for hooks in batch:
                await self._run_alone(hooks)

    async def _run_alone(self, hooks: list[Hook]) -> None:
        for attempt in range(1, TRIES + 1):
            try:
                await self._commit(hooks)
            except SQLAlchemyError as error:
                if kind_of(error) is ErrorKind.CONTENTION and attempt < TRIES:
                    continue
                log.exception("notes_given_up")
            except Exception:
                log.exception("notes_given_up")
            return

    async def _commit(self, hooks: list[Hook]) -> None:
        async with self._town.database.transaction() as session:
            for hook, message in hooks:
                await hook(session, message)
