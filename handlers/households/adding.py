"""A new household: its village and grid by buttons, then the householder's name. A namesake is shown first."""

from handlers.households.households import card
from handlers.kit import Context, Kept, Press, Prompt, card_of, in_rows, router_of
from handlers.kit.buttons import choice_in
from models.enums import Action
from services.cards.card import Card, button
from services.core.errors import Stale
from services.households import cards, members, register
from services.people.access import require, villages_of
from services.people.places import village_names
from services.places import villages

router = router_of("household_adding")
ANOTHER = "another"
"""The extra of the button that says: it is another household."""


async def _keeps(context: Context, kept: Kept) -> None:
    require(context.actor, Action.KEEP_HOUSEHOLD)


NAME = Prompt("household_name", _keeps, stays=True)
"""The next words are the name of the householder."""


@router.press(cards.ADD)
async def wanted(context: Context, press: Press) -> Card | None:
    """Offer the villages, then the grids, then ask for the householder (``village.grid``; 0 is none)."""
    require(context.actor, Action.KEEP_HOUSEHOLD)
    if press.extra == ANOTHER:
        kept = await context.state.get_data()
        if "name" not in kept:
            raise Stale("household-add-again")
        return await _enter(context, kept, kept["name"])
    reach = villages_of(context.actor, Action.KEEP_HOUSEHOLD)
    known = {id_: name for id_, name in (await village_names(context.session)).items() if reach is None or id_ in reach}
    village, _, grid = press.extra.partition(".")
    if not village and len(known) > 1:
        offered = [button(name, cards.ADD, "", id_) for id_, name in known.items()]
        return card_of(context.words("household-ask-village"), *in_rows(offered, 2))
    village_id = int(choice_in(village or str(next(iter(known), "")), map(str, known)))
    grids = await villages.grids(context.session, village_id)
    own = [post.grid_id for post in context.actor.posts if post.grid_id is not None]
    if not grid and grids and len(own) != 1:
        offered = [button(name, cards.ADD, "", f"{village_id}.{id_}") for id_, name in grids]
        none = context.offer("household-no-grid", cards.ADD, "", f"{village_id}.0")
        return card_of(context.words("household-ask-grid", village=known[village_id]), *in_rows(offered, 2), none)
    ids = {str(id_) for id_, _ in grids} | {"0"}
    grid_id = int(choice_in(grid, ids)) if grid else own[0] if len(own) == 1 else 0
    text = context.words("household-ask-head", village=known[village_id])
    await NAME.ask(context, cards.ADD, text, village=village_id, grid=grid_id or None)
    return None


@router.answer(NAME, words_only=True)
async def named(context: Context, kept: Kept, said: str) -> Card:
    """Enter the household, or show those in which somebody of this name lives already."""
    name = members.name_of(said)
    there = await register.likely(context, kept["village"], name)
    if not there:
        return await _enter(context, kept, name)
    await NAME.begin(context, cards.ADD, village=kept["village"], grid=kept["grid"], name=name)
    return card_of(
        context.words("household-namesake", count=len(there)),
        *in_rows([button(one.code, cards.OPEN, one.id) for one in there[:9]], 3),
        context.offer("household-another", cards.ADD, "", ANOTHER),
    )


async def _enter(context: Context, kept: Kept, name: str) -> Card:
    household = await register.enter(context, village_id=kept["village"], grid_id=kept["grid"])
    await members.join(context, household.id, name, householder=True)
    await context.state.clear()
    return await card(context, household.id)
