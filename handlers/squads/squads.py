"""Squads in chat: which there are, and one squad with its people by pages."""

from collections.abc import Sequence

from handlers.kit import Context, Press, Shown, card_of, in_rows, lists, pager, router_of, with_rows
from handlers.kit.buttons import number_in
from models import Squad
from models.enums import Action
from services.cards.card import Button, Card
from services.core.errors import Refused, existing
from services.core.paging import cut
from services.people.access import may
from services.people.numbers import Callee, Whose, may_ring, require_ring
from services.squads import cards, invitations, joining, membership, membership_cards, squads
from services.squads.cards import A_PAGE, ALL, LIST, OPEN, OUT, PLACE
from services.squads.invitations import INVITE
from services.squads.joining import REQUESTS, TAKE_OUT
from services.squads.membership_cards import COMPARE, COUNT
from services.squads.squads import Mate

RING = "squad_ring"
"""Show a member's number; the extra is the person."""
PER_ROW = 3

router = router_of("squads")


@router.command("squad")
@router.press(LIST)
async def listed(context: Context, press: Press) -> Shown:
    """Show a page of the squads; a person who may see one alone gets that one for the command."""
    found = await squads.visible(context.session, context.actor)
    if not found and not press.action:
        return context.words("squad-none")
    if len(found) == 1 and not press.action:
        return await _squad(context, found[0], ALL, 0)
    listing = cut(found, press.number, A_PAGE)
    people = await squads.mates(context.session, [squad.id for squad in listing.entries])
    text, rows = cards.overview(context.town, context.words, listing, people)
    return with_rows(Card(text=text, rows=tuple(rows)), pager(listing, lambda to: (LIST, "", to)))


async def _pressed(context: Context, press: Press) -> Squad:
    return await squads.opened(context.session, context.actor, press.id)


@router.press(OPEN)
async def shown(context: Context, press: Press) -> Card:
    """Show one squad, with the people and the page that are asked for."""
    squad, page = await _pressed(context, press), number_in(press.choice, 0)
    return await _squad(context, squad, press.verb if press.verb == OUT else ALL, page)


@router.press(PLACE)
async def pinned(context: Context, press: Press) -> None:
    """Send the gathering place as a pin."""
    card = cards.pin(context.words, await _pressed(context, press))
    if card is None:
        context.say.toast(context.words.plain("squad-no-pin"))
    else:
        context.say.send(card)


@router.press(COMPARE)
async def compared(context: Context, press: Press) -> Card:
    """Show the squad beside its group."""
    squad = await _pressed(context, press)
    found = await membership.compare(context.session, squad)
    if found is None:
        raise Refused("squad-no-group")
    return membership_cards.comparison(context.town, context.words, squad, found)


@router.press(COUNT)
async def recount(context: Context, press: Press) -> None:
    """Have Telegram asked again who of the squad is in the group; the result is sent when it is there."""
    squad = await _pressed(context, press)
    group = await invitations.squad_group(context.session, scope=squad.id)
    if group is None:
        raise Refused("squad-no-group")
    asked = membership.want_count(context.session, group, context.actor.person_id, now=context.now)
    context.say.toast(context.words.plain("membership-counting" if asked else "membership-counted-already"))


@router.press(RING)
async def ring_mate(context: Context, press: Press) -> None:
    """Show the number of a member."""
    squad = await _pressed(context, press)
    require_ring(context.actor, Whose.SQUAD, squads.subject(squad))
    mates = {mate.person_id: mate for mate in await squads.mates_of(context.session, squad.id)}
    mate = existing(mates.get(press.number), "error-person-gone")
    await context.ring(Callee(mate.name, mate.phone, mate.person_id), about=f"person:{mate.person_id}")


def _rings(context: Context, squad: Squad, mates: Sequence[Mate]) -> list[Button]:
    """Return a button for the number of each member, for people who may look at it; nobody rings oneself."""
    if not may_ring(context.actor, Whose.SQUAD, squads.subject(squad)):
        return []
    others = [mate for mate in mates if mate.person_id != context.actor.person_id]
    return [context.offer("calls-ring", RING, squad.id, mate.person_id, name=mate.name) for mate in others]


async def _squad(context: Context, squad: Squad, which: str, page: int) -> Card:
    words, session, actor, subject = context.words, context.session, context.actor, squads.subject(squad)
    people = await squads.mates_of(session, squad.id)
    out = [mate for mate in people if not mate.logged_in]
    listing = cut(out if which == OUT else people, page, A_PAGE)
    group = await invitations.squad_group(session, scope=squad.id)
    binds, admits = group and may(actor, Action.BIND_GROUP, subject), may(actor, Action.ADMIT, subject)
    asking = await joining.waiting(session, squad.id) if admits else 0
    came = sum(mate.joined_at is not None for mate in people) if admits else 0
    several = len(await squads.visible(session, actor)) > 1
    return card_of(
        cards.head(context.town, words, squad, people)
        + "\n"
        + cards.page(context.town, words, listing, which, squad.village_id is None),
        [
            lists.tab(words, f"squad-tab-{key}", len(mates), key == which, OPEN, f"{key}.0", squad.id)
            for key, mates in ((ALL, people), (OUT, out))
        ],
        pager(listing, lambda to: (OPEN, squad.id, f"{which}.{to}")),
        *in_rows(_rings(context, squad, listing.entries), PER_ROW),
        context.offer("squad-button-group", COMPARE, squad.id) if group else None,
        context.offer("squad-button-invite", INVITE, squad.id) if binds else None,
        context.offer("squad-button-asked", REQUESTS, squad.id, count=asking) if asking else None,
        context.offer("squad-button-joined", TAKE_OUT, squad.id, count=came) if came else None,
        context.offer("squad-button-pin", PLACE, squad.id) if squad.latitude is not None else None,
        context.offer("squad-button-list", LIST, "", "0") if several else None,
    )
