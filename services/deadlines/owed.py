"""What can be owed: each area says it for its kinds in an ``owed`` of its own, and the engine of time asks only this.

``services.registry`` gathers the areas' ``OWED`` into ``Town.owed``, so that the engine imports no area.
"""

from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

import sqlalchemy as sa
from markupsafe import Markup

from models import Case, Deadline
from models.enums import Kind, Severity
from services.cards.card import Button, Card
from services.core.act import Actor, Moment
from services.core.town import Town
from services.deadlines.ladders import Policy, Step
from services.messaging.kinds import MessageKind
from services.settings.township import Township

_GRADE = sa.case(
    {severity.value: -severity.rank for severity in Severity}, value=sa.cast(Case.severity, sa.String), else_=0
)
GRAVITY = (Case.life_danger.desc(), (Case.kind == Kind.INCIDENT).desc(), _GRADE)
"""Danger to life, incidents, then the gravest."""


@dataclass(frozen=True)
class Whose:
    """Where a thing stands in the organisation: the steps of a ladder are seen from there."""

    unit_id: int | None = None
    person_id: int | None = None
    """Who has taken it on, of the unit or alone."""
    substitute_id: int | None = None
    """Who stands in for that person."""
    village_id: int | None = None
    line: str | None = None
    incident: bool = False
    life_danger: bool = False


class Thing(Protocol):
    """A thing that something is owed about. Its area loads it, the engine asks it, and it draws without a query."""

    @property
    def key(self) -> Hashable:
        """Things of the same key are one entry in a message about several."""

    @property
    def gravity(self) -> int:
        """How grave it is beside others: the greater, the earlier it stands."""

    @property
    def drill(self) -> bool:
        """Whether it belongs to an exercise."""

    def whose(self, row: Deadline) -> Whose:
        """Return who is concerned by one of its deadlines."""

    async def look_up(self, act: Moment) -> None:
        """Look up what its card shows; asked for once, and only for what is drawn."""

    def card(self, town: Town, reader: Actor, entries: "Sequence[Entry]", now: datetime) -> Card:
        """Return the message about these deadlines, all of this key."""

    def lines(self, town: Town, reader: Actor, entries: "Sequence[Entry]", now: datetime) -> Markup:
        """Return the same in a few lines, for a message about several things."""

    def button(self, town: Town, reader: Actor) -> Button:
        """Return the button below those lines."""

    def today(self, town: Town, reader: Actor, row: Deadline, now: datetime, back: str) -> Button:
        """Return the entry of a deadline in the list of the day; ``back`` leads from the thing to that list."""


@dataclass(frozen=True)
class Entry:
    """A step of a deadline that somebody is told of."""

    row: Deadline
    thing: Thing
    step: Step


@dataclass(frozen=True)
class Owed:
    """A kind of deadline, as its area states it."""

    kind: str
    policy: Callable[[Township, Any], Policy]
    """By the township's settings, and by what the area's policy depends on."""
    load: Callable[[Moment, Sequence[Deadline]], Awaitable[Mapping[int, Thing]]]
    """Returns the things by the deadline's id, looked up together: thousands may be due at once."""
    mine: Callable[[Actor], sa.ColumnElement[bool]] | None = None
    """Which deadlines a person has to keep, for the list of the day: a condition on ``Deadline``, with its ``Case`` (or
    none) beside it. None: nobody is late, what is to happen happens by itself."""
    lapse: Callable[[Moment, Deadline], Awaitable[None]] | None = None
    """Acts once when the policy's ``lapse`` has come. It locks its thing first, and looks whether anything is owed yet:
    somebody may have been faster."""
    message: Callable[[Deadline, Step, datetime], MessageKind] | None = None
    """As which kind of message a step that is urgent is told. None: as any deadline's."""
    reckon: Callable[[Moment, Deadline], Awaitable[None]] | None = None
    """Sets anew when a usual deadline is due, by a calendar that has become known."""


def of(town: Town, kind: str) -> Owed:
    """Return how an area states a kind; ``KeyError`` for one that no area of this program states."""
    found: Owed = town.owed[kind]
    return found


def kept(town: Town) -> list[str]:
    """Return the kinds that somebody has to keep."""
    return [kind for kind in town.owed if of(town, kind).mine is not None]


async def load(act: Moment, rows: Sequence[Deadline]) -> dict[int, Thing]:
    """Return the things that deadlines are about, by the deadline's id; each area is asked once."""
    by_area: dict[Any, list[Deadline]] = {}
    for row in rows:
        by_area.setdefault(of(act.town, row.kind).load, []).append(row)
    found: dict[int, Thing] = {}
    for area, its_rows in by_area.items():
        found |= await area(act, its_rows)
    return found
