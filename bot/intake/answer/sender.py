"""Sends the collected answers after the commit. A failure here never touches what was committed."""

import asyncio
from contextlib import nullcontext
from typing import Any

import structlog
from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import AnswerCallbackQuery, EditMessageText, SendDocument, TelegramMethod
from aiogram.types import InlineKeyboardMarkup, Message
from sqlalchemy.exc import SQLAlchemyError

from bot.intake.answer.card_refreshes import CardRefreshes
from bot.intake.answer.send_budget import SendBudget, Slot, is_counted, wait_for_slot
from bot.intake.answer.sent_hooks import Hook, SentHooks
from handlers.kit.answers import Answer, Answers
from services.cards.card import TO_BOT, addressed
from services.core.act import Moment
from services.core.town import Town
from services.messaging import messages
from services.messaging.kinds import ANSWER
from services.messaging.outbox import To

log = structlog.get_logger(__name__)

TIMEOUT = 10
"""Seconds that one call may take."""
UPLOAD_TIMEOUT = 60
"""Seconds that a file made here may take on its way: eight megabytes over a slow line."""
SLOT_PATIENCE = 10
"""Seconds that an answer waits for a slot of the budget; after that the outbox takes it over."""
STRANGERS_AT_ONCE = 4
"""Answers to strangers that wait for slots at once, so that a crowd of them does not stand before everybody else."""
RATE_PATIENCE = 3
"""Seconds that an answer waits when Telegram asks to slow down; for longer, the outbox takes it over."""

_NOT_MODIFIED = "message is not modified"
_CANNOT_EDIT = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "there is no text in the message",
)
_CANNOT_DELETE = ("message to delete not found", "message can't be deleted")
_TOO_LATE = ("query is too old", "query id is invalid", "query_id_invalid")


class NoSlot(Exception):
    """The budget had no slot for an answer within the time that it could wait."""


