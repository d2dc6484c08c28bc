"""The delivery worker: one per token, by lease. It claims what is most urgent when there is room, sends, writes down.

No network call is made inside a transaction (I2): claim and result are transactions of their own, and what dies between
them is found by the next tenure and treated as of unknown outcome.
"""

import asyncio
import time
from collections.abc import Coroutine
from dataclasses import replace
from typing import Any

import structlog
from sqlalchemy.exc import SQLAlchemyError

from delivery.queue import claims, results
from delivery.queue.claims import Closed
from delivery.queue.recorder import Recorder
from delivery.queue.results import Delivered, Outcome
from delivery.telegram.connection import TokenRefused
from delivery.telegram.courier import Courier
from delivery.telegram.failures import Fate, understand
from delivery.telegram.limiter import Limiter, Slot, nothing_waits
from delivery.telegram.parcels import Parcel
from services.core.database import OUTBOX
from services.core.town import Town
from services.operations.commit_events import commits
from services.operations.held_lease import Tenure, end, let_end, machine_now, pause

log = structlog.get_logger(__name__)

POLL = 1.0
"""Seconds between two looks at the outbox when nothing wakes the worker."""
DRAIN = 15.0
"""Seconds that a stop waits for sends in flight."""
FIRST_PAUSE, LONGEST_PAUSE = 0.25, 5.0
"""Seconds without sending after a connection could not be made; doubled while that goes on."""


