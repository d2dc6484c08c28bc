"""Handing over in the field and handing over the command: whom, the note, and the other's own press."""

from aiogram import F
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from markupsafe import Markup

from handlers.kit import Context, Press, Waits, lists, prompts, router_of
from handlers.mobilisation import responses
from models import Handover, Mobilisation
from models.enums import Answer, HandoverKind, HandoverState
from services.cards import wording
from services.cards.card import Button, Card, button, lines
from services.core.act import Act, Actor
from services.core.errors import Stale
from services.core.paging import cut
from services.field import handover_cards, handovers, successors, takeovers
from services.field.handover_cards import AGREE, FIELDS, NOTE, REFUSE, WITHDRAW
from services.mobilisation import cards as mobilisation_cards
from services.mobilisation import mobilisations
from services.mobilisation import responses as mobilisation_responses
from services.mobilisation.cards import COMMAND, HAND
from services.people import directory

PER_PAGE = 8

router = router_of("handing")


class Writing(StatesGroup):
    """Which part of the note the next words are."""

    field = State()


@router.callback_query(Press.of(HAND, COMMAND))
async def whom(query: CallbackQuery, press: Press, context: Context) -> None:
    """Show who could take over, a page at a time; or begin the note to the one chosen."""
    kind = HandoverKind.SHIFT if press.action == HAND else HandoverKind.COMMAND
    chosen = press.extra
    if chosen.isdigit():
        one, found = await handovers.begin(context.act, press.id, kind, int(chosen))
        context.say.edit(await _draft(context, one, found))
        return
    session, words = context.session, context.words
    if kind is HandoverKind.SHIFT:
        one, own = await successors.place_of(session, context.actor, press.id)
        able = await successors.takers(session, one, own)
    else:
        one = await mobilisations.commanded(session, context.actor, press.id, *mobilisation_responses.LIVE)
        able = await successors.commanders(session, one)
    part = cut(able, int(chosen[1:] or 0), PER_PAGE)
    action = press.action
    rows: list[tuple[Button, ...]] = [
        (button(handover_cards.label(context.town, words, person), action, one.id, person.person_id),)
        for person in part.entries
    ]
    rows += lists.pager(part, lambda to: (action, str(one.id), f"p{to}"))
    key = "handover-whom" if kind is HandoverKind.SHIFT else "handover-whom-command"
    head = words(key if able else "handover-nobody", number=one.number or "")
    card = Card(text=wording.marked(words, head, drill=one.drill), rows=tuple(rows))
    if chosen:
        context.say.edit(card)
    else:
        context.say.send(card)


@router.callback_query(Press.of(NOTE))
async def pressed(query: CallbackQuery, press: Press, context: Context) -> None:
    """Do what a button of the note asks."""
    session, number = context.session, press.id
    verb, choice = press.verb, press.choice
    match verb:
        case "ask" if choice in FIELDS:
            one, _ = await handovers.own(session, context.actor, number, HandoverState.DRAFT)
            about = f"{NOTE}.{number}"
            await prompts.begin(context, Writing.field, about, handover=number, field=choice)
            ready = button(context.words.plain(f"handover-{choice}-ready"), NOTE, number, f"ready.{choice}")
            rows = ((ready,), prompts.stop(context.words, about))
            text = wording.marked(context.words, context.words(f"handover-{choice}-ask"), drill=one.drill)
            context.say.send(Card(text=text, rows=rows))
        case "ready" if choice in FIELDS:
            said = context.words.plain(f"handover-{choice}-ready")
            one, found = await handovers.say(session, context.actor, number, choice, said)
            await prompts.stopped(context, f"{NOTE}.{number}")
            context.say.edit(await _draft(context, one, found))
        case "send":
            one, found = await handovers.ask(Act(session, context.town, context.now, context.actor), number)
            taker = await _taker(context, found)
            context.say.edit(handover_cards.waiting(context.town, context.words, one, found, taker))
        case "drop":
            one, _ = await handovers.withdraw(Act(session, context.town, context.now, context.actor), number)
            await prompts.stopped(context, f"{NOTE}.{number}")
            context.say.edit(wording.marked(context.words, context.words("handover-dropped"), drill=one.drill))
        case "where":
            one, _ = await handovers.asked_of(session, context.actor, number)
            responses.pin(context, one)
        case _:
            raise Stale("handover-moved-on")


@router.message(Waits(Writing.field), F.text)
async def typed(message: Message, context: Context) -> None:
    """Take words for the part that was asked for."""
    kept, said = await context.state.get_data(), (message.text or "").strip()
    number = int(kept["handover"])
    check = handovers.own(context.session, context.actor, number, HandoverState.DRAFT)
    if not await prompts.still(context, check):
        return
    one, found = await handovers.say(context.session, context.actor, number, str(kept["field"]), said)
    await context.state.clear()
    context.say.send(await _draft(context, one, found))


@router.callback_query(Press.of(WITHDRAW))
async def withdrawn(query: CallbackQuery, press: Press, context: Context) -> None:
    """Take the request back; who was asked is told."""
    one, _ = await handovers.withdraw(context.act, press.id)
    context.say.edit(wording.marked(context.words, context.words("handover-withdrawn"), drill=one.drill))


@router.callback_query(Press.of(AGREE, REFUSE))
async def answered(query: CallbackQuery, press: Press, context: Context) -> None:
    """Take over, or refuse."""
    agrees = press.action == AGREE
    one, found = await takeovers.answer(context.act, press.id, agrees=agrees)
    words = context.words
    command = found.kind is HandoverKind.COMMAND
    said = words(f"handover-you-{found.state.value}{'-command' if command else ''}", number=one.number or "")
    if found.state is not HandoverState.AGREED:
        context.say.edit(wording.marked(words, said, drill=one.drill))
        return
    kept = lines(said, *handover_cards.note(words, found))
    if command:
        context.say.edit(await responses.live(context, one, head=Markup(kept)))
    else:
        context.say.edit(mobilisation_cards.for_person(context.town, words, one, answer=Answer.ON_SCENE, note=kept))


async def _draft(context: Context, one: Mobilisation, found: Handover) -> Card:
    taker = await _taker(context, found)
    return handover_cards.draft(context.town, context.words, one, found, taker, handovers.lacks(found))


async def _taker(context: Context, found: Handover) -> Actor | None:
    return next(iter(await directory.by_ids(context.session, [found.taker_id])), None)
