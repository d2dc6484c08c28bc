"""Plug-ins of the areas, by type: hooks of cases, kinds of promises, ticks, kinds of messages."""

from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


class Registry:
    """Everything that was plugged in, found by its type in the order it was named."""

    def __init__(self, plugged: Iterable[object] = ()) -> None:
        self._by_type: dict[type, tuple[object, ...]] = {}
        for one in plugged:
            self._by_type[type(one)] = (*self._by_type.get(type(one), ()), one)

    def of(self, kind: type[T]) -> tuple[T, ...]:
        """Return everything of one type."""
        return self._by_type.get(kind, ())  # type: ignore[return-value]
