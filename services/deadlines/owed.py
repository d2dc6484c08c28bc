"""Kinds of deadlines: each area states its own in an ``owed``, and the engine of time asks only this module.

``services.registry`` gathers the areas' ``OWED`` into ``Town.owed``, so that the engine imports no area.
"""

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

import sqlalchemy as sa
from markupsafe import Markup

from models import Assignment, Case, Deadline
from models.enums import Kind, Severity
from services.cards import spans
from services.cards.card import Button, Card, button
from services.core.act import Actor, Moment
from services.core.town import Town
from services.deadlines.ladders import Owner, Policy, Step, late_by
from services.messaging.kinds import MessageKind
from services.settings.township import Township
from texts import Words

_GRADE = sa.case(
    {severity.value: -severity.rank for severity in Severity}, value=sa.cast(Case.severity, sa.String), else_=0
)
GRAVITY = (Case.life_danger.desc(), (Case.kind == Kind.INCIDENT).desc(), _GRADE)
"""Danger to life, incidents, then the gravest."""


def with_others(actor: Actor, now: datetime) -> sa.ColumnElement[bool]:
    """Whether somebody else has it in hand: has accepted the assignment, or holds the case. Beside ``Case``."""
    accepted = sa.exists().where(
        Assignment.id == Deadline.subject_id,
        Deadline.subject_kind == "assignment",
        Assignment.accepted_by_id != actor.person_id,
    )
    held = sa.and_(Case.claimed_until > now, Case.claimed_by_id != actor.person_id)
    return sa.or_(accepted, sa.func.coalesce(held, sa.false()))


@dataclass(frozen=True)
class Whose:
    """Where a thing stands in the organisation: the steps of a ladder are seen from there."""

    unit_id: int | None = None
    person_id: int | None = None
    """The person responsible, of the unit or alone."""
    substitute_id: int | None = None
    """That person's substitute."""
    village_id: int | None = None
    line: str | None = None
    incident: bool = False
    life_danger: bool = False


@dataclass(frozen=True)
class TodayEntry:
    """The fields of an entry in the list of the day, and the action of its button."""

    mark: str
    number: str
    """The thing's number or name."""
    what: str
    where: str
    action: str
    subject: int | None = None
    """None: the action shows a list that does not lead back."""


@dataclass(kw_only=True)
class Thing(ABC):
    """A thing with deadlines. Its area loads it, the engine asks it, and it draws without a query."""

    key: Hashable
    """Things of the same key are one entry in a message about several."""
    gravity: int = 0
    """The graver thing stands first in a message about several."""
    drill: bool = False
    """Whether it belongs to an exercise."""

    @property
    def place(self) -> str | None:
        """The name of the standing card that shows it; None: each of its messages stands for itself."""
        return None

    async def graver_since(self, act: Moment, since: datetime) -> datetime | None:
        """Return when its danger last grew after an instant; None when it has not."""
        return None

    def whose(self, row: Deadline) -> Whose:
        """Return the people of one of its deadlines; nobody in particular: the desk."""
        return Whose()

    async def look_up(self, act: Moment) -> None:
        """Look up the facts on its card; the engine asks once, and only for a thing that it draws."""
        return

    @abstractmethod
    def card(self, town: Town, reader: Actor, entries: "Sequence[Entry]", now: datetime) -> Card:
        """Return the message about these deadlines, all of this key."""

    def lines(self, town: Town, reader: Actor, entries: "Sequence[Entry]", now: datetime) -> Markup:
        """Return the same in a few lines, for a message about several things."""
        return Markup(self.card(town, reader, entries, now).text)

    @abstractmethod
    def button(self, town: Town, reader: Actor) -> Button:
        """Return the button below those lines."""

    @abstractmethod
    def entry(self, town: Town, words: Words, row: Deadline) -> TodayEntry:
        """Return the fields of a deadline's entry in the list of the day."""

    def today(self, town: Town, reader: Actor, row: Deadline, now: datetime, back: str) -> Button:
        """Return the entry of a deadline in the list of the day; ``back`` leads from the thing to that list."""
        words = town.words(reader.language)
        entry = self.entry(town, words, row)
        text = words.plain(
            "today-entry",
            late="yes" if row.due_at < now else "no",
            mark=entry.mark,
            number=entry.number,
            what=entry.what,
            village=entry.where,
            due=words.time(row.due_at, town.zone),
            span=spans.rough(words, late_by(row, now) or row.due_at - now),
        )
        return button(text, entry.action) if entry.subject is None else button(text, entry.action, entry.subject, back)


AnyThing = TypeVar("AnyThing", bound=Thing)


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
    """Selects the deadlines that a person has to keep, for the list of the day: a condition on ``Deadline``, with its
    ``Case`` (or none) beside it. None: nobody has to act, the area acts by itself."""
    lapse: Callable[[Moment, Deadline], Awaitable[None]] | None = None
    """Acts once when the policy's ``lapse`` has come. It locks its thing first, and looks whether anything is owed yet:
    somebody may have been faster."""
    message: Callable[[Deadline, Step, datetime], MessageKind] | None = None
    """As which kind of message a step that is urgent is told. None: as any deadline's."""
    recompute: Callable[[Moment, Deadline], Awaitable[None]] | None = None
    """Recalculates when a usual deadline is due, by a calendar that has become known."""


def of_duty(owner: Owner) -> Callable[[Township, Any], Policy]:
    """Return the policy of what is owed as a duty is: working time, the usual reminders, the ladder of duties."""
    return lambda settings, _: Policy(owner=owner, remind=settings.reminders.at, ladder=settings.ladders.duty)


def at_desk(actor: Actor) -> sa.ColumnElement[bool]:
    """Select, as ``mine``, every deadline for the station, and none for others."""
    return sa.true() if actor.is_station else sa.false()


def about(model: Any, *which: Any) -> sa.ColumnElement[bool]:
    """Select, as ``mine``, deadlines by their thing: it is looked up by its id, however many a person ever had."""
    return sa.exists().where(model.id == Deadline.subject_id, *which).correlate(Deadline)


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


def by_row(rows: Sequence[Deadline], things: Iterable[tuple[int, AnyThing]]) -> dict[int, AnyThing]:
    """Return things by the deadline's id; each thing comes with the id of the deadline's subject."""
    known = dict(things)
    return {row.id: known[row.subject_id] for row in rows if row.subject_id in known}
