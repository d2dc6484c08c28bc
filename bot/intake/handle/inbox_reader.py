"""Reads the inbox for the queues: what is new, and all of it now and then, of the senders that are handled here."""

import math
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.intake import inbox
from bot.intake.handle.gap import Gap
from bot.intake.handle.lane import Lane
from bot.intake.handle.room import Room
from bot.intake.inbox import PendingUpdate
from bot.intake.shares import Shares
from services.core.town import Town
from services.operations.database_errors import describe

log = structlog.get_logger(__name__)

PAGE = 512
"""Updates read from the inbox at once."""
SWEEP_EVERY = 1.0
"""Seconds between two looks through the whole inbox while something waits in it, or other processes handle it too."""
SLOW_SWEEP = 30.0
"""The same while nothing does: the net under the wake-ups."""
SWEEP_SHARE = 10
"""A look through an inbox that is full takes long: it is made seldom enough to take one part of the time in this."""
BEFORE_ALL = -1

Take = Callable[[PendingUpdate, bool], None]


class InboxReader:
    """Knows how far the inbox was read, and when all of it is looked through again."""

    def __init__(
        self, town: Town, shares: Shares, room: Room, lanes: Mapping[int, Lane], take: Take, *, in_order: bool
    ) -> None:
        """``take`` is called with each update that is not in the ``room``, and whether its sender is on the roster.

        ``in_order``: updates are stored in order.
        """
        self._town, self._shares, self._room, self._lanes = town, shares, room, lanes
        self._take, self._in_order = take, in_order
        self._gap = Gap(in_order)
        self._stored: list[PendingUpdate] = []
        self._caught_up = False  # whether everything in the inbox was seen
        self._cursor = BEFORE_ALL
        self._sweep_at = 0.0

    def look_from(self, first: int) -> None:
        """Read from an update on that was stored, even if later ones were seen."""
        if first <= self._cursor:
            self._cursor = first - 1

    def take_over(self, stored: Sequence[PendingUpdate]) -> None:
        """Take these, which were just stored in this order, where everything before them is known."""
        self._stored += stored

    def sweep_in(self, seconds: float) -> None:
        """Look through the whole inbox so soon."""
        self._sweep_at = min(self._sweep_at, time.monotonic() + seconds)

    async def load(self) -> float:
        """Look through what is new, or through the whole inbox when that is due; return the seconds until the next."""
        began, whole, numbers = time.monotonic(), self._shares.whole, self._shares.numbers
        if not numbers:
            return SLOW_SWEEP  # more shares wake it
        if sweep := began >= self._sweep_at:
            self._cursor, self._sweep_at = BEFORE_ALL, math.inf  # a request from now on is for a further sweep
        beyond, seen = self._cursor if self._in_order else BEFORE_ALL, self._gap.last or 0
        reading = partial(inbox.pending, most=PAGE, seen=seen, shares=None if whole else numbers)
        try:
            while True:
                waiting = [lane.sender for lane in self._lanes.values() if lane.left is not None]
                before = set(self._room.held)  # as of now: an update handled during the query may be read as pending
                page = self._handed_over(began)
                async with self._town.database.reading() as session:
                    page = (not sweep and page) or await reading(session, beyond=beyond, waiting=waiting)
                    others = set[int]() if whole else await self._gap.others(session, page, numbers)
                    new = {item.sender for item in page} - self._lanes.keys()
                    roster = await inbox.on_roster(session, new)
                if self._sweep_at <= time.monotonic():  # asked for meanwhile: something earlier may wait for us
                    return 0.0
                for item in page:
                    if item.update_id in before or item.update_id in self._room.held:
                        continue
                    if (wait := self._gap.before(item, others)) > 0:
                        self._caught_up = False
                        self.sweep_in(wait if sweep else math.inf)
                        return wait
                    self._cursor = max(self._cursor, item.update_id)
                    self._gap.took(item)
                    self._take(item, item.sender in roster)
                if len(page) < PAGE:
                    self._caught_up = True
                    break
                beyond = self._cursor = page[-1].update_id
        except (SQLAlchemyError, OSError) as error:
            log.error("database_away", reason=describe(error))
            self._caught_up = False
            self.sweep_in(SWEEP_EVERY)
            return SWEEP_EVERY
        if sweep:
            self.sweep_in(max(SLOW_SWEEP if whole else SWEEP_EVERY, SWEEP_SHARE * (time.monotonic() - began)))
        if page:
            self.sweep_in(SWEEP_EVERY)
        return max(0.0, self._sweep_at - time.monotonic())

    def _handed_over(self, now: float) -> list[PendingUpdate]:
        """Return what was handed over if it is the next in the inbox; else it is read there."""
        stored, self._stored = self._stored, []
        last = BEFORE_ALL if self._gap.last is None else self._gap.last
        known = self._in_order and self._caught_up and now < self._sweep_at
        return stored if known and stored and stored[0].update_id > last and len(stored) < PAGE else []
