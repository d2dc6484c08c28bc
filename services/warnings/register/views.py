"""A warning as it stands: its messages with their states, and what follows for the township."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from models import WarningMessage, WarningThread
from models.enums import Colour
from services.settings.township import Township
from services.warnings.cap.alerts import Alert, Note, Status
from services.warnings.meaning import colours, events
from services.warnings.meaning.colours import ColourRead
from services.warnings.meaning.standings import Standing, State
from services.warnings.register import stored


@dataclass(frozen=True)
class Told:
    """A message of a warning as it stands."""

    row: WarningMessage
    standing: Standing
    over_at: datetime | None = None
    """When it ceased to be in force other than by its own end."""
    by: WarningMessage | None = None
    """The message that took its place, or ended it."""

    @property
    def alert(self) -> Alert:
        """The message, in all languages."""
        return self.standing.alert

    @property
    def active(self) -> bool:
        """Whether it is in force, or coming."""
        return self.standing.state is State.ACTIVE

    @property
    def asks_reach(self) -> bool:
        """Whether the officer must set its reach."""
        return bool(self.row.unclear) and self.row.reach_by_id is None

    @cached_property
    def colours(self) -> ColourRead:
        """The colour, and where it was found."""
        return colours.read(self.alert)

    @property
    def colour(self) -> Colour | None:
        """The colour that counts: the officer's answer, else the gravest that was read."""
        return self.row.colour or self.colours.colour

    @property
    def asks_colour(self) -> bool:
        """Whether the officer must say the colour: none was found, or the issuer's own words differ."""
        return self.row.colour is None and (self.colours.colour is None or self.colours.disputed)

    @property
    def touches(self) -> bool:
        """Whether it touches the township, as far as is known."""
        return self.row.everywhere or bool(self.row.villages)

    @property
    def concerns(self) -> bool:
        """Whether it touches the township, or may."""
        return self.touches or self.asks_reach

    def until(self) -> datetime | None:
        """Return when it ceases to be in force, by whatever comes first."""
        return min((at for at in (self.standing.ends, self.over_at) if at is not None), default=None)


@dataclass(frozen=True)
class Warned:
    """A warning: the messages that are one, oldest first."""

    thread: WarningThread
    status: Status
    told: tuple[Told, ...]

    @property
    def id(self) -> int:
        """The number of the warning."""
        return self.thread.id

    @property
    def real(self) -> bool:
        """Whether it is no test, exercise or draft."""
        return self.status is Status.ACTUAL

    @property
    def row_ids(self) -> set[int]:
        """The ids of its messages, and of those that ended them."""
        return {one.row.id for one in self.told} | {one.by.id for one in self.told if one.by is not None}

    @property
    def active(self) -> tuple[Told, ...]:
        """The messages in force or coming; several tell of several parts."""
        return tuple(one for one in self.told if one.active)

    @property
    def shown(self) -> tuple[Told, ...]:
        """The messages that say how it stands: the active ones, else the newest."""
        return self.active or self.told[-1:]

    @property
    def head(self) -> Told:
        """The newest of the messages that say how it stands, one that concerns the township first."""
        return max(self.shown, key=lambda one: (one.concerns, _order(one)))

    @property
    def state(self) -> State:
        """The state: active as long as a message is."""
        return self.head.standing.state

    @property
    def colour(self) -> Colour | None:
        """The gravest colour of the messages that say how it stands."""
        found = [one.colour for one in self.shown if one.colour is not None]
        return min(found, key=lambda one: one.rank, default=None)

    @property
    def everywhere(self) -> bool:
        """Whether it touches the whole township."""
        return any(one.row.everywhere for one in self.shown)

    @property
    def villages(self) -> frozenset[int]:
        """The villages that it touches."""
        return frozenset(id_ for one in self.shown for id_ in one.row.villages)

    @property
    def grids(self) -> frozenset[int]:
        """The grids that it touches."""
        return frozenset(id_ for one in self.shown for id_ in one.row.grids)

    @property
    def concerns(self) -> bool:
        """Whether it touches the township, or may."""
        return any(one.concerns for one in self.shown)

    @property
    def asks(self) -> bool:
        """Whether the officer must say something about it."""
        return any(one.active and (one.asks_reach or (one.concerns and one.asks_colour)) for one in self.shown)

    @property
    def begins(self) -> datetime | None:
        """When its danger is expected."""
        return min((one.standing.begins for one in self.shown if one.standing.begins), default=None)

    @property
    def ends(self) -> datetime | None:
        """When it ends by the clock."""
        known = [one.standing.ends for one in self.shown if one.standing.ends is not None]
        return max(known) if len(known) == len(self.shown) else None

    def coming(self, now: datetime) -> bool:
        """Whether its danger is expected later."""
        return bool(self.active) and self.begins is not None and now < self.begins

    def lines(self, settings: Township) -> tuple[str, ...]:
        """Return the codes of the lines that answer for it."""
        return tuple(dict.fromkeys(line for one in self.shown for line in events.lines(settings, one.alert)))

    @property
    def deviations(self) -> tuple[Note, ...]:
        """Everything about it that was not as the standard says, or was repaired."""
        found = (note for one in self.shown for note in (*one.alert.notes, *stored.notes_of(one.row.repaired)))
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True)
class Asked:
    """An ending that does not say clearly which warning it ends."""

    row: WarningMessage
    alert: Alert
    why: Note
    candidates: tuple[Warned, ...]


@dataclass(frozen=True)
class Register:
    """All warnings that still matter, the gravest first, and the questions about endings."""

    warnings: tuple[Warned, ...]
    asked: tuple[Asked, ...]

    def find(self, warning_id: int) -> Warned | None:
        """Return a warning by its number."""
        return next((one for one in self.warnings if one.id == warning_id), None)

    @property
    def real(self) -> tuple[Warned, ...]:
        """The warnings that are real and concern the township."""
        return tuple(one for one in self.warnings if one.real and one.concerns)


def in_order(warnings: Iterable[Warned]) -> tuple[Warned, ...]:
    """Return warnings, the gravest first, then the newest."""
    last = len(Colour)
    return tuple(
        sorted(warnings, key=lambda one: (one.colour.rank if one.colour else last, -_order(one.head)[0], -one.id))
    )


def _order(one: Told) -> tuple[float, int]:
    sent = one.alert.sent or one.row.received_at
    return sent.timestamp(), one.row.id


def ordered(told: Iterable[Told]) -> tuple[Told, ...]:
    """Return messages, oldest first."""
    return tuple(sorted(told, key=_order))
