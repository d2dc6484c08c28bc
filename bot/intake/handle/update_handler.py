"""One update, one transaction (I2): its effects and its "handled" mark commit together, or not at all."""

from dataclasses import replace
from datetime import timedelta
from enum import StrEnum

import structlog
from aiogram import Bot, Dispatcher
from aiogram.types import Update
from sqlalchemy.exc import SQLAlchemyError

from bot.intake import inbox
from bot.intake.inbox import Item
from handlers.cases import stale_press as stale
from handlers.kit.answers import TOAST_LIMIT, Answers, current
from services.core.errors import Refused, Stale
from services.core.town import Town
from services.operations import dead_letters as parked
from services.operations.conversations import Conversations, opened
from services.operations.database_errors import Trouble, describe, kind_of

log = structlog.get_logger(__name__)

AT_ONCE = 5
"""How often an update is tried again at once when two writers got in each other's way."""
BACKOFF = (timedelta(seconds=1), timedelta(seconds=5), timedelta(seconds=30))
"""Pauses before an update that failed is tried again; then it is parked."""
OUTAGE_PAUSE = timedelta(seconds=1)
"""Pause while the database is away; that is not the update's fault and does not count."""


class Outcome(StrEnum):
    """What became of one attempt."""

    DONE = "done"  # handled, refused with words, parked, or handled by somebody else meanwhile
    LATER = "later"  # to be tried again: nothing later of the same person may pass before


class AlreadyHandled(Exception):
    """Another dispatcher has committed this update: whatever was done here is rolled back."""


class Handling:
    """Feeds stored updates to aiogram."""

    def __init__(self, town: Town, bot: Bot, dispatcher: Dispatcher) -> None:
        self._town = town
        self._bot = bot
        self._dispatcher = dispatcher

    async def handle(self, item: Item, *, more_of_album: bool) -> tuple[Outcome, Item, Answers | None]:
        """Try an update once (a few times at once on contention).

        Returns the outcome, the item with its attempts and its pause brought up to date, and the answers to send.
        """
        try:
            update = Update.model_validate(item.raw, context={"bot": self._bot})
        except ValueError as error:
            return await self._failed(item, None, error)
        for _ in range(AT_ONCE):
            answers = Answers(update)
            try:
                await self._feed(update, answers, more_of_album=more_of_album)
            except AlreadyHandled:
                log.info("update_already_handled", update_id=item.update_id)
                return Outcome.DONE, item, None
            except Refused as refusal:
                return await self._refused(item, answers, refusal)
            except Exception as error:
                failure: Exception = error
                trouble = kind_of(error)
                if trouble is Trouble.CONTENTION:
                    log.info("update_contended", update_id=item.update_id, reason=type(error).__name__)
                    continue
                if trouble is Trouble.OUTAGE:
                    return self._paused(item, error)
                log.exception("update_failed", update_id=item.update_id, attempt=item.attempts + 1)
                break
            else:
                return Outcome.DONE, item, answers
        return await self._failed(item, answers, failure)

    async def _feed(self, update: Update, answers: Answers, *, more_of_album: bool) -> None:
        now = self._town.now()
        speaking = current.set(answers)
        try:
            async with self._town.database.transaction() as session:
                if not await inbox.claim(session, update.update_id, now):
                    raise AlreadyHandled
                conversations = Conversations(session)
                remembering = opened.set(conversations)
                try:
                    await self._dispatcher.feed_update(
                        self._bot,
                        update,
                        session=session,
                        town=self._town,
                        now=now,
                        say=answers,
                        more_of_album=more_of_album,
                    )
                    await conversations.flush(now)
                finally:
                    opened.reset(remembering)
        finally:
            current.reset(speaking)

    async def _refused(self, item: Item, answers: Answers, refusal: Refused) -> tuple[Outcome, Item, Answers | None]:
        """Mark the update handled without any effect, and tell the person why."""
        log.info("update_refused", update_id=item.update_id, key=refusal.key)
        told = Answers(answers.update, words=answers.words, person_id=answers.person_id)
        words = answers.words or self._town.words(None)
        told_why = refusal.in_words(words)
        plain = told_why.unescape()
        if told.query_id is not None and len(plain) <= TOAST_LIMIT:
            told.toast(plain, alert=True)
        else:
            told.send(told_why)
        try:
            async with self._town.database.transaction() as session:
                if not await inbox.claim(session, item.update_id, self._town.now()):
                    return Outcome.DONE, item, None
                if isinstance(refusal, Stale):
                    await stale.explain(session, self._town, told, refusal, now=self._town.now())
        except SQLAlchemyError as error:
            return self._paused(item, error)
        return Outcome.DONE, item, told

    def _paused(self, item: Item, error: Exception) -> tuple[Outcome, Item, Answers | None]:
        log.error("database_away", update_id=item.update_id, reason=describe(error))
        return Outcome.LATER, _changed(item, item.attempts, OUTAGE_PAUSE, self._town), None

    async def _failed(
        self, item: Item, answers: Answers | None, error: Exception
    ) -> tuple[Outcome, Item, Answers | None]:
        """Note the failure and when to try again; after the last try park it, tell the sender and show the station."""
        tries, why = item.attempts + 1, describe(error)
        again = _changed(item, tries, BACKOFF[min(tries, len(BACKOFF)) - 1], self._town)
        try:
            if tries <= len(BACKOFF):
                async with self._town.database.transaction() as session:
                    assert again.not_before is not None
                    await inbox.fail(session, item.update_id, tries=tries, again=again.not_before, why=why)
            else:
                await self._park(item, answers, tries, why)
        except SQLAlchemyError as trouble:
            return self._paused(item, trouble)
        if tries > len(BACKOFF):
            return Outcome.DONE, item, None
        told = None
        if answers is not None and answers.query_id is not None:
            told = Answers(answers.update, words=answers.words)
            told.toast((answers.words or self._town.words(None)).plain("edge-retrying"))
        return Outcome.LATER, again, told

    async def _park(self, item: Item, answers: Answers | None, tries: int, why: str) -> None:
        log.error("update_parked", update_id=item.update_id, attempts=tries, reason=why)
        now = self._town.now()
        async with self._town.database.transaction() as session:
            if not await parked.park(session, item.update_id, attempts=tries, error=why):
                return
            await parked.tell_station(session, self._town, item.update_id, now)
            chat_id, words = _where(item), answers.words if answers else None
            if chat_id is not None:
                await parked.tell_sender(
                    session,
                    self._town,
                    item.update_id,
                    chat_id=chat_id,
                    person_id=answers.person_id if answers else None,
                    words=words or self._town.words(None),
                    now=now,
                )


def _changed(item: Item, attempts: int, pause: timedelta, town: Town) -> Item:
    return replace(item, attempts=attempts, not_before=town.now() + pause)


def _where(item: Item) -> int | None:
    """Return the chat to tell the sender in: the private one, or the one where a button was pressed."""
    query = item.raw.get("callback_query")
    message = (query or {}).get("message") or item.raw.get("message") or item.raw.get("edited_message") or {}
    chat = message.get("chat") or {}
    return chat.get("id") if query or chat.get("type") == "private" else None