class AnswerSender:
    """Sends the answers of one update in order, each with a slot of the ``budget`` shared with delivery."""

    def __init__(self, town: Town, bot: Bot, budget: SendBudget | None = None) -> None:
        self._town = town
        self._bot = bot
        self._budget = budget
        self._refreshes = CardRefreshes(budget) if budget is not None else None
        self._sent_hooks = SentHooks(town)
        self._strangers = asyncio.Semaphore(STRANGERS_AT_ONCE)

    async def send(self, answers: Answers) -> None:
        """Send everything in order, the callback answer at the same time. An error of Telegram is never raised."""
        async with self._strangers if answers.person_id is None else nullcontext():
            await self._send(answers)

    async def _send(self, answers: Answers) -> None:
        toast = answers.callback_answer
        if toast is None:
            await self._send_all(answers)
        elif not answers.collected:
            await self._toast(toast)
        else:
            await asyncio.gather(self._toast(toast), self._send_all(answers))

    async def settle(self) -> None:
        """Send the changes of cards that were put off until now: another process may change the cards next."""
        if self._refreshes is not None:
            await self._refreshes.settle()

    async def finish(self) -> None:
        """Send the changes of cards that were put off, as far as there is time."""
        if self._refreshes is not None:
            await self._refreshes.finish()

    async def toast(self, answers: Answers) -> None:
        """Send the callback answer alone."""
        if answers.callback_answer is not None:
            await self._toast(answers.callback_answer)

    async def _toast(self, method: AnswerCallbackQuery) -> None:
        try:
            await self._bot(method, request_timeout=TIMEOUT)
        except TelegramBadRequest as error:
            late = any(words in error.message.lower() for words in _TOO_LATE)
            (log.info if late else log.error)("press_not_answered", reason=error.message)
        except AiogramError as error:
            log.warning("press_not_answered", reason=_reason(error))

    async def _send_all(self, answers: Answers) -> None:
        hooks: list[Hook] = []
        for number, answer in enumerate(answers.collected):
            name = f"{answers.update.update_id}:{number}"
            if self._put_off(answer, answers, name):
                continue
            sent, message = await self._send_one(answer, answers, name)
            if sent.on_sent is not None and isinstance(message, Message):
                hooks.append((sent.on_sent, message))
        if hooks:
            await self._sent_hooks.run(hooks)

    def _put_off(self, answer: Answer, answers: Answers, name: str) -> bool:
        """Put off the change of a pressed card that the toast has told and no hook waits for; return whether it did."""
        method = answer.method
        if self._refreshes is None or not isinstance(method, EditMessageText) or not isinstance(method.chat_id, int):
            return False
        card = (method.chat_id, method.message_id or 0)
        if answer.on_sent is not None or not answers.has_told:
            self._refreshes.forget(card)
            return False

        async def send(slot: Slot) -> None:
            await self._send_one(answer, answers, name, slot)

        self._refreshes.add(card, send)
        return True

    async def _send_one(
        self, answer: Answer, answers: Answers, name: str, slot: Slot | None = None
    ) -> tuple[Answer, Any]:
        """Send an answer, or what stands in for it; return the one that was sent last, and Telegram's message."""
        try:
            return answer, await self._call(answer.method, slot, may_wait=answer.card is not None)
        except NoSlot:
            log.info("answer_left_to_outbox", method=type(answer.method).__name__)
        except TelegramBadRequest as error:
            words = error.message.lower()
            if _NOT_MODIFIED in words or (any(known in words for known in _CANNOT_DELETE) and not answer.instead):
                return answer, None
            gone = any(known in words for known in _CANNOT_EDIT + _CANNOT_DELETE)
            if answer.instead and (gone or answer.instead_always):
                return await self._send_instead(answer, answers, name)
            log.error("answer_refused", method=type(answer.method).__name__, reason=error.message)
        except TelegramNotFound as error:  # a server that does not know the method
            log.info("answer_not_known", method=type(answer.method).__name__, reason=error.message)
            if answer.instead and answer.instead_always:
                return await self._send_instead(answer, answers, name)
        except TelegramForbiddenError as error:
            log.info("answer_forbidden", method=type(answer.method).__name__, reason=error.message)
            return answer, None
        except AiogramError as error:
            log.warning("answer_not_sent", method=type(answer.method).__name__, reason=_reason(error))
        await self._leave_to_outbox(answer, answers, name)
        return answer, None

    async def _send_instead(self, answer: Answer, answers: Answers, name: str) -> tuple[Answer, Any]:
        sent: tuple[Answer, Any] = answer, None
        for number, other in enumerate(answer.stand_ins):
            sent = await self._send_one(other, answers, f"{name}:{number}")
        return sent

    async def _call(self, method: TelegramMethod[Any], slot: Slot | None, *, may_wait: bool) -> Any:
        """Call, and again where that makes sense. Raises ``NoSlot`` if the answer ``may_wait`` in the outbox."""
        try:
            return await self._call_once(method, slot, may_wait=may_wait)
        except TelegramRetryAfter as error:
            if error.retry_after > RATE_PATIENCE:
                raise
            await asyncio.sleep(error.retry_after)
        except TelegramMigrateToChat as error:
            method = method.model_copy(update={"chat_id": error.migrate_to_chat_id})
        except (TelegramNetworkError, TelegramServerError):
            if method.__api_method__.startswith("send"):  # it may have arrived: the outbox marks a repeat
                raise
        return await self._call_once(method, None, may_wait=may_wait)

    async def _call_once(self, method: TelegramMethod[Any], slot: Slot | None, *, may_wait: bool) -> Any:
        chat_id = getattr(method, "chat_id", None)
        method = await self._addressed(method)
        timeout = UPLOAD_TIMEOUT if isinstance(method, SendDocument) else TIMEOUT
        if self._budget is None or not isinstance(chat_id, int) or not is_counted(method.__api_method__):
            return await self._bot(method, request_timeout=timeout)
        slot = slot or await wait_for_slot(self._budget, chat_id, SLOT_PATIENCE)
        if slot is None and may_wait:
            raise NoSlot
        try:
            return await self._bot(method, request_timeout=timeout)
        except TelegramRetryAfter:
            if slot is not None:
                slot.refused()
            raise
        finally:
            if slot is not None:
                slot.done()
            else:
                self._budget.count(chat_id)

    async def _addressed(self, method: TelegramMethod[Any]) -> TelegramMethod[Any]:
        """Put the bot's name into buttons that lead to it; Telegram is asked for it once, outside any transaction."""
        markup = getattr(method, "reply_markup", None)
        if not isinstance(markup, InlineKeyboardMarkup):
            return method
        if not any(b.url and b.url.startswith(TO_BOT) for row in markup.inline_keyboard for b in row):
            return method
        username = (await self._bot.me()).username or ""
        rows = [
            [b.model_copy(update={"url": addressed(b.url, username)}) for b in row] for row in markup.inline_keyboard
        ]
        return method.model_copy(update={"reply_markup": InlineKeyboardMarkup(inline_keyboard=rows)})

    async def _leave_to_outbox(self, answer: Answer, answers: Answers, name: str) -> None:
        """Queue an answer that could not be sent: it arrives later, or the station sees that it failed."""
        if answer.instead_always:
            for number, one in enumerate(answer.stand_ins):
                await self._leave_to_outbox(one, answers, f"{name}:{number}")
        if answer.card is None or answers.chat_id is None:
            return
        to = To(person_id=answers.person_id, chat_id=answers.chat_id)
        try:
            async with self._town.database.transaction() as session:
                moment = Moment(session, self._town, self._town.now())
                await messages.tell(moment, [to], answer.card, ANSWER, about=name)
        except SQLAlchemyError as error:
            log.error("answer_lost", reason=type(error).__name__)


def _reason(error: AiogramError) -> str:
    """Return an error's message without the address called, which holds the token."""
    return f"{type(error).__name__}: {getattr(error, 'message', '')}"
