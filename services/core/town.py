"""Everything one township needs, handed down explicitly. No module holds state, so a process can serve many."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from services.core.clock import Clock
from services.core.database import Database
from services.settings.township import Township
from texts import Texts, Words

T = TypeVar("T")


class Registry:
    """Everything that the areas plug into each other, by type, in the order of the areas: hooks, ticks, and so on."""

    def __init__(self, plugged: Iterable[object] = ()) -> None:
        self._by_type: dict[type, tuple[object, ...]] = {}
        for one in plugged:
            self._by_type[type(one)] = (*self._by_type.get(type(one), ()), one)

    def of(self, kind: type[T]) -> tuple[T, ...]:
        """Return everything of one type."""
        return self._by_type.get(kind, ())  # type: ignore[return-value]


@dataclass(frozen=True)
class Town:
    """One township at work."""

    settings: Township
    database: Database
    texts: Texts
    clock: Clock
    token: str
    """The bot's token: a secret, never logged."""
    registry: Registry = field(default_factory=Registry)
    """The plug-ins of the areas (``services.registry``)."""
    owed: Mapping[str, Any] = field(default_factory=dict)
    """Everything that can be owed, by kind: ``services.deadlines.owed.Owed`` of each area."""

    def now(self) -> datetime:
        """Return the aware UTC instant of this township's clock."""
        return self.clock.now()

    @property
    def zone(self) -> ZoneInfo:
        """The zone shown on the screen."""
        return self.settings.zone

    def words(self, language: str | None) -> Words:
        """Return the words in a person's language, for that person alone; None: the township's, for groups and files.

        A person reads the whole names of colleagues, a group and a file do not (``Words.whole_names``).
        """
        return self.texts[language].to_colleague if language else self.texts[self.settings.language]

    def on_the_wall(self, at: datetime) -> str:
        """Return an instant as the township's clocks show it, for a text's argument: the same in each language."""
        return self.words(None).time(at, self.zone)
