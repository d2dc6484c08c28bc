"""Bytes from outside as JSON that a database can keep; signs that cannot be read are replaced."""

from collections.abc import Mapping
from json import loads
from typing import Any

import orjson

LARGEST = 2**63 - 1
"""The largest number that a column for an id takes."""

ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
"""GroupAnonymousBot (Bot API, ``Message.from``)."""


def read_json(content: bytes | str) -> Any:
    """Return the value; bytes that are no UTF-8 and halves of surrogates become U+FFFD. Raises ``ValueError``."""
    if isinstance(content, bytes):
        content = content.decode("utf-8", "replace")
    if "\\u0000" not in content:  # PostgreSQL keeps no such sign
        try:
            return orjson.loads(content)
        except orjson.JSONDecodeError:
            pass  # stricter than Telegram's servers: half a surrogate (``"\\ud83d"``) is an error
    try:
        return _kept(loads(content, strict=False))
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _kept(value: Any) -> Any:
    """Return the value as orjson writes it again."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "\ufffd")
    if isinstance(value, list):
        return [_kept(one) for one in value]
    if isinstance(value, dict):
        return {_kept(key): _kept(one) for key, one in value.items()}
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > LARGEST:
        return float(value) if abs(value) < 1e300 else None
    return value


def is_update(raw: Any) -> bool:
    """Whether it can be stored: an object with an id that the table takes."""
    number = raw.get("update_id") if isinstance(raw, dict) else None
    return isinstance(number, int) and not isinstance(number, bool) and 0 <= number <= LARGEST


def part(raw: Any, *names: str) -> Mapping[str, Any]:
    """Return the object inside an object by its names, an empty one where there is none."""
    for name in names:
        raw = raw.get(name) if isinstance(raw, Mapping) else None
    return raw if isinstance(raw, Mapping) else {}


def completed(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return an update with what handlers count on: a button's data, the senders of a message and of one it replies to.

    In a private chat the chat is the person. Elsewhere it is the account that Telegram names for an anonymous one.
    """
    found = dict(raw)
    if (press := part(raw, "callback_query")) and press.get("data") is None:
        found["callback_query"] = {**press, "data": ""}
    for kind in ("message", "edited_message"):
        message, chat = part(raw, kind), part(raw, kind, "chat")
        if message.get("from") is None and "id" in chat:
            private = chat.get("type") == "private"
            sender = {"id": chat["id"], "is_bot": False, "first_name": ""} if private else ANONYMOUS
            found[kind] = message = {**message, "from": sender}
        replied = part(message, "reply_to_message")
        if replied and replied.get("from") is None:
            found[kind] = {**message, "reply_to_message": {**replied, "from": ANONYMOUS}}
    return found
