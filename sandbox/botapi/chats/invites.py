"""The methods for invite links and for requests to join."""

from sandbox.botapi.call import Call
from sandbox.errors import bad_request
from sandbox.json import Json
from sandbox.world.actions import joining
from sandbox.world.chats import Room
from sandbox.world.invites import Invite
from sandbox.world.people import Person


def _room(call: Call) -> Room:
    room = call.room(write=True)
    if room.private:
        raise bad_request("can't invite members to a private chat")
    call.require(room, "can_invite_users", "not enough rights to manage chat invite link")
    return room


def _set(call: Call, invite: Invite) -> None:
    """Give a link what the call names, and take from it what the call leaves out."""
    params = call.params
    invite.name, invite.asks = params.text("name"), params.flag("creates_join_request")
    if invite.name is not None and len(invite.name) > 32:
        raise bad_request("INVITE_NAME_TOO_LONG")
    invite.expires, invite.limit = params.number("expire_date"), params.number("member_limit")
    if invite.limit is not None and invite.asks:
        raise bad_request("member limit can't be specified for links requiring administrator approval")
    if invite.limit is not None and not 1 <= invite.limit <= 99_999:
        raise bad_request("wrong member limit specified")
    if invite.expires is not None and invite.expires <= call.world.clock.unix():
        raise bad_request("EXPIRE_DATE_INVALID")


def _new(call: Call, room: Room, *, primary: bool) -> Invite:
    invite = Invite(f"https://t.me/+sandbox{abs(room.id)}_{len(room.invites) + 1}", call.bot, primary=primary)
    if not primary:
        _set(call, invite)
    room.invites[invite.link] = invite
    return invite


def create_chat_invite_link(call: Call) -> Json:
    """Answer `createChatInviteLink` (https://core.telegram.org/bots/api#createchatinvitelink)."""
    return _new(call, _room(call), primary=False).view()


def export_chat_invite_link(call: Call) -> str:
    """Answer `exportChatInviteLink` (https://core.telegram.org/bots/api#exportchatinvitelink): make a primary link and
    revoke the old one."""
    room = _room(call)
    for invite in room.invites.values():
        if invite.primary and invite.creator is call.bot:
            invite.revoked = True
    return _new(call, room, primary=True).link


def _known(call: Call, room: Room) -> Invite:
    invite = room.invites.get(call.params.text("invite_link") or "")
    if invite is None or invite.creator is not call.bot:
        raise bad_request("INVITE_HASH_EXPIRED")
    return invite


def edit_chat_invite_link(call: Call) -> Json:
    """Answer `editChatInviteLink` (https://core.telegram.org/bots/api#editchatinvitelink)."""
    invite = _known(call, _room(call))
    if invite.revoked or invite.primary:
        raise bad_request("INVITE_HASH_EXPIRED")
    _set(call, invite)
    return invite.view()


def revoke_chat_invite_link(call: Call) -> Json:
    """Answer `revokeChatInviteLink` (https://core.telegram.org/bots/api#revokechatinvitelink); a new primary link takes
    the place of a revoked one."""
    room = _room(call)
    invite = _known(call, room)
    invite.revoked = True
    if invite.primary:
        _new(call, room, primary=True)
    return invite.view()


def _request(call: Call) -> tuple[Room, Person, Invite]:
    room, who = _room(call), call.user()
    member = room.member(who)
    if member is not None and member.present:
        raise bad_request("USER_ALREADY_PARTICIPANT")
    invite = next((invite for invite in room.invites.values() if who.id in invite.waiting), None)
    if invite is None or not isinstance(who, Person):
        raise bad_request("HIDE_REQUESTER_MISSING")
    return room, who, invite


def approve_chat_join_request(call: Call) -> bool:
    """Answer `approveChatJoinRequest` (https://core.telegram.org/bots/api#approvechatjoinrequest)."""
    room, person, invite = _request(call)
    joining.admit(call.world, room, person, invite, call.bot)
    return True


def decline_chat_join_request(call: Call) -> bool:
    """Answer `declineChatJoinRequest` (https://core.telegram.org/bots/api#declinechatjoinrequest)."""
    _, person, invite = _request(call)
    invite.waiting.discard(person.id)
    return True
