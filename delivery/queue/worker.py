"""The delivery worker: it claims the most urgent messages when there is room, sends them, and records the results.

No network call is made inside a transaction (I2): claim and result are transactions of their own. The next holder of
the lease finds what was left between the two and treats its outcome as unknown.
"""

import asyncio
import time
from collections.abc import Coroutine
from dataclasses import replace
from typing import Any

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from delivery.queue import claims, results
from delivery.queue.claims import Closed
from delivery.queue.recorder import Recorder
from delivery.queue.results import Outcome
from delivery.telegram.courier import Courier
from delivery.telegram.failures import FailureKind, classify
from delivery.telegram.limiter import Limiter, nothing_waits
from delivery.telegram.outage import Outage
from delivery.telegram.parcels import Delivered, Parcel
from delivery.telegram.send_windows import Slot
from services.core.database import OUTBOX
from services.core.errors import TokenRefused
from services.core.town import Town
from services.operations.commit_events import commits
from services.operations.held_lease import HeldLease, machine_now
from services.operations.waiting import end, pause

log = structlog.get_logger(__name__)

POLL = 1.0
"""Seconds between two looks at the outbox while something waits in it and no commit wakes the worker."""
SLOW_LOOK = 30.0
"""The same while nothing waits: the net under the signals."""
DRAIN = 15.0
"""Seconds that a stop waits for sends in flight."""
FIRST_PAUSE, LONGEST_PAUSE = 0.25, 5.0
"""Seconds without sending after a connection failed; doubled with every failure in a row."""


