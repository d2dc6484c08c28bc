"""Reports from the field: the button on the own card, what is then sent, and "that belongs to it" on a filing card.

Nothing is swallowed: what is sent without the button is a report as ever, which one press turns into a note; what went
into the record by mistake comes out again as a report.
"""

from datetime import datetime
from typing import Any

from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from handlers.drafts import content
from handlers.filing import supplements as late
from handlers.filing import view as filing_view
from handlers.kit.buttons import Press
from handlers.kit.context import Context
from handlers.kit.routers import router_of
from models import Draft, Mobilisation
from services.cards.card import Card
from services.cases import card as views
from services.core.errors import Refused
from services.field import note_cards as field_cards
from services.field import note_drafts as field_drafts
from services.field import notes as field_notes
from services.field.note_cards import DONE, OTHER
from services.field.notes import Sent
from services.filing import supplements
from services.mobilisation import cards as mobilisation_cards
from services.mobilisation import mobilisations
from services.mobilisation.cards import NOTE, NOTES

MOST_PICTURES = 10
"""Pictures sent with the list, the newest."""

router = router_of("field")


class Reporting(StatesGroup):
    """What is sent goes into one mobilisation's record, until finished or silent for half an hour."""

    in_field = State()


@router.callback_query(Press.of(NOTE))
async def start(query: CallbackQuery, callback_data: Press, context: Context, state: FSMContext) -> None:
    """Take what the person sends from now on into the record."""
    one = await field_notes.out(context.act.session, context.act.actor, callback_data.id)
    await _go_on(state, one, context.act.now)
    context.say.send(field_cards.asked(context.words, one))


@router.callback_query(Press.of(DONE))
async def finish(query: CallbackQuery, callback_data: Press, context: Context, state: FSMContext) -> None:
    """Stop; what is sent from now on is a report again."""
    await state.clear()
    one = await mobilisations.load(context.act.session, callback_data.id)
    text = context.words("field-finished", number=one.number or "")
    context.say.edit(views.marked(context.words, text, drill=one.drill))


@router.callback_query(Press.of(OTHER))
async def take_out(query: CallbackQuery, callback_data: Press, context: Context, state: FSMContext) -> None:
    """Take notes out of the record again: they are about another danger, which gets a card of its own."""
    first, _, last = callback_data.extra.partition(".")
    one, draft = await field_drafts.take_out(context.act, callback_data.id, first=int(first), last=int(last))
    await state.clear()
    text = context.words("field-taken-out", number=one.number or "")
    context.say.edit(views.marked(context.words, text, drill=one.drill))
    await filing_view.show(context, draft)


@router.callback_query(Press.of(NOTES))
async def listed(query: CallbackQuery, callback_data: Press, context: Context) -> None:
    """Show the commander what has come, the newest pictures first to be seen."""
    one = await mobilisations.commanded(context.act.session, context.act.actor, callback_data.id)
    notes = await field_notes.of(context.act.session, one.id)
    for picture in field_cards.pictures(notes)[-MOST_PICTURES:]:
        context.say.send(Card(text=mobilisation_cards.head(context.words, one), picture=picture))
    context.say.send(field_cards.news(context.act.town, context.words, one, notes, whole=len(notes)))


async def from_card(context: Context, draft: Draft, mobilisation_id: int, state: FSMContext) -> None:
    """Take what stands on a filing card into the record, and what is sent next as well."""
    one, notes = await field_drafts.take_in(context.act, draft, mobilisation_id)
    if not notes:
        context.say.edit(views.marked(context.words, context.words("field-known"), drill=one.drill))
        return
    await _go_on(state, one, context.act.now)
    context.say.edit(_kept(context, one, notes[0].id, notes[-1].id, " ".join(note.text or "" for note in notes)))


async def taken(context: Context, message: Message, state: FSMContext, raw_state: str | None, *, more: bool) -> bool:
    """Whether the message was meant for a mobilisation's record, and has gone there."""
    if raw_state != Reporting.in_field.state:
        return False
    data = await state.get_data()
    number = data.get("mobilisation")
    if number is None or context.act.now.timestamp() > data.get("until", 0):
        await state.clear()
        return False
    try:
        media_id = await content.media_of(context.act, message)
    except Refused as refusal:  # the next may be kept
        context.say.send(refusal.in_words(context.words))
        return True
    try:
        one, note = await field_notes.add(context.act, number, _sent(message, media_id))
    except Refused as refusal:  # it is over, or the person is back: what was sent is a report
        await state.clear()
        context.say.send(refusal.in_words(context.words))
        return False
    await _go_on(state, one, context.act.now, data)
    if note is None:
        if not more:
            context.say.send(views.marked(context.words, context.words("field-known"), drill=one.drill))
        return True
    first = await late.first_of_album(message, state, note.id)
    if not more:
        context.say.send(_kept(context, one, first or note.id, note.id, note.text or ""))
    return True


def _sent(message: Message, media_id: int | None) -> Sent:
    place = message.venue.location if message.venue else message.location
    return Sent(
        text=content.words_of(message) or (message.venue.title if message.venue else None),
        media_id=media_id,
        point=(place.latitude, place.longitude) if place else None,
        message_id=message.message_id,
    )


def _kept(context: Context, one: Mobilisation, first: int, last: int, said: str) -> Card:
    deadly = any(word in said.casefold() for word in context.words.plain("filing-danger-words").split())
    return field_cards.kept(context.words, one, first, last, deadly=deadly)


async def _go_on(state: FSMContext, one: Mobilisation, now: datetime, data: dict[str, Any] | None = None) -> None:
    await state.set_state(Reporting.in_field)
    until = (now + supplements.LATE_WINDOW).timestamp()
    await state.set_data((data or {}) | {"mobilisation": one.id, "until": until})
