"""What was sent to many: how it stands, the second person's answer, who is silent, taking back and correcting."""

from aiogram.types import CallbackQuery

from handlers.broadcasts.drafting import draft_card, listen, preview, state_card
from handlers.kit import Context, Press, router_of
from models.enums import Answer, BroadcastState, Correction
from services.broadcasts import broadcasts, cards, consent, sending
from services.broadcasts.cards import AGREE, CANCEL, CORRECT, REFUSE, SEE, SILENT
from services.cards.card import Card, button, lines
from services.messaging import roll_calls
from services.messaging.roll_calls import ANSWER
from services.people import directory

router = router_of("broadcast_state")
MOST = 40
"""Names of silent persons in one message."""


@router.callback_query(Press.of(SEE))
async def see(query: CallbackQuery, press: Press, context: Context) -> None:
    """Show how a message stands, or the draft that it is again."""
    one = await broadcasts.seen_by(context.session, context.actor, press.id)
    if one.state is BroadcastState.SENT:
        context.say.edit(await state_card(context, one))
    elif one.state is BroadcastState.DRAFT and one.author_id == context.actor.person_id:
        context.say.edit(await draft_card(context, one))
    else:
        context.say.toast(context.words.plain(f"broadcast-is-{one.state.value}"))


@router.callback_query(Press.of(AGREE, REFUSE))
async def second(query: CallbackQuery, press: Press, context: Context) -> None:
    """Take the second person's answer."""
    agrees = press.action == AGREE
    one = await consent.answer(context.act, press.id, agrees=agrees, version=int(press.extra))
    if one.state is BroadcastState.SENT:
        context.say.edit(await state_card(context, one))
    else:
        context.say.edit(context.words("broadcast-you-refused" if not agrees else "broadcast-list-changed-you"))


@router.callback_query(Press.of(CANCEL, CORRECT))
async def correct(query: CallbackQuery, press: Press, context: Context) -> None:
    """Show the prepared message that takes it back, a tap from being sent; or the one to correct it, to be changed."""
    kind = Correction.CANCEL if press.action == CANCEL else Correction.CORRECT
    draft = await sending.correct(context.act, press.id, kind)
    if kind is Correction.CANCEL:
        found = await broadcasts.audience(context.act, draft)
        context.say.send(preview(context, draft, found, 0))
    else:
        await listen(context, draft)
        context.say.send(await draft_card(context, draft))


@router.callback_query(Press.of(SILENT))
async def who_is_silent(query: CallbackQuery, press: Press, context: Context) -> None:
    """Name those who have not confirmed, with why chat may not reach them."""
    one = await broadcasts.seen_by(context.session, context.actor, press.id)
    entries = await roll_calls.silent(context.session, one.roll_call_id or 0)
    reasons = {entry.person_id: entry.unreached for entry in entries}
    persons = await directory.by_ids(context.session, list(reasons)[:MOST])
    words = context.words
    said = [words("broadcast-silent-head", count=len(entries))]
    said += [cards.person(context.town, words, each, reasons[each.person_id]) for each in persons]
    if len(entries) > MOST:
        said.append(words("broadcast-silent-more", count=len(entries) - MOST))
    back = ((button(words.plain("broadcast-refresh"), SEE, one.id),),)
    context.say.send(Card(text=lines(*said), rows=back))


@router.callback_query(Press.of(ANSWER))
async def confirmed(query: CallbackQuery, press: Press, context: Context) -> None:
    """Take a person's own confirmation, and let the message show it."""
    entry, before = await roll_calls.answer(context.act, press.id, Answer(press.extra))
    context.say.toast(context.words.plain("roll-call-noted" if before is None else "roll-call-noted-before"))
    sent = await broadcasts.of_roll_call(context.session, entry.roll_call_id)
    context.say.edit(cards.message(context.town, context.words, sent, confirmed_at=entry.answered_at))
