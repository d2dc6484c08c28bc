"""Group chats: bound by a code, followed when they change, and otherwise left to those who talk in them."""

import unicodedata
from datetime import datetime

from aiogram import Router
from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message, TelegramObject
from sqlalchemy.ext.asyncio import AsyncSession

from handlers.acting import router_of
from handlers.answers import Answers
from handlers.press import Press
from handlers.scene import Scene
from models import Group
from models.enums import Action, GroupPurpose
from services import groups, identity, invitations, squads
from services.access import Actor, require
from services.cards import Button, Card, below, button, lines
from services.errors import Refused
from services.groups import Owner
from services.names import name
from services.town import Town
from texts import Words

router = Router(name="groups")
"""What happens in groups. Nothing said there goes any further."""
codes = router_of("group_codes")
"""Issuing the codes, in the private chat."""

CODE = "groupcode"
PER_PAGE = 10
GONE = frozenset({ChatMemberStatus.KICKED, ChatMemberStatus.LEFT})


async def is_group(event: TelegramObject) -> bool:
    """Whether the message was sent in a group."""
    return isinstance(event, Message) and event.chat.type != ChatType.PRIVATE


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
    if message.sender_chat is not None:  # an anonymous administrator, or a channel: nobody knows who that is
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
        session,
        town,
        actor,
        chat_id=message.chat.id,
        title=message.chat.title or "",
        thread_id=message.message_thread_id if message.is_topic_message else None,
        code=code,
        now=now,
    )
    bound = words("group-bound", whose=await _whose(session, group, words))
    squad = await squads.load(session, group.scope) if group.purpose is GroupPurpose.SQUAD and group.scope else None
    if squad is None:
        say.send(bound)
        return
    invited = invitations.invitation(words, squad, group)
    say.send(invited.model_copy(update={"text": lines(bound, below(invited.text))}))


@router.message()
async def follow(message: Message, session: AsyncSession, now: datetime) -> None:
    """Follow what Telegram says about the group; what people say is not for the bot."""
    if message.migrate_to_chat_id is not None:
        await groups.follow(session, old_chat_id=message.chat.id, new_chat_id=message.migrate_to_chat_id, now=now)
    elif message.migrate_from_chat_id is not None:
        await groups.follow(session, old_chat_id=message.migrate_from_chat_id, new_chat_id=message.chat.id, now=now)
    elif message.new_chat_title is not None:
        await groups.rename(session, chat_id=message.chat.id, title=message.new_chat_title)


@router.edited_message()
async def pass_over(message: Message) -> None:
    """Nothing said in a group was taken in."""


@router.my_chat_member()
async def membership(
    event: ChatMemberUpdated, session: AsyncSession, town: Town, words: Words, say: Answers, now: datetime
) -> None:
    """The bot was put into a group, or out of it; a person has blocked it, or lets it write again."""
    gone = event.new_chat_member.status in GONE
    if event.chat.type == ChatType.PRIVATE:
        await identity.reach(session, event.chat.id, reachable=not gone)
    elif gone:
        await groups.lose(session, town, chat_id=event.chat.id, now=now)
    elif event.old_chat_member.status in GONE and event.chat.type != ChatType.CHANNEL:
        say.send(words("group-hello"))


async def _whose(session: AsyncSession, group: Group, words: Words) -> str:
    owner = await groups.owner_name(session, group.purpose, group.scope)
    return owner or words.plain(f"group-purpose-{group.purpose.value}")


@codes.message(Command("groupcode"))
async def choose_purpose(message: Message, scene: Scene) -> None:
    """Ask what the group is for, as far as this person may bind one."""
    require(scene.actor, Action.BIND_GROUP)
    scene.say.send(await _purposes(scene))


@codes.callback_query(Press.of(CODE))
async def choose_owner(query: CallbackQuery, callback_data: Press, scene: Scene) -> None:
    """Ask whose group it is, then show the code; whoever has one group to bind only is not asked."""
    session, actor, words, say = scene.session, scene.actor, scene.words, scene.say
    if not callback_data.subject:
        say.edit(await _purposes(scene))
        return
    purpose, choice = GroupPurpose(callback_data.subject), callback_data.extra
    owners = await groups.owners(session, actor, purpose)
    if len(owners) > 1 and not choice.isdigit():
        say.edit(_owners(owners, purpose, int(choice[1:] or 0) if choice else 0, words))
        return
    owner = next((one for one in owners if not choice.isdigit() or one.id == int(choice)), None)
    if owner is None:
        raise Refused("error-forbidden")
    code, ends = await groups.issue_code(session, scene.town, actor, purpose=purpose, scope=owner.id, now=scene.now)
    whose = owner.name or name(words, purpose)
    say.edit(words("groupcode-issued", whose=whose, code=code, until=words.time(ends, scene.town.zone)))


async def _purposes(scene: Scene) -> Card:
    words, rows = scene.words, []
    for purpose in GroupPurpose:
        owners = await groups.owners(scene.session, scene.actor, purpose)
        if owners:
            only = owners[0].name if len(owners) == 1 else None
            label = words.plain("groupcode-for", purpose=name(words, purpose), whose=only or "no")
            rows.append((button(label, CODE, purpose.value),))
    return Card(text=words("groupcode-ask"), rows=tuple(rows))


def _owners(owners: list[Owner], purpose: GroupPurpose, page: int, words: Words) -> Card:
    shown = owners[page * PER_PAGE : (page + 1) * PER_PAGE]
    buttons = [button(owner.name or "", CODE, purpose.value, owner.id or 0) for owner in shown]
    rows: list[tuple[Button, ...]] = [tuple(buttons[i : i + 2]) for i in range(0, len(buttons), 2)]
    turn = []
    if page > 0:
        turn.append(button(words.plain("filing-button-previous"), CODE, purpose.value, f"p{page - 1}"))
    if (page + 1) * PER_PAGE < len(owners):
        turn.append(button(words.plain("filing-button-next"), CODE, purpose.value, f"p{page + 1}"))
    rows.append((*turn, button(words.plain("filing-button-back"), CODE)))
    return Card(text=words("groupcode-whose", purpose=name(words, purpose)), rows=tuple(rows))
