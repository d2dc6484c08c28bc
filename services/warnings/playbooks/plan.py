"""The items that a warning asks for by its lines and colour, and how they stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from models import WarningPlay, WarningThread
from models.enums import VILLAGE_POINT, Role
from services.core.act import Moment
from services.settings.areas.playbooks import Doing, Play
from services.settings.township import Township
from services.warnings.register.views import Warned

OF_VILLAGES = VILLAGE_POINT | {Role.INFORMATION_OFFICER, Role.GRID_OFFICER}
"""Roles that do an item in each touched village."""
_BY_LINE = frozenset({Doing.PATROL, Doing.LEAD})
Key = tuple[str, str, str]


def key_of(line: str, do: str, text: str) -> Key:
    """Return the name of an item: two lines ask for the same message, but each has its own risk points and leader."""
    return (line if do in _BY_LINE or do == Doing.TASK else "", do, text)


@dataclass(frozen=True)
class Item:
    """An item of a playbook for a warning: wanted now or not, and its parts if it was started."""

    line: str
    do: Doing
    text: str
    role: Role
    play: Play | None
    """None: the warning does not ask for it any more."""
    rows: tuple[WarningPlay, ...] = ()

    @property
    def open(self) -> tuple[WarningPlay, ...]:
        """The parts that are not done, and not stood down."""
        return tuple(row for row in self.rows if row.done_at is None and row.dropped_at is None)

    @property
    def stopped(self) -> bool:
        """Whether all of it was stood down."""
        return bool(self.rows) and all(row.dropped_at is not None for row in self.rows)


@dataclass(frozen=True)
class Book:
    """The playbook of a warning."""

    items: tuple[Item, ...]

    @property
    def begun(self) -> bool:
        """Whether it was started."""
        return any(one.rows for one in self.items)

    @property
    def missing(self) -> tuple[Item, ...]:
        """The items that the warning asks for, and nobody has started or all were stood down."""
        return tuple(one for one in self.items if one.play is not None and (not one.rows or one.stopped))

    @property
    def needless(self) -> tuple[Item, ...]:
        """The items that run, and that the warning does not ask for any more."""
        return tuple(one for one in self.items if one.play is None and one.open)


def wanted(settings: Township, warned: Warned) -> list[tuple[str, Play]]:
    """Return the items by the lines and the colour of a warning in force; each once."""
    colour = warned.colour
    if not (warned.active and warned.real and warned.concerns and colour is not None):
        return []
    found: dict[Key, tuple[str, Play]] = {}
    for line in warned.lines(settings):
        for play in settings.warnings.playbooks.get(line, ()):
            if colour.rank <= play.colour.rank:
                found.setdefault(key_of(line, play.do, play.text), (line, play))
    return list(found.values())


def book_of(settings: Township, warned: Warned, rows: Iterable[WarningPlay]) -> Book:
    """Return the playbook of a warning with the parts that were started."""
    by_key: dict[Key, list[WarningPlay]] = {}
    for row in rows:
        by_key.setdefault(key_of(row.line, row.do, row.text), []).append(row)
    items = []
    for line, play in wanted(settings, warned):
        parts = tuple(by_key.pop(key_of(line, play.do, play.text), ()))
        items.append(Item(line, play.do, play.text, play.by, play, parts))
    for parts_left in by_key.values():
        first = parts_left[0]
        items.append(Item(first.line, Doing(first.do), first.text, first.role, None, tuple(parts_left)))
    return Book(tuple(items))


async def rows_of(act: Moment, warning_id: int) -> Sequence[WarningPlay]:
    """Return the parts that were started for a warning, and for those that were joined to it."""
    joined = sa.select(WarningThread.id).where(WarningThread.joined_id == warning_id)
    those = sa.or_(WarningPlay.warning_id == warning_id, WarningPlay.warning_id.in_(joined))
    return (await act.session.scalars(sa.select(WarningPlay).where(those).order_by(WarningPlay.id))).all()


async def load(act: Moment, warned: Warned) -> Book:
    """Return the playbook of a warning as it stands."""
    return book_of(act.town.settings, warned, await rows_of(act, warned.id))
