"""The people of a household: somebody joins, is corrected, becomes the householder, or leaves with the reason."""

from handlers.households.households import card
from handlers.kit import Context, Kept, Press, Prompt, card_of, in_rows, router_of
from handlers.kit.buttons import choice_in
from models import Household, HouseholdMember
from models.enums import Action
from services.cards.card import Card, button, lines
from services.households import cards, members, reach, register, saying

router = router_of("household_people")


async def _keeps(context: Context, household_id: int) -> Household:
    return await register.load(context, household_id, Action.KEEP_HOUSEHOLD)


async def _known(context: Context, kept: Kept) -> object:
    return await members.load(context, kept["member"])


FIELD = Prompt("household_member_field", _known)
"""The next words are a field of a person."""


def _ask_join(context: Context, household: Household) -> str:
    return context.words("household-ask-join", code=household.code)


@router.asks(cards.JOIN, _ask_join, _keeps)
async def joined(context: Context, household_id: int, said: str) -> Card:
    """Add the person and offer the other fields."""
    member = await members.join(context, household_id, said)
    return await _person(context, member.id)


@router.press(cards.PERSON)
async def wanted(context: Context, press: Press) -> Card | None:
    """Offer the people, then the fields of one (``id``), then ask for a field (``id.field``)."""
    if not press.extra:
        found = await register.shown(context, press.id)
        await register.load(context, press.id, Action.KEEP_HOUSEHOLD)
        names = await reach.names(context, found.household)
        offered = [button(names.name(one.name), cards.PERSON, press.id, one.id) for one in found.members]
        gone = [
            context.offer("household-came-back", cards.BACK, one.id, name=names.name(one.name)) for one in found.left
        ]
        back = context.offer("button-back", cards.OPEN, press.id)
        told = [cards.person(context.words, one, names, context.today) for one in found.members]
        head = context.words("household-ask-person", code=found.household.code)
        return card_of(lines(head, *told), *in_rows(offered, 3), *in_rows(gone[:3], 1), back)
    member_id, _, field = press.extra.partition(".")
    if not field:
        return await _person(context, int(member_id) if member_id.isdigit() else 0)
    choice_in(field, saying.OF_PERSON)
    household, member = await members.load(context, int(member_id) if member_id.isdigit() else 0)
    text = context.words(f"household-ask-{field}", code=household.code)
    await FIELD.ask(context, f"{cards.PERSON}.{press.extra}", text, member=member.id, field=field)
    return None


async def _person(context: Context, member_id: int) -> Card:
    household, member = await members.load(context, member_id)
    names = await reach.names(context, household)
    fields = [
        context.offer(f"household-edit-{one}", cards.PERSON, household.id, f"{member.id}.{one}")
        for one in saying.OF_PERSON
    ]
    return card_of(
        lines(
            context.words("household-of", code=household.code),
            cards.person(context.words, member, names, context.today),
        ),
        *in_rows(fields, 3),
        (
            None if member.householder else context.offer("household-make-head", cards.HEAD, member.id),
            context.offer("household-leaves", cards.LEAVE, member.id),
        ),
        context.offer("button-back", cards.OPEN, household.id),
    )


@router.answer(FIELD, words_only=True)
async def said(context: Context, kept: Kept, said: str) -> Card:
    """Take the field. Raises ``Refused`` for what cannot be read; the question stays open."""
    await saying.take_of_person(context, kept["member"], kept["field"], said)
    return await _person(context, kept["member"])


@router.press(cards.HEAD)
async def heads(context: Context, press: Press) -> Card:
    """Make somebody the householder."""
    await members.change(context, press.id, {"householder": True})
    household, _ = await members.load(context, press.id)
    return await card(context, household.id)


def _ask_leave(context: Context, found: tuple[Household, HouseholdMember]) -> str:
    return context.words("household-ask-leave", code=found[0].code)


@router.asks(cards.LEAVE, _ask_leave, members.load)
async def left(context: Context, member_id: int, said: str) -> Card:
    """Let the person leave."""
    household = await members.leave(context, member_id, said)
    return await card(context, household.id)


@router.press(cards.BACK)
async def back(context: Context, press: Press) -> Card:
    """Take back that somebody left."""
    household = await members.come_back(context, press.id)
    return await card(context, household.id)
