"""The duty roster in chat: who is on duty, signing on and off, the handover note, changing shifts with consent."""

from aiogram import F
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from handlers.kit import Context, Press, Waits, in_rows, prompts, router_of
from models import Shift
from models.enums import SwapState
from services.cards import people as cards_people
from services.cards.card import Card, below, button, lines
from services.duty import cards, swaps
from services.duty import shifts as duty_shifts
from services.duty.cards import AGREE, READ, REFUSE, SHOW, SIGN_OFF, SIGN_ON, STAND_IN
from services.people import directory
from services.people.on_duty import on_watch

NO_NOTE = "duty_bare"
"""Hand over without a note; the subject is the shift."""
SWAP = "duty_swap"
"""Choose with whom to change the shift; the extra is ``people`` for the colleagues instead of their shifts."""
AGAINST, TO = "duty_for", "duty_to"
"""Ask for a change against the shift, to the person, that the extra names."""
PEOPLE = "people"
PER_ROW = 3

router = router_of("duty")


class Handing(StatesGroup):
    """What the next words are."""

    note = State()


@router.message(Command("duty"))
async def wanted(message: Message, context: Context) -> None:
    """Show who is on duty now and in the next days."""
    context.say.send(await roster_card(context))


@router.callback_query(Press.of(SHOW))
async def shown(query: CallbackQuery, context: Context) -> None:
    """Show the roster under the alarm or the answer it was asked from."""
    context.say.send(await roster_card(context))


@router.callback_query(Press.of(SIGN_ON))
async def signed_on(query: CallbackQuery, press: Press, context: Context) -> None:
    """Begin a shift."""
    shift = await duty_shifts.sign_on(context.act, press.id)
    await _on_duty(context, shift, "duty-signed-on")


@router.callback_query(Press.of(STAND_IN))
async def standing_in(query: CallbackQuery, press: Press, context: Context) -> None:
    """Take over a shift nobody has signed on to."""
    shift = await duty_shifts.stand_in(context.act, press.id)
    await _on_duty(context, shift, "duty-standing-in")


@router.callback_query(Press.of(SIGN_OFF))
async def note_wanted(query: CallbackQuery, press: Press, context: Context) -> None:
    """Ask for the handover note."""
    shift = await duty_shifts.may_sign_off(context.act, press.id)
    words, about = context.words, f"{SIGN_OFF}.{shift.id}"
    await prompts.begin(context, Handing.note, about, shift=shift.id)
    rows = ((button(words.plain("duty-no-note"), NO_NOTE, shift.id),), prompts.stop(words, about))
    text = words("duty-ask-note", shift=cards.shift_of(context.town, words, shift), limit=duty_shifts.NOTE_LENGTH)
    context.say.send(Card(text=text, rows=rows))


@router.callback_query(Press.of(NO_NOTE))
async def nothing_to_note(query: CallbackQuery, press: Press, context: Context) -> None:
    """Hand over without a note."""
    await prompts.stopped(context, f"{SIGN_OFF}.{press.id}")
    shift = await duty_shifts.sign_off(context.act, press.id, "")
    context.say.edit(context.words("duty-signed-off", shift=cards.shift_of(context.town, context.words, shift)))


@router.message(Waits(Handing.note), F.text)
async def note_typed(message: Message, context: Context) -> None:
    """Hand over with the note that was typed; one that is too long is asked for again."""
    shift_id = int((await context.state.get_data())["shift"])
    check = duty_shifts.may_sign_off(context.act, shift_id)
    if not await prompts.still(context, check):
        return
    shift = await duty_shifts.sign_off(context.act, shift_id, message.text or "")
    await context.state.clear()
    context.say.send(context.words("duty-signed-off-note", shift=cards.shift_of(context.town, context.words, shift)))


@router.message(Waits(Handing.note), ~F.text)
async def not_words(message: Message, context: Context) -> None:
    """Say that words are wanted; a photo would go nowhere."""
    context.say.send(context.words("ask-words-wanted"))


@router.callback_query(Press.of(READ))
async def note_read(query: CallbackQuery, press: Press, context: Context) -> None:
    """Note that the handover note was read."""
    await duty_shifts.read(context.act, press.id)
    context.say.toast(context.words.plain("duty-was-read"))


