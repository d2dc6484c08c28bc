"""A message as a person sees it on a phone, in the form of the control API."""

from typing import Any

from sandbox.content.media import file_of
from sandbox.json import Json
from sandbox.world.chats import SERVICE, Message
from sandbox.world.people import Person

_PLAIN = ("location", "venue", "contact", "poll", "dice")


def buttons_of(message: Message, person: Person) -> list[list[Json]]:
    """Return the rows of buttons on the message now.

    A message shows its inline buttons, or its reply keyboard while that is the person's current one.
    """
    if message.deleted:
        return []
    if message.inline is not None:
        return list(message.inline["inline_keyboard"])
    if message.keyboard is not None and message.room.keyboard_of(person) is message:
        return list(message.keyboard.get("keyboard", ()))
    return []


def message_view(message: Message, person: Person) -> Json:
    """Return the message for this person, as the contract of the control API describes it."""
    view: Json = {
        "message_id": message.id,
        "date": message.date,
        "chat": message.room.id,
        "from": message.sender.id,
        "from_name": message.author,
        "from_bot": message.sender.is_bot,
        "change": message.change,
    }
    if message.deleted:
        view["deleted"] = True
        return view
    content = message.content
    for name in ("text", "entities", "caption", "caption_entities"):
        if name in content:
            view[name] = content[name]
    if (carried := file_of(content)) is not None:
        view[carried[0]] = carried[1]
        if carried[0] == "document":
            view["file_name"] = content["document"].get("file_name")
    for name in _PLAIN:
        if name in content:
            view[name] = content[name]
    if service := next((name for name in content if name in SERVICE), None):
        view["service"] = {service: _plain(content[service])}
    if rows := buttons_of(message, person):
        view["buttons"] = [[_button(button) for button in row] for row in rows]
    if message.edit_date is not None:
        view["edited"] = True
    if message.reply_to is not None:
        view["reply_to"] = message.reply_to.id
    if message.media_group_id is not None:
        view["media_group_id"] = message.media_group_id
    if message.thread_id is not None:
        view["thread"] = message.thread_id
    if message.forward_origin is not None:
        view["forwarded"] = True
    if message.id in message.room.pinned:
        view["pinned"] = True
    if message.silent:
        view["silent"] = True
    if message.effect is not None:
        view["effect"] = message.effect
    if message.receiver is not None:
        view["ephemeral"] = True
    if message.as_chat is not None:
        view["sender_chat"] = message.as_chat.id
    if message.reactions:
        view["reactions"] = {str(who): given for who, given in message.reactions.items()}
    return view


def _button(button: Json) -> Json:
    view: Json = {"text": button["text"]}
    if "callback_data" in button:
        view["data"] = button["callback_data"]
    for name in ("url", "request_contact", "request_location", "request_chat", "copy_text", "style"):
        if button.get(name):
            view[name] = button[name]
    return view


def _plain(value: Any) -> Any:
    return value["message_id"] if isinstance(value, dict) and "message_id" in value else value
