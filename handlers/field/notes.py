"""Reports from the field: the button on a person's card, the material sent after it, and the offer on a filing card.

Nothing is swallowed: material sent without the button is a report as ever, which a button turns into a note; material
that went into the record by mistake comes out again as a report.
"""

from datetime import datetime
from typing import Any

from aiogram import F
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State
from aiogram.types import Message, TelegramObject
from markupsafe import Markup

from handlers.drafts import content as drafts_content
from handlers.filing import card as filing_card
from handlers.filing import presses as filing_presses
from handlers.filing.duplicates import OF_FIELD, REPORT
from handlers.kit import Context, Press, Shown, router_of
from handlers.kit.buttons import number_in
from handlers.kit.prompts import Waits
from handlers.mobilisation.responses import marked
from models import Mobilisation
from services.answers.danger import sounds_deadly
from services.cards.card import Card
from services.core.errors import Refused
from services.field import note_cards, note_drafts
from services.field import notes as field_notes
from services.field.note_cards import DONE, OTHER
from services.field.notes import NoteContent
from services.filing import supplements
from services.mobilisation import cards as mobilisation_cards
from services.mobilisation import mobilisations
from services.mobilisation.cards import NOTE, NOTES

MOST_PICTURES = 10
"""Pictures sent with the list, the newest."""
IN_FIELD = State("in_field", "Reporting")
"""Everything that is sent goes into one mobilisation's record, until finished or silent for half an hour."""

router = router_of("field")


@router.press(NOTE)
async def start(context: Context, press: Press) -> None:
    """Take what the person sends from now on into the record."""
    one = await field_notes.deployed_on(context.session, context.actor, press.id)
    await _go_on(context, one)
    context.say.send(note_cards.asked(context.words, one))


@router.press(DONE)
async def finish(context: Context, press: Press) -> Markup:
    """Stop taking in: the next message is a report again."""
    await context.state.clear()
    one = await mobilisations.load(context.session, press.id)
    return marked(context, one, context.words("field-finished", number=one.number or ""))


@router.press(OTHER)
async def take_out(context: Context, press: Press) -> None:
    """Take notes out of the record again: they are about another danger, which gets a card of its own."""
    one, draft = await note_drafts.take_out(
        context, press.id, first=number_in(press.verb), last=number_in(press.choice)
    )
    await context.state.clear()
    context.say.edit(marked(context, one, context.words("field-taken-out", number=one.number or "")))
    await filing_card.show(context, draft)


@router.press(NOTES)
async def listed(context: Context, press: Press) -> None:
    """Show the commander what has come, the newest pictures first to be seen."""
    one = await mobilisations.commanded(context.session, context.actor, press.id)
    notes = await field_notes.of(context.session, one.id)
    for picture in note_cards.pictures(notes)[-MOST_PICTURES:]:
        context.say.send(Card(text=mobilisation_cards.head(context.words, one), picture=picture))
    context.say.send(note_cards.news(context.town, context.words, one, notes, whole=len(notes)))


@router.press(REPORT, where=F.data.contains(f":{OF_FIELD}."))
async def from_card(context: Context, press: Press, raw_state: str | None = None) -> Shown:
    """Take what stands on a filing card into the record, and what is sent next as well."""
    draft = await filing_presses.turned_to(context, press.id, raw_state)
    if (ended := await filing_presses.ended(context, draft)) is not None:
        return ended
    number = press.extra.removeprefix(f"{OF_FIELD}.")
    one, notes = await note_drafts.take_in(context, draft, number_in(number, 0))
    if not notes:
        return marked(context, one, context.words("field-known"))
    await _go_on(context, one)
    return _kept(context, one, notes[0].id, notes[-1].id, " ".join(note.text or "" for note in notes))


class Sends(Waits):
    """Whether somebody who reports from the field sends what a record can hold."""

    async def lasts(self, event: TelegramObject, state: FSMContext, at: datetime) -> bool:
        """Whether there is anything to keep; the handler says how long it lasts."""
        return isinstance(event, Message) and drafts_content.has_content(event)


@router.message_of(Sends(IN_FIELD))
async def take_in(message: Message, context: Context, more_of_album: bool = False) -> Shown:
    """Take a message into the record; a message that comes too late goes on to the filing card."""
    data = await context.state.get_data()
    number = data.get("mobilisation")
    if number is None or context.at.timestamp() > data.get("until", 0):
        await context.state.clear()
        raise SkipHandler
    media_id = None
    try:
        media_id = await drafts_content.media_of(context, message)
    except Refused as refusal:  # its words, and the next file, may be kept
        drafts_content.file_refused(context, message, refusal)
        if drafts_content.words_of(message) is None:
            return None
    text = drafts_content.words_of(message) or (message.venue.title if message.venue else None)
    point = drafts_content.place_of(message)
    try:
        sent = NoteContent(text=text, media_id=media_id, point=point, message_id=message.message_id)
        one, note = await field_notes.add(context, number, sent)
    except Refused as refusal:  # it is over, or the person is back: what was sent is a report
        await context.state.clear()
        context.say.send(refusal.in_words(context.words))
        context.say.refusal = refusal
        raise SkipHandler from refusal
    await _go_on(context, one, data)
    if note is None:
        return None if more_of_album else marked(context, one, context.words("field-known"))
    first = await drafts_content.first_of_album(context, message, note.id)
    return None if more_of_album else _kept(context, one, first or note.id, note.id, note.text or "")


def _kept(context: Context, one: Mobilisation, first: int, last: int, said: str) -> Card:
    return note_cards.kept(context.words, one, first, last, deadly=sounds_deadly(context.town, said))


async def _go_on(context: Context, one: Mobilisation, data: dict[str, Any] | None = None) -> None:
    await context.state.set_state(IN_FIELD)
    until = (context.now + supplements.LATE_WINDOW).timestamp()
    await context.state.set_data((data or {}) | {"mobilisation": one.id, "until": until})
