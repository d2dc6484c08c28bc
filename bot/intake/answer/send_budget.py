"""The turn of each direct answer in the send budget, which answers share with delivery in this process."""

import asyncio
import time
from typing import Protocol

LOOK_AGAIN = 0.03
"""Seconds between two looks at a budget that has no room."""
COUNTED = ("send", "edit", "forward", "copy")
"""Beginnings of the methods that Telegram counts as sending."""
FREE = ("sendChatAction", "editForumTopic")


class Slot(Protocol):
    """The right to one send; ended once."""

    def done(self) -> None:
        """The request has been answered, or will not be."""

    def refused(self) -> None:
        """Telegram refused it for its rate."""


class Budget(Protocol):
    """The send budget of a token (``delivery.Limiter``)."""

    asking: int

    def answer(self, chat_id: int) -> Slot | None:
        """Take a slot for an answer to whoever acts just now."""

    def follow_up(self, chat_id: int, *, overdue: bool) -> Slot | None:
        """Take a slot for bringing a pressed card up to date; ``overdue`` when it has waited long enough."""

    def note(self, chat_id: int) -> None:
        """Count a send that was made without a slot."""


def counts(method: str) -> bool:
    """Whether a method of the Bot API counts as sending."""
    return method.startswith(COUNTED) and method not in FREE


async def turn(budget: Budget, chat_id: int, patience: float) -> Slot | None:
    """Return a slot for an answer as soon as there is one; None when there was none for so many seconds."""
    slot = budget.answer(chat_id)
    until = time.monotonic() + patience
    budget.asking += 1
    try:
        while slot is None and time.monotonic() < until:
            await asyncio.sleep(LOOK_AGAIN)
            slot = budget.answer(chat_id)
    finally:
        budget.asking -= 1
    return slot
