"""Joining a squad: the captain's answer to a request, taking out who joined by chat, the invitation in the group."""

from aiogram.types import CallbackQuery

from handlers.kit import Context, Press, router_of
from services.cards.card import Button, Card, button
from services.cards.people import named
from services.squads import invitations, joining
from services.squads.invitations import INVITE
from services.squads.joining import LET_IN, REQUESTS, TAKE_OUT, TURN_AWAY

router = router_of("joining")


@router.callback_query(Press.of(LET_IN, TURN_AWAY))
async def answered(query: CallbackQuery, press: Press, context: Context) -> None:
    """Let somebody into the squad, or not."""
    agrees = press.action == LET_IN
    _, squad, person = await joining.decide(context.act, press.id, agrees=agrees)
    who = named(context.town, context.words, person.name, person.phone)
    context.say.edit(context.words("join-you-agreed" if agrees else "join-you-refused", name=who, squad=squad.name))


@router.callback_query(Press.of(REQUESTS))
async def asked(query: CallbackQuery, press: Press, context: Context) -> None:
    """Show the requests that wait for an answer."""
    cards = await joining.requests(context.act, press.id)
    for card in cards:
        context.say.send(card)
    if not cards:
        context.say.toast(context.words.plain("join-nobody-asks"))


@router.callback_query(Press.of(INVITE))
async def invite(query: CallbackQuery, press: Press, context: Context) -> None:
    """Post the invitation in the squad's group."""
    group = await invitations.invite(context.act, press.id)
    context.say.toast(context.words.plain("squad-invited", title=group.title))


@router.callback_query(Press.of(TAKE_OUT))
async def out(query: CallbackQuery, press: Press, context: Context) -> None:
    """Offer who joined by chat, then take the chosen one out."""
    if press.extra.isdigit():
        person = await joining.take_out(context.act, press.id, int(press.extra))
        who = named(context.town, context.words, person.name, person.phone)
        context.say.edit(context.words("squad-out-done", name=who))
        return
    rows: list[tuple[Button, ...]] = []
    for mate in await joining.joined(context.session, context.actor, press.id):
        label = named(context.town, context.words, mate.name, mate.phone)
        rows.append((button(label, TAKE_OUT, press.id, mate.person_id),))
    context.say.send(Card(text=context.words("squad-out-which"), rows=tuple(rows)))
