"""Material that is sent after filing (DOMAIN §5.9): late photos join the case just filed, a reply joins the case it
answers, and "add material" takes everything until it is finished."""

from typing import Any

from aiogram.fsm.state import State
from aiogram.types import Message

from handlers.drafts import content as drafts_content
from handlers.drafts.content import first_of_album
from handlers.filing import belonging
from handlers.filing import card as filing_card
from handlers.filing import words as filing_words
from handlers.kit import Context, Press, card_of, router_of
from handlers.kit.buttons import number_in
from models import Case
from models.enums import Action
from services.cards.card import Card
from services.cases.lifecycle import load_case, subject_of
from services.core.errors import Refused
from services.drafts import contents
from services.filing import supplements
from services.people.access import require

router = router_of("late")

NOT_THIS = "late_out"
FINISH = "late_done"
TO_CASE = State("to_case", "Adding")
"""Everything that is sent goes to one case until the person has finished."""


@router.press(Action.SUPPLEMENT.value)
async def start(context: Context, press: Press) -> None:
    """Take everything the person sends from now on into the case, until finished or silent for half an hour."""
    case = await load_case(context.session, press.id, lock=False)
    require(context.actor, Action.SUPPLEMENT, await subject_of(context.session, case))
    await context.state.set_state(TO_CASE)
    await _go_on(context, case.id)
    context.say.send(_taking(context, "late-start", case))


@router.press(FINISH)
async def finish(context: Context, press: Press) -> Card:
    """Stop adding."""
    await context.state.clear()
    case = await load_case(context.session, press.id, lock=False)
    view = context.offer("filing-button-view", "view", case.id)
    return card_of(context.words("late-finished", number=case.number), view)


@router.press(NOT_THIS)
async def take_out(context: Context, press: Press) -> None:
    """Take late files out of the case again: they are about something else, which gets a card of its own."""
    first, last, *message = (number_in(part) for part in press.extra.split("."))
    of = {"first": first, "last": last, "message_id": message[0] if message else 0}
    draft = await supplements.take_out(context, press.id, **of)
    case = await load_case(context.session, press.id, lock=False)
    context.say.edit(context.words("late-taken-out", number=case.number))
    await filing_card.show(context, draft)


async def taken(context: Context, message: Message, raw_state: str | None, *, more: bool) -> bool:
    """Whether the message was meant for a certain case, and has gone there: adding to it, or a reply to its card."""
    if raw_state == TO_CASE.state:
        data = await context.state.get_data()
        case_id = data.get("case_id")
        if case_id is None or context.at.timestamp() > data.get("until", 0):
            await context.state.clear()
        else:
            await _go_on(context, case_id)
            await join(context, message, case_id, more=more, adding=True)
            return True
    if message.reply_to_message is None or belonging.says_other(context, drafts_content.words_of(message)):
        return False
    case_id = await belonging.case_answered(context.session, context.actor, message)
    if case_id is None:
        return False
    await join(context, message, case_id, more=more)
    return True


async def join(context: Context, message: Message, case_id: int, *, more: bool, adding: bool = False) -> None:
    """Add a message to a case, say so in a line, and offer to take it out again, an album as a whole."""
    kept_before = await supplements.newest_file(context.session, case_id, context.actor)
    case = await _add(context, message, case_id, more=more)
    if case is None:
        return
    last = await supplements.newest_file(context.session, case.id, context.actor)
    first = await first_of_album(context, message, last)
    await belonging.remember_album(context, message, case.id)
    if more:
        return
    files = drafts_content.file_of(message) is not None and last is not None
    span = (first, last) if files and (last != kept_before or first != last) else (0, 0)
    said = drafts_content.words_of(message) is not None or drafts_content.place_of(message) is not None
    wrong = None
    if said or span != (0, 0):
        wrong = context.offer("late-not-this", NOT_THIS, case.id, f"{span[0]}.{span[1]}.{message.message_id}")
    text = context.words("late-added" if adding else "late-joined", number=case.number)
    context.say.send(card_of(text, context.offer("late-finish", FINISH, case.id) if adding else None, wrong))


async def _add(context: Context, message: Message, case_id: int, *, more: bool) -> Case | None:
    """Add a message's content to a case; None when its file is refused, and there are no words with it."""
    text, point, media_id = drafts_content.words_of(message), drafts_content.place_of(message), None
    try:
        media_id = await drafts_content.media_of(context, message)
    except Refused as refusal:
        drafts_content.file_refused(context, message, refusal)
        if text is None:
            return None
    given: dict[str, Any] = {"text": text, "media_id": media_id, "point": point, "message_id": message.message_id}
    case = await supplements.supplement(context, case_id, **given, more=more)
    if not case.life_danger:  # else its people were told so
        await filing_words.alarm(context, message, case)
    where: dict[str, Any] = {"draft_id": None, "case_id": case_id, "text": text or ""}
    await contents.refer(context.session, message.chat.id, message.message_id, **where)
    context.say.sign(message)
    return case


def _taking(context: Context, key: str, case: Case) -> Card:
    return card_of(context.words(key, number=case.number), context.offer("late-finish", FINISH, case.id))


async def _go_on(context: Context, case_id: int) -> None:
    until = (context.now + supplements.LATE_WINDOW).timestamp()
    data = await context.state.get_data()
    await context.state.set_data(data | {"case_id": case_id, "until": until})
