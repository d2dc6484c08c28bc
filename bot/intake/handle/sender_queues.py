"""Queues by sender: one sender's updates in order, different senders in parallel (I3), the most urgent first.

The inbox is the queue; memory holds the next few updates of each sender, so that nobody's flood delays anybody else.
Strangers have room of their own, which they share.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.intake import inbox
from bot.intake.handle.answer_queue import AnswerQueue
from bot.intake.handle.lane import Lane
from bot.intake.handle.room import HELD, Room
from bot.intake.handle.turns import Turns
from bot.intake.handle.update_handler import Attempt, Outcome, UpdateHandler
from bot.intake.handle.urgency import Glance, Urgency
from bot.intake.inbox import PendingUpdate
from handlers.kit.answers import Answers
from services.core.database import UPDATES
from services.core.town import Town
from services.operations.commit_events import commits
from services.operations.database_errors import describe
from services.operations.waiting import pause

log = structlog.get_logger(__name__)

PAGE = 512
"""Updates read from the inbox at once."""
SWEEP_EVERY = 1.0
"""Seconds between two looks through the whole inbox while something waits in it."""
SLOW_SWEEP = 30.0
"""The same while nothing does: the net under the wake-ups."""
SWEEP_SHARE = 10
"""A look through an inbox that is full takes long: it is made seldom enough to take one part of the time in this."""
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
        self._glance = Glance(town)
        self._turns, self._alone = Turns(at_once), Turns(1)
        self._in_order = in_order
        self._room = Room(held)
        self._lanes: dict[int, Lane] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._woken = asyncio.Event()
        self._stored: list[PendingUpdate] = []
        self._caught_up = False  # whether everything in the inbox was seen
        self._cursor = BEFORE_ALL
        self._sweep_at = 0.0
        self._last: int | None = None
        self._gap: tuple[int, float] | None = None
        self._stopping = False

    def wake(self, first: int | None = None) -> None:
        """Wake the loop after updates were stored; ``first`` is the lowest of their ids."""
        if first is not None and first <= self._cursor:
            self._cursor = first - 1
        self._woken.set()

    def hand_over(self, stored: Sequence[PendingUpdate]) -> None:
        """Take a batch that was just stored, in order; where everything before it is known, it is not read again."""
        self._stored += stored
        self.wake(stored[0].update_id)

    async def run(self, stop: asyncio.Event) -> None:
        """Handle pending updates until ``stop``, then finish what is in flight; the rest waits for the next start."""
        self._stopping = False
        self._sweep_at = 0.0
        try:
            async with commits(self._town.database, UPDATES, stop) as self._woken:
                while not stop.is_set():
                    self._woken.clear()
                    again = await self._load()
                    if not stop.is_set():
                        await pause(self._woken, again)
        finally:
            await self._drain()

    async def _load(self) -> float:
        """Look through what is new, or through the whole inbox when that is due; return the seconds until the next."""
        began = time.monotonic()
        if began >= self._sweep_at:
            self._cursor = BEFORE_ALL
        beyond, seen = self._cursor if self._in_order else BEFORE_ALL, self._last or 0
        try:
            while True:
                waiting = [lane.sender for lane in self._lanes.values() if lane.left is not None]
                before = set(self._room.held)  # as of now: an update handled during the query may be read as pending
                page = self._handed_over(began)
                async with self._town.database.reading() as session:
                    page = page or await inbox.pending(session, beyond=beyond, most=PAGE, seen=seen, waiting=waiting)
                    new = {item.sender for item in page} - self._lanes.keys()
                    roster = await inbox.on_roster(session, new)
                for item in page:
                    if item.update_id in before or item.update_id in self._room.held:
                        continue
                    if (wait := self._gap_before(item)) > 0:
                        self._caught_up = False
                        return wait
                    self._take(item, known=item.sender in roster)
                if len(page) < PAGE:
                    self._caught_up = True
                    break
                beyond = self._cursor = page[-1].update_id
        except (SQLAlchemyError, OSError) as error:
            log.error("database_away", reason=describe(error))
            self._caught_up = False
            return SWEEP_EVERY
        if began >= self._sweep_at:
            now = time.monotonic()
            self._sweep_at = now + max(SLOW_SWEEP, SWEEP_SHARE * (now - began))
        if page:
            self._sweep_soon()
        return max(0.0, self._sweep_at - time.monotonic())

    def _handed_over(self, now: float) -> list[PendingUpdate]:
        """Return what was handed over if it is the next in the inbox; else it is read there."""
        stored, self._stored = self._stored, []
        last = BEFORE_ALL if self._last is None else self._last
        known = self._in_order and self._caught_up and now < self._sweep_at
        return stored if known and stored and stored[0].update_id > last and len(stored) < PAGE else []

    def _sweep_soon(self) -> None:
        self._sweep_at = min(self._sweep_at, time.monotonic() + SWEEP_EVERY)

    def _gap_before(self, item: PendingUpdate) -> float:
        """Return the seconds for which an earlier update may still be on its way over another connection."""
        if self._in_order or self._last is None or item.update_id <= self._last + 1:
            return 0
        now = time.monotonic()
        if self._gap is None or self._gap[0] != item.update_id:
            self._gap = (item.update_id, now)
        return self._gap[1] + SETTLE - now

    def _take(self, item: PendingUpdate, *, known: bool) -> None:
        """Put an update into its sender's lane, or leave it in the inbox until there is room."""
        self._cursor = max(self._cursor, item.update_id)
        self._last = item.update_id if self._last is None else max(self._last, item.update_id)
        lane = self._lanes.get(item.sender)
        if lane is None:
            changed = asyncio.Event()
            lane = Lane(item.sender, known, AnswerQueue(self._send, changed.set), changed)
            self._lanes[item.sender] = lane
            self._room.park(lane)
        if self._glance.is_danger(item.raw):
            lane.danger = max(lane.danger, item.update_id)
            if lane.parked:
                self._room.park(lane)
        if lane.has_room and self._room.free(lane) > 0:
            self._room.admit(lane, item)
            if lane.parked:
                self._start(lane)
        else:
            lane.leave(item.update_id)
            lane.changed.set()

    def _start(self, lane: Lane) -> None:
        """Let a parked lane go on."""
        self._room.leave(lane)
        task = asyncio.create_task(self._work(lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _start_next(self) -> None:
        """Let the lanes go on that wait and have room now."""
        for lane in list(self._room.next()):
            self._start(lane)

    async def _work(self, lane: Lane) -> None:
        """Handle one sender's updates until none is left, and wait until they are answered."""
        try:
            while not self._stopping:
                if not lane.looks_ahead:
                    await self._refill(lane)
                if not lane.items and lane.left is not None:
                    self._room.park(lane)
                    return
                lane.changed.clear()
                if lane.must_answer or not lane.items:
                    if not lane.answers:
                        break
                    await lane.changed.wait()
                    continue
                await self._wait_for(lane, lane.items[0])
                if not self._stopping:
                    await self._next(lane)
            while lane.answers:
                lane.changed.clear()
                await lane.changed.wait()
        except Exception:
            log.exception("queue_broken", sender=lane.sender)  # its rows are still pending: the next sweep loads them
            lane.left = None
            self._sweep_soon()
            self._woken.set()
        finally:
            if not lane.parked:
                for item in lane.items:
                    self._room.forget(lane, item)
                del self._lanes[lane.sender]
                await lane.answers.end()
            if not self._stopping:
                self._start_next()

    async def _next(self, lane: Lane) -> None:
        """Try the first update of a lane, and hand its answers on."""
        item = lane.items[0]
        urgency = self._glance.urgency(item.raw, known=lane.known)
        outcome, item, answers = await self._attempt(lane, item, urgency)
        if outcome is Outcome.RETRY:
            lane.items[0] = item
        else:
            lane.items.popleft()
            self._room.forget(lane, item)
            self._start_next()
        if answers is not None:
            lane.answers.add(answers, first=urgency is Urgency.DANGER)

    async def _attempt(self, lane: Lane, item: PendingUpdate, urgency: Urgency) -> Attempt:
        """Try an update; one that has failed before, alone among its like: it may be what ends the process."""
        if item.attempts == 0:
            async with self._turns.turn(urgency):
                return await self._handler.handle(item, more_of_album=lane.more_of_album(item))
        async with self._alone.turn(urgency), self._turns.turn(urgency):
            return await self._handler.handle(item, more_of_album=lane.more_of_album(item))

    async def _refill(self, lane: Lane) -> None:
        """Read on in the inbox what was left there."""
        most = min(lane.most - len(lane.items), self._room.free(lane))
        if most <= 0:
            return
        left, before = lane.left, set(self._room.held)
        try:
            async with self._town.database.reading() as session:
                found = await inbox.pending_of(session, lane.sender, beyond=lane.last, most=most)
        except (SQLAlchemyError, OSError) as error:
            log.error("database_away", reason=describe(error))
            await asyncio.sleep(SWEEP_EVERY)
            return
        self._room.admit(lane, *(item for item in found if item.update_id not in before))
        if len(found) < most and lane.left == left:
            lane.left = None

    async def _wait_for(self, lane: Lane, item: PendingUpdate) -> None:
        """Wait until an update may be tried again; those behind it make room meanwhile."""
        while item.not_before is not None and not self._stopping:
            left = item.not_before - self._town.now()
            if left <= timedelta():
                return
            while len(lane.items) > 1:
                behind = lane.items.pop()
                self._room.forget(lane, behind)
                lane.leave(behind.update_id)
                lane.last = item.update_id
                self._start_next()
            await asyncio.sleep(min(left.total_seconds(), CLOCK_LOOK))

    async def _drain(self) -> None:
        self._stopping = True
        for lane in list(self._lanes.values()):
            lane.changed.set()
            if lane.parked:
                self._room.leave(lane)
                del self._lanes[lane.sender]
        if not self._tasks:
            return
        _, late = await asyncio.wait(self._tasks, timeout=DRAIN)
        for task in late:
            task.cancel()
        if late:
            log.warning("drained_late", queues=len(late))
            await asyncio.wait(late)
