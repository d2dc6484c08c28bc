"""The words of a message: formatted text and captions, cleaned and measured as Telegram does it."""

from typing import Any

from sandbox.botapi.call import Call
from sandbox.content.cleaning import cleaned
from sandbox.content.entities import MAX_CAPTION, MAX_TEXT, is_address, merge, trimmed, utf16_length
from sandbox.content.formatting.modes import parse_text
from sandbox.content.formatting.spans import FormatError, link_entity, time_entity
from sandbox.errors import bad_request
from sandbox.json import Json
from sandbox.wire.params import whole

_PLAIN = frozenset(
    {
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "code",
        "pre",
        "blockquote",
        "expandable_blockquote",
        "custom_emoji",
    }
)
# The server finds these by itself, and drops the ones that a bot gives.
_FOUND = frozenset(["mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number"])
_TROUBLE = "can't parse MessageEntity: "


def formatted(call: Call, text: str, parse_mode: str | None, entities: Any) -> tuple[str, list[Json]]:
    """Return the text and its entities, parsed by the parse mode or as given; raise Telegram's refusals."""
    if parse_mode:
        text, given = parse_text(text, parse_mode)
    else:
        given = [] if entities is None else checked_entities(entities, text)
    given = [kept for entity in given if (kept := _resolved(call, entity)) is not None]
    text, given = cleaned(text, given)
    text, given = trimmed(text, given)
    return text, merge(given, text)


def _resolved(call: Call, entity: Json) -> Json | None:
    """Return a mention with the person's names; None when the bot has never met the person."""
    if entity["type"] != "text_mention":
        return entity
    person = call.world.people.get(entity["user"]["id"])
    return {**entity, "user": person.brief()} if person is not None and call.has_met(person) else None


def checked_entities(entities: Any, text: str) -> list[Json]:
    """Return the entities that a bot gave, cut at the end of the text as Telegram cuts them."""
    if not isinstance(entities, list):
        raise bad_request("expected an Array of MessageEntity")
    total = utf16_length(text)
    kept = []
    for entity in entities:
        if not isinstance(entity, dict):
            raise bad_request(_TROUBLE + "expected an Object")
        for name in ("offset", "length"):
            if not isinstance(entity.get(name), int):
                raise bad_request(f'{_TROUBLE}can\'t find field "{name}"')
        offset, length = entity["offset"], entity["length"]
        details = _details(entity)
        if details is not None and 0 <= offset < total and length > 0:
            kept.append({"offset": offset, "length": min(length, total - offset), **details})
    return kept


def _details(entity: Json) -> Json | None:
    """Return the type of a given entity with the fields that belong to it; None when the server drops it."""
    kind = entity.get("type")
    if not isinstance(kind, str):
        raise bad_request(_TROUBLE + 'can\'t find field "type"')
    match kind:
        case "text_link":
            url = _field(entity, "url")
            if not is_address(url):
                return None
            kind, details = link_entity(url)
            return {"type": kind, **details}
        case "text_mention":
            user = entity.get("user")
            if not isinstance(user, dict) or whole(user.get("id")) is None:
                raise bad_request(_TROUBLE + 'can\'t find field "user"')
            return {"type": kind, "user": {"id": whole(user["id"])}}
        case "date_time":
            try:
                return {"type": kind, **time_entity(str(entity.get("unix_time")), entity.get("date_time_format"))}
            except FormatError as error:
                raise bad_request(f"{_TROUBLE}{error}") from None
        case "custom_emoji":
            return {"type": kind, "custom_emoji_id": _field(entity, "custom_emoji_id")}
        case "pre" if entity.get("language"):
            return {"type": kind, "language": str(entity["language"])}
    if kind in _FOUND:
        return None
    if kind not in _PLAIN:
        raise bad_request(_TROUBLE + "Unsupported type specified")
    return {"type": kind}


def _field(entity: Json, name: str) -> str:
    value = entity.get(name)
    if not isinstance(value, str):
        raise bad_request(f'{_TROUBLE}can\'t find field "{name}"')
    return value


def text_content(call: Call) -> Json:
    """Return text, parse_mode, entities and link_preview_options as message content."""
    params = call.params
    given = params.text("text")
    if given is None:
        raise bad_request("message text is empty")
    text, entities = formatted(call, given, params.text("parse_mode"), params.parsed("entities"))
    if not text:
        raise bad_request("message text is empty")
    if len(text) > MAX_TEXT:
        raise bad_request("message is too long")
    content: Json = {"text": text}
    if entities:
        content["entities"] = entities
    preview = params.parsed("link_preview_options")
    if isinstance(preview, dict) and preview:
        content["link_preview_options"] = {name: value for name, value in preview.items() if value is not None}
    return content


def caption_content(call: Call, text: str | None, parse_mode: str | None, entities: Any) -> Json:
    """Return a caption as message content."""
    if not text:
        return {}
    text, found = formatted(call, text, parse_mode, entities)
    if len(text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    if not text:
        return {}
    return {"caption": text, "caption_entities": found} if found else {"caption": text}


def given_caption(call: Call) -> Json:
    """Return the caption of a call as message content."""
    params = call.params
    return caption_content(call, params.text("caption"), params.text("parse_mode"), params.parsed("caption_entities"))


def without_caption(content: Json) -> Json:
    """Return message content without its caption."""
    return {name: value for name, value in content.items() if name not in ("caption", "caption_entities")}
