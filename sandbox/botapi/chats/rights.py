"""The methods that give and take rights: promotion, restriction and the permissions of a whole group."""

from typing import Any

from sandbox.botapi.call import Call
from sandbox.errors import bad_request
from sandbox.world.actions import membership
from sandbox.world.chats import Room
from sandbox.world.members import ADMIN_RIGHTS, CHANNEL_RIGHTS, OTHER_RIGHTS, PERMISSIONS, Member

_MEDIA = tuple(name for name in PERMISSIONS if name.startswith("can_send_") and name != "can_send_messages")


def _supergroup(call: Call, *, channel: bool = False) -> Room:
    room = call.room(write=True)
    if room.type != "supergroup" and not (channel and room.type == "channel"):
        kinds = "supergroup and channel chats only" if channel else "supergroups only"
        raise bad_request(f"method is available for {kinds}")
    return room


def _present(call: Call, room: Room) -> Member:
    """Return the member that the call names; refuse the bot itself and the owner."""
    who = call.user()
    member = room.member(who)
    if who is call.bot:
        raise bad_request("can't restrict self" if room.type == "supergroup" else "can't promote self")
    if member is None or not member.present:
        raise bad_request("USER_NOT_PARTICIPANT")
    if member.status == "creator":
        raise bad_request("can't remove chat owner")
    return member


def promote_chat_member(call: Call) -> bool:
    """Answer `promoteChatMember` (https://core.telegram.org/bots/api#promotechatmember); without any right, the member
    is an administrator no longer."""
    room = _supergroup(call, channel=True)
    call.require(room, "can_promote_members", "not enough rights")
    member = _present(call, room)
    known = (*(CHANNEL_RIGHTS if room.type == "channel" else ADMIN_RIGHTS), *OTHER_RIGHTS)
    rights = frozenset(name for name in known if call.params.flag(name))
    own = room.bots[call.bot.token]
    if any(not own.may(right) for right in rights - set(OTHER_RIGHTS)):
        raise bad_request("not enough rights")
    status = "administrator" if rights else "member"
    fresh = Member(member.who, status, rights=rights | {"can_manage_chat"}, title=member.title if rights else None)
    membership.change(call.world, room, fresh, call.bot)
    return True


def set_custom_title(call: Call) -> bool:
    """Answer `setChatAdministratorCustomTitle` (https://core.telegram.org/bots/api#setchatadministratorcustomtitle)."""
    room = _supergroup(call)
    member = _present(call, room)
    if not member.admin:
        raise bad_request("user is not an administrator")
    call.require(room, "can_promote_members", "not enough rights to change custom title of the user")
    title = call.params.text("custom_title") or ""
    if len(title) > 16:
        raise bad_request("ADMIN_RANK_INVALID")
    fresh = Member(member.who, member.status, rights=member.rights, title=title or None)
    membership.change(call.world, room, fresh, call.bot)
    return True


def restrict_chat_member(call: Call) -> bool:
    """Answer `restrictChatMember` (https://core.telegram.org/bots/api#restrictchatmember)."""
    room = _supergroup(call)
    call.require(room, "can_restrict_members", "not enough rights to restrict/unrestrict chat member")
    member = _present(call, room)
    if member.admin:
        raise bad_request("user is an administrator of the chat")
    allowed = _permissions(call)
    free = allowed >= set(PERMISSIONS)
    until = call.params.number("until_date") or 0
    fresh = Member(member.who) if free else Member(member.who, "restricted", allowed=allowed, until=until)
    membership.change(call.world, room, fresh, call.bot)
    return True


def set_chat_permissions(call: Call) -> bool:
    """Answer `setChatPermissions` (https://core.telegram.org/bots/api#setchatpermissions)."""
    room = call.room(write=True)
    if room.type not in ("group", "supergroup"):
        raise bad_request("method is available for group and supergroup chats only")
    call.require(room, "can_restrict_members", "not enough rights to change chat permissions")
    room.permissions = _permissions(call)
    call.world.changes.emit("room", room)
    return True


def _permissions(call: Call) -> frozenset[str]:
    """Return the permissions that a call gives; one kind of media implies messages unless they are independent."""
    given: Any = call.params.parsed("permissions", "can't parse permissions JSON object")
    if not isinstance(given, dict):
        raise bad_request("object expected as permissions")
    allowed = {name for name in PERMISSIONS if given.get(name) is True}
    if not call.params.flag("use_independent_chat_permissions"):
        if allowed & {"can_send_other_messages", "can_add_web_page_previews"}:
            allowed |= set(_MEDIA) - {"can_send_polls", "can_send_other_messages"}
        if allowed & set(_MEDIA):
            allowed.add("can_send_messages")
    return frozenset(allowed)
