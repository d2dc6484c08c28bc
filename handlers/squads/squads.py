"""Squads in chat: which there are, and one squad with its people by pages."""

from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.kit import Context, Press, router_of
from handlers.kit.lists import pager, tab
from models import Squad
from models.enums import Action
from services.cards.card import Button, Card, button
from services.core.errors import Refused
from services.core.paging import cut
from services.people.access import may
from services.squads import cards, invitations, joining, membership, membership_cards, squads
from services.squads.cards import A_PAGE, ALL, LIST, OPEN, OUT, PLACE
from services.squads.invitations import INVITE
from services.squads.joining import REQUESTS, TAKE_OUT
from services.squads.membership_cards import COMPARE, COUNT

router = router_of("squads")


@router.message(Command("squad"))
async def wanted(message: Message, context: Context) -> None:
    """Show the squad, or the squads to choose from."""
    found = await squads.visible(context.session, context.actor)
    if not found:
        context.say.send(context.words("squad-none"))
    else:
        context.say.send(await _squad(context, found[0], ALL, 0) if len(found) == 1 else await _list(context, found, 0))


@router.callback_query(Press.of(LIST))
async def listed(query: CallbackQuery, press: Press, context: Context) -> None:
    """Turn the pages of the squads, or come back to them."""
    found = await squads.visible(context.session, context.actor)
    context.say.edit(await _list(context, found, _number(press.extra)))


@router.callback_query(Press.of(OPEN))
async def shown(query: CallbackQuery, press: Press, context: Context) -> None:
    """Show one squad, with the people and the page that are asked for."""
    squad = await squads.opened(context.session, context.actor, press.id)
    which, _, page = press.extra.partition(".")
    context.say.edit(await _squad(context, squad, which if which == OUT else ALL, _number(page)))


@router.callback_query(Press.of(PLACE))
async def pinned(query: CallbackQuery, press: Press, context: Context) -> None:
    """Send the gathering place as a pin."""
    squad = await squads.opened(context.session, context.actor, press.id)
    card = cards.pin(context.words, squad)
    if card is None:
        context.say.toast(context.words.plain("squad-no-pin"))
    else:
        context.say.send(card)


@router.callback_query(Press.of(COMPARE))
async def compared(query: CallbackQuery, press: Press, context: Context) -> None:
    """Show the squad beside its group."""
    squad = await squads.opened(context.session, context.actor, press.id)
    found = await membership.compare(context.session, squad)
    if found is None:
        raise Refused("squad-no-group")
    context.say.edit(membership_cards.comparison(context.town, context.words, squad, found))


@router.callback_query(Press.of(COUNT))
async def recount(query: CallbackQuery, press: Press, context: Context) -> None:
    """Have Telegram asked again who of the squad is in the group; the result is sent when it is there."""
    squad = await squads.opened(context.session, context.actor, press.id)
    group = await invitations.squad_group(context.session, scope=squad.id)
    if group is None:
        raise Refused("squad-no-group")
    asked = membership.want_count(context.session, group, context.actor.person_id, now=context.now)
    context.say.toast(context.words.plain("membership-counting" if asked else "membership-counted-already"))


async def _list(context: Context, found: list[Squad], page: int) -> Card:
    listing = cut(found, page, A_PAGE)
    people = await squads.mates(context.session, [squad.id for squad in listing.entries])
    text, rows = cards.overview(context.town, context.words, listing, people)
    return Card(text=text, rows=(*rows, *pager(listing, lambda to: (LIST, "", str(to)))))


async def _squad(context: Context, squad: Squad, which: str, page: int) -> Card:
    words = context.words
    people = await squads.mates_of(context.session, squad.id)
    out = [mate for mate in people if not mate.logged_in]
    listing = cut(out if which == OUT else people, page, A_PAGE)
    text = cards.head(context.town, words, squad, people) + "\n"
    text += cards.page(context.town, words, listing, which, squad.village_id is None)
    tabs = tuple(
        button(tab(words, f"squad-tab-{key}", len(whom), chosen=key == which), OPEN, squad.id, f"{key}.0")
        for key, whom in ((ALL, people), (OUT, out))
    )
    rows: list[tuple[Button, ...]] = [tabs, *pager(listing, lambda to: (OPEN, str(squad.id), f"{which}.{to}"))]
    group = await invitations.squad_group(context.session, scope=squad.id)
    if group is not None:
        rows.append((button(words.plain("squad-button-group"), COMPARE, squad.id),))
    if group is not None and may(context.actor, Action.BIND_GROUP, squads.subject(squad)):
        rows.append((button(words.plain("squad-button-invite"), INVITE, squad.id),))
    admits = may(context.actor, Action.ADMIT, squads.subject(squad))
    if admits and (asking := await joining.waiting(context.session, squad.id)):
        rows.append((button(words.plain("squad-button-asked", count=asking), REQUESTS, squad.id),))
    came = sum(mate.joined_at is not None for mate in people)
    if admits and came:
        rows.append((button(words.plain("squad-button-joined", count=came), TAKE_OUT, squad.id),))
    if squad.latitude is not None:
        rows.append((button(words.plain("squad-button-pin"), PLACE, squad.id),))
    if len(await squads.visible(context.session, context.actor)) > 1:
        rows.append((button(words.plain("squad-button-list"), LIST, "", "0"),))
    return Card(text=text, rows=tuple(rows))


def _number(text: str) -> int:
    return int(text) if text.isdigit() else 0
