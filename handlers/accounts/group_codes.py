"""Issuing the codes that bind group chats, in the private chat."""

from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.kit import Context, Press, in_rows, router_of
from models.enums import Action, GroupPurpose
from services.accounts import groups
from services.accounts.groups import GroupOwner
from services.cards.card import Button, Card, button
from services.core.act import Moment
from services.core.errors import Refused
from services.core.labels import name
from services.people.access import require
from texts import Words

router = router_of("group_codes")

CODE = "groupcode"
PER_PAGE = 10


@router.message(Command("groupcode"))
async def choose_purpose(message: Message, context: Context) -> None:
    """Ask what the group is for, as far as this person may bind one."""
    require(context.actor, Action.BIND_GROUP)
    context.say.send(await _purposes(context))


@router.callback_query(Press.of(CODE))
async def choose_owner(query: CallbackQuery, press: Press, context: Context) -> None:
    """Ask whose group it is, then show the code; whoever has one group to bind only is not asked."""
    session, actor, words, say = context.session, context.actor, context.words, context.say
    if not press.subject:
        say.edit(await _purposes(context))
        return
    purpose, choice = GroupPurpose(press.subject), press.extra
    owners = await groups.owners(session, actor, purpose)
    if len(owners) > 1 and not choice.isdigit():
        say.edit(_owners(owners, purpose, int(choice[1:] or 0) if choice else 0, words))
        return
    owner = next((one for one in owners if not choice.isdigit() or one.id == int(choice)), None)
    if owner is None:
        raise Refused("error-forbidden")
    code, ends = await groups.issue_code(
        Moment(session, context.town, context.now), actor, purpose=purpose, scope=owner.id
    )
    whose = owner.name or name(words, purpose)
    say.edit(words("groupcode-issued", whose=whose, code=code, until=context.time(ends)))


async def _purposes(context: Context) -> Card:
    words, rows = context.words, []
    for purpose in GroupPurpose:
        owners = await groups.owners(context.session, context.actor, purpose)
        if owners:
            only = owners[0].name if len(owners) == 1 else None
            label = words.plain("groupcode-for", purpose=name(words, purpose), whose=only or "no")
            rows.append((button(label, CODE, purpose.value),))
    return Card(text=words("groupcode-ask"), rows=tuple(rows))


def _owners(owners: list[GroupOwner], purpose: GroupPurpose, page: int, words: Words) -> Card:
    shown = owners[page * PER_PAGE : (page + 1) * PER_PAGE]
    buttons = [button(owner.name or "", CODE, purpose.value, owner.id or 0) for owner in shown]
    rows: list[tuple[Button, ...]] = in_rows(buttons, 2)
    turn = []
    if page > 0:
        turn.append(button(words.plain("filing-button-previous"), CODE, purpose.value, f"p{page - 1}"))
    if (page + 1) * PER_PAGE < len(owners):
        turn.append(button(words.plain("filing-button-next"), CODE, purpose.value, f"p{page + 1}"))
    rows.append((*turn, button(words.plain("filing-button-back"), CODE)))
    return Card(text=words("groupcode-whose", purpose=name(words, purpose)), rows=tuple(rows))
