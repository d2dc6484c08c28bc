"""A message sent to many: how it stands, the second person's answer, who is silent, taking back and correcting."""

from markupsafe import Markup

from handlers.broadcasts.drafting import open_draft, preview, state_card
from handlers.kit import Context, Kept, Press, Prompt, Shown, card_of, router_of
from handlers.kit.buttons import choice_in, number_in
from models.enums import Answer, BroadcastState, Correction
from services.broadcasts import broadcasts, cards, consent, sending
from services.broadcasts.cards import AGAIN, AGREE, BACK, CANCEL, CORRECT, QUESTION, REFUSE, SEE, SILENT
from services.cards.card import Card, lines
from services.cards.whole import hidden
from services.messaging import roll_calls
from services.messaging.roll_calls import ANSWER
from services.people import directory

router = router_of("broadcast_state")
MOST = 40
"""Names of silent persons in one message."""


@router.press(SEE)
async def see(context: Context, press: Press) -> Card | None:
    """Show how a message stands, or the draft that it is again."""
    one = await broadcasts.seen_by(context.session, context.actor, press.id)
    if one.state is BroadcastState.SENT:
        return await state_card(context, one)
    if one.state is BroadcastState.DRAFT and one.author_id == context.actor.person_id:
        return await open_draft(context, one)
    context.say.toast(context.words.plain(f"broadcast-is-{one.state.value}"))
    return None


@router.press(QUESTION)
async def asked(context: Context, press: Press) -> Card:
    """Show the question for consent."""
    one, found, author = await consent.question(context, press.id)
    return cards.consent(context.town, context.words, one, found, author)


WHY = Prompt("broadcast_why")
"""The next words say why a message was sent back or refused."""


@router.press(AGREE, BACK, REFUSE)
async def second(context: Context, press: Press) -> Shown:
    """Take the second person's answer; one that does not agree counts at once, then the person is asked why."""
    agrees, final = press.action == AGREE, press.action == REFUSE
    version = number_in(press.extra)
    one = await consent.answer(context, press.id, agrees=agrees, version=version, final=final)
    if one.state is BroadcastState.SENT:
        return await state_card(context, one)
    if agrees:
        return context.words("broadcast-list-changed-you")
    await WHY.ask(context, f"{press.action}.{one.id}", context.words("broadcast-ask-why"), broadcast=one.id)
    return context.words("broadcast-you-refused" if final else "broadcast-you-returned")


@router.answer(WHY, words_only=True)
async def reasoned(context: Context, kept: Kept, said: str) -> Markup:
    """Pass the reason on to the author."""
    await consent.say_why(context, kept["broadcast"], said)
    return context.words("broadcast-why-passed-on")


@router.press(AGAIN)
async def again(context: Context, press: Press) -> Card:
    """Open a new draft with the words of one that was refused."""
    return await open_draft(context, await consent.again(context, press.id))


@router.press(CANCEL, CORRECT)
async def correct(context: Context, press: Press) -> None:
    """Show the prepared message that takes it back, a tap from being sent; or the one to correct it, to be changed."""
    kind = Correction.CANCEL if press.action == CANCEL else Correction.CORRECT
    draft = await sending.correct(context, press.id, kind)
    if kind is Correction.CANCEL:
        context.say.send(preview(context, draft, await broadcasts.audience(context, draft), 0))
    else:
        context.say.send(await open_draft(context, draft))


@router.press(SILENT)
async def silent(context: Context, press: Press) -> None:
    """Name the people who have not confirmed, with why chat may not reach them."""
    one = await broadcasts.seen_by(context.session, context.actor, press.id)
    entries = await roll_calls.silent(context.session, one.roll_call_id or 0)
    reasons = {entry.person_id: entry.unreached for entry in entries}
    persons = await directory.by_ids(context.session, list(reasons))
    words = context.words
    named = [cards.person(context.town, words, each, reasons[each.person_id]) for each in persons]
    text = lines(
        words("broadcast-silent-head", count=len(entries)),
        *named[:MOST],
        words("broadcast-silent-more", count=len(entries) - MOST) + hidden(named[MOST:]) if named[MOST:] else None,
    )
    context.say.send(card_of(text, context.offer("broadcast-refresh", SEE, one.id)))


@router.press(ANSWER)
async def confirmed(context: Context, press: Press) -> None:
    """Take a person's own confirmation, and let the message show it."""
    entry, before = await roll_calls.answer(context, press.id, choice_in(press.extra, Answer))
    context.say.noted(context.words.plain("roll-call-noted" if before is None else "roll-call-noted-before"))
    sent = await broadcasts.of_roll_call(context.session, entry.roll_call_id)
    card = cards.message(context.town, context.words, sent, confirmed_at=entry.answered_at)
    line = cards.confirmed(context.town, context.words, entry.answered_at or context.now, drill=sent.drill)
    await context.show_standing(roll_calls.place(entry.roll_call_id), card, line)
