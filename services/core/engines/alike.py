"""The things that the engines of one process share: their options, and the statements that they have compiled."""

from collections.abc import MutableMapping
from typing import Any

import orjson
from sqlalchemy.util import LRUCache

STATEMENTS = 1_500
"""Statements that a process keeps compiled: they are several kilobytes each, so towns share them."""
OPTIONS: dict[str, Any] = {
    "hide_parameters": True,
    "json_serializer": lambda value: orjson.dumps(value).decode(),
    "json_deserializer": orjson.loads,
}

_compiled: MutableMapping[Any, Any] = LRUCache(STATEMENTS)


class Alike:
    """A dialect that equals every other of its class: SQLAlchemy keeps a compiled statement for each dialect.

    Our dialects of a class have the same options and the same library, so a statement that one has compiled is good
    for all. Without this, each of fifty towns compiles and keeps every statement by itself.
    """

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self)

    def __hash__(self) -> int:
        return hash(type(self))


def sharing() -> dict[str, Any]:
    """Return the options of an engine whose dialect is alike."""
    return {**OPTIONS, "execution_options": {"compiled_cache": _compiled}}
