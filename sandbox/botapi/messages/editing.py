"""The methods that change or delete messages: text, caption, buttons, media and live locations."""

from collections.abc import Callable

from sandbox.botapi.call import Call
from sandbox.botapi.messages.composing import keyboards
from sandbox.botapi.messages.sending import location_content
from sandbox.botapi.messages.uploads import input_media
from sandbox.botapi.messages.words import given_caption, text_content, without_caption
from sandbox.errors import bad_request
from sandbox.json import Json
from sandbox.wire.params import whole
from sandbox.world.chats import Message, Room

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)
# Without administrator rights, a message can be deleted within this many seconds.
DELETE_WITHIN = 48 * 3600
MAX_DELETED = 100


def _target(call: Call) -> Message:
    """Return the bot's own message that the call names; refuse one with a reply keyboard, as Telegram does."""
    if call.params.text("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    room = call.room(write=True)
    if "ephemeral_message_id" in call.params.values:
        return _ephemeral(call, room, "message to edit not found")
    message = call.message(room, "message to edit not found")
    own = message.sender is call.bot
    if room.type == "channel" and not own:
        own = room.bots[call.bot.token].may("can_edit_messages")
    if not own or message.service or message.forward_origin or message.keyboard is not None:
        raise bad_request("message can't be edited")
    return message


def _ephemeral(call: Call, room: Room, complaint: str) -> Message:
    """Return the ephemeral message that the call names by its own id and its receiver."""
    message = room.messages.get(call.params.number("ephemeral_message_id") or 0)
    if message is None or message.deleted or message.receiver is None or message.sender is not call.bot:
        raise bad_request(complaint)
    if message.receiver.id != call.params.number("receiver_user_id"):
        raise bad_request(complaint)
    return message


def _apply(call: Call, message: Message, content: Json) -> Json:
    """Apply the new content and buttons; a message loses the buttons that the call does not repeat."""
    inline, keyboard = keyboards(call.params, message.room)
    if keyboard is not None:
        raise bad_request("inline keyboard expected")
    if content == message.content and inline == message.inline:
        raise bad_request(NOT_MODIFIED)
    # Buttons alone do not mark a message as edited for the people.
    if content != message.content:
        message.edit_date = call.world.clock.unix()
    message.content = content
    message.set_inline(inline)
    call.world.changes.emit("edited", message.room, message)
    return message.render()


def edit_message_text(call: Call) -> Json:
    """Answer `editMessageText` (https://core.telegram.org/bots/api#editmessagetext)."""
    message = _target(call)
    content = text_content(call)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    return _apply(call, message, content)


def edit_message_caption(call: Call) -> Json:
    """Answer `editMessageCaption` (https://core.telegram.org/bots/api#editmessagecaption)."""
    message = _target(call)
    if not any(kind in message.content for kind in ("photo", "video", "animation", "audio", "document", "voice")):
        raise bad_request("there is no caption in the message to edit")
    return _apply(call, message, without_caption(message.content) | given_caption(call))


def edit_message_reply_markup(call: Call) -> Json:
    """Answer `editMessageReplyMarkup` (https://core.telegram.org/bots/api#editmessagereplymarkup)."""
    message = _target(call)
    return _apply(call, message, message.content)


def edit_message_media(call: Call) -> Json:
    """Answer `editMessageMedia` (https://core.telegram.org/bots/api#editmessagemedia)."""
    message = _target(call)
    media = call.params.parsed("media", "can't parse input media JSON object")
    content = input_media(call, media, ("photo", "video", "animation", "audio", "document"))
    if message.media_group_id is not None and ("animation" in content or content.keys().isdisjoint(message.content)):
        raise bad_request("can't use the media of the specified type in the album")
    return _apply(call, message, content)


def _live(call: Call) -> tuple[Message, Json]:
    message = _target(call)
    location = message.content.get("location")
    if location is None or "live_period" not in location:
        raise bad_request("message can't be edited")
    if call.world.clock.unix() > message.date + location["live_period"]:
        raise bad_request("message can't be edited")
    return message, location


def edit_message_live_location(call: Call) -> Json:
    """Answer `editMessageLiveLocation` (https://core.telegram.org/bots/api#editmessagelivelocation)."""
    message, location = _live(call)
    fresh = location_content(call) | {"live_period": call.params.number("live_period") or location["live_period"]}
    return _apply(call, message, {"location": fresh})


def stop_message_live_location(call: Call) -> Json:
    """Answer `stopMessageLiveLocation` (https://core.telegram.org/bots/api#stopmessagelivelocation)."""
    message, location = _live(call)
    return _apply(call, message, {"location": {k: v for k, v in location.items() if k != "live_period"}})


def _may_delete(call: Call, room: Room, message: Message) -> bool:
    member = room.bots.get(call.bot.token)
    if member is not None and member.may("can_delete_messages"):
        return True
    if message.sender is not call.bot and not room.private:
        return False
    return call.world.clock.unix() - message.date <= DELETE_WITHIN


def delete_message(call: Call) -> bool:
    """Answer `deleteMessage` (https://core.telegram.org/bots/api#deletemessage)."""
    room = call.room(write=True)
    message = call.message(room, "message to delete not found")
    if not _may_delete(call, room, message):
        raise bad_request("message can't be deleted")
    _delete(call, room, message)
    return True


def delete_ephemeral_message(call: Call) -> bool:
    """Answer `deleteEphemeralMessage` (https://core.telegram.org/bots/api#deleteephemeralmessage)."""
    room = call.room(write=True)
    _delete(call, room, _ephemeral(call, room, "message to delete not found"))
    return True


def ephemeral(edit: Callable[[Call], Json]) -> Callable[[Call], bool]:
    """Return the method that edits an ephemeral message as `edit` edits others; it answers True only."""

    def edited(call: Call) -> bool:
        call.required("ephemeral_message_id")
        edit(call)
        return True

    edited.__doc__ = edit.__doc__
    return edited


def delete_messages(call: Call) -> bool:
    """Answer `deleteMessages` (https://core.telegram.org/bots/api#deletemessages); skip messages that do not exist."""
    room = call.room(write=True)
    numbers = message_numbers(call)
    messages = [room.messages[number] for number in numbers if number in room.messages]
    living = [message for message in messages if not message.deleted]
    if not all(_may_delete(call, room, message) for message in living):
        raise bad_request("message can't be deleted")
    for message in living:
        _delete(call, room, message)
    return True


def message_numbers(call: Call) -> list[int]:
    """Return message_ids; refuse more than a hundred."""
    numbers = call.params.listed("message_ids", "can't parse message identifiers JSON object")
    if not numbers:
        raise bad_request("message identifiers are not specified")
    if len(numbers) > MAX_DELETED:
        raise bad_request("too many message identifiers specified")
    found = [whole(number) for number in numbers]
    if None in found:
        raise bad_request("can't parse message identifier as a Number")
    return [number for number in found if number is not None]


def _delete(call: Call, room: Room, message: Message) -> None:
    message.deleted = True
    if message.id in room.pinned:
        room.pinned.remove(message.id)
    call.world.changes.emit("deleted", room, message)
