"""Alerts and notes as rows keep them."""

import hashlib
import json
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter

from models import WarningMessage
from services.warnings.cap.alerts import Alert, Note

_ALERT = TypeAdapter(Alert)
REMEMBERED = 2000
"""Alerts that are decoded once; a value made of a row's own text."""


def digest(alert: Alert) -> str:
    """Return the name of a message: the same for every entry of it."""
    sent = alert.sent.isoformat() if alert.sent else ""
    return hashlib.sha256(json.dumps((alert.sender, alert.identifier, sent)).encode()).hexdigest()


def written(alert: Alert) -> str:
    """Return an alert as text."""
    return _ALERT.dump_json(alert, exclude_defaults=True).decode()


@lru_cache(maxsize=REMEMBERED)
def _read(text: str) -> Alert:
    return _ALERT.validate_json(text)


def alert_of(row: WarningMessage) -> Alert:
    """Return the alert of a message."""
    return _read(row.read)


def notes_written(notes: Iterable[Note]) -> list[Any]:
    """Return notes as JSON."""
    return [[one.key, dict(one.arguments)] for one in notes]


def notes_of(kept: Iterable[Any]) -> tuple[Note, ...]:
    """Return notes from JSON."""
    return tuple(Note(key, tuple(sorted(arguments.items()))) for key, arguments in kept)
