"""Bind group chats from the private chat: by choosing one, by a link that puts the bot into one, or by a code."""

from aiogram import F
from aiogram.types import KeyboardButton, KeyboardButtonRequestChat, Message, ReplyKeyboardMarkup

from handlers.accounts import login
from handlers.accounts.groups import BY_LINK, bound, owner_of
from handlers.kit import Context, Press, card_of, in_rows, router_of
from handlers.kit.buttons import choice_in, number_in
from handlers.kit.lists import worded_pager
from handlers.menu.menu import Menu
from models.enums import Action, GroupPurpose
from services.accounts import groups, kinds
from services.accounts.groups import GroupOwner
from services.cards.card import Button, Card, button, group_link
from services.core.errors import Refused
from services.core.labels import name
from services.core.paging import cut
from services.messaging import messages
from services.people.access import require
from texts import Words

router = router_of("group_codes")

CODE = "groupcode"
PURPOSES = tuple(GroupPurpose)
PER_PAGE = 10


@router.command("groupcode")
@router.press(CODE)
async def issue(context: Context, press: Press) -> Card | None:
    """Ask for the group's purpose, then for its owner unless there is only one; then offer every way to bind it."""
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
    words, whose = context.words, owner.name or name(context.words, purpose)
    link = Button(text=words.plain("groupcode-add"), url=group_link(f"{BY_LINK}{code}"))
    context.say.edit(card_of(words("groupcode-issued", whose=whose, code=code, until=context.time(ends)), link))
    context.say.send(words("groupcode-choose"), reply_keyboard=_choosing(words, owner))
    return None


def _choosing(words: Words, owner: GroupOwner) -> ReplyKeyboardMarkup:
    """Return the keyboard that lets a person choose a group that the bot is in, or go back."""
    wanted = KeyboardButtonRequestChat(
        request_id=(owner.id or 0) * len(PURPOSES) + PURPOSES.index(owner.purpose),
        chat_is_channel=False,
        bot_is_member=True,
        request_title=True,
    )
    choose = KeyboardButton(text=words.plain("groupcode-button-choose"), request_chat=wanted, style="primary")
    back = KeyboardButton(text=words.plain("menu-menu"))
    return ReplyKeyboardMarkup(keyboard=[[choose], [back]], resize_keyboard=True)


@login.router.message_of(F.chat_shared)
async def chosen(message: Message, context: Context, menu: Menu) -> None:
    """Bind the group that was chosen; Telegram offers only groups that the person and the bot are in."""
    shared, words = message.chat_shared, context.words
    if shared is None:
        return
    scope, purpose = divmod(shared.request_id, len(PURPOSES))
    owner = GroupOwner(PURPOSES[purpose], scope or None, None)
    group = await groups.take(context, owner, chat_id=shared.chat_id, title=shared.title or "")
    card = await bound(context, group, context.town.words(None))
    await messages.tell(context, [group], card, kinds.GROUP_BOUND, about=(group.id, int(context.now.timestamp())))
    whose = await owner_of(context.session, group, words)
    menu.home(context.actor, words, context.say, words("groupcode-bound", title=group.title, whose=whose))


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
