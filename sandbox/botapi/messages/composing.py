"""Shared by all methods that send: formatted text, captions, keyboards and replies."""

from typing import Any

from sandbox.botapi.call import Call
from sandbox.content.entities import MAX_CAPTION, MAX_TEXT, merge, trimmed, utf16_length
from sandbox.content.formatting.modes import parse_text
from sandbox.content.markup import parse_markup
from sandbox.errors import bad_request
from sandbox.json import Json
from sandbox.wire.params import Params, whole
from sandbox.world.chats import Message, Room


def formatted(text: str, parse_mode: str | None, entities: Any) -> tuple[str, list[Json]]:
    """Return the text and its entities, parsed by the parse mode or as given; raise Telegram's refusals."""
    if parse_mode:
        text, given = parse_text(text, parse_mode)
    else:
        given = [] if entities is None else checked_entities(entities, text)
    text, given = trimmed(text, given)
    return text, merge(given, text)


def checked_entities(entities: Any, text: str) -> list[Json]:
    """Return the entities that a bot gave, cut at the end of the text as Telegram cuts them."""
    if not isinstance(entities, list):
        raise bad_request("expected an Array of MessageEntity")
    total = utf16_length(text)
    kept = []
    for entity in entities:
        if not isinstance(entity, dict) or not isinstance(entity.get("type"), str):
            raise bad_request("can't parse MessageEntity: expected an Object with a type")
        offset, length = entity.get("offset"), entity.get("length")
        if not isinstance(offset, int) or not isinstance(length, int):
            raise bad_request('can\'t parse MessageEntity: field "offset" must be of type Number')
        if 0 <= offset < total and length > 0:
            entity = {name: value for name, value in entity.items() if value is not None}
            kept.append({**entity, "length": min(length, total - offset)})
    return kept


def text_content(params: Params) -> Json:
    """Return text, parse_mode, entities and link_preview_options as message content."""
    given = params.text("text")
    if given is None:
        raise bad_request("message text is empty")
    text, entities = formatted(given, params.text("parse_mode"), params.parsed("entities"))
    if not text:
        raise bad_request("message text is empty")
    if utf16_length(text) > MAX_TEXT:
        raise bad_request("message is too long")
    content: Json = {"text": text}
    if entities:
        content["entities"] = entities
    preview = params.parsed("link_preview_options")
    if isinstance(preview, dict) and preview:
        content["link_preview_options"] = {name: value for name, value in preview.items() if value is not None}
    return content


def caption_content(text: str | None, parse_mode: str | None, entities: Any) -> Json:
    """Return a caption as message content."""
    if not text:
        return {}
    text, found = formatted(text, parse_mode, entities)
    if utf16_length(text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    if not text:
        return {}
    return {"caption": text, "caption_entities": found} if found else {"caption": text}


def given_caption(params: Params) -> Json:
    """Return the caption of a call as message content."""
    return caption_content(params.text("caption"), params.text("parse_mode"), params.parsed("caption_entities"))


def without_caption(content: Json) -> Json:
    """Return message content without its caption."""
    return {name: value for name, value in content.items() if name not in ("caption", "caption_entities")}


def keyboards(params: Params) -> tuple[Json | None, Json | None]:
    """Return the inline keyboard and the reply keyboard of a call; at most one is given."""
    given = params.parsed("reply_markup", "can't parse reply keyboard markup JSON object")
    return (None, None) if given is None else parse_markup(given)


def replied(params: Params, room: Room) -> tuple[Message | None, Json | None]:
    """Return the message that the new one answers, and the quote from it."""
    given = params.parsed("reply_parameters", "can't parse reply parameters JSON object")
    if given is None:
        number = params.number("reply_to_message_id")
        lenient = params.flag("allow_sending_without_reply")
        given = {}
    elif isinstance(given, dict):
        number = whole(given.get("message_id"))
        lenient = bool(given.get("allow_sending_without_reply"))
    else:
        raise bad_request("object expected as reply parameters")
    if not number:
        return None, None
    message = room.messages.get(number)
    if message is None or message.deleted:
        if lenient:
            return None, None
        raise bad_request("message to be replied not found")
    if not given.get("quote"):
        return message, None
    position = message.text.find(given["quote"])
    if position < 0:
        raise bad_request("QUOTE_TEXT_INVALID")
    return message, {
        "text": given["quote"],
        "position": utf16_length(message.text[:position]),
        "is_manual": True,
    }


def post(call: Call, room: Room, content: Json, **details: Any) -> Message:
    """Post the bot's message with the reply, keyboard, topic and protection that the call asks for."""
    params = call.params
    inline, keyboard = keyboards(params)
    reply_to, quote = replied(params, room)
    topic = call.topic(room)
    if topic is not None and topic.closed:
        call.require_admin(room, "TOPIC_CLOSED")
    thread = topic.id if topic is not None else None
    if thread is None and reply_to is not None and room.forum:
        thread = reply_to.thread_id
    return call.world.post(
        room,
        call.bot,
        content,
        inline=inline,
        keyboard=keyboard,
        reply_to=reply_to,
        quote=quote,
        thread_id=thread,
        protected=params.flag("protect_content"),
        **details,
    )
