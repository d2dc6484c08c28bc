"""The duty roster in chat: who is on duty, signing on and off, the handover note, changing shifts with consent."""

from aiogram import F
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from handlers.kit import prompts as waiting
from handlers.kit.buttons import Press
from handlers.kit.context import Scene
from handlers.kit.prompts import Waits
from handlers.kit.routers import router_of
from models import Shift
from models.enums import SwapState
from services.cards.card import Card, below, button, lines
from services.duty import cards as duty_cards
from services.duty import shifts as duty
from services.duty import swaps
from services.duty.cards import AGREE, READ, REFUSE, SHOW, SIGN_OFF, SIGN_ON, STAND_IN
from services.people import directory as people
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
async def wanted(message: Message, scene: Scene) -> None:
    """Show who is on duty now and in the next days."""
    scene.say.send(await roster_card(scene))


@router.callback_query(Press.of(SHOW))
async def shown(query: CallbackQuery, scene: Scene) -> None:
    """Show the roster under the alarm or the answer it was asked from."""
    scene.say.send(await roster_card(scene))


@router.callback_query(Press.of(SIGN_ON))
async def signed_on(query: CallbackQuery, callback_data: Press, scene: Scene) -> None:
    """Begin a shift."""
    shift = await duty.sign_on(scene.session, scene.town, scene.actor, callback_data.id, now=scene.now)
    await _on_duty(scene, shift, "duty-signed-on")


@router.callback_query(Press.of(STAND_IN))
async def standing_in(query: CallbackQuery, callback_data: Press, scene: Scene) -> None:
    """Take over a shift nobody has signed on to."""
    shift = await duty.stand_in(scene.session, scene.town, scene.actor, callback_data.id, now=scene.now)
    await _on_duty(scene, shift, "duty-standing-in")


@router.callback_query(Press.of(SIGN_OFF))
async def note_wanted(query: CallbackQuery, callback_data: Press, scene: Scene, state: FSMContext) -> None:
    """Ask for the handover note."""
    shift = await duty.may_sign_off(scene.session, scene.town, scene.actor, callback_data.id, now=scene.now)
    words, about = scene.words, f"{SIGN_OFF}.{shift.id}"
    await waiting.begin(scene, state, Handing.note, about, shift=shift.id)
    rows = ((button(words.plain("duty-no-note"), NO_NOTE, shift.id),), waiting.stop(words, about))
    text = words("duty-ask-note", shift=duty_cards.shift_of(scene.town, words, shift), limit=duty.NOTE_LENGTH)
    scene.say.send(Card(text=text, rows=rows))


@router.callback_query(Press.of(NO_NOTE))
async def nothing_to_note(query: CallbackQuery, callback_data: Press, scene: Scene, state: FSMContext) -> None:
    """Hand over without a note."""
    await waiting.stopped(state, f"{SIGN_OFF}.{callback_data.id}")
    shift = await duty.sign_off(scene.session, scene.town, scene.actor, callback_data.id, "", now=scene.now)
    scene.say.edit(scene.words("duty-signed-off", shift=duty_cards.shift_of(scene.town, scene.words, shift)))


@router.message(Waits(Handing.note), F.text)
async def note_typed(message: Message, scene: Scene, state: FSMContext) -> None:
    """Hand over with the note that was typed; one that is too long is asked for again."""
    shift_id = int((await state.get_data())["shift"])
    check = duty.may_sign_off(scene.session, scene.town, scene.actor, shift_id, now=scene.now)
    if not await waiting.still(scene, state, check):
        return
    shift = await duty.sign_off(scene.session, scene.town, scene.actor, shift_id, message.text or "", now=scene.now)
    await state.clear()
    scene.say.send(scene.words("duty-signed-off-note", shift=duty_cards.shift_of(scene.town, scene.words, shift)))


@router.message(Waits(Handing.note), ~F.text)
async def not_words(message: Message, scene: Scene) -> None:
    """Say that words are wanted; a photo would go nowhere."""
    scene.say.send(scene.words("ask-words-wanted"))


@router.callback_query(Press.of(READ))
async def note_read(query: CallbackQuery, callback_data: Press, scene: Scene) -> None:
    """Note that the handover note was read."""
    await duty.read(scene.session, scene.actor, callback_data.id, now=scene.now)
    scene.say.toast(scene.words.plain("duty-was-read"))


