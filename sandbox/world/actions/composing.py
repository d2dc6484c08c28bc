"""The messages a person can write: text, media, places and contacts, as message content."""

import base64
import binascii
from collections.abc import Callable
from typing import Any

from sandbox.content import pictures
from sandbox.content.entities import MAX_CAPTION, MAX_TEXT, found_in, utf16_length
from sandbox.content.media import media_content
from sandbox.errors import Misuse
from sandbox.json import Json
from sandbox.world.people import Person
from sandbox.world.state import World

# The fields of a message that hold words.
WORDS = frozenset({"text", "entities", "caption", "caption_entities"})
# A live location without an end, as the Bot API writes it.
FOR_EVER = 0x7FFFFFFF
_MADE_UP: dict[str, Callable[[int], bytes]] = {
    "photo": pictures.jpeg,
    "voice": pictures.voice,
    "video": pictures.video,
    "document": pictures.document,
    "audio": pictures.voice,
    "video_note": pictures.video,
    "animation": pictures.video,
    "sticker": pictures.png,
}
KINDS = tuple(_MADE_UP)


def words(text: str) -> Json:
    """Return a text with the entities that the server finds in it."""
    if not text.strip():
        raise Misuse('"text": something other than white space')
    return _checked("text", "entities", text, MAX_TEXT)


def caption(text: str | None) -> Json:
    """Return the caption of a file."""
    return _checked("caption", "caption_entities", text, MAX_CAPTION) if text else {}


def _checked(name: str, entities: str, text: str, most: int) -> Json:
    if utf16_length(text) > most:
        raise Misuse(f'"{name}": at most {most} UTF-16 units')
    found = found_in(text)
    return {name: text, entities: found} if found else {name: text}


def file(world: World, kind: str, given: Any, words_below: str | None = None) -> Json:
    """Return a file: true (made up), base64, bytes, or {"bytes"?, "name"?, "mime"?, "duration"?}.

    The three are also called "data", "file_name" and "mime_type".
    """
    details = given if isinstance(given, dict) else {"bytes": given}
    data = details.get("bytes", details.get("data", True))
    name = details.get("name") or details.get("file_name")
    mime = details.get("mime") or details.get("mime_type")
    if data is True:
        number = world.changes.number * 1000 + world.files.made
        data = _MADE_UP[kind](number)
        if kind == "document":
            name, mime = name or f"document-{number}.pdf", mime or "application/pdf"
    elif isinstance(data, str):
        try:
            data = base64.b64decode(data.partition(",")[2] if data.startswith("data:") else data, validate=True)
        except (binascii.Error, ValueError):
            raise Misuse(f'"{kind}": true or base64') from None
        if kind == "document":
            name = name or "document.bin"
    elif not isinstance(data, bytes):
        raise Misuse(f'"{kind}": true or base64')
    if not data:
        raise Misuse(f'"{kind}": not empty')
    stored = world.files.add(kind, data, name, mime)
    if mime and kind not in ("photo", "sticker"):
        stored.mime = mime  # the sender's app labels the file, and the server keeps the label
    fields = {name: details.get(name) for name in ("duration", "width", "height", "performer", "title", "emoji")}
    return media_content(world.files, stored, **fields) | caption(words_below)


def place(given: Any) -> Json:
    """Return a location; with a title and an address, a venue."""
    try:
        location: Json = {"latitude": float(given["latitude"]), "longitude": float(given["longitude"])}
    except (KeyError, TypeError, ValueError):
        raise Misuse('"location": {"latitude", "longitude"}') from None
    for name in ("horizontal_accuracy", "live_period", "heading"):
        if given.get(name) is not None:
            location[name] = given[name]
    live = location.get("live_period")
    if live is not None and not (isinstance(live, int) and (60 <= live <= 86400 or live == FOR_EVER)):
        raise Misuse(f'"live_period": 60 to 86400 seconds, or {FOR_EVER}')
    if given.get("title"):
        venue = {"location": location, "title": given["title"], "address": given.get("address", "")}
        return {"venue": venue, "location": location}
    return {"location": location}


def contact(person: Person, given: Any) -> Json:
    """Return the person's own contact (true), or another one."""
    if given is True:
        if not person.phone:
            raise Misuse(f"a user with a phone; {person.id} has none", 409)
        own: Json = {"phone_number": person.phone, "first_name": person.first_name, "user_id": person.id}
        if person.last_name:
            own["last_name"] = person.last_name
        return {"contact": own}
    if isinstance(given, dict) and given.get("phone_number") and given.get("first_name"):
        names = ("phone_number", "first_name", "last_name", "user_id")
        return {"contact": {name: given[name] for name in names if given.get(name)}}
    raise Misuse('"contact": true or {"phone_number", "first_name", "user_id"?}')
