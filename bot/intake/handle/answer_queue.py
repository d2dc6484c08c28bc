"""The answers to one sender that wait to be sent, so that a chat's limit holds up answers and not what is said."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

import structlog
from aiogram.methods import EditMessageCaption, EditMessageMedia, EditMessageText

from handlers.kit.answers import Answer, Answers

log = structlog.get_logger(__name__)

Send = Callable[[Answers], Awaitable[None]]


class AnswerQueue:
    """Sends one sender's answers in order; a later state of a card takes the place of an earlier one."""

    def __init__(self, send: Send, sent: Callable[[], None]) -> None:
        """``sent`` is called after each."""
        self._send = send
        self._sent = sent
        self._waiting: deque[Answers] = deque()
        self._sending: asyncio.Task[None] | None = None

    def __len__(self) -> int:
        return len(self._waiting) + (self._sending is not None)

    def add(self, answers: Answers, *, first: bool = False) -> None:
        """Send these after those that wait, or ``first``."""
        if first:
            self._waiting.appendleft(answers)
        else:
            cards = {card for answer in answers.collected if (card := _edited(answer)) is not None}
            for earlier in self._waiting if cards else ():
                earlier.collected = [answer for answer in earlier.collected if _edited(answer) not in cards]
            self._waiting.append(answers)
        if self._sending is None:
            self._sending = asyncio.create_task(self._send_all(), name="answers")

    async def end(self) -> None:
        """Send no more."""
        if self._sending is not None:
            self._sending.cancel()
            await asyncio.wait({self._sending})

    async def _send_all(self) -> None:
        try:
            while self._waiting:
                try:
                    await self._send(self._waiting.popleft())
                except Exception:
                    log.exception("answers_not_sent")
                self._sent()
        finally:
            self._sending = None
            self._sent()


def _edited(answer: Answer) -> tuple[object, object] | None:
    """Return the card that an answer only brings up to date; None for any other."""
    method = answer.method
    if isinstance(method, EditMessageText | EditMessageCaption | EditMessageMedia) and answer.on_sent is None:
        return method.chat_id, method.message_id
    return None
