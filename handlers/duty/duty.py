"""The duty roster in chat: who is on duty, signing on and off, the handover note, changing shifts with consent."""

from handlers.kit import Context, Kept, Press, Prompt, card_of, in_rows, prompts, router_of, with_rows
from handlers.kit.buttons import number_in
from models import Shift
from models.enums import SwapState
from services.cards import people as cards_people
from services.cards.card import Card, below, button, lines
from services.core.errors import Stale
from services.duty import cards, swaps
from services.duty import shifts as duty_shifts
from services.duty.cards import AGREE, READ, REFUSE, SHOW, SIGN_OFF, SIGN_ON, STAND_IN
from services.people import directory
from services.people.numbers import Callee, Whose, require_ring
from services.people.on_duty import on_watch

NO_NOTE = "duty_bare"
"""Hand over without a note; the subject is the shift."""
SWAP = "duty_swap"
"""Choose a partner for a change of the shift; the extra is ``people`` for colleagues instead of their shifts."""
AGAINST, TO = "duty_for", "duty_to"
"""Ask for a change against the shift, to the person, that the extra names."""
RING = "duty_ring"
"""Show the number of a person on the roster (the subject)."""
PEOPLE = "people"
PER_ROW = 3
NOTE = Prompt("handover_note", lambda context, kept: duty_shifts.may_sign_off(context, kept["shift"]))

router = router_of("duty")


def _shift(context: Context, shift: Shift) -> str:
    return cards.shift_of(context.town, context.words, shift)


@router.command("duty")
@router.press(SHOW)
async def roster(context: Context) -> None:
    """Show who is on duty now and in the next days, and the buttons for this person's own shifts."""
    shifts = await duty_shifts.shifts(context)
    kept = await duty_shifts.to_keep(context)
    watch = await on_watch(context.session, context.now)
    found = await directory.by_ids(context.session, {shift.person_id for shift in shifts})
    persons = {person.person_id: person for person in found}
    text = cards.roster(context.town, context.words, shifts, persons, watch.covered, context.now)
    near = context.now + duty_shifts.EARLY
    rows = cards.own_buttons(context.town, context.words, kept, context.now, near, SWAP)
    running = {shift.person_id for shift in shifts if shift.starts_at <= context.now} - {context.actor.person_id}
    rings = [
        context.offer("calls-ring", RING, one.person_id, name=one.name) for one in found if one.person_id in running
    ]
    context.say.send(with_rows(Card(text=text, rows=rows), *in_rows(rings, PER_ROW)))


@router.press(RING)
async def phone(context: Context, press: Press) -> None:
    """Show the number of a person on the roster of the next days."""
    require_ring(context.actor, Whose.DUTY)
    if press.id not in {shift.person_id for shift in await duty_shifts.shifts(context)}:
        raise Stale("error-person-gone")
    found = await directory.by_ids(context.session, [press.id])
    await context.ring(Callee.of(next(iter(found), None)), about=f"person:{press.id}")


@router.press(SIGN_ON, STAND_IN)
async def sign_on(context: Context, press: Press) -> str:
    """Begin a shift, or take over one that nobody has signed on to, and show the last handover note."""
    if press.action == SIGN_ON:
        shift, key = await duty_shifts.sign_on(context, press.id), "duty-signed-on"
    else:
        shift, key = await duty_shifts.stand_in(context, press.id), "duty-standing-in"
    earlier, note = await duty_shifts.before(context.session, shift), None
    if earlier is not None:
        author = await directory.names(context.session, [earlier.person_id])
        note = below(cards.note(context.town, context.words, earlier, author.get(earlier.person_id, "")))
        await duty_shifts.read(context, earlier.id)
    return lines(context.words(key, shift=_shift(context, shift)), note)


@router.press(SIGN_OFF)
async def note_wanted(context: Context, press: Press) -> None:
    """Ask for the handover note."""
    shift = await duty_shifts.may_sign_off(context, press.id)
    text = context.words("duty-ask-note", shift=_shift(context, shift), limit=duty_shifts.NOTE_LENGTH)
    bare = context.offer("duty-no-note", NO_NOTE, shift.id)
    await NOTE.ask(context, f"{SIGN_OFF}.{shift.id}", text, bare, shift=shift.id)


@router.press(NO_NOTE)
async def nothing_to_note(context: Context, press: Press) -> str:
    """Hand over without a note."""
    await prompts.stopped(context, f"{SIGN_OFF}.{press.id}")
    shift = await duty_shifts.sign_off(context, press.id, "")
    return context.words("duty-signed-off", shift=_shift(context, shift))


@router.answer(NOTE, words_only=True)
async def note_typed(context: Context, kept: Kept, said: str) -> str:
    """Hand over with the note that was typed; one that is too long is asked for again."""
    shift = await duty_shifts.sign_off(context, kept["shift"], said)
    return context.words("duty-signed-off-note", shift=_shift(context, shift))


@router.press(READ)
async def note_read(context: Context, press: Press) -> None:
    """Note that the handover note was read."""
    await duty_shifts.read(context, press.id)
    context.say.noted(context.words.plain("duty-was-read"))


@router.press(SWAP)
async def partner_wanted(context: Context, press: Press) -> Card | None:
    """Offer colleagues' shifts to take in return, or the colleagues themselves."""
    shift = await swaps.to_swap(context, press.id)
    words, town = context.words, context.town
    colleagues = await swaps.colleagues(context.session, context.actor, shift)
    called = {one.person_id: cards_people.called(town, words, one) for one in colleagues}
    if press.extra == PEOPLE:
        names = [button(name, TO, shift.id, person_id) for person_id, name in called.items()]
        return card_of(words("duty-whom", shift=_shift(context, shift)), *in_rows(names, PER_ROW))
    offers = []
    for one in await swaps.offers(context, shift):
        if one.person_id in called:
            hours = cards.hours(town, words, one)
            offers.append(
                context.offer("duty-offer", AGAINST, shift.id, one.id, hours=hours, name=called[one.person_id])
            )
    text = words("duty-which", shift=_shift(context, shift))
    context.say.send(card_of(text, *offers, context.offer("duty-cover", SWAP, shift.id, PEOPLE)))
    return None


@router.press(AGAINST, TO)
async def partner_chosen(context: Context, press: Press) -> str:
    """Ask the colleague."""
    chosen = number_in(press.extra)
    other_id, person_id = (chosen, None) if press.action == AGAINST else (None, chosen)
    swap = await swaps.ask(context, press.id, other_id=other_id, person_id=person_id)
    (asked,) = await directory.by_ids(context.session, [swap.asked_id])
    return context.words("duty-swap-sent", name=cards_people.called(context.town, context.words, asked))


@router.press(AGREE, REFUSE)
async def answered(context: Context, press: Press) -> str:
    """Take the colleague's answer; the question becomes what came of it."""
    swap, shift, other = await swaps.answer(context, press.id, agrees=press.action == AGREE)
    mine = _shift(context, shift)
    match swap.state:
        case SwapState.AGREED if other is not None:
            return context.words("duty-you-agreed-swap", shift=mine, other=_shift(context, other))
        case SwapState.AGREED:
            return context.words("duty-you-agreed", shift=mine)
        case SwapState.REFUSED:
            return context.words("duty-you-refused", shift=mine)
        case _:
            return context.words("duty-you-too-late", shift=mine)
