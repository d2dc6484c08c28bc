"""The methods that read who is in a group and remove members."""

from sandbox.botapi.call import Call
from sandbox.errors import bad_request
from sandbox.json import Json
from sandbox.world.actions import membership
from sandbox.world.chats import Room
from sandbox.world.members import Member
from sandbox.world.people import Bot, Person


def get_chat_member(call: Call) -> Json:
    """Answer `getChatMember` (https://core.telegram.org/bots/api#getchatmember); a user who was never in the chat has
    the status left."""
    room = call.room()
    who = call.user()
    if room.private:
        return Member(who, "member").view()
    return (room.member(who) or Member(who, "left")).view(room.type)


def get_chat_administrators(call: Call) -> list[Json]:
    """Answer `getChatAdministrators` (https://core.telegram.org/bots/api#getchatadministrators), with other bots when
    the call asks for them."""
    room = call.room()
    if room.private:
        raise bad_request("there are no administrators in the private chat")
    bots = call.params.flag("return_bots")
    return [
        member.view(room.type)
        for member in room.present()
        if member.admin and (not isinstance(member.who, Bot) or member.who is call.bot or bots)
    ]


def get_chat_member_count(call: Call) -> int:
    """Answer `getChatMemberCount` (https://core.telegram.org/bots/api#getchatmembercount)."""
    room = call.room()
    return 2 if room.private else sum(1 for _ in room.present())


def _removable(call: Call) -> tuple[Room, Person | Bot]:
    room = call.room(write=True)
    if room.private:
        raise bad_request("can't ban members in private chats")
    who = call.user()
    if who is call.bot:
        raise bad_request("can't restrict self")
    known = room.member(who)
    if known is not None and known.status == "creator":
        raise bad_request("can't remove chat owner")
    call.require(room, "can_restrict_members", "not enough rights to restrict/unrestrict chat member")
    if known is not None and known.admin:
        raise bad_request("user is an administrator of the chat")
    return room, who


def ban_chat_member(call: Call) -> bool:
    """Answer `banChatMember` (https://core.telegram.org/bots/api#banchatmember)."""
    room, who = _removable(call)
    membership.remove(call.world, room, who, call.bot, ban=True, until=call.params.number("until_date") or 0)
    return True


def unban_chat_member(call: Call) -> bool:
    """Answer `unbanChatMember` (https://core.telegram.org/bots/api#unbanchatmember).

    Without only_if_banned, the call also removes a present member, as Telegram does.
    """
    room, who = _removable(call)
    known = room.member(who)
    if known is None:
        return True
    if known.status == "kicked":
        membership.set_status(call.world, room, who, "left", call.bot)
    elif known.present and not call.params.flag("only_if_banned"):
        membership.remove(call.world, room, who, call.bot)
    return True


def leave_chat(call: Call) -> bool:
    """Answer `leaveChat` (https://core.telegram.org/bots/api#leavechat)."""
    room = call.room(write=True)
    if room.private:
        raise bad_request("chat member status can't be changed in private chats")
    membership.remove(call.world, room, call.bot, call.bot)
    return True


def get_user_profile_photos(call: Call) -> Json:
    """Answer `getUserProfilePhotos` (https://core.telegram.org/bots/api#getuserprofilephotos)."""
    who = call.user()
    photos = list(who.photos)
    start, most = call.params.number("offset") or 0, call.params.number("limit") or 100
    return {"total_count": len(photos), "photos": photos[start : start + most]}
