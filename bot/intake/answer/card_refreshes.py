"""Refreshes pressed cards when there is nothing more urgent to send: the latest state of each card.

Only changes that a toast has told already go this way, so nobody waits for them: a person's next update is handled
meanwhile, and calls to thousands are not slowed down by the cards of people who have answered.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from itertools import islice

import structlog

from bot.intake.answer.send_budget import LOOK_AGAIN, SendBudget, Slot

log = structlog.get_logger(__name__)

OVERDUE = 1.0
"""Seconds after which a card is refreshed even while something more urgent waits, a few a second."""
AT_ONCE = 20
"""Cards looked at in one go: the chat of the first may have no room while others have."""
DRAIN = 5.0
"""Seconds that a stop waits for cards not refreshed yet."""

Card = tuple[int, int]
"""Chat and message."""
Send = Callable[[Slot], Awaitable[None]]


class CardRefreshes:
    """Sends refreshes, the oldest first; a later state of a card replaces an earlier one."""

    def __init__(self, budget: SendBudget) -> None:
        self._budget = budget
        self._waiting: dict[Card, tuple[Send, float]] = {}
        self._sender: asyncio.Task[None] | None = None
        self._sending: set[asyncio.Task[None]] = set()

    def add(self, card: Card, send: Send) -> None:
        """Refresh a card when it is its turn."""
        _, since = self._waiting.get(card, (send, time.monotonic()))
        self._waiting[card] = (send, since)
        if self._sender is None:
            self._sender = asyncio.create_task(self._send_all(), name="card-refreshes")

    def forget(self, card: Card) -> None:
        """Drop the refresh of a card that is changed in another way now."""
        self._waiting.pop(card, None)

    async def settle(self) -> None:
        """Return when what waits now is sent, or after ``DRAIN`` seconds."""
        ours, until = dict(self._waiting), time.monotonic() + DRAIN
        while any(self._waiting.get(card) == one for card, one in ours.items()) and time.monotonic() < until:  # noqa: ASYNC110
            await asyncio.sleep(LOOK_AGAIN)
        if self._sending:
            await asyncio.wait(set(self._sending), timeout=DRAIN)

    async def finish(self) -> None:
        """Send what waits, as far as there is time; the lists show the same state anyway."""
        tasks = {*self._sending} | ({self._sender} if self._sender is not None else set())
        if not tasks:
            return
        _, late = await asyncio.wait(tasks, timeout=DRAIN)
        for task in late:
            task.cancel()
        if late:
            log.warning("cards_not_brought_up_to_date", cards=len(self._waiting))
            await asyncio.wait(late)
        if self._sending:
            await asyncio.wait(self._sending, timeout=DRAIN)

    async def _send_all(self) -> None:
        try:
            while self._waiting:
                if not self._send_some():
                    await asyncio.sleep(LOOK_AGAIN)
                else:
                    await asyncio.sleep(0)
        finally:
            self._sender = None

    def _send_some(self) -> bool:
        """Send as many refreshes as there are slots, the oldest first; return False when there was no slot."""
        sent = False
        for card, (send, since) in list(islice(self._waiting.items(), AT_ONCE)):
            slot = self._budget.take_for_refresh(card[0], overdue=time.monotonic() - since > OVERDUE)
            if slot is None:
                continue
            del self._waiting[card]
            task = asyncio.create_task(self._send(send, slot))
            self._sending.add(task)
            task.add_done_callback(self._sending.discard)
            sent = True
        return sent

    async def _send(self, send: Send, slot: Slot) -> None:
        try:
            await send(slot)
        except Exception:  # nobody waits for this task: a defect would go unseen
            log.exception("card_not_brought_up_to_date")
        finally:
            slot.done()
