"""The parameters of a call, from the query string, a form, JSON or multipart."""

import math
from dataclasses import dataclass, field
from typing import Any

import orjson

from sandbox.errors import bad_request
from sandbox.json import Json

_INT64 = 1 << 63


def whole(value: Any) -> int | None:
    """Return a value as a whole number of 64 bits, or None when it is not one."""
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
    """Values by name (text, or values of JSON) and uploads by the name of their part."""

    values: dict[str, Any] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str | None:
        """Return a text; None when it is absent or empty, which Telegram does not tell apart."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        if isinstance(value, str):
            return value
        return orjson.dumps(value).decode()

    def number(self, name: str) -> int | None:
        """Return a whole number; None when it is absent or no number."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        return whole(value)

    def real(self, name: str) -> float | None:
        """Return a finite number with a fraction."""
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
        """Return a JSON value, given as JSON or as text; None when it is absent."""
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
        """Return a JSON array, empty when it is absent."""
        value = self.parsed(name, complaint)
        if value is None:
            return []
        if not isinstance(value, list):
            raise bad_request(complaint)
        return value

    def upload(self, reference: str) -> Upload | None:
        """Return the file that the value `attach://part` names."""
        if reference.startswith("attach://"):
            return self.uploads.get(reference[9:])
        return None

    def shown(self) -> Json:
        """Return the parameters for the call log, without the bytes of uploads."""
        shown = dict(self.values)
        for name, upload in self.uploads.items():
            shown[name] = {"file_name": upload.name, "size": len(upload.data)}
        return shown
