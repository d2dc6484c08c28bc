"""The contact of this process with Telegram, noted now and then."""

import time

import structlog
from sqlalchemy.exc import SQLAlchemyError

from services.core.act import Moment
from services.core.town import Town
from services.operations.database_errors import describe
from services.reception import contact

log = structlog.get_logger(__name__)

NOTED_EVERY = 20.0
"""Seconds between two notes of a contact that lasts."""


class Contact:
    """Notes the contact of this process, now and then."""

    def __init__(self, town: Town, *, polls: bool) -> None:
        self._town = town
        self._polls = polls
        self._noted = -NOTED_EVERY

    async def made(self) -> None:
        """Note that updates can be received, before those received now are stored."""
        if time.monotonic() - self._noted < NOTED_EVERY:
            return
        try:
            async with self._town.database.transaction(quiet=True) as session:
                await contact.note(Moment(session, self._town, self._town.now()), polls=self._polls)
        except (SQLAlchemyError, OSError) as error:
            log.error("database_away", reason=describe(error))
        else:
            self._noted = time.monotonic()
