"""What was sent to many: how it stands, the second person's answer, who is silent, taking back and correcting."""

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from handlers.broadcasts.drafting import draft_card, listen, preview, state_card
from handlers.kit.buttons import Press
from handlers.kit.context import Scene
from handlers.kit.routers import router_of
from models.enums import Answer, BroadcastState, Correction
from services.broadcasts import broadcasts, consent
from services.broadcasts import cards as broadcast_cards
from services.broadcasts import sending as broadcast_sending
from services.broadcasts.cards import AGREE, CANCEL, CORRECT, REFUSE, SEE, SILENT
from services.cards.card import Card, button, lines
from services.messaging import roll_calls as rolls
from services.messaging.roll_calls import ANSWER
from services.people import directory as people

router = router_of("broadcast_state")
MOST = 40
"""Names of silent persons in one message."""


@router.callback_query(Press.of(SEE))
async def see(query: CallbackQuery, callback_data: Press, scene: Scene) -> None:
    """Show how a message stands, or the draft that it is again."""
    one = await broadcasts.seen_by(scene.session, scene.actor, callback_data.id)
    if one.state is BroadcastState.SENT:
        scene.say.edit(await state_card(scene, one))
    elif one.state is BroadcastState.DRAFT and one.author_id == scene.actor.person_id:
        scene.say.edit(await draft_card(scene, one))
    else:
        scene.say.toast(scene.words.plain(f"broadcast-is-{one.state.value}"))


@router.callback_query(Press.of(AGREE, REFUSE))
async def second(query: CallbackQuery, callback_data: Press, scene: Scene) -> None:
    """Take the second person's answer."""
    agrees = callback_data.action == AGREE
    one = await consent.answer(
        scene.session,
        scene.town,
        scene.actor,
        callback_data.id,
        agrees=agrees,
        version=int(callback_data.extra),
        now=scene.now,
    )
    if one.state is BroadcastState.SENT:
        scene.say.edit(await state_card(scene, one))
    else:
        scene.say.edit(scene.words("broadcast-you-refused" if not agrees else "broadcast-list-changed-you"))


@router.callback_query(Press.of(CANCEL, CORRECT))
async def correct(query: CallbackQuery, callback_data: Press, scene: Scene, state: FSMContext) -> None:
    """Show the prepared message that takes it back, a tap from being sent; or the one to correct it, to be changed."""
    kind = Correction.CANCEL if callback_data.action == CANCEL else Correction.CORRECT
    draft = await broadcast_sending.correct(
        scene.session, scene.town, scene.actor, callback_data.id, kind, now=scene.now
    )
    if kind is Correction.CANCEL:
        found = await broadcasts.audience(scene.session, scene.town, scene.actor, draft)
        scene.say.send(preview(scene, draft, found, 0))
    else:
        await listen(scene, state, draft)
        scene.say.send(await draft_card(scene, draft))


@router.callback_query(Press.of(SILENT))
async def who_is_silent(query: CallbackQuery, callback_data: Press, scene: Scene) -> None:
    """Name those who have not confirmed, with why chat may not reach them."""
    one = await broadcasts.seen_by(scene.session, scene.actor, callback_data.id)
    entries = await rolls.silent(scene.session, one.roll_id or 0)
    reasons = {entry.person_id: entry.unreached for entry in entries}
    persons = await people.by_ids(scene.session, list(reasons)[:MOST])
    words = scene.words
    said = [words("broadcast-silent-head", count=len(entries))]
    said += [broadcast_cards.person(scene.town, words, each, reasons[each.person_id]) for each in persons]
    if len(entries) > MOST:
        said.append(words("broadcast-silent-more", count=len(entries) - MOST))
    back = ((button(words.plain("broadcast-refresh"), SEE, one.id),),)
    scene.say.send(Card(text=lines(*said), rows=back))


@router.callback_query(Press.of(ANSWER))
async def confirmed(query: CallbackQuery, callback_data: Press, scene: Scene) -> None:
    """Take a person's own confirmation, and let the message show it."""
    entry, before = await rolls.answer(
        scene.session, callback_data.id, scene.actor, Answer(callback_data.extra), now=scene.now
    )
    scene.say.toast(scene.words.plain("roll-noted" if before is None else "roll-noted-before"))
    sent = await broadcasts.of_roll(scene.session, entry.roll_id)
    scene.say.edit(broadcast_cards.message(scene.town, scene.words, sent, confirmed_at=entry.answered_at))
