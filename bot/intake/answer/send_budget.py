"""The send budget as answers see it: they share it with delivery in this process."""

import asyncio
import time
from typing import Protocol

LOOK_AGAIN = 0.03
"""Seconds between two looks at a budget that has no room."""
COUNTED = ("send", "edit", "forward", "copy")
"""How the names of methods begin that Telegram counts as sending."""
FREE = ("sendChatAction", "editForumTopic")


class Slot(Protocol):
    """The right to one send; ended once, by one of these."""

    def done(self) -> None:
        """The request was answered, or will never be."""

    def refused(self) -> None:
        """Telegram refused the request for its rate (429)."""


class SendBudget(Protocol):
    """The send budget of a token (``delivery.telegram.limiter.Limiter``)."""

    answers_waiting: int

    def take_for_answer(self, chat_id: int) -> Slot | None:
        """Take a slot for an answer to the person who acts just now."""

    def take_for_refresh(self, chat_id: int, *, overdue: bool) -> Slot | None:
        """Take a slot for the refresh of a pressed card; ``overdue`` when it has waited long enough."""

    def count(self, chat_id: int) -> None:
        """Count a send that was made without a slot."""


def is_counted(method: str) -> bool:
    """Return whether Telegram counts a method of the Bot API as sending."""
    return method.startswith(COUNTED) and method not in FREE


async def wait_for_slot(budget: SendBudget, chat_id: int, patience: float) -> Slot | None:
    """Return a slot for an answer as soon as there is one, or None after ``patience`` seconds."""
    slot = budget.take_for_answer(chat_id)
    until = time.monotonic() + patience
    budget.answers_waiting += 1
    try:
        while slot is None and time.monotonic() < until:
            await asyncio.sleep(LOOK_AGAIN)
            slot = budget.take_for_answer(chat_id)
    finally:
        budget.answers_waiting -= 1
    return slot