@router.callback_query(Press.of(SWAP))
async def partner_wanted(query: CallbackQuery, press: Press, context: Context) -> None:
    """Offer colleagues' shifts to take in return, or the colleagues themselves."""
    shift = await swaps.to_swap(context.act, press.id)
    words, town = context.words, context.town
    colleagues = await swaps.colleagues(context.session, context.actor, shift)
    own = cards.shift_of(town, words, shift)
    if press.extra == PEOPLE:
        names = [button(cards_people.called(town, words, one), TO, shift.id, one.person_id) for one in colleagues]
        rows = in_rows(names, PER_ROW)
        context.say.edit(Card(text=words("duty-whom", shift=own), rows=tuple(rows)))
        return
    known = {one.person_id: one for one in colleagues}
    offered = await swaps.offers(context.act, shift)
    rows = [
        (
            button(
                _offer(context, one, cards_people.called(town, words, known[one.person_id])), AGAINST, shift.id, one.id
            ),
        )
        for one in offered
        if one.person_id in known
    ]
    rows.append((button(words.plain("duty-cover"), SWAP, shift.id, PEOPLE),))
    context.say.send(Card(text=words("duty-which", shift=own), rows=tuple(rows)))


@router.callback_query(Press.of(AGAINST, TO))
async def partner_chosen(query: CallbackQuery, press: Press, context: Context) -> None:
    """Ask the colleague."""
    chosen = int(press.extra)
    other_id, person_id = (chosen, None) if press.action == AGAINST else (None, chosen)
    swap = await swaps.ask(context.act, press.id, other_id=other_id, person_id=person_id)
    asked = await directory.by_ids(context.session, [swap.asked_id])
    context.say.edit(context.words("duty-swap-sent", name=cards_people.called(context.town, context.words, asked[0])))


@router.callback_query(Press.of(AGREE, REFUSE))
async def answered(query: CallbackQuery, press: Press, context: Context) -> None:
    """Take the colleague's answer; the question becomes what came of it."""
    agrees = press.action == AGREE
    swap, shift, other = await swaps.answer(context.act, press.id, agrees=agrees)
    words, mine = context.words, cards.shift_of(context.town, context.words, shift)
    match swap.state:
        case SwapState.AGREED if other is not None:
            given = cards.shift_of(context.town, words, other)
            text = words("duty-you-agreed-swap", shift=mine, other=given)
        case SwapState.AGREED:
            text = words("duty-you-agreed", shift=mine)
        case SwapState.REFUSED:
            text = words("duty-you-refused", shift=mine)
        case _:
            text = words("duty-you-too-late", shift=mine)
    context.say.edit(text)


async def roster_card(context: Context) -> Card:
    """Return who is on duty now and in the next days, and the buttons for this person's own shifts."""
    shifts = await duty_shifts.shifts(context.act)
    kept = await duty_shifts.to_keep(context.act)
    watch = await on_watch(context.session, context.now)
    found = await directory.by_ids(context.session, {shift.person_id for shift in shifts})
    persons = {person.person_id: person for person in found}
    text = cards.roster(context.town, context.words, shifts, persons, watch.covered, context.now)
    near = context.now + duty_shifts.EARLY
    return Card(text=text, rows=cards.own_buttons(context.town, context.words, kept, context.now, near, SWAP))


async def _on_duty(context: Context, shift: Shift, key: str) -> None:
    """Say that the shift has begun, with what the one before has handed over."""
    earlier = await duty_shifts.before(context.session, shift)
    note = None
    if earlier is not None:
        author = await directory.names(context.session, [earlier.person_id])
        note = below(cards.note(context.town, context.words, earlier, author.get(earlier.person_id, "")))
        await duty_shifts.read(context.act, earlier.id)
    head = context.words(key, shift=cards.shift_of(context.town, context.words, shift))
    context.say.edit(lines(head, note))


def _offer(context: Context, shift: Shift, who: str) -> str:
    return context.words.plain("duty-offer", hours=cards.hours(context.town, context.words, shift), name=who)
