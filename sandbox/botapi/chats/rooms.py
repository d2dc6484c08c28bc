"""The methods that describe a chat and change its pins, title, description and photo."""

from sandbox.botapi.call import Call
from sandbox.botapi.messages.uploads import stored_file
from sandbox.content.cleaning import cleaned_text
from sandbox.content.media import photo_content
from sandbox.errors import bad_request
from sandbox.json import Json
from sandbox.world.actions import membership
from sandbox.world.chats import Room
from sandbox.world.members import PERMISSIONS

# Longer titles and descriptions are cut.
MAX_TITLE = 128
MAX_DESCRIPTION = 255
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
        full["permissions"] = {name: name in room.permissions for name in PERMISSIONS}
        if room.description:
            full["description"] = room.description
        if room.photo is not None:
            full["photo"] = room.photo
        if room.linked is not None:
            full["linked_chat_id"] = room.linked.id
        own = (invite for invite in room.invites.values() if invite.creator is call.bot)
        if primary := next((invite for invite in own if invite.primary and not invite.revoked), None):
            full["invite_link"] = primary.link
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
    quiet = call.params.flag("disable_notification") or room.private
    return _announce(call, room, {"pinned_message": message.render(nested=True)}, silent=quiet)


def _may_pin(call: Call, room: Room) -> None:
    if room.type == "supergroup":
        call.require(room, "can_pin_messages", "not enough rights to manage pinned messages in the chat")
    elif room.type == "channel":
        call.require(room, "can_edit_messages", "not enough rights to manage pinned messages in the chat")


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
    call.require(room, "can_change_info", "not enough rights to change chat title")
    title = " ".join(cleaned_text(call.params.text("title") or "").split())[:MAX_TITLE]
    if not title:
        raise bad_request("title can't be empty")
    membership.retitle(call.world, room, title, call.bot)
    return True


def set_chat_description(call: Call) -> bool:
    """Answer `setChatDescription` (https://core.telegram.org/bots/api#setchatdescription)."""
    room = call.room(write=True)
    if room.private:
        raise bad_request("can't change the description of a private chat")
    call.require(room, "can_change_info", "not enough rights to set chat description")
    description = (call.params.text("description") or "")[:MAX_DESCRIPTION] or None
    if description == room.description:
        raise bad_request("chat description is not modified")
    room.description = description
    call.world.changes.emit("room", room)
    return True


def set_chat_photo(call: Call) -> bool:
    """Answer `setChatPhoto` (https://core.telegram.org/bots/api#setchatphoto); the photo comes with the request."""
    room = _with_photo(call)
    upload = call.params.uploads.get("photo")
    if upload is None:
        upload = call.params.upload(call.params.text("photo") or "")
    if upload is None:
        raise bad_request("there is no photo in the request")
    sizes: list[Json] = photo_content(call.world.files, stored_file(call, "photo", None, upload))["photo"]
    shown = zip(("small", "big"), (sizes[0], sizes[-1]), strict=True)
    room.photo = {f"{side}_{name}": size[name] for side, size in shown for name in ("file_id", "file_unique_id")}
    return _announce(call, room, {"new_chat_photo": sizes})


def delete_chat_photo(call: Call) -> bool:
    """Answer `deleteChatPhoto` (https://core.telegram.org/bots/api#deletechatphoto)."""
    room = _with_photo(call)
    if room.photo is None:
        raise bad_request("CHAT_NOT_MODIFIED")
    room.photo = None
    return _announce(call, room, {"delete_chat_photo": True})


def _with_photo(call: Call) -> Room:
    room = call.room(write=True)
    if room.private:
        raise bad_request("can't change the photo of a private chat")
    call.require(room, "can_change_info", "not enough rights to change chat photo")
    return room


def _announce(call: Call, room: Room, content: Json, *, silent: bool = False) -> bool:
    as_chat = room if room.type == "channel" else None
    call.world.publish(room, call.bot, content, as_chat=as_chat, silent=silent)
    return True
