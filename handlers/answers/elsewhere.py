"""Answers beside the private chat: reactions, and replies in a group to a card that was posted there.

The person is answered in private, so that the group stays quiet; a reply in the group gets a sign that it counted.
"""

from typing import Any

from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.enums import ChatType
from aiogram.types import Message, MessageReactionUpdated, ReactionTypeEmoji, TelegramObject

from handlers.accounts import overheard
from handlers.answers.choices import answer, bring_back
from handlers.answers.private import meant, receipt, understand
from handlers.kit import Context, buttons, router_of
from services.answers import waiting
from services.answers.meanings import Heard, Meaning

router = router_of("answers_elsewhere")


async def reacts(event: TelegramObject, actor: Any = None) -> bool:
    """Whether somebody of the roster has put a reaction on a message."""
    return isinstance(event, MessageReactionUpdated) and actor is not None and bool(event.new_reaction)


async def replies_in_group(event: TelegramObject, actor: Any = None) -> bool:
    """Whether somebody of the roster replies in a group to a message of ours."""
    if not isinstance(event, Message) or actor is None or event.chat.type == ChatType.PRIVATE:
        return False
    said = event.text or event.caption or ""
    return buttons.replied(event) is not None and bool(said) and not said.startswith("/")


def _in_private(context: Context) -> None:
    """Answer in the person's private chat."""
    context.say.chat_id, context.say.thread_id = context.actor.chat_id, None


@router.message_reaction(reacts)
async def reacted(event: MessageReactionUpdated, context: Context) -> None:
    """Take a reaction to a message for an answer, if it is one; other reactions say nothing."""
    said = "".join(one.emoji for one in event.new_reaction if isinstance(one, ReactionTypeEmoji))
    heard = understand(context, said).heard
    if Meaning.THANKS in heard.meanings:
        heard = Heard(frozenset({Meaning.ACKNOWLEDGE}))
    if not heard.answers:
        return
    card = await waiting.sent(context.session, event.chat.id, event.message_id)
    found = [one for one in await waiting.of(context, context.words) if one.is_on(card)]
    await receipt(context, event.chat.id, card)
    if not found:
        return
    _in_private(context)
    pressed = [pair for pair in meant(found, heard) if pair[0].owed or pair[0].takes]
    if len(pressed) == 1:
        await answer(context, pressed[0][1].data or "")
    else:
        await bring_back(context, found, None)


@router.message(replies_in_group)
async def replied(message: Message, context: Context) -> None:
    """Take a reply in a group for an answer; all other talk there is between the people."""
    to = message.reply_to_message
    assert to is not None
    said = understand(context, message.text or message.caption or "")
    card = await waiting.sent(context.session, message.chat.id, to.message_id)
    found = [one for one in await waiting.of(context, context.words) if one.is_on(card)]
    pressed = meant(found, said.heard)
    if not found or not (pressed or said.hazard):
        raise SkipHandler
    if said.hazard:
        await overheard.in_group(context, message, more=False)
    _in_private(context)
    if len(pressed) == 1:
        more = said.text if said.heard.rest or Meaning.CANNOT in said.heard.meanings else ""
        await answer(context, pressed[0][1].data or "", more)
        context.say.sign(message)
    else:
        await bring_back(context, found, None)
