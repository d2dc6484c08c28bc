"""Forwarding and copying."""

from typing import Any

from sandbox.botapi.call import Call
from sandbox.botapi.messages.composing import caption_content, post
from sandbox.botapi.messages.editing import message_numbers
from sandbox.content.media import file_of
from sandbox.errors import bad_request
from sandbox.world.chats import Message, Room

Json = dict[str, Any]


def _portable(message: Message | None) -> bool:
    return message is not None and not message.deleted and not message.service and not message.protected


def _origin(message: Message) -> Json:
    """Where a forwarded message first came from."""
    if message.forward_origin is not None:
        return message.forward_origin
    if message.anonymous:
        return {"type": "chat", "sender_chat": message.room.brief(), "date": message.date}
    return {"type": "user", "sender_user": message.sender.brief(), "date": message.date}


def _forward(call: Call, room: Room, message: Message, album: str | None = None) -> Message:
    thread = call.params.number("message_thread_id")
    if thread is not None and thread not in room.topics:
        raise bad_request("message thread not found")
    return call.world.post(
        room,
        call.bot,
        message.content,
        forward_origin=_origin(message),
        thread_id=thread,
        protected=call.params.flag("protect_content"),
        media_group_id=album,
    )


def forward_message(call: Call) -> Json:
    """https://core.telegram.org/bots/api#forwardmessage."""
    room, source = call.room(write=True), call.room("from_chat_id")
    message = call.message(source, "message to forward not found")
    if not _portable(message):
        raise bad_request("message can't be forwarded")
    return _forward(call, room, message).render()


def _several(call: Call, source: Room, complaint: str) -> list[Message]:
    """The messages that can go along; those that cannot are skipped."""
    numbers = message_numbers(call)
    if numbers != sorted(set(numbers)):
        raise bad_request("message identifiers must be in a strictly increasing order")
    found = [source.messages.get(number) for number in numbers]
    portable = [message for message in found if message is not None and _portable(message)]
    if not portable:
        raise bad_request(complaint)
    return portable


def _albums(call: Call, messages: list[Message]) -> dict[str, str]:
    """Albums stay albums, with new ids."""
    old = {message.media_group_id for message in messages if message.media_group_id is not None}
    return {album: call.world.next_album_id() for album in sorted(old)}


def forward_messages(call: Call) -> list[Json]:
    """https://core.telegram.org/bots/api#forwardmessages."""
    room, source = call.room(write=True), call.room("from_chat_id")
    messages = _several(call, source, "there are no messages to forward")
    albums = _albums(call, messages)
    return [
        {"message_id": _forward(call, room, message, albums.get(message.media_group_id or "")).id}
        for message in messages
    ]


def copy_message(call: Call) -> Json:
    """https://core.telegram.org/bots/api#copymessage; a new caption replaces the old one."""
    room, source = call.room(write=True), call.room("from_chat_id")
    message = call.message(source, "message to copy not found")
    if not _portable(message):
        raise bad_request("message can't be copied")
    content, params = message.content, call.params
    if "caption" in params.values and file_of(content) is not None:
        content = {name: value for name, value in content.items() if not name.startswith("caption")}
        content |= caption_content(params.text("caption"), params.text("parse_mode"), params.parsed("caption_entities"))
    return {"message_id": post(call, room, content).id}


def copy_messages(call: Call) -> list[Json]:
    """https://core.telegram.org/bots/api#copymessages."""
    room, source = call.room(write=True), call.room("from_chat_id")
    messages = _several(call, source, "there are no messages to copy")
    albums, bare = _albums(call, messages), call.params.flag("remove_caption")
    copied = []
    for message in messages:
        content = message.content
        if bare and file_of(content) is not None:
            content = {name: value for name, value in content.items() if not name.startswith("caption")}
        album = albums.get(message.media_group_id or "")
        copied.append({"message_id": post(call, room, content, media_group_id=album).id})
    return copied
