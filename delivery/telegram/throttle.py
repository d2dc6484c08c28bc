"""The send budget as a rate limiter of python-telegram-bot."""

import asyncio
import time
from collections.abc import Callable, Coroutine
from contextlib import nullcontext
from contextvars import ContextVar
from typing import Any
from weakref import WeakValueDictionary

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from delivery.telegram.limiter import Limiter
from delivery.telegram.send_windows import Slot

PAUSE = 0.05
"""Seconds between two looks at the budget while running sends hold every slot."""
FREE = ("answer", "get", "delete", "set", "close", "log")
"""How the names of methods begin that Telegram does not count as sending."""
LATER = ("pin", "unpin")
"""The same of methods that wait while something urgent waits: the message itself has arrived."""
OVERDUE = 5.0
"""Seconds for which they wait at most before they get a small share of the budget."""
IS_URGENT: ContextVar[bool] = ContextVar("IS_URGENT", default=True)
"""Whether a request without a slot may take the places that are kept for what is urgent."""

Answer = bool | dict[str, Any] | list[dict[str, Any]]


class Throttle(BaseRateLimiter[Slot]):
    """Makes each sending request within a slot: the caller's own (``rate_limit_args``), or one it waits for.

    It repeats no request and hides no error: the caller, who knows the message, decides what an error means.
    """

    __slots__ = ("_in_turn", "_limiter")

    def __init__(self, limiter: Limiter) -> None:
        self._limiter = limiter
        self._in_turn: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        """By chats: a pin and the taking off that follows it keep their order, however long both wait."""

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to give back."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Slot | None,
    ) -> Answer:
        """Make the request within its slot, which counts from the request's end, answered or not."""
        if endpoint.startswith(FREE):
            return await callback(*args, **kwargs)
        chat_id, later = int(data["chat_id"]), endpoint.startswith(LATER)
        async with self._in_turn.setdefault(chat_id, asyncio.Lock()) if later else nullcontext():
            slot = rate_limit_args or await self._slot(chat_id, later=later)
            try:
                return await callback(*args, **kwargs)
            except RetryAfter:
                slot.refused()
                raise
            finally:
                slot.done()

    async def _slot(self, chat_id: int, *, later: bool) -> Slot:
        since, urgent = time.monotonic(), IS_URGENT.get()
        while (slot := self._take(chat_id, urgent, since if later else None)) is None:
            wait = max(self._limiter.wait(chat_id, urgent), self._limiter.opens(urgent))
            await asyncio.sleep(max(PAUSE, min(wait, 1.0)))
        return slot

    def _take(self, chat_id: int, urgent: bool, waits_since: float | None) -> Slot | None:
        if waits_since is None:
            return self._limiter.take(chat_id, urgent)
        return self._limiter.take_for_refresh(chat_id, overdue=time.monotonic() - waits_since > OVERDUE)
