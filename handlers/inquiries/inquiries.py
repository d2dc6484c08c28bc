"""Questions to the reporter of a case, answered by a reply or the button, and the numbers around a case."""

from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.types import Message

from handlers.kit import Context, Press, router_of
from handlers.kit.prompts import Reply
from services.answers.danger import sounds_deadly
from services.cards.card import Card
from services.core import journal
from services.inquiries import cards, inquiries

router = router_of("inquiries")
replies = router_of("inquiry_replies")


@router.asks(cards.ASK, "inquiry-ask-what", inquiries.may_ask)
async def ask(context: Context, case_id: int, said: str) -> str:
    """Ask the reporter."""
    case = await inquiries.ask(context, case_id, said)
    return context.words("inquiry-sent", number=case.number)


@router.asks(cards.ANSWER, "inquiry-answer-what", inquiries.may_answer)
async def answer(context: Context, inquiry_id: int, said: str) -> str:
    """Take the answer that the button asked for."""
    return await _taken(context, inquiry_id, said)


@replies.message_of(Reply())
async def replied(message: Message, context: Context) -> str:
    """Take a reply to a question as the answer; a file, a place and words of danger go into the case as well."""
    to = message.reply_to_message
    if to is None or to.from_user is None or not to.from_user.is_bot:
        raise SkipHandler
    asked = await inquiries.replied_to(context, message.chat.id, to.message_id, to.text or "")
    if asked is None:
        raise SkipHandler
    said = (message.text or message.caption or "").strip()
    more = message.text is None
    done = await _taken(context, asked, said or context.words.plain("inquiry-file"))
    if more or sounds_deadly(context.town, said):
        raise SkipHandler
    return done


@router.press(cards.RING_REPORTER)
async def ring_reporter(context: Context, press: Press) -> None:
    """Show the number of the reporter, and of the villager behind the report."""
    for callee in await inquiries.reporter(context, press.id):
        await context.ring(callee, about=journal.of_case(press.id))


@router.press(cards.UNITS)
async def units(context: Context, press: Press) -> Card:
    """Show the people of the units that work on a case."""
    case, found = await inquiries.of_units(context, press.id)
    return cards.units(context.words, case, found)


@router.press(cards.RING_UNIT)
async def ring_unit(context: Context, press: Press) -> None:
    """Show a number of a unit."""
    callee = await inquiries.of_unit(context, press.id, press.extra)
    await context.ring(callee, about=journal.of_case(press.id))


async def _taken(context: Context, inquiry_id: int, said: str) -> str:
    case = await inquiries.answer(context, inquiry_id, said)
    return context.words("inquiry-passed-on", number=case.number)