@router.callback_query(Press.of(SWAP))
async def partner_wanted(query: CallbackQuery, callback_data: Press, scene: Scene) -> None:
    """Offer colleagues' shifts to take in return, or the colleagues themselves."""
    shift = await swaps.to_swap(scene.session, scene.actor, callback_data.id, now=scene.now)
    words, town = scene.words, scene.town
    colleagues = await swaps.colleagues(scene.session, scene.actor, shift)
    own = duty_cards.shift_of(town, words, shift)
    if callback_data.extra == PEOPLE:
        names = [button(duty_cards.called(town, words, one), TO, shift.id, one.person_id) for one in colleagues]
        rows = [tuple(names[i : i + PER_ROW]) for i in range(0, len(names), PER_ROW)]
        scene.say.edit(Card(text=words("duty-whom", shift=own), rows=tuple(rows)))
        return
    known = {one.person_id: one for one in colleagues}
    offered = await swaps.offers(scene.session, scene.actor, shift, now=scene.now)
    rows = [
        (button(_offer(scene, one, duty_cards.called(town, words, known[one.person_id])), AGAINST, shift.id, one.id),)
        for one in offered
        if one.person_id in known
    ]
    rows.append((button(words.plain("duty-cover"), SWAP, shift.id, PEOPLE),))
    scene.say.send(Card(text=words("duty-which", shift=own), rows=tuple(rows)))


@router.callback_query(Press.of(AGAINST, TO))
async def partner_chosen(query: CallbackQuery, callback_data: Press, scene: Scene) -> None:
    """Ask the colleague."""
    chosen = int(callback_data.extra)
    other_id, person_id = (chosen, None) if callback_data.action == AGAINST else (None, chosen)
    swap = await swaps.ask(
        scene.session,
        scene.town,
        scene.actor,
        callback_data.id,
        now=scene.now,
        other_id=other_id,
        person_id=person_id,
    )
    asked = await people.by_ids(scene.session, [swap.asked_id])
    scene.say.edit(scene.words("duty-swap-sent", name=duty_cards.called(scene.town, scene.words, asked[0])))


@router.callback_query(Press.of(AGREE, REFUSE))
async def answered(query: CallbackQuery, callback_data: Press, scene: Scene) -> None:
    """Take the colleague's answer; the question becomes what came of it."""
    agrees = callback_data.action == AGREE
    swap, shift, other = await swaps.answer(
        scene.session, scene.town, scene.actor, callback_data.id, agrees=agrees, now=scene.now
    )
    words, mine = scene.words, duty_cards.shift_of(scene.town, scene.words, shift)
    match swap.state:
        case SwapState.AGREED if other is not None:
            given = duty_cards.shift_of(scene.town, words, other)
            text = words("duty-you-agreed-swap", shift=mine, other=given)
        case SwapState.AGREED:
            text = words("duty-you-agreed", shift=mine)
        case SwapState.REFUSED:
            text = words("duty-you-refused", shift=mine)
        case _:
            text = words("duty-you-too-late", shift=mine)
    scene.say.edit(text)


async def roster_card(scene: Scene) -> Card:
    """Return who is on duty now and in the next days, with what this person can do with the own shifts."""
    shifts = await duty.shifts(scene.session, scene.actor, now=scene.now)
    kept = await duty.to_keep(scene.session, scene.actor, now=scene.now)
    watch = await on_watch(scene.session, scene.now)
    found = await people.by_ids(scene.session, {shift.person_id for shift in shifts})
    persons = {person.person_id: person for person in found}
    text = duty_cards.roster(scene.town, scene.words, shifts, persons, watch.covered, scene.now)
    near = scene.now + duty.EARLY
    return Card(text=text, rows=duty_cards.own_buttons(scene.town, scene.words, kept, scene.now, near, SWAP))


async def _on_duty(scene: Scene, shift: Shift, key: str) -> None:
    """Say that the shift has begun, with what the one before has handed over."""
    earlier = await duty.before(scene.session, shift)
    note = None
    if earlier is not None:
        author = await people.names(scene.session, [earlier.person_id])
        note = below(duty_cards.note(scene.town, scene.words, earlier, author.get(earlier.person_id, "")))
        await duty.read(scene.session, scene.actor, earlier.id, now=scene.now)
    head = scene.words(key, shift=duty_cards.shift_of(scene.town, scene.words, shift))
    scene.say.edit(lines(head, note))


def _offer(scene: Scene, shift: Shift, who: str) -> str:
    return scene.words.plain("duty-offer", hours=duty_cards.hours(scene.town, scene.words, shift), name=who)
