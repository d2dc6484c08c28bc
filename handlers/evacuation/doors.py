"""The door of a shelter: people are taken in and let out by the number of their household; its needs."""

from handlers.evacuation.evacuation import DOOR
from handlers.evacuation.working import NUMBER
from handlers.kit import Context, Kept, Press, Prompt, card_of, router_of
from services.cards.card import Card, lines
from services.evacuation import cards
from services.evacuation.order import stays
from services.evacuation.people import doors

router = router_of("evacuation_door")
TYPE, NEED = "ev_gate", "ev_need"


async def _door(context: Context, kept: Kept) -> object:
    return await doors.door(context, kept["door"])


NEEDED = Prompt("evacuation_need", _door)


@router.press(DOOR)
async def door(context: Context, press: Press) -> Card:
    """Show how full a shelter is."""
    order, site = await doors.door(context, press.id)
    guests = await stays.guests(context, order, site.shelter.id)
    return card_of(
        lines(
            cards.head(context.words, order),
            cards.site_line(context.words, site),
            context.words("evacuation-guests", homes=len(guests), people=sum(guests.values())),
        ),
        context.offer("evacuation-at-door", TYPE, site.shelter.id),
        context.offer("evacuation-need", NEED, site.shelter.id),
    )


@router.press(TYPE)
async def ask_code(context: Context, press: Press) -> None:
    """Ask for the number of a household."""
    order, site = await doors.door(context, press.id)
    text = context.words("evacuation-ask-code")
    await NUMBER.ask(context, f"{TYPE}.{press.id}", text, order=order.id, door=site.shelter.id)


@router.press(NEED)
async def ask_need(context: Context, press: Press) -> None:
    """Ask what is needed."""
    await doors.door(context, press.id)
    await NEEDED.ask(context, f"{NEED}.{press.id}", context.words("evacuation-ask-need"), door=press.id)


@router.answer(NEEDED, words_only=True)
async def needed(context: Context, kept: Kept, said: str) -> str:
    """Tell the station what is needed."""
    await doors.need(context, kept["door"], said)
    return context.words("evacuation-need-told")
