"""One update, one transaction (I2): its effects and its "handled" mark are committed together, or not at all."""

from dataclasses import replace
from datetime import timedelta
from enum import StrEnum
from typing import NamedTuple

import structlog
from aiogram import Bot, Dispatcher
from aiogram.types import Update
from aiogram.types.update import UpdateTypeLookupError
from sqlalchemy.exc import SQLAlchemyError

from bot.intake import inbox
from bot.intake.handle import first_look
from bot.intake.inbox import PendingUpdate
from bot.intake.telegram_api import ALLOWED_UPDATES
from bot.intake.wire import LARGEST, completed, part
from handlers.cases import stale_press
from handlers.kit.answers import TOAST_LIMIT, Answers, current
from services.core.act import Moment
from services.core.errors import Refused, Stale
from services.core.town import Town
from services.messaging import whole_texts
from services.operations import dead_letters
from services.operations.conversations import Conversations, opened
from services.operations.database_errors import ErrorKind, describe, kind_of

log = structlog.get_logger(__name__)

AT_ONCE = 5
"""How often an update is tried at once when two writers meet."""
BACKOFF = (timedelta(seconds=1), timedelta(seconds=5), timedelta(seconds=30))
"""Pauses before an update that failed is tried again; then it becomes a dead letter."""
OUTAGE_PAUSE = timedelta(seconds=1)
"""Pause while the database is away; such an attempt does not count."""


class Outcome(StrEnum):
    """The outcome of one attempt."""

    DONE = "done"  # handled, refused with an explanation, a dead letter now, or handled by another process
    RETRY = "retry"  # tried again later; no later update of the same person passes it


class Attempt(NamedTuple):
    """One attempt: its outcome, the update with attempts and pause brought up to date, the answers to send."""

    outcome: Outcome
    update: PendingUpdate
    answers: Answers | None


class AlreadyHandled(Exception):
    """Another process has committed this update, or may do so: the work done here is rolled back."""


class ProcessEnded(Exception):
    """The process has ended each time that an update was tried."""


