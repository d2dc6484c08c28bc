"""Squads in chat: which there are, and one squad with its people by pages."""

from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.kit.buttons import Press
from handlers.kit.context import Scene
from handlers.kit.lists import pager, tab
from handlers.kit.routers import router_of
from models import Squad
from models.enums import Action
from services.cards.card import Button, Card, button
from services.core.errors import Refused
from services.core.paging import cut
from services.people.access import may
from services.squads import cards as squad_cards
from services.squads import invitations, joining, membership, membership_cards, squads
from services.squads.cards import A_PAGE, ALL, LIST, OPEN, OUT, PLACE
from services.squads.invitations import INVITE
from services.squads.joining import REQUESTS, TAKE_OUT
from services.squads.membership_cards import COMPARE, COUNT

router = router_of("squads")


@router.message(Command("squad"))
async def wanted(message: Message, scene: Scene) -> None:
    """Show the squad, or the squads to choose from."""
    found = await squads.visible(scene.session, scene.actor)
    if not found:
        scene.say.send(scene.words("squad-none"))
    else:
        scene.say.send(await _squad(scene, found[0], ALL, 0) if len(found) == 1 else await _list(scene, found, 0))


@router.callback_query(Press.of(LIST))
async def listed(query: CallbackQuery, callback_data: Press, scene: Scene) -> None:
    """Turn the pages of the squads, or come back to them."""
    found = await squads.visible(scene.session, scene.actor)
    scene.say.edit(await _list(scene, found, _number(callback_data.extra)))


@router.callback_query(Press.of(OPEN))
async def shown(query: CallbackQuery, callback_data: Press, scene: Scene) -> None:
    """Show one squad, with the people and the page that are asked for."""
    squad = await squads.opened(scene.session, scene.actor, callback_data.id)
    which, _, page = callback_data.extra.partition(".")
    scene.say.edit(await _squad(scene, squad, which if which == OUT else ALL, _number(page)))


@router.callback_query(Press.of(PLACE))
async def pinned(query: CallbackQuery, callback_data: Press, scene: Scene) -> None:
    """Send the gathering place as a pin."""
    squad = await squads.opened(scene.session, scene.actor, callback_data.id)
    card = squad_cards.pin(scene.words, squad)
    if card is None:
        scene.say.toast(scene.words.plain("squad-no-pin"))
    else:
        scene.say.send(card)


@router.callback_query(Press.of(COMPARE))
async def compared(query: CallbackQuery, callback_data: Press, scene: Scene) -> None:
    """Show the squad beside its group."""
    squad = await squads.opened(scene.session, scene.actor, callback_data.id)
    found = await membership.compare(scene.session, squad)
    if found is None:
        raise Refused("squad-no-group")
    scene.say.edit(membership_cards.comparison(scene.town, scene.words, squad, found))


@router.callback_query(Press.of(COUNT))
async def recount(query: CallbackQuery, callback_data: Press, scene: Scene) -> None:
    """Have Telegram asked again who of the squad is in the group; the result is sent when it is there."""
    squad = await squads.opened(scene.session, scene.actor, callback_data.id)
    group = await invitations.group_of(scene.session, squad.id)
    if group is None:
        raise Refused("squad-no-group")
    asked = membership.want_count(scene.session, group, scene.actor.person_id, now=scene.now)
    scene.say.toast(scene.words.plain("membership-counting" if asked else "membership-counted-already"))


async def _list(scene: Scene, found: list[Squad], page: int) -> Card:
    listing = cut(found, page, A_PAGE)
    people = await squads.mates(scene.session, [squad.id for squad in listing.entries])
    text, rows = squad_cards.overview(scene.town, scene.words, listing, people)
    return Card(text=text, rows=(*rows, *pager(listing, lambda to: (LIST, "", str(to)))))


async def _squad(scene: Scene, squad: Squad, which: str, page: int) -> Card:
    words = scene.words
    people = (await squads.mates(scene.session, [squad.id]))[squad.id]
    out = [mate for mate in people if not mate.logged_in]
    listing = cut(out if which == OUT else people, page, A_PAGE)
    text = squad_cards.head(scene.town, words, squad, people) + "\n"
    text += squad_cards.page(scene.town, words, listing, which, squad.village_id is None)
    tabs = tuple(
        button(tab(words, f"squad-tab-{key}", len(whom), chosen=key == which), OPEN, squad.id, f"{key}.0")
        for key, whom in ((ALL, people), (OUT, out))
    )
    rows: list[tuple[Button, ...]] = [tabs, *pager(listing, lambda to: (OPEN, str(squad.id), f"{which}.{to}"))]
    group = await invitations.group_of(scene.session, squad.id)
    if group is not None:
        rows.append((button(words.plain("squad-button-group"), COMPARE, squad.id),))
    if group is not None and may(scene.actor, Action.BIND_GROUP, squads.subject(squad)):
        rows.append((button(words.plain("squad-button-invite"), INVITE, squad.id),))
    admits = may(scene.actor, Action.ADMIT, squads.subject(squad))
    if admits and (asking := await joining.waiting(scene.session, squad.id)):
        rows.append((button(words.plain("squad-button-asked", count=asking), REQUESTS, squad.id),))
    came = sum(mate.joined_at is not None for mate in people)
    if admits and came:
        rows.append((button(words.plain("squad-button-joined", count=came), TAKE_OUT, squad.id),))
    if squad.latitude is not None:
        rows.append((button(words.plain("squad-button-pin"), PLACE, squad.id),))
    if len(await squads.visible(scene.session, scene.actor)) > 1:
        rows.append((button(words.plain("squad-button-list"), LIST, "", "0"),))
    return Card(text=text, rows=tuple(rows))


def _number(text: str) -> int:
    return int(text) if text.isdigit() else 0
