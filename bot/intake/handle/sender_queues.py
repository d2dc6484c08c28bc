"""Queues by sender: one sender's updates in order, different senders in parallel (I3).

The inbox is the queue; memory holds a bounded cache of its oldest pending rows.
"""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable
from datetime import timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.intake import inbox
from bot.intake.handle.update_handler import Outcome, UpdateHandler
from bot.intake.inbox import PendingUpdate
from handlers.kit.answers import Answers
from services.core.town import Town
from services.operations.database_errors import describe

log = structlog.get_logger(__name__)

HELD = 512
"""Updates held in memory at most."""
SWEEP_EVERY = 1.0
"""Seconds between two looks through the whole inbox, for what no wake-up told of (other processes, retries)."""
SETTLE = 0.3
"""Seconds to wait for a gap in the ids to close when updates come by webhook, over several connections."""
CLOCK_LOOK = 0.2
"""Seconds between two looks of a pausing queue at the clock, which may have been moved."""
DRAIN = 10.0
"""Seconds that updates in flight may take when the process is stopped."""
BEFORE_ALL = -1


class SenderQueues:
    """Loads pending updates and handles them: one at a time per sender, ``at_once`` transactions in parallel."""

    def __init__(
        self,
        town: Town,
        handler: UpdateHandler,
        send: Callable[[Answers], Awaitable[None]],
        *,
        at_once: int,
        in_order: bool = True,
        held: int = HELD,
    ) -> None:
        """``send`` sends answers; ``in_order`` is False when updates may be stored out of order (webhook)."""
        self._town = town
        self._handler = handler
        self._send = send
        self._slots = asyncio.Semaphore(at_once)
        self._in_order = in_order
        self._held = held
        self._queues: dict[int, deque[PendingUpdate]] = {}
        self._known: set[int] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._woken = asyncio.Event()
        self._cursor = BEFORE_ALL
        self._last: int | None = None
        self._gap: tuple[int, float] | None = None
        self._stopping = False

    def wake(self, first: int | None = None) -> None:
        """Wake the loop after updates were stored; ``first`` is the lowest of their ids."""
        if first is not None and first <= self._cursor:
            self._cursor = first - 1
        self._woken.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Handle pending updates until ``stop``, then finish what is in flight; the rest waits for the next start."""
        self._stopping = False
        self._cursor = BEFORE_ALL
        stopping = asyncio.create_task(stop.wait())
        try:
            while not stop.is_set():
                self._woken.clear()
                again = await self._load()
                woken = asyncio.create_task(self._woken.wait())
                await asyncio.wait({woken, stopping}, timeout=again, return_when=asyncio.FIRST_COMPLETED)
                if not woken.done():
                    self._cursor = BEFORE_ALL  # a sweep
                woken.cancel()
        finally:
            stopping.cancel()
            await self._drain()

    async def _load(self) -> float:
        """Load as many pending updates as there is room for; return the seconds until the next look."""
        room = self._held - len(self._known)
        if room <= 0:
            return SWEEP_EVERY  # a queue that has made room wakes this loop
        beyond = self._cursor if self._in_order else BEFORE_ALL
        most = room + len(self._known) if beyond == BEFORE_ALL else room
        known = frozenset(self._known)  # as of now: an update handled during the query may be read as pending
        try:
            async with self._town.database.reading() as session:
                items = await inbox.pending(session, beyond=beyond, most=most, known=known)
        except (SQLAlchemyError, OSError) as error:
            log.error("database_away", reason=describe(error))
            return SWEEP_EVERY
        for item in items[:room]:
            if (wait := self._gap_before(item)) > 0:
                return wait
            self._admit(item)
        return SWEEP_EVERY

    def _gap_before(self, item: PendingUpdate) -> float:
        """Return the seconds for which an earlier update may still be on its way over another connection."""
        if self._in_order or self._last is None or item.update_id <= self._last + 1:
            return 0
        now = time.monotonic()
        if self._gap is None or self._gap[0] != item.update_id:
            self._gap = (item.update_id, now)
        return self._gap[1] + SETTLE - now

    def _admit(self, item: PendingUpdate) -> None:
        self._cursor = max(self._cursor, item.update_id)
        self._last = item.update_id if self._last is None else max(self._last, item.update_id)
        self._known.add(item.update_id)
        queue = self._queues.get(item.sender)
        if queue is not None:
            queue.append(item)
            return
        queue = self._queues[item.sender] = deque([item])
        task = asyncio.create_task(self._work(item.sender, queue))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _work(self, sender: int, queue: deque[PendingUpdate]) -> None:
        """Handle one sender's updates until none is left."""
        try:
            while queue and not self._stopping:
                item = queue[0]
                await self._wait_for(item)
                if self._stopping:
                    return
                async with self._slots:
                    more = item.album is not None and any(other.album == item.album for other in list(queue)[1:])
                    outcome, item, answers = await self._handler.handle(item, more_of_album=more)
                if outcome is Outcome.RETRY:
                    queue[0] = item
                else:
                    queue.popleft()
                    self._forget(item)
                if answers is not None:
                    await self._send(answers)
        except Exception:
            log.exception("queue_broken", sender=sender)  # its rows are still pending: the next sweep loads them
        finally:
            for item in queue:
                self._forget(item)
            del self._queues[sender]

    def _forget(self, item: PendingUpdate) -> None:
        full = len(self._known) >= self._held
        self._known.discard(item.update_id)
        if full or len(self._known) == self._held // 2:
            self._woken.set()

    async def _wait_for(self, item: PendingUpdate) -> None:
        while item.not_before is not None and not self._stopping:
            left = item.not_before - self._town.now()
            if left <= timedelta():
                return
            await asyncio.sleep(min(left.total_seconds(), CLOCK_LOOK))

    async def _drain(self) -> None:
        self._stopping = True
        if not self._tasks:
            return
        _, late = await asyncio.wait(self._tasks, timeout=DRAIN)
        for task in late:
            task.cancel()
        if late:
            log.warning("drained_late", queues=len(late))
            await asyncio.wait(late)