class UpdateHandler:
    """Feeds stored updates to aiogram, each in a transaction of its own."""

    def __init__(self, town: Town, bot: Bot, dispatcher: Dispatcher) -> None:
        self._town = town
        self._bot = bot
        self._dispatcher = dispatcher

    async def handle(self, item: PendingUpdate, *, more_of_album: bool) -> Attempt:
        """Try an update once, and again at once while other writers are in its way; nothing it holds raises.

        One that has failed, or may have ended the process, is marked before it is tried.
        """
        if item.attempts and (ended := await self._begun_again(item)) is not None:
            return ended
        if not any(kind in item.raw for kind in ALLOWED_UPDATES):
            return await self._passed_over(item)
        try:
            update = Update.model_validate(completed(item.raw), context={"bot": self._bot})
            Answers(update)
        except UpdateTypeLookupError:
            return await self._passed_over(item)
        except Exception as error:
            log.exception("update_unreadable", update_id=item.update_id, attempt=item.attempts + 1)
            return await self._failed(item, None, error)
        for _ in range(AT_ONCE):
            answers = Answers(update)
            try:
                await self._feed(update, answers, item, more_of_album=more_of_album)
            except AlreadyHandled:
                log.info("update_already_handled", update_id=item.update_id)
                return Attempt(Outcome.DONE, item, None)
            except Refused as refusal:
                return await self._refused(item, answers, refusal)
            except Exception as error:
                failure: Exception = error
                kind = kind_of(error)
                if kind is ErrorKind.CONTENTION:
                    log.info("update_contended", update_id=item.update_id, reason=type(error).__name__)
                    continue
                if kind is ErrorKind.OUTAGE:
                    return self._paused(item, error)
                log.exception("update_failed", update_id=item.update_id, attempt=item.attempts + 1)
                break
            else:
                return Attempt(Outcome.DONE, item, answers)
        return await self._failed(item, answers, failure)

    async def _begun_again(self, item: PendingUpdate) -> Attempt | None:
        """Mark an update that is tried again, in a commit of its own; return the outcome if it has no further try."""
        if item.died and item.attempts > len(BACKOFF):
            return await self._failed(replace(item, attempts=item.attempts - 1), None, ProcessEnded(inbox.ENDED))
        try:
            async with self._town.database.transaction() as session:
                await inbox.begin_again(session, item.update_id)
        except SQLAlchemyError as error:
            return self._paused(item, error)
        return None

    async def _feed(self, update: Update, answers: Answers, item: PendingUpdate, *, more_of_album: bool) -> None:
        """Feed an update. A message that is refused is fed once more, to keep what it says (``Answers.refusal``)."""
        try:
            await self._feed_once(update, answers, item, more_of_album=more_of_album)
        except Refused as refusal:
            if update.message is None and update.edited_message is None:
                raise
            log.info("message_refused", update_id=update.update_id, key=refusal.key)
            answers.begin_again(refusal)
            await self._feed_once(update, answers, item, more_of_album=more_of_album)

    async def _feed_once(self, update: Update, answers: Answers, item: PendingUpdate, *, more_of_album: bool) -> None:
        now = self._town.now()
        answering = current.set(answers)
        try:
            async with self._town.database.transaction() as session:
                if not await inbox.claim(session, item, now):
                    raise AlreadyHandled
                conversations = Conversations(session)
                opening = opened.set(conversations)
                try:
                    pressed_card = await first_look.look(session, self._bot.id, update, conversations, now)
                    await self._dispatcher.feed_update(
                        self._bot,
                        update,
                        session=session,
                        town=self._town,
                        now=now,
                        received_at=item.received_at,
                        say=answers,
                        pressed_card=pressed_card,
                        more_of_album=more_of_album,
                    )
                    await conversations.flush(now)
                    await whole_texts.keep(session, answers.whole, now)
                finally:
                    opened.reset(opening)
        finally:
            current.reset(answering)

    async def _passed_over(self, item: PendingUpdate) -> Attempt:
        """Mark an update of a kind that nobody knows, or asked for, as handled: no handler could be meant."""
        log.warning("update_not_asked_for", update_id=item.update_id, kinds=sorted(set(item.raw) - {"update_id"}))
        try:
            async with self._town.database.transaction() as session:
                await inbox.claim(session, item, self._town.now())
        except SQLAlchemyError as error:
            return self._paused(item, error)
        return Attempt(Outcome.DONE, item, None)

    async def _refused(self, item: PendingUpdate, answers: Answers, refusal: Refused) -> Attempt:
        """Mark the update handled without any effect, and tell the person why."""
        log.info("update_refused", update_id=item.update_id, key=refusal.key)
        told = Answers(answers.update, words=answers.words, person_id=answers.person_id)
        words = answers.words or self._town.words(None)
        reason = refusal.in_words(words)
        plain = reason.unescape()
        if told.query_id is not None and len(plain) <= TOAST_LIMIT:
            told.toast(plain, alert=True)
        else:
            told.send(reason)
        try:
            async with self._town.database.transaction() as session:
                if not await inbox.claim(session, item, self._town.now()):
                    return Attempt(Outcome.DONE, item, None)
                if isinstance(refusal, Stale):
                    await stale_press.explain(Moment(session, self._town, self._town.now()), told, refusal)
                await whole_texts.keep(session, told.whole, self._town.now())
        except SQLAlchemyError as error:
            return self._paused(item, error)
        return Attempt(Outcome.DONE, item, told)

    def _paused(self, item: PendingUpdate, error: Exception) -> Attempt:
        log.error("database_away", update_id=item.update_id, reason=describe(error))
        return Attempt(Outcome.RETRY, _put_off(item, item.attempts, OUTAGE_PAUSE, self._town), None)

    async def _failed(self, item: PendingUpdate, answers: Answers | None, error: Exception) -> Attempt:
        """Note the failure and when to try again; after the last try make it a dead letter."""
        tries, why = item.attempts + 1, describe(error)
        again = _put_off(item, tries, BACKOFF[min(tries, len(BACKOFF)) - 1], self._town)
        try:
            if tries <= len(BACKOFF):
                async with self._town.database.transaction() as session:
                    assert again.not_before is not None
                    await inbox.fail(session, item.update_id, tries=tries, again=again.not_before, why=why)
            else:
                await self._give_up(item, answers, tries, why)
        except SQLAlchemyError as away:
            return self._paused(item, away)
        if tries > len(BACKOFF):
            return Attempt(Outcome.DONE, item, None)
        told = None
        if answers is not None and answers.query_id is not None:
            told = Answers(answers.update, words=answers.words)
            told.toast((answers.words or self._town.words(None)).plain("edge-retrying"))
        return Attempt(Outcome.RETRY, again, told)

    async def _give_up(self, item: PendingUpdate, answers: Answers | None, tries: int, why: str) -> None:
        """Make an update a dead letter; tell its sender and the station."""
        log.error("update_parked", update_id=item.update_id, attempts=tries, reason=why)
        async with self._town.database.transaction() as session:
            if not await dead_letters.park(session, item.update_id, attempts=tries, error=why):
                return
            moment = Moment(session, self._town, self._town.now())
            await dead_letters.tell_station(moment, item.update_id)
            chat_id, words = _chat_of(item), answers.words if answers else None
            if chat_id is not None:
                await dead_letters.tell_sender(
                    moment,
                    item.update_id,
                    chat_id=chat_id,
                    person_id=answers.person_id if answers else None,
                    words=words or self._town.words(None),
                )


def _put_off(item: PendingUpdate, attempts: int, pause: timedelta, town: Town) -> PendingUpdate:
    return replace(item, attempts=attempts, not_before=town.now() + pause)


def _chat_of(item: PendingUpdate) -> int | None:
    """Return the chat in which the sender is told: the private one, or the one with the pressed button."""
    query = part(item.raw, "callback_query")
    chats = (part(item.raw, kind, "chat") for kind in ("message", "edited_message"))
    chat = part(query, "message", "chat") or next((one for one in chats if one), {})
    number = chat.get("id") if query or chat.get("type") == "private" else None
    return number if isinstance(number, int) and abs(number) <= LARGEST else None
