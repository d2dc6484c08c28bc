"""The acting person, the township and the time: the first argument of nearly every service.

``Moment`` serves the work of the clock: a transaction, the township and the time. ``Act`` adds the person who acts.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models.enums import STATION, UNIT, Language, Role
from services.core.town import Town


@dataclass(frozen=True)
class HeldPost:
    """One post as far as rights are concerned."""

    role: Role
    unit_id: int | None = None
    village_id: int | None = None
    grid_id: int | None = None
    squad_id: int | None = None
    line: str | None = None
    full_time: bool = False


@dataclass(frozen=True)
class Actor:
    """A person of the roster who acts, with every active post; several posts give the union."""

    person_id: int
    name: str
    phone: str
    language: Language
    posts: tuple[HeldPost, ...]
    chat_id: int | None = None
    """The private chat with the bot; null while no account is bound."""

    @property
    def roles(self) -> frozenset[Role]:
        """The roles held."""
        return frozenset(post.role for post in self.posts)

    @property
    def unit_ids(self) -> frozenset[int]:
        """The units belonged to."""
        return frozenset(post.unit_id for post in self.posts if post.unit_id is not None and post.role in UNIT)

    @property
    def village_id(self) -> int | None:
        """The village a report is most likely about."""
        return next((post.village_id for post in self.posts if post.village_id is not None), None)

    @property
    def grid_id(self) -> int | None:
        """The grid a report is most likely about."""
        return next((post.grid_id for post in self.posts if post.grid_id is not None), None)

    @property
    def is_station(self) -> bool:
        """Whether the person works at the station."""
        return bool(self.roles & STATION)


@dataclass(frozen=True, slots=True)
class Moment:
    """A transaction of one township at one time. The edge that opened it commits it."""

    session: AsyncSession
    town: Town
    now: datetime

    @property
    def somebody(self) -> Actor | None:
        """The person who acts; None when the clock does."""
        return None

    def others(self, people: Iterable[Actor]) -> list[Actor]:
        """Return people without the one who acts, who knows."""
        return [one for one in people if self.somebody is None or one.person_id != self.somebody.person_id]

    @property
    def today(self) -> date:
        """The township's date."""
        return self.now.astimezone(self.town.zone).date()

    @property
    def at(self) -> datetime:
        """The time of the fact; for the clock that is now."""
        return self.now

    def by_clock(self) -> "Moment":
        """Return this moment as an action of the clock."""
        return Moment(self.session, self.town, self.now)

    def by(self, actor: Actor) -> "Act":
        """Return this moment as an act of a person."""
        return Act(self.session, self.town, self.now, actor)


@dataclass(frozen=True, slots=True)
class Act(Moment):
    """An action of one person at one moment."""

    actor: Actor
    said_at: datetime | None = field(default=None, kw_only=True)
    """When the person sent it, where that was long before ``now`` (``services.core.clock.sent``)."""

    @property
    def somebody(self) -> Actor | None:
        """The person who acts."""
        return self.actor

    @property
    def at(self) -> datetime:
        """The time of the fact: when the person sent it. ``now`` is when it is known here.

        The acts of people count from ``at``: a report and its clocks, an answer, an arrival, the journal, the end of a
        deadline. The duties of the station after it knows count from ``now``: a question that is asked, a chase, a
        claim, a message's lifetime, the time in which the county is told of an event that is known too late.
        """
        return self.said_at or self.now
