"""Changing a field of a household in words or with a pin; closing it, with the reason."""

from handlers.drafts import content
from handlers.households.households import card
from handlers.kit import Context, Kept, Press, Prompt, card_of, in_rows, router_of
from handlers.kit.buttons import choice_in
from models.enums import Action
from services.cards.card import Card
from services.households import cards, register, saying

router = router_of("household_changes")


async def _keeps(context: Context, kept: Kept) -> object:
    return await register.load(context, kept["household"], Action.KEEP_HOUSEHOLD)


FIELD = Prompt("household_field", _keeps)
"""The next words are the new value of a field."""
PIN = Prompt("household_pin", _keeps)
"""The next pin is the place of the house."""
REASON = Prompt("household_closing", _keeps)
"""The next words say why a household is closed, or opened again."""


@router.press(cards.EDIT)
async def wanted(context: Context, press: Press) -> Card | None:
    """Offer the fields, or ask for the new value of one."""
    household = await register.load(context, press.id, Action.KEEP_HOUSEHOLD)
    if not press.extra:
        fields = [
            context.offer("household-field-button", cards.EDIT, household.id, one, name=cards.title(context.words, one))
            for one in saying.FIELDS
        ]
        back = context.offer("button-back", cards.OPEN, household.id)
        return card_of(context.words("household-ask-field", code=household.code), *in_rows(fields, 3), back)
    field = choice_in(press.extra, saying.FIELDS)
    asked = PIN if field == saying.PLACE else FIELD
    named = cards.title(context.words, field)
    key = "household-ask-pin" if field == saying.PLACE else "household-ask-value"
    text = context.words(key, code=household.code, title=named, field=field)
    await asked.ask(context, f"{cards.EDIT}.{field}.{household.id}", text, household=household.id, field=field)
    return None


@router.answer(FIELD, words_only=True)
async def said(context: Context, kept: Kept, said: str) -> Card:
    """Take the new value. Raises ``Refused`` for one that cannot be read; the question stays open."""
    await saying.take(context, kept["household"], kept["field"], said)
    return await card(context, kept["household"])


@content.takes_pin(router, PIN)
async def placed(context: Context, kept: Kept, place: dict[str, float]) -> Card:
    """Take the place of the pin."""
    await register.change(context, kept["household"], place)
    return await card(context, kept["household"])


@router.press(cards.CLOSE)
async def ends(context: Context, press: Press) -> None:
    """Ask for the reason."""
    household = await register.load(context, press.id, Action.KEEP_HOUSEHOLD)
    text = context.words("household-ask-close" if household.active else "household-ask-reopen", code=household.code)
    await REASON.ask(context, cards.CLOSE, text, household=household.id, closes=household.active)


@router.answer(REASON, words_only=True)
async def ended(context: Context, kept: Kept, said: str) -> Card:
    """Close it, or open it again, with the reason."""
    await (register.close if kept["closes"] else register.reopen)(context, kept["household"], said)
    return await card(context, kept["household"])
