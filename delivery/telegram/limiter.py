"""The send budget of one token: sliding windows over all chats, one group, one chat (Bots FAQ, "hitting limits").

Telegram publishes 30 messages a second in all, 20 a minute to one group, about one a second to one chat, with short
bursts. A send occupies its windows from its start; its place is free again a window's length after its completion, and
never before length and margin have passed since its start. So however long an answer took, no window on Telegram's
side holds more than its limit. Times are seconds of a monotonic clock: the machine's, whatever the township's shows.

Ordinary messages leave a part of every window to those of life and order: 25 of the 30 a second, 18 of a group's 20 a
minute (DOMAIN §3). So an urgent message never waits for a window that a digest has filled.

A group gets its 20 a minute in one burst if they come so; one that Telegram has answered with 429 is paced like a
private chat as well from then on, for an hour.

Answers to whoever acts just now share the budget (``answer``): while something urgent waits to be sent they get up to
half of it, so that a call to thousands neither silences a conversation nor waits for one; an answer that only brings a
pressed card up to date (``follow_up``) gets two a second then. Another process' sends are not known here: with roles
split over processes its direct answers come on top, and what is too many ends in a 429 that holds one chat.
"""

import math
import time
from bisect import insort
from collections.abc import Callable
from dataclasses import dataclass

from services.settings.township import Send

NEVER = math.inf
SECOND, MINUTE = 1.0, 60.0
CHAT_BURST = 4
"""How many messages one private chat may get at once; after that one a second (``chat_per_second``)."""
PACED_FOR = 3600.0
"""Seconds for which a group that was refused a burst gets about one message a second."""
SHARE = 2
"""One part in so many is for answers while something urgent waits."""
FOLLOW_UPS = 2
"""Pressed cards brought up to date in a second while something urgent waits."""
KEEP_CHATS = 10_000
"""Chats whose windows are remembered; beyond that, windows that have run empty are forgotten."""


class Window:
    """At most ``limit`` sends in any ``length`` seconds; ``ordinary`` of them for what is not urgent."""

    def __init__(self, limit: int, length: float, margin: float, reserve: int) -> None:
        self.limit = limit
        self.ordinary = max(1, limit - reserve)
        self._length = length
        self._margin = margin
        self._free_at: list[float] = []  # when each completed send leaves the window, soonest first
        self._running = 0

    def _used(self, now: float) -> int:
        while self._free_at and self._free_at[0] <= now:
            del self._free_at[0]
        return len(self._free_at) + self._running

    def room(self, now: float, urgent: bool, kept: int = 0) -> int:
        """How many sends may start now, when ``kept`` places are somebody else's."""
        return max(0, (self.limit if urgent else self.ordinary) - kept - self._used(now))

    def opens(self, now: float, urgent: bool, kept: int = 0) -> float:
        """When the next send may start: ``now``, a later moment, or NEVER before one that runs has completed."""
        over = self._used(now) + kept - (self.limit if urgent else self.ordinary)
        if over < 0:
            return now
        return self._free_at[over] if over < len(self._free_at) else NEVER

    def start(self) -> None:
        """A send starts."""
        self._running += 1

    def complete(self, started: float, now: float) -> None:
        """A send has come to an end, answered or not."""
        self._running -= 1
        insort(self._free_at, max(now + self._length, started + self._length + self._margin))

    def give_back(self) -> None:
        """A send that was started did not take place."""
        self._running -= 1

    def is_empty(self, now: float) -> bool:
        """Whether nothing counts in it any more."""
        return self._used(now) == 0


@dataclass
class Slot:
    """The right to one send. End it once: ``done`` after the request, ``cancel`` when there was none."""

    windows: tuple[Window, ...]
    """The overall one first."""
    started: float
    _clock: Callable[[], float]
    _open: bool = True

    def done(self) -> None:
        """The request has been answered, or will not be; a second call does nothing."""
        if self._open:
            self._open = False
            for window in self.windows:
                window.complete(self.started, self._clock())

    def refused(self) -> None:
        """Telegram refused the request for its rate (429): it does not count for the chat, which has to wait."""
        if self._open:
            self._open = False
            overall, *of_chat = self.windows
            overall.complete(self.started, self._clock())
            for window in of_chat:
                window.give_back()

    def cancel(self) -> None:
        """No request was made; after ``done`` it does nothing."""
        if self._open:
            self._open = False
            for window in self.windows:
                window.give_back()


Windows = tuple[Window, ...]


