"""The send budget of one token: sliding windows over all chats, one group, one chat (Bots FAQ, "hitting limits").

Telegram allows 30 messages a second in all, 20 a minute to one group, about one a second to one chat, with short
bursts. Times are seconds of a monotonic clock: the machine's, whatever the township's shows.

Ordinary messages leave a part of every window to those of life and order: 25 of the 30 a second, 18 of a group's 20 a
minute (DOMAIN §3). So an urgent message never waits for a window that a digest has filled.

A group may get its 20 a minute in one burst; after a 429 it is paced like a private chat for an hour.

Answers to the person who acts share the budget (``take_for_answer``): while something urgent waits they get up to half
of it, so that a call to thousands neither silences a conversation nor waits for one. Refreshes of pressed cards
(``take_for_refresh``) and pins get two a second then. Sends of another process are unknown here: its answers come on
top, and too many of them end in a 429 that holds one chat.
"""

import math
import time
from collections.abc import Callable

from delivery.telegram.send_windows import Slot, Window
from services.settings.township import Send

SECOND, MINUTE = 1.0, 60.0
CHAT_BURST = 4
"""Messages that one private chat may get at once; after them one a second (``chat_per_second``)."""
PACED_FOR = 3600.0
"""Seconds for which a group gets about one message a second after a 429."""
ANSWER_SHARE = 2
"""While something urgent waits, one part in this many of the budget is for answers."""
REFRESHES = 2
"""Pressed cards refreshed, and messages pinned, in a second while something urgent waits."""
KEEP_CHATS = 10_000
"""Chats whose windows are remembered; beyond that, windows that have run empty are abandoned."""


class Limiter:
    """The budget of one token, and the chats that are held after a 429."""

    def __init__(self, send: Send, clock: Callable[[], float] = time.monotonic) -> None:
        self._send = send
        self._clock = clock
        self._margin = send.margin.total_seconds()
        self._all = Window(send.per_second, SECOND, self._margin, math.ceil(send.per_second / 6))
        self._answers = Window(math.ceil(send.per_second / ANSWER_SHARE), SECOND, self._margin, 0)
        self._refreshes = Window(REFRESHES, SECOND, self._margin, 0)
        self.answers_waiting = 0
        """Answers that wait for a slot."""
        self.urgent_waits: Callable[[], bool] = nothing_waits
        """Tells whether something urgent waits to be sent, or may; set by the worker."""
        self._chats: dict[int, tuple[Window, ...]] = {}
        self._paced: dict[int, float] = {}  # group -> until when it gets no bursts
        self._full: set[int] = set()  # chats that may have no room: only these are looked at every time
        self._holds: dict[int, float] = {}

    def room(self, urgent: bool) -> int:
        """Return how many sends the overall budget has room for now."""
        now = self._clock()
        return self._all.room(now, urgent, self._kept_places(now))

    def opens(self, urgent: bool) -> float:
        """Return the seconds until the overall budget has room: 0 now, NEVER before a running send completes."""
        now = self._clock()
        return self._all.opens(now, urgent, self._kept_places(now)) - now

    def wait(self, chat_id: int, urgent: bool) -> float:
        """Return the seconds until a send to this chat may start, as far as the chat is concerned."""
        now = self._clock()
        opens = [window.opens(now, urgent) for window in self._counting(chat_id, now)]
        return max(self._holds.get(chat_id, now), now, *opens) - now

    def held(self, urgent: bool) -> dict[int, float]:
        """Return the chats that nothing may be sent to now, each with the seconds until then."""
        now = self._clock()
        for chat_id in [chat for chat, until in self._holds.items() if until <= now]:
            del self._holds[chat_id]
        self._full = {chat for chat in self._full if self._is_full(chat, now)}
        waits = {chat: self.wait(chat, urgent) for chat in {*self._full, *self._holds}}
        return {chat: seconds for chat, seconds in waits.items() if seconds > 0}

    def take(self, chat_id: int, urgent: bool) -> Slot | None:
        """Take a slot for one send to this chat, or None when its chat or the budget has no room."""
        now = self._clock()
        if self._all.room(now, urgent, self._kept_places(now)) == 0 or self.wait(chat_id, urgent) > 0:
            return None
        return self._start(chat_id, now)

    def take_for_answer(self, chat_id: int) -> Slot | None:
        """Take a slot for an answer to the person who acts, or None when its chat or the budget has no room."""
        return self._take_beside(chat_id, self._answers)

    def take_for_refresh(self, chat_id: int, *, overdue: bool) -> Slot | None:
        """Take a slot for a pressed card's refresh or a pin, if nothing more urgent needs it or it is overdue."""
        if self.answers_waiting > 0:
            return None
        return self._take_beside(chat_id, self._refreshes if overdue else None)

    def _take_beside(self, chat_id: int, share: Window | None) -> Slot | None:
        now = self._clock()
        if self.wait(chat_id, urgent=True) > 0:
            return None
        if not self.urgent_waits():
            return self._start(chat_id, now) if self._all.room(now, urgent=False) > 0 else None
        if share is None or share.room(now, urgent=True) == 0 or self._all.room(now, urgent=True) == 0:
            return None
        return self._start(chat_id, now, share)

    def _kept_places(self, now: float) -> int:
        """Return how many places are kept for answers that wait."""
        return min(self.answers_waiting, self._answers.room(now, urgent=True))

    def count(self, chat_id: int) -> None:
        """Count a send that was made without a slot, whether there was room or not."""
        self._start(chat_id, self._clock()).done()

    def hold(self, chat_id: int, seconds: float) -> None:
        """Send nothing to this chat for a while, because Telegram said so (429); other chats go on."""
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

    def _counting(self, chat_id: int, now: float) -> tuple[Window, ...]:
        """Return the windows that limit this chat; a group that may burst has only the one of a minute."""
        windows = self._chats.get(chat_id, ())
        if chat_id < 0 and self._paced.get(chat_id, 0.0) <= now:
            return windows[:1]
        return windows

    def _windows(self, chat_id: int, now: float) -> tuple[Window, ...]:
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
    """Return False: without a worker nothing urgent waits."""
    return False
