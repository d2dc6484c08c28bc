"""Group chats: bound by a code, followed when they change, and otherwise left to those who talk in them."""

import unicodedata
from datetime import datetime

from aiogram import Router
from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, ChatMemberRestricted, ChatMemberUpdated, Message, TelegramObject, User
from sqlalchemy.ext.asyncio import AsyncSession

from handlers.kit.answers import Answers
from models import Group
from models.enums import GroupPurpose, GroupState
from services.accounts import groups, login
from services.cards.card import below, lines
from services.core.act import Act, Actor, Moment
from services.core.town import Town
from services.squads import invitations, membership, squads
from texts import Words

router = Router(name="groups")
"""What happens in groups. Nothing said there goes any further."""
OPEN_TO_GROUPS: tuple[str, ...] = ()
"""Beginnings of the data of buttons that may be pressed in a group. Its own buttons are links so far."""
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
async def bind(
    message: Message,
    command: CommandObject,
    session: AsyncSession,
    town: Town,
    words: Words,
    say: Answers,
    now: datetime,
    actor: Actor | None = None,
) -> None:
    """Bind this group by the code a person posts in it, under the own name."""
    if (
        message.sender_chat is not None or message.from_user is None
    ):  # an anonymous administrator, or a channel: nobody knows who that is
        say.send(words("group-anonymous"))
        return
    if actor is None:
        say.send(words("group-stranger", call=town.settings.login.call))
        return
    code = unicodedata.normalize("NFKC", command.args or "").replace(" ", "")
    if not code:
        say.send(words("group-code-missing"))
        return
    group = await groups.bind(
        Act(session, town, now, actor),
        chat_id=message.chat.id,
        title=message.chat.title or "",
        thread_id=message.message_thread_id if message.is_topic_message else None,
        code=code,
    )
    bound = words("group-bound", whose=await _whose(session, group, words))
    squad = await squads.load(session, group.scope) if group.purpose is GroupPurpose.SQUAD and group.scope else None
    if squad is None:
        say.send(bound)
        return
    membership.want_count(session, group, actor.person_id, now=now)
    await membership.seen(session, group, message.from_user.id, present=True, now=now, news=False)
    invited = invitations.invitation(words, squad, group, drill=town.settings.drill)
    admin = None if group.administrator else below(words("group-make-admin"))
    say.send(invited.model_copy(update={"text": lines(bound, below(invited.text), admin)}))


@router.message(Command("help", "start"))
async def show_help(message: Message, session: AsyncSession, town: Town, words: Words, say: Answers) -> None:
    """Say in two lines what the bot is for here, and where to act; the same to everybody."""
    group = await groups.by_chat(session, message.chat.id)
    bound = group is not None and group.state is GroupState.BOUND
    whose = await _whose(session, group, words) if group is not None and bound else "no"
    say.send(words("group-help", whose=whose, call=town.settings.login.call))


@router.message()
async def follow(message: Message, session: AsyncSession, now: datetime) -> None:
    """Follow what Telegram says about the group, and who is in it; what people say is not for the bot."""
    if message.migrate_to_chat_id is not None:
        await groups.follow(session, old_chat_id=message.chat.id, new_chat_id=message.migrate_to_chat_id, now=now)
    elif message.migrate_from_chat_id is not None:
        await groups.follow(session, old_chat_id=message.migrate_from_chat_id, new_chat_id=message.chat.id, now=now)
    elif message.new_chat_title is not None:
        await groups.rename(session, chat_id=message.chat.id, title=message.new_chat_title)
    else:
        await _note_people(message, session, now)


async def _note_people(message: Message, session: AsyncSession, now: datetime) -> None:
    """Note who came, who left, and that whoever speaks is there; anonymous administrators and channels are nobody."""
    group = await invitations.squad_group(session, chat_id=message.chat.id)
    if group is None:
        return
    came, left = message.new_chat_members or [], message.left_chat_member
    for user in came:
        await _note(session, group, user, message.date, now, present=True)
    if left is not None:
        await _note(session, group, left, message.date, now, present=False)
    speaker = message.from_user
    if not came and left is None and speaker is not None and message.sender_chat is None:
        await _note(session, group, speaker, message.date, now, present=True)


async def _note(
    session: AsyncSession, group: Group, user: User, dated: datetime, now: datetime, *, present: bool
) -> None:
    if not user.is_bot:
        await membership.seen(session, group, user.id, present=present, now=now, dated=dated, called=user.full_name)


@router.edited_message()
async def pass_over(message: Message) -> None:
    """Nothing said in a group was taken in."""


@router.my_chat_member()
async def rights(
    event: ChatMemberUpdated, session: AsyncSession, town: Town, words: Words, say: Answers, now: datetime
) -> None:
    """The bot was put into a group, or out of it; a person has blocked it, or lets it write again."""
    gone = event.new_chat_member.status in GONE
    if event.chat.type == ChatType.PRIVATE:
        await login.reach(session, event.chat.id, reachable=not gone)
    elif gone:
        await groups.lose(Moment(session, town, now), chat_id=event.chat.id)
    elif event.chat.type != ChatType.CHANNEL:
        if event.old_chat_member.status in GONE:
            say.send(words("group-hello"))
        leads = event.new_chat_member.status == ChatMemberStatus.ADMINISTRATOR
        await groups.note_rights(Moment(session, town, now), chat_id=event.chat.id, administrator=leads)


@router.chat_member()
async def people(event: ChatMemberUpdated, session: AsyncSession, now: datetime) -> None:
    """Somebody came, left or rose: Telegram tells a bot that is administrator, and asked for it."""
    group = await invitations.squad_group(session, chat_id=event.chat.id)
    if group is not None:
        member = event.new_chat_member
        present = member.is_member if isinstance(member, ChatMemberRestricted) else member.status not in GONE
        await _note(session, group, member.user, event.date, now, present=present)


@router.callback_query(is_elsewhere)
async def refuse_press(query: CallbackQuery, actor: Actor | None, town: Town, words: Words, say: Answers) -> None:
    """Refuse a button pressed in a group: everybody there would see the card, and it is nobody's in particular."""
    if actor is None:
        say.toast(words.plain("identity-no-entry", call=town.settings.login.call), alert=True)
    else:
        say.toast(words.plain("group-press"), alert=True)


async def _whose(session: AsyncSession, group: Group, words: Words) -> str:
    owner = await groups.owner_name(session, group.purpose, group.scope)
    return owner or words.plain(f"group-purpose-{group.purpose.value}")
