"""Telegram's flood limits (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this).

Telegram publishes about 30 messages a second overall, 20 a minute to one group, and one a second to one chat, with
short bursts allowed. The sandbox enforces at most 30 in any second and at most 20 to one group in any minute, both as
sliding windows, and for each private chat a bucket of 5 that refills by one a second; a group may send its 20 at once.
The limits follow the machine's clock, not the movable one.
"""

import math
from collections import OrderedDict, deque

from sandbox.errors import Refusal

SENDS_A_SECOND = 30
GROUP_SENDS_A_MINUTE = 20
CHAT_BURST = 5
CHAT_SENDS_A_SECOND = 1.0
# Buckets of chats beyond this number are forgotten, the longest unused first.
KEEP_CHATS = 50_000


class SendBudget:
    """The sends that one bot has left."""

    def __init__(self) -> None:
        self._all: deque[float] = deque()
        self._groups: dict[int, deque[float]] = {}
        # The level of each chat's bucket, and when it had that level.
        self._chats: OrderedDict[int, tuple[float, float]] = OrderedDict()

    def spend(self, chat: int, group: bool, count: int, now: float) -> None:
        """Take `count` sends at monotonic time `now`, or raise 429 with retry_after and take none."""
        wait = max(
            _window_wait(self._all, SENDS_A_SECOND, 1.0, count, now),
            _window_wait(self._groups.get(chat), GROUP_SENDS_A_MINUTE, 60.0, count, now) if group else 0.0,
            0.0 if group else self._bucket_wait(chat, count, now),
        )
        if wait > 0:
            seconds = max(1, math.ceil(wait))
            raise Refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
        self._all.extend([now] * count)
        if group:
            self._groups.setdefault(chat, deque()).extend([now] * count)
            return
        self._chats[chat] = (self._level(chat, now) - count, now)
        self._chats.move_to_end(chat)
        if len(self._chats) > KEEP_CHATS:
            self._chats.popitem(last=False)

    def _level(self, chat: int, now: float) -> float:
        level, at = self._chats.get(chat, (float(CHAT_BURST), now))
        return min(CHAT_BURST, level + (now - at) * CHAT_SENDS_A_SECOND)

    def _bucket_wait(self, chat: int, count: int, now: float) -> float:
        # A full bucket also lets an album pass that is larger than the bucket, and then has a debt.
        need = min(count, CHAT_BURST)
        return (need - self._level(chat, now)) / CHAT_SENDS_A_SECOND


def _window_wait(window: deque[float] | None, most: int, length: float, count: int, now: float) -> float:
    """Return the seconds until `count` more fit into a sliding window."""
    if window is None:
        return 0.0
    while window and now - window[0] >= length:
        window.popleft()
    over = len(window) + min(count, most) - most
    return window[over - 1] + length - now if over > 0 else 0.0
