"""Late material: photos sent right after the record was entered, and messages that are edited."""

from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import Filter
from aiogram.types import Message, TelegramObject
from sqlalchemy.ext.asyncio import AsyncSession

from handlers.drafts import content
from handlers.drafts.content import JustAfter, first_of_album
from handlers.filing import card as filing_card
from handlers.inspections.card import FORM
from handlers.kit import Context, Press, Shown, card_of, router_of
from handlers.kit.buttons import number_in, parts_in
from models import Draft
from models.enums import Action, DraftState
from services.answers.danger import sounds_deadly
from services.core.act import Actor
from services.core.errors import Refused
from services.inspections import cards, records, supplements
from services.people.access import may

NOT_THIS = "inspection_late_out"
"""Takes late files out again; the subject is the record, the extra their first and last."""

router = router_of("inspection_late")


def _meant(actor: Actor, message: Message) -> bool:
    return content.words_of(message) is None and may(actor, Action.INSPECT)


@router.message_of(JustAfter("inspection_id", supplements.LATE_WINDOW, supplements.latest, _meant))
async def late_file(message: Message, context: Context, inspection_id: int, more_of_album: bool = False) -> Shown:
    """Add a late photo to the record; a button takes it out again. One that is there already changes nothing."""
    try:
        media_id = await content.media_of(context, message)
    except Refused as refusal:
        return refusal.in_words(context.words)
    added = await supplements.add(context, inspection_id, media_id) if media_id is not None else None
    first = await first_of_album(context, message, added)
    if more_of_album:
        return None
    its = await records.load(context.session, inspection_id)
    if added is None:
        return context.words("inspection-late-known", number=its.number)
    wrong = context.offer("late-not-this", NOT_THIS, inspection_id, f"{first or added}.{added}")
    return card_of(context.words("inspection-late-added", number=its.number), wrong)


@router.press(NOT_THIS)
async def taken_out(context: Context, press: Press) -> None:
    """Take late files out of the record: they are about another danger, which gets a card of its own."""
    first, last = (number_in(part) for part in parts_in(press.extra, 2))
    draft = await supplements.take_out(context, press.id, first, last)
    its = await records.load(context.session, press.id)
    context.say.edit(context.words("late-taken-out", number=its.number))
    await filing_card.show(context, draft)


class OfRecord(Filter):
    """Whether an edited message went into a record of its author; hands the record's draft on."""

    async def __call__(
        self, event: TelegramObject, session: AsyncSession, actor: Actor | None = None
    ) -> bool | dict[str, Draft]:
        """Look the message up."""
        if not isinstance(event, Message) or actor is None or content.words_of(event) is None:
            return False
        at = {"chat_id": event.chat.id, "message_id": event.message_id}
        draft = await supplements.of_message(session, actor, **at)
        return {"draft": draft} if draft is not None else False


@router.edited_message(OfRecord())
async def edited(message: Message, context: Context, draft: Draft) -> None:
    """Take an edit in while the card is open; a record that was entered is corrected by its button alone."""
    text = content.words_of(message) or ""
    if draft.state is not DraftState.SENT:
        at = {"chat_id": message.chat.id, "message_id": message.message_id}
        await supplements.reword(context, draft, **at, text=text)
        if draft.card_message_id is not None:
            context.say.edit(await FORM.drawn(context, draft), message_id=draft.card_message_id)
        return
    inspection_id = await records.of_draft(context.session, context.actor.person_id, draft.id)
    if inspection_id is None or sounds_deadly(context.town, text):
        raise SkipHandler
    its = await records.load(context.session, inspection_id)
    correct = context.offer("inspection-button-edit", cards.CORRECT, its.id)
    context.say.send(card_of(context.words("inspection-edited-late", number=its.number), correct))
