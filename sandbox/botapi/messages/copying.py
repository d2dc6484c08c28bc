"""The methods that forward and copy messages."""

from sandbox.botapi.call import Call
from sandbox.botapi.messages.composing import manner, post, require_writing
from sandbox.botapi.messages.editing import message_numbers
from sandbox.botapi.messages.words import given_caption, without_caption
from sandbox.content.media import file_of
from sandbox.errors import bad_request
from sandbox.json import Json
from sandbox.world.chats import Message, Room


def _portable(message: Message | None) -> bool:
    return message is not None and not message.deleted and not message.service and not message.protected


def _forward(call: Call, room: Room, message: Message, album: str | None = None) -> Message:
    topic = call.topic(room)
    require_writing(call, room, message.content)
    return call.world.post(
        room,
        call.bot,
        message.content,
        forward_origin=message.origin(),
        thread_id=topic.id if topic is not None else None,
        media_group_id=album,
        **manner(call, room),
    )


def forward_message(call: Call) -> Json:
    """Answer `forwardMessage` (https://core.telegram.org/bots/api#forwardmessage)."""
    room, source = call.room(write=True), call.room("from_chat_id")
    message = call.message(source, "message to forward not found")
    if not _portable(message):
        raise bad_request("message can't be forwarded")
    return _forward(call, room, message).render()


def _portable_messages(call: Call, complaint: str) -> list[tuple[Message, str | None]]:
    """Return the messages that may be copied, each with the id of its new album; skip the others."""
    source, numbers = call.room("from_chat_id"), message_numbers(call)
    if numbers != sorted(set(numbers)):
        raise bad_request("message identifiers must be in a strictly increasing order")
    found = [source.messages.get(number) for number in numbers]
    portable = [message for message in found if message is not None and _portable(message)]
    if not portable:
        raise bad_request(complaint)
    albums: dict[str, str] = {}
    for message in portable:
        if message.media_group_id is not None and message.media_group_id not in albums:
            albums[message.media_group_id] = call.world.next_album_id()
    return [(message, albums.get(message.media_group_id or "")) for message in portable]


def forward_messages(call: Call) -> list[Json]:
    """Answer `forwardMessages` (https://core.telegram.org/bots/api#forwardmessages)."""
    room = call.room(write=True)
    messages = _portable_messages(call, "there are no messages to forward")
    return [{"message_id": _forward(call, room, message, album).id} for message, album in messages]


def copy_message(call: Call) -> Json:
    """Answer `copyMessage` (https://core.telegram.org/bots/api#copymessage); a new caption replaces the old one."""
    room, source = call.room(write=True), call.room("from_chat_id")
    message = call.message(source, "message to copy not found")
    if not _portable(message):
        raise bad_request("message can't be copied")
    content, params = message.content, call.params
    if "caption" in params.values and file_of(content) is not None:
        content = without_caption(content) | given_caption(call)
    return {"message_id": post(call, room, content).id}


def copy_messages(call: Call) -> list[Json]:
    """Answer `copyMessages` (https://core.telegram.org/bots/api#copymessages)."""
    room = call.room(write=True)
    messages = _portable_messages(call, "there are no messages to copy")
    bare = call.params.flag("remove_caption")
    copied = []
    for message, album in messages:
        strip = bare and file_of(message.content) is not None
        content = without_caption(message.content) if strip else message.content
        copied.append({"message_id": post(call, room, content, media_group_id=album).id})
    return copied
