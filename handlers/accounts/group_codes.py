"""Issue the codes that bind group chats, in the private chat."""

from handlers.kit import Context, Press, card_of, in_rows, router_of
from handlers.kit.buttons import choice_in, number_in
from handlers.kit.lists import worded_pager
from models.enums import Action, GroupPurpose
from services.accounts import groups
from services.accounts.groups import GroupOwner
from services.cards.card import Card, button
from services.core.errors import Refused
from services.core.labels import name
from services.core.paging import cut
from services.people.access import require

router = router_of("group_codes")

CODE = "groupcode"
PER_PAGE = 10


@router.command("groupcode")
@router.press(CODE)
async def issue(context: Context, press: Press) -> Card | str:
    """Ask for the group's purpose, then for its owner unless there is only one, and show the code."""
    require(context.actor, Action.BIND_GROUP)
    if not press.subject:
        return await _purposes(context)
    purpose, choice = choice_in(press.subject, GroupPurpose), press.extra
    owners = await groups.owners(context.session, context.actor, purpose)
    chosen = number_in(choice) if choice and not choice.startswith("p") else None
    if len(owners) > 1 and chosen is None:
        return _owners(context, owners, purpose, number_in(choice[1:], 0))
    owner = next((one for one in owners if chosen in (None, one.id)), None)
    if owner is None:
        raise Refused("error-forbidden")
    code, ends = await groups.issue_code(context, context.actor, purpose=purpose, scope=owner.id)
    whose = owner.name or name(context.words, purpose)
    return context.words("groupcode-issued", whose=whose, code=code, until=context.time(ends))


async def _purposes(context: Context) -> Card:
    words, rows = context.words, []
    for purpose in GroupPurpose:
        if owners := await groups.owners(context.session, context.actor, purpose):
            only = owners[0].name if len(owners) == 1 else None
            rows.append(
                context.offer("groupcode-for", CODE, purpose.value, purpose=name(words, purpose), whose=only or "no")
            )
    return card_of(words("groupcode-ask"), *rows)


def _owners(context: Context, owners: list[GroupOwner], purpose: GroupPurpose, page: int) -> Card:
    words, part = context.words, cut(owners, page, PER_PAGE)
    turn = worded_pager(words, part, lambda to: (CODE, purpose.value, f"p{to}"))
    return card_of(
        words("groupcode-whose", purpose=name(words, purpose)),
        *in_rows([button(owner.name or "", CODE, purpose.value, owner.id or 0) for owner in part.entries], 2),
        (*turn, context.offer("filing-button-back", CODE)),
    )
