"""Joining a squad: the captain's answer to a request, taking out who joined by chat, the invitation in the group."""

from handlers.kit import Context, Press, Shown, card_of, router_of
from services.cards.card import button
from services.cards.people import named
from services.squads import invitations, joining
from services.squads.invitations import INVITE
from services.squads.joining import LET_IN, REQUESTS, TAKE_OUT, TURN_AWAY

router = router_of("joining")


@router.press(LET_IN, TURN_AWAY)
async def answered(context: Context, press: Press) -> str:
    """Let a person into the squad, or turn them away."""
    agrees = press.action == LET_IN
    _, squad, person = await joining.decide(context, press.id, agrees=agrees)
    who = named(context.town, context.words, person.name, person.phone)
    return context.words("join-you-agreed" if agrees else "join-you-refused", name=who, squad=squad.name)


@router.press(REQUESTS)
async def asked(context: Context, press: Press) -> None:
    """Show the requests that wait for an answer."""
    cards = await joining.requests(context, press.id)
    for card in cards:
        context.say.send(card)
    if not cards:
        context.say.toast(context.words.plain("join-nobody-asks"))


@router.press(INVITE)
async def invite(context: Context, press: Press) -> None:
    """Post the invitation in the squad's group."""
    group = await invitations.invite(context, press.id)
    context.say.toast(context.words.plain("squad-invited", title=group.title))


@router.press(TAKE_OUT)
async def out(context: Context, press: Press) -> Shown:
    """Offer who joined by chat, then take the chosen one out."""
    town, words = context.town, context.words
    if press.extra.isdigit():
        person = await joining.take_out(context, press.id, press.number)
        return words("squad-out-done", name=named(town, words, person.name, person.phone))
    mates = await joining.joined(context.session, context.actor, press.id)
    rows = [button(named(town, words, mate.name, mate.phone), TAKE_OUT, press.id, mate.person_id) for mate in mates]
    context.say.send(card_of(words("squad-out-which"), *rows))
    return None
