"""Ending, checking, lifting and taking back an order; figures by telephone; the station's word on who will not go."""

import unicodedata

from handlers.evacuation import evacuation
from handlers.kit import Context, Kept, Press, Prompt, card_of, router_of
from models import Evacuation
from services.cards.card import Card, lines
from services.core.errors import Refused
from services.evacuation import cards, kept_cards
from services.evacuation.after import ending, erasing
from services.evacuation.giving import consent
from services.evacuation.order import balance, orders
from services.evacuation.people import correcting

router = router_of("evacuation_command")
END_NOW, SAY = "ev_end2", "ev_chk2"


async def _running(context: Context, kept: Kept) -> Evacuation:
    return await orders.load(context.session, kept["order"], *orders.RUNNING)


WHY, FOUND = Prompt("evacuation_end", _running), Prompt("evacuation_check", _running)


@router.press(cards.END)
async def end(context: Context, press: Press) -> Card | None:
    """End an order, or ask why when people are unaccounted for."""
    one = await orders.commanded(context.session, context.actor, press.id)
    missing = (await balance.of(context.session, [one.id])).unaccounted
    if not missing:
        return await evacuation.station_card(context, await ending.end(context, one.id))
    text = context.words("evacuation-end-why", count=missing)
    await WHY.ask(context, f"{cards.END}.{one.id}", text, order=one.id)
    return None


@router.answer(WHY, words_only=True)
async def end_anyway(context: Context, kept: Kept, said: str) -> Card:
    """End an order with the reason of a leader."""
    one = await ending.end(context, kept["order"], said)
    return await evacuation.station_card(context, one)


@router.press(cards.CHECK)
async def checks(context: Context, press: Press) -> Card:
    """Show the risk points, and who has checked which."""
    one = await orders.seen_by(context.session, context.actor, press.id)
    those = await ending.points(context, one)
    named = {point.id: point.name for point in those} or {ending.GROUND: context.words.plain("evacuation-ground")}
    left = ending.unchecked(one, those)
    done = [
        context.words("evacuation-checked", name=named.get(entry["point"], entry["name"]), said=entry["said"])
        for entry in one.checked
    ]
    return card_of(
        lines(context.words("evacuation-checks", left=len(left)), *done),
        *(context.offer("evacuation-check-point", SAY, one.id, number, name=named[number]) for number in left),
        context.offer("button-back", cards.SEE, one.id),
    )


@router.press(SAY)
async def ask_found(context: Context, press: Press) -> None:
    """Ask what was found at a risk point."""
    about = f"{SAY}.{press.id}.{press.number}"
    await FOUND.ask(context, about, context.words("evacuation-check-ask"), order=press.id, point=press.number)


@router.answer(FOUND, words_only=True)
async def found(context: Context, kept: Kept, said: str) -> Card:
    """Note a check."""
    one = await ending.check(context, kept["order"], kept["point"], said)
    return await checks(context, Press(action=cards.CHECK, subject=str(one.id)))


@router.press(cards.LIFT)
async def lift(context: Context, press: Press) -> Card:
    """Lift an order."""
    return await evacuation.station_card(context, await ending.lift(context, press.id))


@router.press(cards.TAKE_BACK)
async def take_back(context: Context, press: Press) -> Card:
    """Take an order back."""
    return await evacuation.station_card(context, await consent.take_back(context, press.id))


async def _commanded(context: Context, order_id: int) -> Evacuation:
    return await orders.commanded(context.session, context.actor, order_id, *orders.RUNNING)


@router.asks(cards.REPORTED, "evacuation-ask-figure", _commanded)
async def figure(context: Context, order_id: int, said: str) -> Card:
    """Note a figure that somebody told by telephone: a number, then who told it."""
    number, _, source = unicodedata.normalize("NFKC", said).partition(" ")
    if not (number.isascii() and number.isdigit() and len(number) < 6 and source.strip()):
        raise Refused("evacuation-figure-unclear")
    one = await ending.report(context, order_id, int(number), source)
    return await evacuation.station_card(context, one)


@router.press(cards.FORCE, cards.TALK)
async def decide(context: Context, press: Press) -> str:
    """Say the station's word on people who will not go."""
    force = press.action == cards.FORCE
    await correcting.decide(context, press.id, force=force)
    return context.words("evacuation-decided", force="yes" if force else "no")


@router.asks(kept_cards.KEEP, "evacuation-keep-ask", erasing.may_hold)
async def kept(context: Context, order_id: int, said: str) -> Card:
    """Hold a list, with the reason."""
    one = await erasing.hold(context, order_id, said)
    text = context.words("evacuation-kept", why=one.held_because or "")
    return card_of(text, kept_cards.keeping(context.words, one))


@router.press(kept_cards.FREE)
async def freed(context: Context, press: Press) -> str:
    """Hold a list no longer."""
    await erasing.release(context, press.id)
    return context.words("evacuation-freed")