class Worker:
    """Delivers one township's outbox while it holds the lease."""

    def __init__(self, town: Town, courier: Courier, limiter: Limiter, lease: HeldLease, outage: Outage) -> None:
        self._town = town
        self._courier = courier
        self._limiter = limiter
        self._lease = lease
        self._outage = outage
        self._wake = asyncio.Event()
        self._sending: dict[int, Parcel] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._edited: dict[int, float] = {}  # group -> when a card in it may be edited again, monotonic seconds
        self._recorder = Recorder(town, lease.tag, self._on_recorded)
        self._tidied = float("-inf")
        self._idle_for = 0.0  # seconds, as the last look found
        self._paused_until = 0.0
        self._pause = FIRST_PAUSE
        self._token_refused = False
        self._urgent_waits = True  # until the first look
        self._looking = False

    async def run(self) -> None:
        """Deliver until the lease ends, then let sends in flight finish. Raises ``TokenRefused``."""
        async with commits(self._town.database, OUTBOX, self._lease.ended) as self._wake:
            self._limiter.urgent_waits = self._may_urgent_wait
            try:
                while not self._lease.ended.is_set() and not self._token_refused:
                    self._wake.clear()
                    self._looking = True
                    sent = await self._send_some()
                    self._looking = False
                    await self._tidy()
                    if not sent:
                        await pause(self._wake, self._until_next())
            finally:
                self._limiter.urgent_waits = nothing_waits
                self._lease.ended.set()
                await self._drain()
        if self._token_refused:
            raise TokenRefused("Telegram does not accept the bot's token any more (BIHUAN_TOKEN)")

    async def _send_some(self) -> bool:
        """Claim the messages that may go now and send them; return False when there are none, or no room."""
        self._idle_for = 0.0
        send = self._town.settings.send
        free = min(send.in_flight - len(self._sending), self._limiter.room(urgent=True))
        if free <= 0 or time.monotonic() < self._paused_until:
            return False
        closed = self._closed()
        try:
            async with self._town.database.reading() as session:
                found = await claims.candidates(session, closed, now=self._town.now(), limit=2 * free + 8)
                if not found and not self._sending:
                    self._idle_for = await self._until_due(session)
            chosen = self._choose(found, free)
            self._urgent_waits = any(parcel.urgent and parcel.id not in chosen for parcel in found)
            if not chosen and not any(parcel.superseded for parcel in found):
                return False
            try:
                async with self._town.database.transaction() as session:
                    ours = await claims.claim(session, self._lease, found, set(chosen), at=machine_now())
            except BaseException:
                for _, slot in chosen.values():
                    slot.cancel()
                raise
        except (SQLAlchemyError, OSError) as error:
            log.warning("delivery.not_claimed", error=str(error))
            await pause(self._lease.ended, POLL)
            return False
        for row_id, (parcel, slot) in chosen.items():
            if row_id in ours:
                self._start(parcel, slot)
            else:
                slot.cancel()
        return True

    def _may_urgent_wait(self) -> bool:
        """Return whether something urgent waits, or may have been committed since the last look."""
        return self._urgent_waits or self._looking or self._wake.is_set()

    def _closed(self) -> Closed:
        """Return the chats that must wait: held by the budget, or with a message in flight, so that order is kept."""
        now = time.monotonic()
        self._edited = {chat: until for chat, until in self._edited.items() if until > now}
        parcels = self._sending.values()
        return Closed(
            urgent={*self._limiter.held(urgent=True), *(p.chat_id for p in parcels if p.urgent)},
            ordinary={*self._limiter.held(urgent=False), *(p.chat_id for p in parcels)},
            edits=set(self._edited),
            only_urgent=self._limiter.room(urgent=False) == 0 or self._no_place_for_ordinary(0),
        )

    def _no_place_for_ordinary(self, more: int) -> bool:
        """Return whether only the last place in flight is left, which is kept for urgent messages."""
        return len(self._sending) + more >= max(1, self._town.settings.send.in_flight - 1)

    def _choose(self, found: list[Parcel], free: int) -> dict[int, tuple[Parcel, Slot]]:
        """Take a slot for each parcel that can go now, at most one per chat, the most urgent first."""
        chosen: dict[int, tuple[Parcel, Slot]] = {}
        chats: set[int] = set()
        for parcel in found:
            if len(chosen) == free:
                break
            if parcel.superseded or parcel.chat_id in chats:
                continue
            if not parcel.urgent and self._no_place_for_ordinary(len(chosen)):
                continue
            if slot := self._limiter.take(parcel.chat_id, parcel.urgent):
                chosen[parcel.id] = (parcel, slot)
                chats.add(parcel.chat_id)
        return chosen

    def _start(self, parcel: Parcel, slot: Slot) -> None:
        self._sending[parcel.id] = parcel
        self._start_task(self._send(parcel, slot), f"send:{parcel.id}")

    def _start_task(self, work: Coroutine[Any, Any, None], name: str) -> None:
        task = asyncio.create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._task_ended)

    def _task_ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (defect := task.exception()) is not None:
            log.error("delivery.defect", task=task.get_name(), exc_info=defect)

    async def _send(self, parcel: Parcel, slot: Slot) -> None:
        outcome: Outcome
        try:
            outcome = await self._courier.send(parcel, slot)
        except Exception as error:  # noqa: BLE001 - every outcome must be recorded
            failure = classify(error)
            outcome = replace(failure, words=failure.words.replace(self._town.token, "<token>"))
            if outcome.kind is FailureKind.UNSENT:
                self._outage.failed("delivery", outcome.words)
            else:
                log.warning("delivery.not_sent", row=parcel.id, kind=outcome.kind.name, error=outcome.words)
        except BaseException:  # cancelled: the next holder of the lease finds the row
            self._sending.pop(parcel.id, None)
            raise
        finally:
            slot.cancel()  # when no request was made
        self._adjust(parcel, outcome)
        self._recorder.add(parcel, outcome)

    def _on_recorded(self, parcel: Parcel, outcome: Outcome) -> None:
        """Free the chat for its next message, and send additions to this one, once the result is recorded."""
        self._sending.pop(parcel.id, None)
        self._wake.set()
        if isinstance(outcome, Delivered) and parcel.has_additions(outcome.message_id):
            self._start_task(self._courier.send_additions(parcel, outcome), f"add:{parcel.id}")

    def _adjust(self, parcel: Parcel, outcome: Outcome) -> None:
        """Adjust what may be sent next to an outcome."""
        now = time.monotonic()
        if parcel.is_edit and parcel.chat_id < 0:
            self._edited[parcel.chat_id] = now + self._town.settings.send.group_edit_every.total_seconds()
        if isinstance(outcome, Delivered):
            self._pause = FIRST_PAUSE
            self._outage.over("delivery")
            return
        match outcome.kind:
            case FailureKind.HELD:
                self._limiter.hold(parcel.chat_id, outcome.wait.total_seconds())
            case FailureKind.UNSENT if now >= self._paused_until:  # one step for all that failed together
                self._paused_until = now + self._pause
                self._pause = min(self._pause * 2, LONGEST_PAUSE)
            case FailureKind.TOKEN:
                self._token_refused = True

    async def _until_due(self, session: AsyncSession) -> float:
        """Return the seconds until a queued message may go, or its time is over; 0 when one is held back now."""
        at = await claims.next_due(session)
        return SLOW_LOOK if at is None else min(SLOW_LOOK, max(0.0, (at - self._town.now()).total_seconds()))

    async def _tidy(self) -> None:
        """Recover what a dead sender left and expire what is past its time, at most once a second."""
        if time.monotonic() < self._tidied + POLL:
            return
        self._tidied = time.monotonic()
        try:
            await self._recover()
        except (SQLAlchemyError, OSError) as error:
            log.warning("delivery.not_tidied", error=str(error))

    async def _recover(self) -> None:
        database, now = self._town.database, self._town.now()
        async with database.reading() as session:
            lost = await claims.abandoned(session, self._lease, self._sending, at=machine_now())
            late = await claims.any_expired(session, now=now)
        if not lost and not late:
            return
        async with database.transaction() as session:
            for row_id, tag in lost:
                log.warning("delivery.outcome_unknown", row=row_id)
                await results.record_unknown(session, tag, row_id, "the sender died in mid-send", now=now)
            if late:
                await claims.expire(session, now=now)
        self._wake.set()

    def _until_next(self) -> float:
        """Return the seconds until something that is held may go; commits and results wake the worker earlier."""
        now = time.monotonic()
        waits = [
            self._limiter.opens(urgent=False),
            self._limiter.opens(urgent=True),
            *self._limiter.held(urgent=False).values(),
            *self._limiter.held(urgent=True).values(),
            *(until - now for until in self._edited.values()),
            self._paused_until - now,
        ]
        return min(self._idle_for or POLL, *(wait for wait in waits if wait > 0), SLOW_LOOK)

    async def _drain(self) -> None:
        """Wait for sends in flight; the next holder of the lease finds those that take too long."""
        deadline = time.monotonic() + DRAIN
        while self._tasks and time.monotonic() < deadline:
            await asyncio.wait(self._tasks, timeout=deadline - time.monotonic())
            await self._recorder.finish()  # this may begin additions
        await end(*self._tasks)
        await self._recorder.finish()
