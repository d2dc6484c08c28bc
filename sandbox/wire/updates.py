"""A bot's updates, kept in order for up to 24 hours until the bot confirms them."""

import asyncio
import contextlib
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

import orjson

from sandbox.errors import Refusal
from sandbox.json import Json

# "Incoming updates are stored on the server until the bot receives them either way, but not longer than 24 hours."
KEEP_SECONDS = 24 * 3600
MAX_BATCH = 100
# The oldest updates beyond this number are forgotten, so that a bot that never polls does not fill the memory.
KEEP_UPDATES = 200_000
# Update kinds a bot gets only when it names them in allowed_updates.
ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})

TERMINATED_BY_POLL = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
TERMINATED_BY_WEBHOOK = "Conflict: terminated by setWebhook request"
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


def first_update_id() -> int:
    """Return a start for the ids that grows over restarts too (16 a second since 2025).

    A bot's store would otherwise mistake a new update for one it has handled.
    """
    return int((time.time() - 1_735_689_600) * 16)


@dataclass(slots=True)
class Update:
    """One waiting update; `lane` is the chat or user whose updates must arrive in order."""

    id: int
    kind: str
    payload: Json
    lane: int
    at: float
    offered: bool = False
    # The very bytes of an update that a test has made.
    raw: bytes | None = None

    def view(self) -> Any:
        """Return the Bot API's `Update`, in a form that orjson writes."""
        if self.raw is not None:
            return orjson.Fragment(self.raw)
        return {"update_id": self.id, self.kind: self.payload}


class UpdateQueue:
    """The updates of one bot. Long polling and webhook both read here; confirming an update removes it."""

    def __init__(self) -> None:
        self.pending: dict[int, Update] = {}
        self.allowed: frozenset[str] = frozenset()
        self.polled_at: float | None = None
        self.on_push: Callable[[Update], None] | None = None
        self._next_id = first_update_id()
        # False when a test gave an id below an earlier one.
        self._sorted = True
        self._poll: asyncio.Future[str] | None = None

    @property
    def waiting(self) -> bool:
        """Whether a long poll waits now."""
        return self._poll is not None

    def wants(self, kind: str) -> bool:
        """Whether the bot asked for updates of this kind (by default all but those on request)."""
        return kind in self.allowed if self.allowed else kind not in ON_REQUEST

    def push(self, kind: str, payload: Json, lane: int, at: float) -> None:
        """Append an update at world time `at`, unless the bot does not want its kind."""
        if self.wants(kind):
            self._append(Update(self._next_id, kind, payload, lane, at))

    def push_raw(self, update: Json, data: bytes | None, at: float) -> int:
        """Append an update exactly as a test gives it, or bytes in its place, wanted or not; return its id.

        It gets an id when it has none, and the next ones follow.
        """
        number = update.get("update_id", self._next_id) if data is None else self._next_id
        known = number if isinstance(number, int) and not isinstance(number, bool) else self._next_id
        raw = orjson.dumps({"update_id": number} | update) if data is None else data
        self._append(Update(known, "raw", {}, known, at, raw=raw))
        return known

    def _append(self, update: Update) -> None:
        self._sorted = self._sorted and update.id >= self._next_id
        self._next_id = max(self._next_id, update.id + 1)
        self.pending[update.id] = update
        if len(self.pending) > KEEP_UPDATES:
            del self.pending[next(iter(self.pending))]
        if self.on_push is not None:
            self.on_push(update)
        if self._poll is not None and not self._poll.done():
            self._poll.set_result("")

    def confirm(self, ids: Iterable[int]) -> None:
        """Remove updates that the bot has received."""
        for number in ids:
            self.pending.pop(number, None)

    def expire(self, now: float) -> None:
        """Forget updates older than 24 hours, except those that were already offered to the bot."""
        while self.pending:
            oldest = next(iter(self.pending.values()))
            if oldest.offered or now - oldest.at <= KEEP_SECONDS:
                return
            del self.pending[oldest.id]

    def abort_poll(self, reason: str) -> None:
        """End the waiting long poll with 409 and this reason."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(reason)

    async def poll(self, offset: int, limit: int, timeout: float, now: Callable[[], float]) -> list[Any]:
        """Answer getUpdates: confirm all below `offset` (negative: all but the last ones), then wait for an update."""
        self.abort_poll(TERMINATED_BY_POLL)
        self.polled_at = time.monotonic()
        if offset < 0:
            self.confirm(list(self.pending)[:offset])
        elif offset:
            seen = takewhile if self._sorted else filter
            self.confirm(list(seen(lambda number: number < offset, self.pending)))
        self.expire(now())
        if not self.pending and timeout > 0:
            await self._wait(timeout)
            self.expire(now())
        batch = []
        for update in self.pending.values():
            update.offered = True
            batch.append(update.view())
            if len(batch) >= min(max(limit, 1), MAX_BATCH):
                break
        return batch

    async def _wait(self, timeout: float) -> None:
        poll: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._poll = poll
        try:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(timeout):
                    await poll
        finally:
            if self._poll is poll:
                self._poll = None
        if poll.done() and not poll.cancelled() and (reason := poll.result()):
            raise Refusal(409, reason)
