"""A message that was refused, with content in hand: what it says is kept on a report, and the station is told.

A message may be refused for want of a right, by an old card, a case that is closed, or a question that wants something
else. Its sender hears why, and sees where the words and files are now; nobody has to say a thing twice.
"""

from typing import Any

from aiogram import BaseMiddleware
from aiogram.enums import ChatType
from aiogram.types import Message, TelegramObject

from handlers.drafts import content as drafts_content
from handlers.drafts.commands import beside
from handlers.filing import belonging, card, taking_in
from handlers.filing import words as filing_words
from handlers.filing.duplicates import REPORT
from handlers.kit import Context, Press, card_of, router_of
from handlers.kit.answers import Answers
from handlers.kit.middleware import Handles
from handlers.kit.routers import context_from
from models import Draft
from models.enums import DraftKind, DraftState
from services.cards.card import lines as join
from services.cases.lifecycle import find_case
from services.core.act import Moment
from services.core.errors import Forbidden, Refused, Stale
from services.drafts import drafts
from services.filing import refused as filing_refused
from services.filing.refused import PHONE

LONG = 60
"""Characters of an answer beyond which it is more than an answer."""

router = router_of("refused")


class KeepsRefused(BaseMiddleware):
    """Outer middleware of messages: one that was refused a moment ago is kept instead of being handled again."""

    async def __call__(self, handler: Handles, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Hand a message on, unless it was refused."""
        say: Answers = data["say"]
        if say.refusal is None or not isinstance(event, Message):
            return await handler(event, data)
        if event.chat.type == ChatType.PRIVATE and beside(event) is not None:
            return None  # the words beside the command are handed over next
        reason = say.refusal.in_words(data["words"])
        if data.get("actor") is None:
            say.send(reason)
            return None
        context = context_from(data)
        if event.chat.type == ChatType.PRIVATE:
            await keep(context, event, say.refusal, more=data.get("more_of_album", False), reason=reason)
            return None
        say.send(reason)
        if worth_keeping(context, event, answer=True):
            speaker = filing_refused.of_roster(context, context.actor, event.chat.title)
            await filing_refused.tell(context, filing_words.said_in(context, event), speaker, refusal=say.refusal)
        return None


async def was_refused(event: TelegramObject, say: Answers) -> bool:
    """Whether the step that the message was meant for is over, and its sender knows."""
    return say.refusal is not None


@router.message_of(was_refused)
async def take_in(message: Message, context: Context, more_of_album: bool = False) -> None:
    """Keep a message that was meant for a step that is over."""
    assert context.say.refusal is not None
    await keep(context, message, context.say.refusal, more=more_of_album)


@router.press(PHONE)
async def phone(context: Context, press: Press) -> None:
    """Show the number to ring."""
    who = await filing_refused.speaker(context, press.id)
    await context.ring(who, about=f"person:{who.person_id}")


async def keep(context: Context, message: Message, refusal: Refused, *, more: bool, reason: str | None = None) -> None:
    """Keep a message's content on a report, show where it is, and tell the station unless its sender can act.

    A question that is still open stays open, and so does a card of another kind. A slip in the answer to it is typed
    again. Words that name no danger are kept on a report that no next words go to.
    ``reason`` is said as well; None where the sender knows it already.
    """
    current = await drafts.current(context.session, context.actor.person_id)
    form = current is not None and current.kind is not DraftKind.REPORT
    asked = not isinstance(refusal, Forbidden | Stale) and (form or await context.state.get_state() is not None)
    if not asked:
        await context.state.clear()
    draft, told = None, False
    if worth_keeping(context, message, answer=asked):
        aside = form if asked else (form or current is None) and not _strong(context, message)
        draft = await _put(context, message, current, aside=aside, more=more)
    if draft is not None:
        told = await _tell(context, message, draft, refusal, asked=asked)
    if more:
        return
    if draft is None:
        if reason is not None:
            context.say.send(reason)
        return
    where, aside = "yes" if told else "no", draft.state is DraftState.SHELVED
    said = join(reason, context.words("refused-beside" if aside else "refused-kept", told=where))
    if aside:
        context.say.send(card_of(said, context.offer("refused-open", REPORT, draft.id, "resume")))
        return
    context.say.send(said)
    await card.show(context, draft)


async def _put(context: Context, message: Message, current: Draft | None, *, aside: bool, more: bool) -> Draft | None:
    """Put a message on the open report, on a new one, or beside the cards; None when nothing is left of it."""
    draft = await (filing_refused.beside(context) if aside else taking_in.still_open(context, current))
    if draft is not None:
        await filing_words.change(context, draft, asking=None)
    return await taking_in.put(context, draft, message, more=more, open_is=current)


async def _tell(context: Context, message: Message, draft: Draft, refusal: Refused, *, asked: bool) -> bool:
    """Tell the station, unless nobody is in danger and the sender can answer again or is of the station."""
    said = filing_words.said_in(context, message)
    if not said.deadly and (asked or context.actor.is_station):
        return False
    speaker = filing_refused.of_roster(context, context.actor)
    case_id = await belonging.case_answered(context.session, context.actor, message)
    case = await find_case(context.session, case_id)
    await filing_refused.tell(context, said, speaker, refusal=refusal, draft=draft, case=case)
    return True


def worth_keeping(context: Context, message: Message, *, answer: bool) -> bool:
    """Whether a message says more than a figure or, where one was asked for, a wrong answer."""
    words = drafts_content.words_of(message) or ""
    if _strong(context, message):
        return True
    return any(character.isalpha() for character in words) and (not answer or len(words) > LONG)


def _strong(act: Moment, message: Message) -> bool:
    """Whether a message has a file or a place, or words that speak of a danger."""
    shown = drafts_content.file_of(message) or drafts_content.place_of(message)
    return shown is not None or filing_words.speaks(act, drafts_content.words_of(message) or "")
