"""Queues by sender: one sender's updates in order, different senders in parallel (I3), the most urgent first.

The inbox is the queue; memory holds the next few updates of each sender, so that nobody's flood delays anybody else.
Strangers have room of their own, which they share.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.intake import inbox
from bot.intake.handle.answer_queue import AnswerQueue
from bot.intake.handle.inbox_reader import SWEEP_EVERY, InboxReader
from bot.intake.handle.lane import Lane
from bot.intake.handle.room import HELD, Room
from bot.intake.handle.turns import Turns
from bot.intake.handle.update_handler import Attempt, Outcome, UpdateHandler
from bot.intake.handle.urgency import Glance, Urgency
from bot.intake.inbox import PendingUpdate
from bot.intake.shares import Shares
from handlers.kit.answers import Answers
from services.core.database import UPDATES
from services.core.town import Town
from services.operations.commit_events import commits
from services.operations.database_errors import describe
from services.operations.held_lease import HeldLease
from services.operations.waiting import pause

log = structlog.get_logger(__name__)

CLOCK_LOOK = 0.2
"""Seconds between two looks of a pausing queue at the clock, which may have been moved."""
DRAIN = 10.0
"""Seconds that updates in flight may take when the process is stopped."""


class SenderQueues:
    """Loads pending updates and handles them: one at a time per sender, ``at_once`` transactions in parallel."""

    def __init__(
        self,
        town: Town,
        handler: UpdateHandler,
        send: Callable[[Answers], Awaitable[None]],
        shares: Shares,
        *,
        at_once: int,
        in_order: bool = True,
        held: int = HELD,
    ) -> None:
        """``send`` sends answers; ``shares`` are the senders handled here.

        ``in_order`` is False when updates may be stored out of order (webhook).
        """
        self._town = town
        self._handler = handler
        self._send = send
        self._shares = shares
        self._glance = Glance(town)
        self._turns, self._alone = Turns(at_once), Turns(1)
        self._room = Room(held)
        self._lanes: dict[int, Lane] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._woken = asyncio.Event()
        self._reader = InboxReader(town, shares, self._room, self._lanes, self._take, in_order=in_order)
        self._stopping = False

    def wake(self, first: int | None = None) -> None:
        """Wake the loop after updates were stored; ``first`` is the lowest of their ids."""
        if first is not None:
            self._reader.look_from(first)
        self._woken.set()

    def hand_over(self, stored: Sequence[PendingUpdate]) -> None:
        """Take a batch that was just stored, in order; where everything before it is known, it is not read again."""
        if mine := [item for item in stored if self._shares.of(item.sender) is not None]:
            self._reader.take_over(mine)
            self.wake(mine[0].update_id)

    def look_through(self) -> None:
        """Look through the whole inbox now: this process handles more senders than before."""
        self._reader.sweep_in(0)
        self._woken.set()

    async def leave(self, lease: HeldLease) -> None:
        """Finish what is in flight of a share that is given away, and its answers."""
        lanes = [lane for lane in self._lanes.values() if lane.lease is lease]
        for lane in lanes:
            lane.changed.set()
            if lane.parked:
                self._drop(lane)
        for lane in lanes:
            if lane.task is not None:
                await asyncio.wait([lane.task])
            while lane.answers:
                lane.changed.clear()
                await lane.changed.wait()

    async def run(self, stop: asyncio.Event) -> None:
        """Handle pending updates until ``stop``, then finish what is in flight; the rest waits for the next start."""
        self._stopping = False
        self._reader.sweep_in(0)
        try:
            async with commits(self._town.database, UPDATES, stop) as self._woken:
                while not stop.is_set():
                    self._woken.clear()
                    again = await self._reader.load()
                    if not stop.is_set():
                        await pause(self._woken, again)
        finally:
            await self._drain()

    def _take(self, item: PendingUpdate, known: bool) -> None:
        """Put an update into its sender's lane, or leave it in the inbox until there is room."""
        lease, lane = self._shares.of(item.sender), self._lanes.get(item.sender)
        if lane is not None and lane.lease is not lease:
            if not lane.parked:
                return  # its last update under an earlier lease is in flight: it is read again afterwards
            self._drop(lane)
            lane = None
        if lease is None:
            return
        if lane is None:
            changed = asyncio.Event()
            lane = Lane(item.sender, known, lease, AnswerQueue(self._send, changed.set), changed)
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
        task = lane.task = asyncio.create_task(self._work(lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _drop(self, lane: Lane) -> None:
        """Forget a parked lane: its updates are in the inbox."""
        self._room.leave(lane)
        del self._lanes[lane.sender]

    def _goes_on(self, lane: Lane) -> bool:
        """Whether a lane is still handled here."""
        return not self._stopping and self._shares.of(lane.sender) is lane.lease

    def _start_next(self) -> None:
        """Let the lanes go on that wait and have room now."""
        for lane in list(self._room.next()):
            self._start(lane)

    async def _work(self, lane: Lane) -> None:
        """Handle one sender's updates until none is left, and wait until they are answered."""
        try:
            while self._goes_on(lane):
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
                if self._goes_on(lane):
                    await self._next(lane)
            while lane.answers:
                lane.changed.clear()
                await lane.changed.wait()
        except Exception:
            log.exception("queue_broken", sender=lane.sender)  # its rows are still pending: the next sweep loads them
            lane.left = None
            self._reader.sweep_in(SWEEP_EVERY)
            self._woken.set()
        finally:
            if not lane.parked:
                for item in lane.items:
                    self._room.forget(lane, item)
                del self._lanes[lane.sender]
                if not self._goes_on(lane):  # its updates may be ours again, under a new lease
                    self.look_through()
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
        while item.not_before is not None and self._goes_on(lane):
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
                self._drop(lane)
        if not self._tasks:
            return
        _, late = await asyncio.wait(self._tasks, timeout=DRAIN)
        for task in late:
            task.cancel()
        if late:
            log.warning("drained_late", queues=len(late))
            await asyncio.wait(late)
