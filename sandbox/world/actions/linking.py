"""Links of Telegram (t.me/...) that a person follows, and the chats that a person shares with a bot."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from sandbox.json import Json
from sandbox.world.actions import joining, membership
from sandbox.world.chats import Room
from sandbox.world.members import ADMIN_RIGHTS, CHANNEL_RIGHTS
from sandbox.world.people import Bot, Person
from sandbox.world.state import World

# https://core.telegram.org/api/links
_PAYLOAD = re.compile(r"[\w-]{1,64}", re.ASCII)
_HOSTS = frozenset({"t.me", "www.t.me", "telegram.me", "telegram.dog"})


@dataclass(frozen=True, slots=True)
class Link:
    """Where a link leads: to a bot with a payload, or to a chat and perhaps one message of it."""

    bot: Bot | None = None
    payload: str = ""
    to_group: bool = False
    rights: frozenset[str] = frozenset()
    chat: int | None = None
    message: int | None = None
    invite: str = ""


def read(world: World, url: str) -> Link | None:
    """Return where a link leads; None when it is no link of Telegram's, or leads to nobody here."""
    parts = urlsplit(url if "://" in url else f"https://{url}")
    if parts.hostname not in _HOSTS:
        return None
    steps = [step for step in parts.path.split("/") if step]
    asked = {name: values[0] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
    if not steps:
        return None
    if steps[0].startswith("+") or steps[0] == "joinchat":
        return Link(invite=url)
    if steps[0] == "c":
        return _to_message(world, -1_000_000_000_000 - int(steps[1]), steps[2:]) if steps[1:2] else None
    name = steps[0].lower()
    bot = next((bot for bot in world.bots.values() if bot.username.lower() == name), None)
    if bot is None:
        public = (room.id for room in world.groups.values() if (room.username or "").lower() == name)
        found = next(public, None)
        return _to_message(world, found, steps[1:]) if found is not None else None
    payload = asked.get("startgroup", asked.get("start", ""))
    if payload and not _PAYLOAD.fullmatch(payload):
        return None
    return Link(
        bot=bot,
        payload=payload,
        to_group="startgroup" in asked,
        rights=frozenset(f"can_{name}" for name in asked.get("admin", "").replace(" ", "+").split("+") if name),
    )


def _to_message(world: World, chat: int, steps: list[str]) -> Link | None:
    if chat not in world.groups:
        return None
    return Link(chat=chat, message=int(steps[-1]) if steps and steps[-1].isdigit() else None)


def arrive(world: World, person: Person, link: Link) -> Room | None:
    """Return the chat of the link, joined by an invitation; None where the person cannot see it."""
    if link.invite:
        return joining.follow(world, person, link.invite)
    room = world.groups.get(link.chat or 0)
    return room if room is not None and room.admits(person) else None


def invite(world: World, room: Room, person: Person, link: Link) -> None:
    """Add the bot of a startgroup link to the group, as administrator when the link asks and the person may."""
    if link.bot is not None:
        membership.add(world, room, link.bot, person)
        _promote(world, room, person, link.bot, link.rights)


def _promote(world: World, room: Room, person: Person, bot: Bot, rights: frozenset[str]) -> None:
    member = room.member(person)
    known = rights.intersection((*ADMIN_RIGHTS, *CHANNEL_RIGHTS))
    if known and member is not None and member.may("can_promote_members"):
        membership.set_status(world, room, bot, "administrator", person, known | {"can_manage_chat"})


def _named(rights: Json | None) -> frozenset[str]:
    return frozenset(name for name, given in (rights or {}).items() if given is True)


def suits(room: Room, person: Person, bot: Bot, wanted: Json) -> bool:
    """Whether a chat meets the criteria of a button
    (https://core.telegram.org/bots/api#keyboardbuttonrequestchat)."""
    member, own = room.member(person), room.bots.get(bot.token)
    if room.private or member is None or (room.type == "channel") is not bool(wanted["chat_is_channel"]):
        return False
    inside = own is not None and own.present
    asked = _named(wanted.get("user_administrator_rights"))
    return (
        wanted.get("chat_is_forum") in (None, room.forum)
        and wanted.get("chat_has_username") in (None, room.username is not None)
        and (not wanted.get("chat_is_created") or member.status == "creator")
        and (not wanted.get("bot_is_member") or inside)
        and all(member.may(right) for right in asked)
    )


def grant(world: World, room: Room, person: Person, bot: Bot, wanted: Json) -> None:
    """Give the bot the rights that the button asks for; a bot that is not in the chat is added first."""
    rights = _named(wanted.get("bot_administrator_rights"))
    if rights:
        membership.add(world, room, bot, person)
        _promote(world, room, person, bot, rights)
