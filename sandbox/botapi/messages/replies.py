"""Replies: the message that a new one answers, in the same chat or in another, and the quote from it."""

from typing import Any

from sandbox.botapi.call import Call
from sandbox.botapi.messages.words import formatted
from sandbox.content.entities import utf16_length
from sandbox.errors import bad_request
from sandbox.json import Json
from sandbox.wire.params import Params, whole
from sandbox.world.chats import Message, Room

MAX_QUOTE = 1024
# A quote keeps these and loses the others (https://core.telegram.org/bots/api#replyparameters).
_KEPT = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler", "custom_emoji", "date_time"})
# An external reply shows everything of the message but its words.
_SHOWN = (
    "photo",
    "video",
    "animation",
    "audio",
    "document",
    "voice",
    "video_note",
    "sticker",
    "contact",
    "dice",
    "location",
    "venue",
    "poll",
    "link_preview_options",
)


def replied(call: Call, room: Room) -> tuple[Message | None, Json | None, Json | None]:
    """Return the message that the new one answers, the quote from it, and the `ExternalReplyInfo` of another chat's."""
    params = call.params
    given: Any = params.parsed("reply_parameters", "can't parse reply parameters JSON object")
    if given is None:
        number = params.number("reply_to_message_id")
        given = {"allow_sending_without_reply": params.flag("allow_sending_without_reply")}
    elif isinstance(given, dict):
        number = whole(given.get("message_id"))
    else:
        raise bad_request("object expected as reply parameters")
    if not number:
        return None, None, None
    source = room if given.get("chat_id") is None else Call(call.world, call.bot, Params(given)).room()
    message = source.messages.get(number)
    if message is None or message.deleted:
        if given.get("allow_sending_without_reply"):
            return None, None, None
        raise bad_request("message to be replied not found")
    quote = _quote(call, given, message)
    if source is room:
        return message, quote, None
    if room.private and not source.private and message.protected:
        raise bad_request("message to be replied not found")
    return None, quote, _external(message)


def _quote(call: Call, given: Json, message: Message) -> Json | None:
    if not given.get("quote"):
        return None
    text, found = formatted(call, str(given["quote"]), given.get("quote_parse_mode"), given.get("quote_entities"))
    position = message.text.find(text)
    if position < 0 or utf16_length(text) > MAX_QUOTE:
        raise bad_request("QUOTE_TEXT_INVALID")
    quote: Json = {"text": text, "position": utf16_length(message.text[:position]), "is_manual": True}
    kept = [entity for entity in found if entity["type"] in _KEPT]
    return quote | ({"entities": kept} if kept else {})


def _external(message: Message) -> Json:
    """Return the `ExternalReplyInfo` of a message; a private chat is not named."""
    info: Json = {"origin": message.origin()}
    if not message.room.private:
        info |= {"chat": message.room.brief(), "message_id": message.id}
    return info | {name: message.content[name] for name in _SHOWN if name in message.content}