class Worker:
    """Delivers one township's outbox during one tenure."""

    def __init__(self, town: Town, courier: Courier, limiter: Limiter, tenure: Tenure) -> None:
        self._town = town
        self._courier = courier
        self._limiter = limiter
        self._tenure = tenure
        self._wake = asyncio.Event()
        self._sending: dict[int, Parcel] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._edited: dict[int, float] = {}  # group -> when a card in it may be edited again, monotonic seconds
        self._recorder = Recorder(town, tenure.tag, self._written)
        self._paused_until = 0.0
        self._pause = FIRST_PAUSE
        self._token_refused = False
        self._urgent_waits = True  # until it was looked
        self._looking = False

    async def run(self) -> None:
        """Deliver until the tenure ends, then let sends in flight finish. Raises ``TokenRefused``."""
        async with commits(self._town.database, OUTBOX) as self._wake:
            self._limiter.urgent_waits = self._may_urgent_wait
            helpers = [asyncio.create_task(self._tidy()), asyncio.create_task(self._wake_at_the_end())]
            try:
                while not self._tenure.ended.is_set() and not self._token_refused:
                    self._wake.clear()
                    self._looking = True
                    sent = await self._send_some()
                    self._looking = False
                    if not sent:
                        await pause(self._wake, self._until_next())
            finally:
                self._limiter.urgent_waits = nothing_waits
                self._tenure.ended.set()
                await let_end(*helpers)
                await self._drain()
        if self._token_refused:
            raise TokenRefused("Telegram does not accept the bot's token any more (BIHUAN_TOKEN)")

    async def _send_some(self) -> bool:
        """Claim what may go now and send it off; False when there is nothing, or no room."""
        send = self._town.settings.send
        free = min(send.in_flight - len(self._sending), self._limiter.room(urgent=True))
        if free <= 0 or time.monotonic() < self._paused_until:
            return False
        closed = self._closed()
        try:
            async with self._town.database.reading() as session:
                found = await claims.candidates(session, closed, now=self._town.now(), limit=2 * free + 8)
            chosen = self._choose(found, free)
            self._urgent_waits = any(parcel.urgent and parcel.id not in chosen for parcel in found)
            if not chosen and not any(parcel.superseded for parcel in found):
                return False
            try:
                async with self._town.database.transaction() as session:
                    ours = await claims.claim(session, self._tenure, found, set(chosen), at=machine_now())
            except BaseException:
                for _, slot in chosen.values():
                    slot.cancel()
                raise
        except (SQLAlchemyError, OSError) as error:
            log.warning("delivery.not_claimed", error=str(error))
            await pause(self._tenure.ended, POLL)
            return False
        for row_id, (parcel, slot) in chosen.items():
            if row_id in ours:
                self._start(parcel, slot)
            else:
                slot.cancel()
        return True

    def _may_urgent_wait(self) -> bool:
        """Whether something urgent waits for its turn, or was just committed and not looked at yet."""
        return self._urgent_waits or self._looking or self._wake.is_set()

    def _closed(self) -> Closed:
        """Return which chats must wait: held by the budget, or with a message in flight (so that order is kept)."""
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
        """Whether the last place in flight is left, which is kept for what is urgent."""
        return len(self._sending) + more >= max(1, self._town.settings.send.in_flight - 1)

    def _choose(self, found: list[Parcel], free: int) -> dict[int, tuple[Parcel, Slot]]:
        """Take a slot for each parcel that can go now; one for a chat, the most urgent first."""
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
        self._begin(self._send(parcel, slot), f"send:{parcel.id}")

    def _begin(self, work: Coroutine[Any, Any, None], name: str) -> None:
        task = asyncio.create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._over)

    def _over(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (defect := task.exception()) is not None:
            log.error("delivery.defect", task=task.get_name(), exc_info=defect)

    async def _send(self, parcel: Parcel, slot: Slot) -> None:
        outcome: Outcome
        try:
            outcome = Delivered(await self._courier.take(parcel, slot))
        except Exception as error:  # noqa: BLE001 - whatever happened, the ledger must know
            failure = understand(error)
            outcome = replace(failure, words=failure.words.replace(self._town.token, "<token>"))
            log.warning("delivery.not_sent", row=parcel.id, fate=outcome.fate.name, error=outcome.words)
        except BaseException:  # cancelled: the outcome is left to the next tenure
            self._sending.pop(parcel.id, None)
            raise
        finally:
            slot.cancel()  # when no request was made
        self._react(parcel, outcome)
        self._recorder.add(parcel, outcome)

    def _written(self, parcel: Parcel, outcome: Outcome) -> None:
        """The ledger knows: the chat is free for the next message, and additions to this one may follow."""
        self._sending.pop(parcel.id, None)
        self._wake.set()
        if isinstance(outcome, Delivered) and parcel.has_additions:
            self._begin(self._courier.add(parcel, outcome.message_id), f"add:{parcel.id}")

    def _react(self, parcel: Parcel, outcome: Outcome) -> None:
        """Draw the consequences for what goes next."""
        now = time.monotonic()
        if parcel.is_edit and parcel.chat_id < 0:
            self._edited[parcel.chat_id] = now + self._town.settings.send.group_edit_every.total_seconds()
        if isinstance(outcome, Delivered):
            self._pause = FIRST_PAUSE
            return
        match outcome.fate:
            case Fate.HELD:
                self._limiter.hold(parcel.chat_id, outcome.wait.total_seconds())
            case Fate.UNSENT if now >= self._paused_until:  # one step for all that failed together
                self._paused_until = now + self._pause
                self._pause = min(self._pause * 2, LONGEST_PAUSE)
            case Fate.TOKEN:
                self._token_refused = True

    async def _tidy(self) -> None:
        """Find what a dead sender left, at once and then every second; put away what is past its time."""
        while not self._tenure.ended.is_set():
            try:
                await self._recover()
            except (SQLAlchemyError, OSError) as error:
                log.warning("delivery.not_tidied", error=str(error))
            await pause(self._tenure.ended, POLL)

    async def _recover(self) -> None:
        database, now = self._town.database, self._town.now()
        async with database.reading() as session:
            lost = await claims.forgotten(session, self._tenure, self._sending, at=machine_now())
            late = await claims.any_expired(session, now=now)
        if not lost and not late:
            return
        async with database.transaction() as session:
            for row_id, tag in lost:
                log.warning("delivery.outcome_unknown", row=row_id)
                await results.lose_track(session, tag, row_id, "the sender died in mid-send", now=now)
            if late:
                await claims.expire(session, now=now)
        self._wake.set()

    def _until_next(self) -> float:
        """Seconds until something that is held may go, as far as that is known; commits and results wake us anyway."""
        now = time.monotonic()
        waits = [
            self._limiter.opens(urgent=False),
            self._limiter.opens(urgent=True),
            *self._limiter.held(urgent=False).values(),
            *self._limiter.held(urgent=True).values(),
            *(until - now for until in self._edited.values()),
            self._paused_until - now,
        ]
        return min(POLL, *(wait for wait in waits if wait > 0), POLL)

    async def _wake_at_the_end(self) -> None:
        await self._tenure.ended.wait()
        self._wake.set()

    async def _drain(self) -> None:
        """Wait for sends in flight; what is not over in time is left to the next tenure."""
        deadline = time.monotonic() + DRAIN
        while self._tasks and time.monotonic() < deadline:
            await asyncio.wait(self._tasks, timeout=deadline - time.monotonic())
            await self._recorder.finish()  # which may begin additions
        await end(*self._tasks)
        await self._recorder.finish()
