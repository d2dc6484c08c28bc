"""The methods that describe a chat and change its pins, title, description and invite links."""

from sandbox.botapi.call import Call
from sandbox.errors import bad_request
from sandbox.json import Json
from sandbox.world.actions import membership
from sandbox.world.chats import Room

_PERMISSIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)
_GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")


def get_chat(call: Call) -> Json:
    """Answer `getChat` (https://core.telegram.org/bots/api#getchat)."""
    room = call.room()
    full = room.brief() | {
        "accent_color_id": room.id % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(_GIFTS, False),
    }
    if not room.private:
        full["permissions"] = dict.fromkeys(_PERMISSIONS, True)
        if room.description:
            full["description"] = room.description
    if room.pinned:
        full["pinned_message"] = room.messages[room.pinned[-1]].render()
    return full


def pin_chat_message(call: Call) -> bool:
    """Answer `pinChatMessage` (https://core.telegram.org/bots/api#pinchatmessage); only administrators pin in a
    supergroup."""
    room = call.room(write=True)
    message = call.message(room, "message to pin not found")
    _may_pin(call, room)
    if message.service:
        raise bad_request("message can't be pinned")
    if message.id in room.pinned:
        return True
    room.pinned.append(message.id)
    call.world.publish(room, call.bot, {"pinned_message": message.render(nested=True)})
    return True


def _may_pin(call: Call, room: Room) -> None:
    if room.type == "supergroup":
        call.require_admin(room, "not enough rights to manage pinned messages in the chat")


def unpin_chat_message(call: Call) -> bool:
    """Answer `unpinChatMessage` (https://core.telegram.org/bots/api#unpinchatmessage); without an id, the newest."""
    room = call.room(write=True)
    _may_pin(call, room)
    number = call.params.number("message_id") or (room.pinned[-1] if room.pinned else 0)
    if number not in room.pinned:
        raise bad_request("message to unpin not found")
    room.pinned.remove(number)
    call.world.changes.emit("room", room)
    return True


def unpin_all_chat_messages(call: Call) -> bool:
    """Answer `unpinAllChatMessages` (https://core.telegram.org/bots/api#unpinallchatmessages)."""
    room = call.room(write=True)
    _may_pin(call, room)
    room.pinned.clear()
    call.world.changes.emit("room", room)
    return True


def set_chat_title(call: Call) -> bool:
    """Answer `setChatTitle` (https://core.telegram.org/bots/api#setchattitle)."""
    room = call.room(write=True)
    if room.private:
        raise bad_request("can't change the title of a private chat")
    call.require_admin(room, "not enough rights to change chat title")
    title = call.required("title")
    if len(title) > 128:
        raise bad_request("title is too long")
    membership.retitle(call.world, room, title, call.bot)
    return True


def set_chat_description(call: Call) -> bool:
    """Answer `setChatDescription` (https://core.telegram.org/bots/api#setchatdescription)."""
    room = call.room(write=True)
    call.require_admin(room, "not enough rights to change chat description")
    description = call.params.text("description")
    if description == room.description:
        raise bad_request("chat description is not modified")
    room.description = description
    call.world.changes.emit("room", room)
    return True


def _link(call: Call, room: Room, *, primary: bool) -> Json:
    if room.private:
        raise bad_request("can't invite members to a private chat")
    call.require_admin(room, "not enough rights to manage chat invite link")
    room.invite_links += 1
    link: Json = {
        "invite_link": f"https://t.me/+sandbox{abs(room.id)}_{room.invite_links}",
        "creator": call.bot.brief(),
        "creates_join_request": call.params.flag("creates_join_request"),
        "is_primary": primary,
        "is_revoked": False,
    }
    if name := call.params.text("name"):
        link["name"] = name
    for field in ("expire_date", "member_limit"):
        if (value := call.params.number(field)) is not None:
            link[field] = value
    return link


def create_chat_invite_link(call: Call) -> Json:
    """Answer `createChatInviteLink` (https://core.telegram.org/bots/api#createchatinvitelink); the link cannot be
    followed here."""
    return _link(call, call.room(write=True), primary=False)


def export_chat_invite_link(call: Call) -> str:
    """Answer `exportChatInviteLink` (https://core.telegram.org/bots/api#exportchatinvitelink)."""
    link: str = _link(call, call.room(write=True), primary=True)["invite_link"]
    return link
