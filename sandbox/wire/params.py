"""The parameters of a call, however they came: query string, urlencoded, JSON or multipart."""

import math
from dataclasses import dataclass, field
from typing import Any

import orjson

from sandbox.errors import bad_request
from sandbox.json import Json

_INT64 = 1 << 63


def whole(value: Any) -> int | None:
    """A value as a whole number of 64 bits; none when it is not one."""
    try:
        number = int(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if -_INT64 <= number < _INT64 else None


@dataclass(slots=True, frozen=True)
class Upload:
    """One file part of a multipart body."""

    name: str
    mime: str | None
    data: bytes


@dataclass(slots=True)
class Params:
    """Values by name (text, or what JSON held) and uploads by part name."""

    values: dict[str, Any] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str | None:
        """A text; none when it is absent or empty, which Telegram does not tell apart."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        if isinstance(value, str):
            return value
        return orjson.dumps(value).decode()

    def number(self, name: str) -> int | None:
        """A whole number; what is none reads as absent."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        return whole(value)

    def real(self, name: str) -> float | None:
        """A finite number with a fraction."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        try:
            number = float(value)
        except (TypeError, ValueError):
            return None
        return number if math.isfinite(number) else None

    def flag(self, name: str) -> bool:
        """Whether a switch is on: true, yes or 1."""
        value = self.values.get(name)
        if isinstance(value, str):
            return value.lower() in ("true", "yes", "1")
        return bool(value)

    def parsed(self, name: str, complaint: str | None = None) -> Any:
        """A JSON value, itself given as JSON or as text; none when absent."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if value == "":
            return None
        try:
            return orjson.loads(value)
        except orjson.JSONDecodeError:
            raise bad_request(complaint or f"can't parse {name} JSON object") from None

    def listed(self, name: str, complaint: str) -> list[Any]:
        """A JSON array; empty when absent."""
        value = self.parsed(name, complaint)
        if value is None:
            return []
        if not isinstance(value, list):
            raise bad_request(complaint)
        return value

    def upload(self, reference: str) -> Upload | None:
        """The file a value names: `attach://part`, or the part called like the parameter itself."""
        if reference.startswith("attach://"):
            return self.uploads.get(reference[9:])
        return None

    def shown(self) -> Json:
        """The parameters for the call log, without the bytes."""
        shown = dict(self.values)
        for name, upload in self.uploads.items():
            shown[name] = {"file_name": upload.name, "size": len(upload.data)}
        return shown
