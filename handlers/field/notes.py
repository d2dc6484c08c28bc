"""Reports from the field: the button on a person's card, the material sent after it, and the offer on a filing card.

Nothing is swallowed: what is sent without the button is a report as ever, which one press turns into a note; what went
into the record by mistake comes out again as a report.
"""

from datetime import datetime
from typing import Any

from aiogram import F
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message, TelegramObject

from handlers.drafts import content as drafts_content
from handlers.filing import presses as filing_presses
from handlers.filing import view as filing_view
from handlers.filing.duplicates import OF_FIELD, REPORT
from handlers.kit import Context, Press, Waits, router_of
from models import Mobilisation
from services.cards import wording
from services.cards.card import Card
from services.core.errors import Refused
from services.field import note_cards, note_drafts
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
async def start(query: CallbackQuery, press: Press, context: Context) -> None:
    """Take what the person sends from now on into the record."""
    one = await field_notes.out(context.session, context.actor, press.id)
    await _go_on(context, one)
    context.say.send(note_cards.asked(context.words, one))


@router.callback_query(Press.of(DONE))
async def finish(query: CallbackQuery, press: Press, context: Context) -> None:
    """Stop; what is sent from now on is a report again."""
    await context.state.clear()
    one = await mobilisations.load(context.session, press.id)
    text = context.words("field-finished", number=one.number or "")
    context.say.edit(wording.marked(context.words, text, drill=one.drill))


@router.callback_query(Press.of(OTHER))
async def take_out(query: CallbackQuery, press: Press, context: Context) -> None:
    """Take notes out of the record again: they are about another danger, which gets a card of its own."""
    first, _, last = press.extra.partition(".")
    one, draft = await note_drafts.take_out(context.act, press.id, first=int(first), last=int(last))
    await context.state.clear()
    text = context.words("field-taken-out", number=one.number or "")
    context.say.edit(wording.marked(context.words, text, drill=one.drill))
    await filing_view.show(context, draft)


@router.callback_query(Press.of(NOTES))
async def listed(query: CallbackQuery, press: Press, context: Context) -> None:
    """Show the commander what has come, the newest pictures first to be seen."""
    one = await mobilisations.commanded(context.session, context.actor, press.id)
    notes = await field_notes.of(context.session, one.id)
    for picture in note_cards.pictures(notes)[-MOST_PICTURES:]:
        context.say.send(Card(text=mobilisation_cards.head(context.words, one), picture=picture))
    context.say.send(note_cards.news(context.town, context.words, one, notes, whole=len(notes)))


@router.callback_query(Press.of(REPORT), F.data.contains(f":{OF_FIELD}."))
async def from_card(query: CallbackQuery, press: Press, context: Context, raw_state: str | None = None) -> None:
    """Take what stands on a filing card into the record, and what is sent next as well."""
    draft = await filing_presses.turned_to(context, press.id, raw_state)
    if not await filing_presses.taken_up(context, draft):
        return
    number = press.extra.removeprefix(f"{OF_FIELD}.")
    mobilisation_id = int(number) if number.isdigit() else 0
    one, notes = await note_drafts.take_in(context.act, draft, mobilisation_id)
    if not notes:
        context.say.edit(wording.marked(context.words, context.words("field-known"), drill=one.drill))
        return
    await _go_on(context, one)
    context.say.edit(_kept(context, one, notes[0].id, notes[-1].id, " ".join(note.text or "" for note in notes)))


class Sends(Waits):
    """Whether somebody who reports from the field sends what a record can hold."""

    async def __call__(
        self, event: TelegramObject, state: FSMContext, now: datetime, raw_state: str | None = None
    ) -> bool:
        """Look at the state alone; the handler says how long it lasts."""
        return raw_state in self.names and isinstance(event, Message) and drafts_content.has_content(event)


@router.message(Sends(Reporting.in_field))
async def take_in(message: Message, context: Context, more_of_album: bool = False) -> None:
    """Take what was sent into the record; what comes too late for it goes on to the filing card."""
    data = await context.state.get_data()
    number = data.get("mobilisation")
    if number is None or context.now.timestamp() > data.get("until", 0):
        await context.state.clear()
        raise SkipHandler
    try:
        media_id = await drafts_content.media_of(context.act, message)
    except Refused as refusal:  # the next may be kept
        context.say.send(refusal.in_words(context.words))
        return
    try:
        one, note = await field_notes.add(context.act, number, _sent(message, media_id))
    except Refused as refusal:  # it is over, or the person is back: what was sent is a report
        await context.state.clear()
        context.say.send(refusal.in_words(context.words))
        raise SkipHandler from refusal
    await _go_on(context, one, data)
    if note is None:
        if not more_of_album:
            context.say.send(wording.marked(context.words, context.words("field-known"), drill=one.drill))
        return
    first = await drafts_content.first_of_album(context, message, note.id)
    if not more_of_album:
        context.say.send(_kept(context, one, first or note.id, note.id, note.text or ""))


def _sent(message: Message, media_id: int | None) -> Sent:
    place = message.venue.location if message.venue else message.location
    return Sent(
        text=drafts_content.words_of(message) or (message.venue.title if message.venue else None),
        media_id=media_id,
        point=(place.latitude, place.longitude) if place else None,
        message_id=message.message_id,
    )


def _kept(context: Context, one: Mobilisation, first: int, last: int, said: str) -> Card:
    deadly = any(word in said.casefold() for word in context.words.plain("filing-danger-words").split())
    return note_cards.kept(context.words, one, first, last, deadly=deadly)


async def _go_on(context: Context, one: Mobilisation, data: dict[str, Any] | None = None) -> None:
    await context.state.set_state(Reporting.in_field)
    until = (context.now + supplements.LATE_WINDOW).timestamp()
    await context.state.set_data((data or {}) | {"mobilisation": one.id, "until": until})
