"""The text and the entities that a parser collects."""

import re
from dataclasses import dataclass, field
from typing import Any

from sandbox.content.entities import utf16_length
from sandbox.json import Json

# https://core.telegram.org/bots/api#date-time-entity-formatting
_TIME_FORM = re.compile(r"r|w?[dD]?[tT]?")


class FormatError(Exception):
    """A parser's error in Telegram's words; it counts places in UTF-8 bytes of the input."""


@dataclass(slots=True)
class Builder:
    """Collects plain text and finished entities; lengths are UTF-16 units."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    entities: list[Json] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Append plain text."""
        self.parts.append(text)
        self.length += utf16_length(text)

    def close(self, kind: str, start: int, **details: Any) -> None:
        """Add the entity that began at `start`, unless it is empty."""
        if self.length > start:
            shown = {name: value for name, value in details.items() if value}
            self.entities.append({"type": kind, "offset": start, "length": self.length - start, **shown})

    def finish(self) -> tuple[str, list[Json]]:
        """Return the text and its entities, outer ones first."""
        self.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return "".join(self.parts), self.entities


def byte_offset(text: str, index: int) -> int:
    """Return the place of a character in UTF-8 bytes."""
    return len(text[:index].encode("utf-8", "surrogatepass"))


def time_entity(unix_time: str, form: Any) -> Json:
    """Return the details of a date_time entity, shown in the reader's own zone; raise FormatError."""
    if not unix_time.isdigit() or len(unix_time) > 11:
        raise FormatError("Invalid date specified")
    if form and (not isinstance(form, str) or _TIME_FORM.fullmatch(form) is None):
        raise FormatError("Invalid date format specified")
    return {"unix_time": int(unix_time)} | ({"date_time_format": form} if form else {})


def link_entity(url: str) -> tuple[str, Json]:
    """Return the kind and the details of a link's entity: a mention for tg://user?id=, otherwise a link."""
    if url.startswith("tg://user?id="):
        number = url[13:]
        if number.isdigit():
            return "text_mention", {"user": {"id": int(number), "is_bot": False, "first_name": number}}
    return "text_link", {"url": url if "://" in url or url.startswith(("mailto:", "tel:")) else f"http://{url}/"}
