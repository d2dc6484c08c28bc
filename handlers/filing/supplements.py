"""What is sent after filing (DOMAIN §5.9): late photos join the case just filed, a reply joins the case it answers,
and "add material" takes everything until it is finished."""

from datetime import datetime
from typing import Any

from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from handlers.drafts import content as drafts_content
from handlers.drafts.content import first_of_album
from handlers.filing import view as filing_view
from handlers.kit import Context, Press, router_of
from models import Case
from models.enums import Action
from services.cards.card import Card, button
from services.cases.lifecycle import load_case, subject_of
from services.core.errors import Refused
from services.drafts import drafts
from services.filing import supplements
from services.people.access import require
from texts import Words

router = router_of("late")

NOT_THIS = "late_out"
FINISH = "late_done"


class Adding(StatesGroup):
    """What is sent goes to one case until the person has finished."""

    to_case = State()


@router.callback_query(Press.of(Action.SUPPLEMENT.value))
async def start(query: CallbackQuery, press: Press, context: Context) -> None:
    """Take everything the person sends from now on into the case, until finished or silent for half an hour."""
    case = await load_case(context.session, press.id, lock=False)
    require(context.actor, Action.SUPPLEMENT, await subject_of(context.session, case))
    await context.state.set_state(Adding.to_case)
    await context.state.set_data(_target(case.id, context.now))
    context.say.send(
        Card(text=context.words("late-start", number=case.number), rows=(_finish(context.words, case.id),))
    )


@router.callback_query(Press.of(FINISH))
async def finish(query: CallbackQuery, press: Press, context: Context) -> None:
    """Stop adding."""
    await context.state.clear()
    case = await load_case(context.session, press.id, lock=False)
    view = button(context.words.plain("filing-button-view"), "view", case.id)
    context.say.edit(Card(text=context.words("late-finished", number=case.number), rows=((view,),)))


@router.callback_query(Press.of(NOT_THIS))
async def take_out(query: CallbackQuery, press: Press, context: Context) -> None:
    """Take late files out of the case again: they are about something else, which gets a card of its own."""
    first, _, last = press.extra.partition(".")
    draft = await supplements.take_out(context.act, press.id, first=int(first), last=int(last))
    case = await load_case(context.session, press.id, lock=False)
    context.say.edit(context.words("late-taken-out", number=case.number))
    await filing_view.show(context, draft)


async def taken(context: Context, message: Message, raw_state: str | None, *, more: bool) -> bool:
    """Whether the message was meant for a certain case, and has gone there: adding to it, or a reply to its card."""
    if raw_state == Adding.to_case.state:
        data = await context.state.get_data()
        case_id = data.get("case_id")
        if case_id is None or context.now.timestamp() > data.get("until", 0):
            await context.state.clear()
        else:
            await context.state.set_data(_target(case_id, context.now))
            case = await _add(context, message, case_id, more=more)
            if case is not None and not more:
                text = context.words("late-added", number=case.number)
                context.say.send(Card(text=text, rows=(_finish(context.words, case.id),)))
            return True
    answered = message.reply_to_message
    if answered is None:
        return False
    case_id = await supplements.of_message(
        context.session, context.actor, chat_id=message.chat.id, message_id=answered.message_id
    )
    if case_id is None:
        return False
    await join(context, message, case_id, more=more)
    return True


async def join(context: Context, message: Message, case_id: int, *, more: bool) -> None:
    """Add a message to a case, say so in a line, and offer to take its files out again."""
    case = await _add(context, message, case_id, more=more)
    if case is None:
        return
    words = context.words
    last = await supplements.newest_file(context.session, case.id, context.actor)
    first = await first_of_album(context, message, last)
    if more:
        return
    rows = []
    if drafts_content.file_of(message) is not None and last is not None:
        rows.append((button(words.plain("late-not-this"), NOT_THIS, case.id, f"{first}.{last}"),))
    context.say.send(Card(text=words("late-joined", number=case.number), rows=tuple(rows)))


async def _add(context: Context, message: Message, case_id: int, *, more: bool) -> Case | None:
    """Add what a message holds to a case; None when its file is refused, and the sender was told."""
    try:
        media_id = await drafts_content.media_of(context.act, message)
    except Refused as refusal:
        context.say.send(refusal.in_words(context.words))
        return None
    text = drafts_content.words_of(message)
    place = message.venue.location if message.venue else message.location
    case = await supplements.supplement(
        context.act,
        case_id,
        text=text,
        media_id=media_id,
        point=(place.latitude, place.longitude) if place else None,
        more=more,
    )
    if text is not None:
        where: dict[str, Any] = {"draft_id": None, "case_id": case_id, "text": text}
        await drafts.refer(context.session, message.chat.id, message.message_id, **where)
    return case


def _finish(words: Words, case_id: int) -> tuple[Any, ...]:
    return (button(words.plain("late-finish"), FINISH, case_id),)


def _target(case_id: int, now: datetime) -> dict[str, Any]:
    return {"case_id": case_id, "until": (now + supplements.LATE_WINDOW).timestamp()}
