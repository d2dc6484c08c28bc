"""The colours of warnings in force, as the areas state them that know of warnings."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from models.enums import Colour
from services.core.act import Moment
from services.deadlines.owed import Whose
from services.settings.duties import UnderWarning


@dataclass(frozen=True)
class InForce:
    """A colour, from a moment until it was or will be lifted, for some lines and villages."""

    colour: Colour
    since: datetime
    until: datetime | None = None
    lines: frozenset[str] = frozenset()
    """Codes; empty: every line."""
    villages: frozenset[int] = frozenset()
    """Ids; empty: the whole township."""

    def holds(self, at: datetime) -> bool:
        """Whether it is in force at an instant."""
        return self.since <= at and (self.until is None or at < self.until)

    def reaches(self, row: UnderWarning) -> bool:
        """Whether a row of a rule holds under it for anybody."""
        if self.colour.rank > row.colour.rank:
            return False
        return row.line is None or not self.lines or row.line in self.lines

    def asks(self, row: UnderWarning, whose: Whose) -> bool:
        """Whether a row of a rule holds under it for somebody who owes the rule."""
        if not self.reaches(row):
            return False
        if self.villages and whose.village_id is not None and whose.village_id not in self.villages:
            return False
        line = row.line or whose.line
        return line is None or not self.lines or line in self.lines


@dataclass(frozen=True)
class ColoursInForce:
    """One source of colours, such as the warnings. It calls ``tracks.changed`` when something of it changes."""

    load: Callable[[Moment, datetime], Awaitable[Sequence[InForce]]]
    """Returns what is in force at an instant or at any time after it."""


async def load(act: Moment, since: datetime) -> list[InForce]:
    """Return what is in force at an instant or at any time after it, of every source."""
    return [one for source in act.town.registry.of(ColoursInForce) for one in await source.load(act, since)]


async def now(act: Moment) -> list[InForce]:
    """Return what is in force now, the gravest first."""
    found = [one for one in await load(act, act.now) if one.holds(act.now)]
    return sorted(found, key=lambda one: (one.colour.rank, one.since))
