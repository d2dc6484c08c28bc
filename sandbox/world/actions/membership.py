"""The members of groups and channels: who joins, leaves or is promoted, and the messages and updates about it."""

from collections.abc import Mapping
from typing import Any

from sandbox.errors import Misuse
from sandbox.world.chats import Room
from sandbox.world.members import Member
from sandbox.world.people import Bot, Person, Speaker
from sandbox.world.state import World


def found(world: World, room: Room, members: list[Person], bots: Mapping[Bot, str] | None = None) -> None:
    """Set up a group with its first people (the first owns it), and with bots and their status.

    No message or update tells of them, as if they had been in the group for long.
    """
    for person in members:
        room.members[person.id] = Member(person, "member" if room.members else "creator")
    for bot, status in (bots or {}).items():
        room.bots[bot.token] = Member(bot, status)
    world.changes.emit("room", room)


def owner(room: Room) -> Person | None:
    """Return the owner of the group."""
    for member in room.members.values():
        if member.status == "creator" and isinstance(member.who, Person):
            return member.who
    return None


def add(world: World, room: Room, who: Speaker, by: Speaker | None = None, **how: Any) -> None:
    """Add somebody to the group; a bot becomes an administrator of a channel, where it cannot be anything else.

    `how` are the fields of the update that say how they came: invite_link and via_join_request.
    """
    known = room.member(who)
    if known is not None and known.present:
        return
    actor = by or owner(room) or who
    channel = room.type == "channel"
    change(world, room, Member(who, "administrator" if channel and who.is_bot else "member"), actor, **how)
    if not channel:
        world.publish(room, actor, {"new_chat_members": [who.brief()]})


def remove(
    world: World, room: Room, who: Speaker, by: Speaker | None = None, *, ban: bool = False, until: int = 0
) -> None:
    """Remove somebody, or let them leave; a bot removed by others and anybody banned count as kicked."""
    known = room.member(who)
    if known is None or not known.present:
        if ban:
            change(world, room, Member(who, "kicked", until=until), by or who)
        return
    actor = by or owner(room) or who
    kicked = ban or (isinstance(who, Bot) and actor is not who)
    change(world, room, Member(who, "kicked" if kicked else "left", until=until if kicked else 0), actor)
    if room.type == "channel":
        return
    # The removed bot still gets this message, its last one from the group.
    world.publish(room, actor, {"left_chat_member": who.brief()}, also=who if isinstance(who, Bot) else None)


def link(channel: Room, group: Room) -> None:
    """Make a supergroup the discussion group of a channel; raise Misuse."""
    if channel.type != "channel" or group.type != "supergroup":
        raise Misuse('"linked": the id of a supergroup, for a channel')
    channel.linked, group.linked = group, channel


def set_status(
    world: World,
    room: Room,
    who: Speaker,
    status: str,
    by: Speaker | None = None,
    rights: frozenset[str] | None = None,
) -> None:
    """Promote, demote or unban somebody, without a message in the group; an administrator has all rights by default."""
    known = room.member(who)
    if known is None:
        raise Misuse(f"{who.id} is not a member of chat {room.id}", 404)
    fresh = Member(who, status) if rights is None else Member(who, status, rights=rights)
    change(world, room, fresh, by or owner(room) or who)


def change(world: World, room: Room, fresh: Member, by: Speaker, **how: Any) -> None:
    """Set the new status, and tell the bots that may know it: the bot itself, and administrators who asked."""
    who = fresh.who
    old = room.member(who) or Member(who, "left")
    if old == fresh:
        return
    if isinstance(who, Bot):
        room.bots[who.token] = fresh
    else:
        room.members[who.id] = fresh
        if not fresh.present:
            room.keyboards.pop(who.id, None)
    update = {
        "chat": room.brief(),
        "from": by.brief(),
        "date": world.clock.unix(),
        "old_chat_member": old.view(room.type),
        "new_chat_member": fresh.view(room.type),
        **how,
    }
    if isinstance(who, Bot):
        world.tell_bot(who, "my_chat_member", update, room.id)
    for member in room.bots.values():
        if isinstance(member.who, Bot) and member.who is not who and member.admin:
            world.tell_bot(member.who, "chat_member", update, room.id)
    world.changes.emit("room", room)


def retitle(world: World, room: Room, title: str, by: Speaker | None = None) -> None:
    """Give the group another title."""
    room.retitle(title)
    actor = by or owner(room)
    if actor is None:
        raise Misuse("a group with an owner", 409)
    world.publish(room, actor, {"new_chat_title": title}, as_chat=room if room.type == "channel" else None)


def upgrade(world: World, room: Room) -> Room:
    """Turn the group into a supergroup with a new id; the old group only refers to it."""
    if room.type != "group" or room.upgraded_to is not None:
        raise Misuse("a group that is not yet a supergroup", 409)
    actor = owner(room) or next((member.who for member in room.present()), None)
    if actor is None:
        raise Misuse("a group with members", 409)
    fresh = world.add_group("supergroup", room.title or "")
    fresh.members, fresh.bots, fresh.permissions = dict(room.members), dict(room.bots), room.permissions
    world.publish(room, actor, {"migrate_to_chat_id": fresh.id})
    room.upgraded_to = fresh.id
    world.publish(fresh, actor, {"migrate_from_chat_id": room.id})
    world.changes.emit("room", fresh)
    return fresh
