"""Group chats: bound by a code, followed when they change, and otherwise left to the people who talk in them."""

import unicodedata
from datetime import datetime

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.filters import Command, CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, ChatMemberRestricted, ChatMemberUpdated, Message, TelegramObject, User
from sqlalchemy.ext.asyncio import AsyncSession

from handlers.accounts import overheard
from handlers.kit import Context, Press
from handlers.kit.answers import Answers
from models import Group
from models.enums import GroupPurpose, GroupState
from services.accounts import groups, login, strangers
from services.cards.card import Card, below, lines
from services.cards.whole import WHOLE
from services.core.act import Act, Actor, Moment
from services.squads import invitations, membership, squads
from texts import Words

router = Router(name="groups")
"""It takes everything that happens in groups; nothing said there goes any further."""
OPEN_TO_GROUPS = Press.of(WHOLE).heads
"""Beginnings of the data of buttons that may be pressed in a group, by anybody there. Its other buttons are links."""
BY_LINK = "bind_"
"""The word before the code in a link that puts the bot into a group."""
IN_A_ROW = 5
"""The same answer in a group before it is given rarely: several people may ask."""
GONE = frozenset({ChatMemberStatus.KICKED, ChatMemberStatus.LEFT})


async def is_group(event: TelegramObject) -> bool:
    """Whether the message was sent in a group."""
    return isinstance(event, Message) and event.chat.type != ChatType.PRIVATE


async def is_elsewhere(query: CallbackQuery) -> bool:
    """Whether a button was pressed in a group that is not made for groups."""
    in_group = query.message is not None and query.message.chat.type != ChatType.PRIVATE
    return in_group and not (query.data or "").startswith(OPEN_TO_GROUPS)


for observer in (router.message, router.edited_message):
    observer.filter(is_group)


@router.message(Command("bind", ignore_mention=True))
@router.message(Command("start", ignore_mention=True, magic=F.args.startswith(BY_LINK)))
async def bind(
    message: Message, command: CommandObject, moment: Moment, words: Words, say: Answers, actor: Actor | None = None
) -> None:
    """Bind this group by the code that a person posts in it under their own name, or brings by the link to it."""
    town = moment.town
    if message.sender_chat is not None or message.from_user is None:
        if await strangers.is_due(moment, message.chat.id, "anonymous", most=IN_A_ROW):
            say.send(words("group-anonymous"))  # an administrator, or a channel: nobody knows who that is
        return
    if actor is None:
        if await strangers.is_due(moment, message.chat.id, "stranger", most=IN_A_ROW):
            say.send(words("group-stranger", call=town.settings.login.call))
            say.only_to(message.from_user)
        return
    code = unicodedata.normalize("NFKC", command.args or "").replace(" ", "").removeprefix(BY_LINK)
    if not code:
        say.send(words("group-code-missing"))
        say.only_to(message.from_user)
        return
    group = await groups.bind(
        moment.by(actor),
        chat_id=message.chat.id,
        title=message.chat.title or "",
        thread_id=message.message_thread_id if message.is_topic_message else None,
        code=code,
    )
    say.send(await bound(moment.by(actor), group, words))


async def bound(act: Act, group: Group, words: Words) -> Card:
    """Return the card that tells a group what it is for; a squad's people are counted, and invited to log in."""
    text = words("group-bound", whose=await owner_of(act.session, group, words))
    squad = await squads.load(act.session, group.scope) if group.purpose is GroupPurpose.SQUAD and group.scope else None
    if squad is None:
        return Card(text=text)
    membership.want_count(act.session, group, act.actor.person_id, now=act.now)
    if act.actor.chat_id is not None:
        await membership.seen(act.session, group, act.actor.chat_id, present=True, now=act.now, news=False)
    invited = invitations.invitation(words, squad, group, drill=act.town.settings.drill)
    admin = None if group.administrator else below(words("group-make-admin"))
    return invited.model_copy(update={"text": lines(text, below(invited.text), admin)})


@router.message(Command("help", "start"))
async def show_help(message: Message, moment: Moment, words: Words, say: Answers) -> None:
    """Say in two lines what the bot is for here, and where to act; the same to everybody, but not without end."""
    if not await strangers.is_due(moment, message.chat.id, "help", most=IN_A_ROW):
        return
    group = await groups.by_chat(moment.session, message.chat.id)
    bound = group is not None and group.state is GroupState.BOUND
    whose = await owner_of(moment.session, group, words) if group is not None and bound else "no"
    say.send(words("group-help", whose=whose, call=moment.town.settings.login.call))
    if message.from_user is not None and message.sender_chat is None:
        say.only_to(message.from_user)


