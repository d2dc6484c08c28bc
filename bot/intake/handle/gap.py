"""Gaps in the ids: an earlier update may still be on its way over another connection of the webhook (I3)."""

import time
from collections.abc import Collection, Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from bot.intake import inbox
from bot.intake.inbox import PendingUpdate

SETTLE = 0.3
"""Seconds to wait for a gap to close."""
CONNECTIONS = 100
"""Connections of a webhook at most (Bot API, ``setWebhook``): so many updates are on their way at once."""


class Gap:
    """Knows the last update that was taken, and how long a gap after it has been open."""

    def __init__(self, in_order: bool) -> None:
        """``in_order``: there are no gaps, for one poller stores what comes."""
        self.last: int | None = None
        """The highest id that was taken."""
        self._in_order = in_order
        self._open: tuple[int, float] | None = None

    def took(self, item: PendingUpdate) -> None:
        """Note an update that is taken."""
        self.last = item.update_id if self.last is None else max(self.last, item.update_id)

    async def others(self, session: AsyncSession, page: Sequence[PendingUpdate], shares: Collection[int]) -> set[int]:
        """Return the ids between those of a page of our ``shares`` that other processes see to."""
        new = [item.update_id for item in page if self.last is not None and item.update_id > self.last]
        if self._in_order or self.last is None or not new or new[-1] == self.last + len(new):
            return set()
        return await inbox.seen_to(session, max(self.last, new[0] - CONNECTIONS), new[-1], shares)

    def before(self, item: PendingUpdate, others: Collection[int]) -> float:
        """Return the seconds for which an update is still waited for that comes before this one."""
        if self._in_order or self.last is None or item.update_id <= self.last + 1:
            return 0
        between = range(max(self.last + 1, item.update_id - CONNECTIONS), item.update_id)
        if others and all(number in others for number in between):
            return 0
        now = time.monotonic()
        if self._open is None or self._open[0] != item.update_id:
            self._open = (item.update_id, now)
        return self._open[1] + SETTLE - now
