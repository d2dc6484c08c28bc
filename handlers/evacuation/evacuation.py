"""The orders to evacuate, how each stands, its places and its file; looking a person up."""

from handlers.kit import Context, Press, Prompt, card_of, router_of, with_rows
from models import Evacuation
from models.enums import Action, EvacuationState
from services.cards.card import Button, Card, button, lines
from services.cards.masking import shown_name
from services.core.errors import Refused
from services.core.labels import name
from services.evacuation import cards, hooks, kept_cards, workbook
from services.evacuation.order import orders, views
from services.evacuation.people import doors, finding, home_cards
from services.people.access import may, require

START, DOOR = "ev_all", "ev_door"

router = router_of("evacuation")
links = router_of("evacuation_links")
NAME = Prompt("evacuation_name")


@router.command("evacuation")
@router.press(START)
async def home(context: Context) -> Card:
    """Show the orders, the doors that the actor keeps, and the search."""
    words, sees = context.words, may(context.actor, Action.SEE_EVACUATION)
    recent = await orders.recent(context.session)
    found = [one for one in recent if sees or await orders.has_part(context.session, context.actor, one.id)]
    kept = await doors.of_keeper(context)
    return card_of(
        words("evacuation-home", count=len(found)) if found or kept else words("evacuation-none"),
        context.offer("evacuation-new", hooks.NEW) if may(context.actor, Action.ORDER_EVACUATION) else None,
        *(_entry(context, one) for one in found),
        *(context.offer("evacuation-door", DOOR, shelter.id, name=shelter.name) for shelter in kept),
        context.offer("evacuation-find", cards.FIND) if may(context.actor, Action.FIND_PEOPLE) else None,
    )


def _entry(context: Context, one: Evacuation) -> Button:
    number, mark = one.number or context.words.plain("evacuation-unnumbered"), "yes" if one.drill else "no"
    text = context.words.plain("evacuation-entry", number=number, state=name(context.words, one.state), drill=mark)
    action = cards.QUESTION if one.state is EvacuationState.ASKED else cards.SEE
    return button(text, action, one.id)


@links.scan(cards.LINK, r"\d{1,15}")
async def linked(context: Context, scanned: str) -> Card:
    """Show the order whose card in a group was opened here."""
    return await _seen(context, int(scanned))


@router.press(cards.SEE)
async def see(context: Context, press: Press) -> Card:
    """Show how an order stands."""
    return await _seen(context, press.id)


async def _seen(context: Context, evacuation_id: int) -> Card:
    one = await orders.seen_by(context.session, context.actor, evacuation_id)
    if one.state in (EvacuationState.DRAFT, EvacuationState.ASKED):
        mine = one.made_by_id == context.actor.person_id
        action = "ev" if one.state is EvacuationState.DRAFT else cards.BACK_TO_DRAFT
        text = context.words("evacuation-not-given", state=name(context.words, one.state))
        return card_of(text, context.offer("evacuation-open-draft", action, one.id) if mine else None)
    return await station_card(context, one)


async def station_card(context: Context, one: Evacuation) -> Card:
    """Return how an order stands, as far as the actor sees it."""
    if one.erased_at is not None:
        return kept_cards.erased(context.town, context.words, one)
    view = await views.of(context, one, *finding.within(context.actor, one))
    commands = may(context.actor, Action.ORDER_EVACUATION) and one.state in orders.RUNNING
    card = cards.station(context.town, context.words, view, commands=commands)
    over = one.over_at is not None and may(context.actor, Action.LEAD_EVACUATION)
    return with_rows(card, kept_cards.keeping(context.words, one) if over else None)


@router.press(cards.PLACES)
async def places(context: Context, press: Press) -> Card:
    """Show the balance by grid and by officer."""
    one = await orders.seen_by(context.session, context.actor, press.id)
    view = await views.of(context, one, *finding.within(context.actor, one))
    back = context.offer("button-back", cards.SEE, one.id)
    return card_of(cards.places(context.words, view), back)


@router.press(cards.FILE)
async def file(context: Context, press: Press) -> None:
    """Send the order as an Excel file; the export of names is journalled."""
    context.say.document(*await workbook.workbook(context, press.id), busy=True)


@router.press(cards.FIND)
async def ask_name(context: Context) -> None:
    """Ask for the name: there is no list without one."""
    require(context.actor, Action.FIND_PEOPLE)
    await NAME.ask(context, cards.FIND, context.words("evacuation-ask-name", least=finding.SHORTEST))


@router.answer(NAME, words_only=True)
async def find(context: Context, said: str) -> Card:
    """Show the people of that name."""
    found = await finding.find(context, said)
    words = context.words
    shown = [
        words(
            "evacuation-hit",
            name=shown_name(context.town, hit.name),
            code=hit.code or "no",
            state=name(words, hit.person.state),
            order=hit.order.number or "",
        )
        for hit in found[: finding.MOST]
    ]
    if not found:
        raise Refused("evacuation-nobody-found")
    more = words("evacuation-hits-more", count=finding.MOST) if len(found) > finding.MOST else None
    return card_of(
        lines(words("evacuation-hits"), *shown, more),
        *(
            context.offer("evacuation-open-hit", home_cards.HOME, hit.person.id, code=hit.code or "no")
            for hit in found[: finding.MOST]
        ),
    )
