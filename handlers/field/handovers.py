"""Handing over in the field and handing over the command: the successor, the note, and the successor's answer."""

from markupsafe import Markup

from handlers.kit import Context, Kept, Press, Prompt, Shown, card_of, pager, prompts, router_of
from handlers.kit.buttons import number_in
from handlers.mobilisation import responses
from handlers.mobilisation.responses import marked
from models import Handover, Mobilisation
from models.enums import Answer, HandoverKind, HandoverState
from services.cards.card import Card, button, lines
from services.core.act import Actor
from services.core.errors import Stale
from services.core.paging import cut
from services.field import handover_cards, handovers, successors, takeovers
from services.field.handover_cards import AGREE, FIELDS, NOTE, REFUSE, WITHDRAW
from services.mobilisation import cards as mobilisation_cards
from services.mobilisation.cards import COMMAND, HAND
from services.people import directory

PER_PAGE = 8
FIELD = Prompt(
    "handover_field",
    lambda context, kept: handovers.load(context.session, context.actor, kept["handover"], HandoverState.DRAFT),
)
"""The next words are for one part of the note."""

router = router_of("handing")


@router.press(HAND, COMMAND)
async def choose(context: Context, press: Press) -> Card | None:
    """Show the people who could take over, a page at a time; or begin the note to the one chosen."""
    action, chosen = press.action, press.extra
    kind = HandoverKind.SHIFT if action == HAND else HandoverKind.COMMAND
    if chosen and not chosen.startswith("p"):
        return await _draft(context, *await handovers.begin(context, press.id, kind, number_in(chosen)))
    one, _, able = await successors.able(context.session, context.actor, press.id, kind)
    key = "handover-whom" if kind is HandoverKind.SHIFT else "handover-whom-command"
    part = cut(able, number_in(chosen[1:], 0), PER_PAGE)
    labels = [(handover_cards.label(context.town, context.words, person), person.person_id) for person in part.entries]
    card = card_of(
        marked(context, one, context.words(key if able else "handover-nobody", number=one.number or "")),
        *(button(label, action, one.id, person_id) for label, person_id in labels),
        pager(part, lambda to: (action, one.id, f"p{to}")),
    )
    context.say.show(card, in_place=bool(chosen))
    return None


@router.press(NOTE)
async def pressed(context: Context, press: Press) -> Shown:
    """Do what a button of the note asks."""
    session, actor, words, number, choice = context.session, context.actor, context.words, press.id, press.choice
    about = f"{NOTE}.{number}"
    match press.verb:
        case "ask" if choice in FIELDS:
            one, _ = await handovers.load(session, actor, number, HandoverState.DRAFT)
            ready = context.offer(f"handover-{choice}-ready", NOTE, number, f"ready.{choice}")
            text = marked(context, one, words(f"handover-{choice}-ask"))
            await FIELD.ask(context, about, text, ready, handover=number, field=choice)
            return None
        case "ready" if choice in FIELDS:
            said = words.plain(f"handover-{choice}-ready")
            one, found = await handovers.say(session, actor, number, choice, said)
            await prompts.stopped(context, about)
            return await _draft(context, one, found)
        case "send":
            one, found = await handovers.ask(context, number)
            return handover_cards.waiting(context.town, words, one, found, await _taker(context, found))
        case "drop":
            one, _ = await handovers.withdraw(context, number)
            await prompts.stopped(context, about)
            return marked(context, one, words("handover-dropped"))
        case "where":
            one, _ = await handovers.load(session, actor, number, HandoverState.ASKED, taking=True)
            responses.pin(context, one)
            return None
        case _:
            raise Stale("handover-moved-on")


@router.answer(FIELD)
async def typed(context: Context, kept: Kept, said: str) -> Card:
    """Take words for the part that was asked for."""
    one, found = await handovers.say(context.session, context.actor, kept["handover"], kept["field"], said)
    return await _draft(context, one, found)


@router.press(WITHDRAW)
async def withdrawn(context: Context, press: Press) -> str:
    """Take the request back; the person who was asked is told."""
    one, _ = await handovers.withdraw(context, press.id)
    return marked(context, one, context.words("handover-withdrawn"))


@router.press(AGREE, REFUSE)
async def answered(context: Context, press: Press) -> Card | str:
    """Take over, or refuse."""
    one, found = await takeovers.answer(context, press.id, agrees=press.action == AGREE)
    words, command = context.words, found.kind is HandoverKind.COMMAND
    said = words(f"handover-you-{found.state.value}{'-command' if command else ''}", number=one.number or "")
    if found.state is not HandoverState.AGREED:
        return marked(context, one, said)
    kept = lines(said, *handover_cards.note(words, found))
    if command:
        return await responses.live(context, one, head=Markup(kept))
    return mobilisation_cards.for_person(context.town, words, one, answer=Answer.ON_SCENE, note=kept)


async def _draft(context: Context, one: Mobilisation, found: Handover) -> Card:
    taker = await _taker(context, found)
    return handover_cards.draft(context.town, context.words, one, found, taker, handovers.lacks(found))


async def _taker(context: Context, found: Handover) -> Actor | None:
    return next(iter(await directory.by_ids(context.session, [found.taker_id])), None)
