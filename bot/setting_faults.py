"""Faults in settings: pydantic's errors as path, value, expectation and remedy in the operator's words."""

import difflib
import types
from collections.abc import Iterable
from enum import Enum
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, SecretStr, ValidationError
from pydantic_core import ErrorDetails

from bot.faults import Fault, shown
from texts import Words

SECRET = frozenset({"token", "database_url", "proxy", "fallback", "heartbeat_url"})
"""Settings whose values are never shown."""


def faults_of(error: ValidationError, model: type[BaseModel], words: Words, *, prefix: str = "") -> list[Fault]:
    """Return every fault of a validation; ``prefix`` makes environment names of paths (``BIHUAN_``)."""
    return [_said(fault, model, words, prefix) for fault in error.errors(include_url=False)]


def _said(fault: ErrorDetails, model: type[BaseModel], words: Words, prefix: str) -> Fault:
    place = tuple(part for part in fault["loc"] if part != "[key]")
    kind = fault["type"].replace("_", "-")
    context = {name: str(_plain(value)) for name, value in (fault.get("ctx") or {}).items()}
    context.setdefault("message", fault["msg"])
    if fault["type"] == "extra_forbidden":
        keys = _keys(model, place[:-1])
        context |= {"keys": ", ".join(keys), "close": _close(str(place[-1]), keys)}
    expected = f"fault-{kind}" if words.has(f"fault-{kind}") else "fault-other"
    mend = f"mend-{kind}" if words.has(f"mend-{kind}") else "mend-other"
    if fault["type"] == "extra_forbidden" and not context["close"]:
        mend = "mend-other"
    return Fault(
        where=prefix + str(place[0]).upper() if prefix else path(place),
        met=_met(fault, place, words),
        expected=words.plain(expected, **context),
        mend=words.plain(mend, **context),
    )


def path(place: Iterable[int | str]) -> str:
    """Return a key's path: ``lines.flood.co[1]``, where list entries are counted from 1."""
    text = ""
    for part in place:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text or "config.yaml"


def _met(fault: ErrorDetails, place: tuple[int | str, ...], words: Words) -> str:
    value = fault["input"]
    if fault["type"] in ("missing", "severity_missing") or value is None or value == "":
        return words.plain("fault-nothing")
    if (place and place[0] in SECRET) or isinstance(value, SecretStr):
        return words.plain("fault-hidden")
    if isinstance(value, dict):
        return shown("{" + ", ".join(map(str, value)) + "}")
    return shown(_plain(value))


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value


def _close(word: str, keys: list[str]) -> str:
    return next(iter(difflib.get_close_matches(word, keys, n=1)), "")


def _keys(kind: Any, place: tuple[int | str, ...]) -> list[str]:
    """Return the keys of the section at ``place``; none when it is no section."""
    for part in place:
        kind = _inside(kind, part)
    kind = _bare(kind)
    return list(kind.model_fields) if isinstance(kind, type) and issubclass(kind, BaseModel) else []


def _bare(kind: Any) -> Any:
    """Return a type without ``Annotated`` and without ``None``."""
    while get_origin(kind) in (Annotated, Union, types.UnionType):
        kind = next(part for part in get_args(kind) if part is not type(None))
    return kind


def _inside(kind: Any, part: int | str) -> Any:
    """Return the type of one entry of a section."""
    kind = _bare(kind)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        field = kind.model_fields.get(str(part))
        return field.annotation if field is not None else None
    arguments = get_args(kind)
    if get_origin(kind) is dict:
        return arguments[1]
    return arguments[0] if arguments else None