@router.message(overheard.is_meant)
@router.edited_message(overheard.is_meant)
async def meant(
    message: Message,
    moment: Moment,
    words: Words,
    say: Answers,
    state: FSMContext,
    actor: Actor | None = None,
    more_of_album: bool = False,
) -> None:
    """Hear what is said to the bot itself, as far as somebody is in danger; then go on as with any message."""
    if actor is not None and message.sender_chat is None:
        context = Context(moment.session, moment.town, moment.now, actor, words, say, state)
        if message.edit_date is None or not await overheard.corrected(context, message):
            await overheard.in_group(context, message, more=more_of_album)
    elif await overheard.from_stranger(moment, message, state):
        say.send(words("group-heard"))
    raise SkipHandler


@router.message()
async def follow(message: Message, moment: Moment) -> None:
    """Follow Telegram's news about the group and its people; the bot reads nothing that people say."""
    here, session = message.chat.id, moment.session
    if message.migrate_to_chat_id is not None:
        await groups.follow(session, old_chat_id=here, new_chat_id=message.migrate_to_chat_id, now=moment.now)
    elif message.migrate_from_chat_id is not None:
        await groups.follow(session, old_chat_id=message.migrate_from_chat_id, new_chat_id=here, now=moment.now)
    elif message.new_chat_title is not None:
        await groups.rename(session, chat_id=here, title=message.new_chat_title)
    else:
        await _note_people(message, moment)


async def _note_people(message: Message, moment: Moment) -> None:
    """Note who came and who left, and that a speaker is there; anonymous administrators and channels are nobody."""
    group = await invitations.squad_group(moment.session, chat_id=message.chat.id)
    if group is None:
        return
    came, left = message.new_chat_members or [], message.left_chat_member
    for user in came:
        await _note(moment, group, user, message.date, present=True)
    if left is not None:
        await _note(moment, group, left, message.date, present=False)
    speaker = message.from_user
    if not came and left is None and speaker is not None and message.sender_chat is None:
        await _note(moment, group, speaker, message.date, present=True)


async def _note(moment: Moment, group: Group, user: User, dated: datetime, *, present: bool) -> None:
    if not user.is_bot:
        now, called = moment.now, user.full_name
        await membership.seen(moment.session, group, user.id, present=present, now=now, dated=dated, called=called)


@router.edited_message()
async def pass_over(message: Message) -> None:
    """Ignore an edit: nothing said in a group was taken in."""


@router.my_chat_member()
async def rights(event: ChatMemberUpdated, moment: Moment, words: Words, say: Answers) -> None:
    """Note that the bot was put into a group or out of it, or that a person has blocked it or lets it write again."""
    gone = event.new_chat_member.status in GONE
    if event.chat.type == ChatType.PRIVATE:
        await login.reach(moment.session, event.chat.id, reachable=not gone)
    elif gone:
        await groups.lose(moment, chat_id=event.chat.id)
    elif event.chat.type != ChatType.CHANNEL:
        if event.old_chat_member.status in GONE:
            say.send(words("group-hello"))
        leads = event.new_chat_member.status == ChatMemberStatus.ADMINISTRATOR
        await groups.note_rights(moment, chat_id=event.chat.id, administrator=leads)


@router.chat_member()
async def people(event: ChatMemberUpdated, moment: Moment) -> None:
    """Note that somebody came, left or rose: Telegram tells a bot that is administrator, and asked for it."""
    group = await invitations.squad_group(moment.session, chat_id=event.chat.id)
    if group is not None:
        member = event.new_chat_member
        present = member.is_member if isinstance(member, ChatMemberRestricted) else member.status not in GONE
        await _note(moment, group, member.user, event.date, present=present)


@router.callback_query(is_elsewhere)
async def refuse_press(query: CallbackQuery, actor: Actor | None, moment: Moment, words: Words, say: Answers) -> None:
    """Refuse a button pressed in a group: everybody there would see the card, and it is nobody's in particular."""
    key = "identity-no-entry" if actor is None else "group-press"
    say.toast(words.plain(key, call=moment.town.settings.login.call), alert=True)


async def owner_of(session: AsyncSession, group: Group, words: Words) -> str:
    """Return the name of a group's owner."""
    owner = await groups.owner_name(session, group.purpose, group.scope)
    return owner or words.plain(f"group-purpose-{group.purpose.value}")
