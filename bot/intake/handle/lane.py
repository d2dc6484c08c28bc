"""The lane of one sender: the next of its updates in memory, and what is known of those left in the inbox."""

import asyncio
from collections import deque
from dataclasses import dataclass, field

from bot.intake.handle.answer_queue import AnswerQueue
from bot.intake.inbox import PendingUpdate
from services.operations.held_lease import HeldLease

HELD_OF_ONE = 32
"""Updates of a person of the roster held in memory at most."""
HELD_OF_STRANGER = 8
"""The same for anybody else."""
ALBUM = 10
"""Messages of an album at most (Telegram): so many are looked ahead, to tell which is the last."""
BEHIND = 3
"""Updates that wait when a lane goes on before it has answered."""
UNANSWERED = 20
"""Answers that wait when it goes on only for somebody in danger."""


@dataclass(eq=False)
class Lane:
    """One sender's updates, handled in order."""

    sender: int
    known: bool
    lease: HeldLease
    """The lease under which it is handled here."""
    answers: AnswerQueue
    changed: asyncio.Event
    """Set when there is an update more, or an answer less."""
    items: deque[PendingUpdate] = field(default_factory=deque)
    last: int = -1
    """The highest id that was taken."""
    left: int | None = None
    """The highest id that was seen and left in the inbox; None when nothing is left there."""
    danger: int = -1
    """The highest id that speaks of danger."""
    parked: bool = False
    """Whether it waits for room in memory."""
    task: asyncio.Task[None] | None = None
    """Its work, unless it was parked from the first."""

    @property
    def most(self) -> int:
        """The number of updates that it may hold."""
        return HELD_OF_ONE if self.known else HELD_OF_STRANGER

    @property
    def has_room(self) -> bool:
        """Whether it may hold a further update."""
        return self.left is None and len(self.items) < self.most

    @property
    def looks_ahead(self) -> bool:
        """Whether enough is at hand, or all there is."""
        return self.left is None or len(self.items) > (ALBUM if self.known else 0)

    @property
    def must_answer(self) -> bool:
        """Whether answers are sent before the next update is handled.

        As a rule they are, because a handler edits the card that the one before it sent. Not while updates pile up, and
        never while danger waits.
        """
        if not self.answers or self.danger >= (self.items[0].update_id if self.items else self.last + 1):
            return False
        behind = len(self.items) >= BEHIND or self.left is not None
        return not behind or len(self.answers) >= UNANSWERED

    def more_of_album(self, item: PendingUpdate) -> bool:
        """Whether further parts of the album wait that an update is part of."""
        return item.album is not None and any(other.album == item.album for other in list(self.items)[1:])

    def leave(self, update_id: int) -> None:
        """Leave an update in the inbox until there is room."""
        self.left = max(update_id, self.left if self.left is not None else -1)
