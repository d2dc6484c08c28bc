"""How people join by an invite link: at once, or by a request that an administrator approves."""

from sandbox.errors import Misuse
from sandbox.world.actions import membership
from sandbox.world.chats import Room
from sandbox.world.invites import Invite
from sandbox.world.people import Bot, Person, Speaker
from sandbox.world.state import World


def follow(world: World, person: Person, link: str) -> Room:
    """Let a person follow an invite link; raise Misuse when it leads nowhere."""
    for room in world.groups.values():
        invite = room.invites.get(link)
        if invite is not None:
            _enter(world, room, person, invite)
            return room
    raise Misuse('"link": an invite link that a bot has made', 404)


def _enter(world: World, room: Room, person: Person, invite: Invite) -> None:
    member = room.member(person)
    if member is not None and (member.present or member.status == "kicked"):
        raise Misuse(f"user {person.id} is {member.status} in chat {room.id}", 409)
    if not invite.usable(world.clock.unix()):
        raise Misuse("the link has expired", 409)
    if not invite.asks:
        admit(world, room, person, invite, person)
        return
    invite.waiting.add(person.id)
    update = {
        "chat": room.brief(),
        "from": person.brief(),
        # The bot may write to the person for five minutes, even if they have never started it.
        "user_chat_id": person.id,
        "date": world.clock.unix(),
        "invite_link": invite.view(),
    }
    for holder in room.bots.values():
        if isinstance(holder.who, Bot) and holder.may("can_invite_users"):
            world.tell_bot(holder.who, "chat_join_request", update, room.id)


def admit(world: World, room: Room, person: Person, invite: Invite, by: Speaker) -> None:
    """Let a person in by a link, and count them."""
    asked = person.id in invite.waiting
    invite.waiting.discard(person.id)
    invite.joined += 1
    how = {"invite_link": invite.view()} | ({"via_join_request": True} if asked else {})
    membership.add(world, room, person, by, **how)