class Limiter:
    """The budget of one token, and the chats that Telegram told us to leave alone for a while."""

    def __init__(self, send: Send, clock: Callable[[], float] = time.monotonic) -> None:
        self._send = send
        self._clock = clock
        self._margin = send.margin.total_seconds()
        self._all = Window(send.per_second, SECOND, self._margin, math.ceil(send.per_second / 6))
        self._answers = Window(math.ceil(send.per_second / SHARE), SECOND, self._margin, 0)
        self._follow_ups = Window(FOLLOW_UPS, SECOND, self._margin, 0)
        self.asking = 0
        """Answers that wait for their turn."""
        self.urgent_waits: Callable[[], bool] = nothing_waits
        """Whether something urgent waits to be sent, or may be: said by whoever sends it."""
        self._chats: dict[int, Windows] = {}
        self._paced: dict[int, float] = {}  # group -> until when it gets no bursts
        self._full: set[int] = set()  # chats that may have no room, so that not every chat is looked at every time
        self._holds: dict[int, float] = {}

    def room(self, urgent: bool) -> int:
        """How many sends the overall budget has room for now."""
        now = self._clock()
        return self._all.room(now, urgent, self._kept(now))

    def opens(self, urgent: bool) -> float:
        """Seconds until the overall budget has room again: 0 now, NEVER until a running send completes."""
        now = self._clock()
        return self._all.opens(now, urgent, self._kept(now)) - now

    def wait(self, chat_id: int, urgent: bool) -> float:
        """Seconds until a send to this chat may start, as far as the chat is concerned."""
        now = self._clock()
        opens = [window.opens(now, urgent) for window in self._counting(chat_id, now)]
        return max(self._holds.get(chat_id, now), now, *opens) - now

    def held(self, urgent: bool) -> dict[int, float]:
        """The chats that may not be sent to now, each with the seconds until it may."""
        now = self._clock()
        for chat_id in [chat for chat, until in self._holds.items() if until <= now]:
            del self._holds[chat_id]
        self._full = {chat for chat in self._full if self._is_full(chat, now)}
        waits = {chat: self.wait(chat, urgent) for chat in {*self._full, *self._holds}}
        return {chat: seconds for chat, seconds in waits.items() if seconds > 0}

    def take(self, chat_id: int, urgent: bool) -> Slot | None:
        """Take a slot for one send to this chat, or None when its chat or the budget has no room."""
        now = self._clock()
        if self._all.room(now, urgent, self._kept(now)) == 0 or self.wait(chat_id, urgent) > 0:
            return None
        return self._start(chat_id, now)

    def answer(self, chat_id: int) -> Slot | None:
        """Take a slot for an answer to whoever acts just now; None when its chat or the budget has no room."""
        return self._beside(chat_id, self._answers)

    def follow_up(self, chat_id: int, *, overdue: bool) -> Slot | None:
        """Take a slot for bringing a pressed card up to date: when nothing more pressing needs it, or it is overdue."""
        if self.asking > 0:
            return None
        return self._beside(chat_id, self._follow_ups if overdue else None)

    def _beside(self, chat_id: int, share: Window | None) -> Slot | None:
        now = self._clock()
        if self.wait(chat_id, urgent=True) > 0:
            return None
        if not self.urgent_waits():
            return self._start(chat_id, now) if self._all.room(now, urgent=False) > 0 else None
        if share is None or share.room(now, urgent=True) == 0 or self._all.room(now, urgent=True) == 0:
            return None
        return self._start(chat_id, now, share)

    def _kept(self, now: float) -> int:
        """How many places are kept for answers that wait."""
        return min(self.asking, self._answers.room(now, urgent=True))

    def note(self, chat_id: int) -> None:
        """Count a send that somebody else made on this token, whether there was room or not."""
        self._start(chat_id, self._clock()).done()

    def hold(self, chat_id: int, seconds: float) -> None:
        """Leave this chat alone, because Telegram said so (429); nobody else is affected."""
        until = self._clock() + seconds + self._margin
        self._holds[chat_id] = max(until, self._holds.get(chat_id, 0.0))
        if chat_id < 0:
            self._paced[chat_id] = until + PACED_FOR
            self._full.add(chat_id)
            self._windows(chat_id, self._clock())

    def _start(self, chat_id: int, now: float, *more: Window) -> Slot:
        windows = (self._all, *self._windows(chat_id, now), *more)
        for window in windows:
            window.start()
        if self._is_full(chat_id, now):
            self._full.add(chat_id)
        return Slot(windows, now, self._clock)

    def _is_full(self, chat_id: int, now: float) -> bool:
        return any(window.room(now, urgent=False) == 0 for window in self._counting(chat_id, now))

    def _counting(self, chat_id: int, now: float) -> Windows:
        """Return the windows that bound this chat: a group's own, and a chat's unless it is a group that may burst."""
        windows = self._chats.get(chat_id, ())
        if chat_id < 0 and self._paced.get(chat_id, 0.0) <= now:
            return windows[:1]
        return windows

    def _windows(self, chat_id: int, now: float) -> Windows:
        windows = self._chats.get(chat_id)
        if windows is None:
            if len(self._chats) >= KEEP_CHATS:
                self._forget(now)
            burst = Window(CHAT_BURST, CHAT_BURST / self._send.chat_per_second, self._margin, 1)
            limit = self._send.group_per_minute
            minute = Window(limit, MINUTE, self._margin, math.ceil(limit / 10))
            windows = self._chats[chat_id] = (minute, burst) if chat_id < 0 else (burst,)
        return windows

    def _forget(self, now: float) -> None:
        self._paced = {chat: until for chat, until in self._paced.items() if until > now}
        self._chats = {
            chat: windows
            for chat, windows in self._chats.items()
            if chat in self._paced or not all(window.is_empty(now) for window in windows)
        }
        self._full &= self._chats.keys()


def nothing_waits() -> bool:
    """Say so where nobody sends."""
    return False
