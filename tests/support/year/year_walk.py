"""A walk through the year: the clock stops where somebody acts, and the plain township is told the same."""

from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import sqlalchemy as sa

from bot.clock_catch_up import catch_up
from conversation import Conversation
from models import Account, DigestMute, Duty, Person, Post
from plain_calendar import DAY, SHANGHAI, at, days
from plain_duties import Fact, Key, Owed, PlainYear
from scheduler import ticks
from year_town import Held, YearTown

Doing = Callable[[], Awaitable[object]]
BREATH = timedelta(minutes=3)
"""Between what is due and what people do: what was bundled is told."""
MORNING = 10
WARNED = "risk-point-check"
"""The rule that a red warning makes daily."""


@dataclass
class YearWalk(Conversation):
    """The conversation of the year, and the same year once more and plainly."""

    year: YearTown = field(kw_only=True)
    plain: PlainYear = field(kw_only=True)
    asleep: tuple[date, date] = field(kw_only=True)
    """The fortnight in which the clock does not stop."""
    random: Random = field(default_factory=lambda: Random(2026))
    planned: dict[datetime, list[Doing]] = field(default_factory=lambda: defaultdict(list))
    red_since: datetime | None = None
    red: list[str] = field(default_factory=list)
    """The points under a red warning."""

    @classmethod
    def of(cls, year: YearTown, sandbox: Any, asleep: tuple[date, date]) -> "YearWalk":
        """Return a walk that has not begun."""
        return cls(year.driver, sandbox, year.players, year=year, plain=PlainYear(year.duties()), asleep=asleep)

    @property
    def now(self) -> datetime:
        """Where the clock stands, as the township's clocks show it."""
        return self.driver.now.astimezone(SHANGHAI)

    async def to(self, moment: datetime) -> None:
        """Let the clock come to a moment: all that is due by then is done, told and sent."""
        before = self.plain.stops[-1].date() if self.plain.stops else None
        self.driver.clock.at = (moment - BREATH).astimezone(UTC)
        if before != moment.date():  # as each night
            await ticks.do(self.town, "sync_duties")
            await ticks.do(self.town, "follow_meetings")
        await ticks.work_off(self.town)
        self.plain.stop(moment - BREATH)
        if self.red_since is not None and before != moment.date():
            self.plain.warned(WARNED, self.red, self.red_since)
        self.driver.clock.at = moment.astimezone(UTC)
        await ticks.do(self.town, "tell_reminders")
        await catch_up(self.town, ("delivery",))

    async def through(self, until: date) -> None:
        """Go from moment to moment at which somebody has planned something, until a day."""
        while (moment := min(self.planned, default=at(until))) < at(until):
            await self.to(moment)
            for act in self.planned.pop(moment):
                await act()
            await catch_up(self.town, ("delivery",))

    def at(self, month: int, day: int, act: Doing, hour: int = MORNING, year: int = 2026) -> None:
        """Plan something at an hour of a day."""
        self.planned[at(date(year, month, day), hour)].append(act)

    def on(self, first: date, last: date, act: Doing) -> None:
        """Plan something on a day between two, of which the clock stops on a few; nothing if it sleeps on them all."""
        begins, ends = self.asleep
        free = [day for day in days(max(first, self.now.date()), last) if not begins < day < ends]
        few = [day for day in free if day.toordinal() % 3 == 0] or free[-1:]
        if few:
            self.planned[at(self.random.choice(few), MORNING)].append(act)

    async def nothing(self) -> None:
        """Let the clock stop; nobody does anything."""

    def fate(self, duty: Owed, act: Doing, excuse: Doing, take_back: Doing) -> None:
        """Decide by chance what becomes of a duty, and plan the days on which somebody sees to it."""
        due, closes, times = min(duty.due.date(), duty.closes), duty.closes, duty.needed
        match int(self.random.random() * 24):
            case 0 | 1 | 2:  # missed, perhaps for want of the last one
                times -= 1
            case 3 | 4 | 5 if due < closes:
                times -= 1
                self.on(due + DAY, closes, act)
            case 6 | 7:
                self.on(duty.first, closes, excuse)
                times = 0
            case 8 | 9:
                self.on(duty.first, closes, take_back)
            case 10 | 11 if duty.opens < duty.first:
                times -= 1
                self.on(duty.opens, duty.first - DAY, act)
        for _ in range(times):
            self.on(duty.first, due, act)

    def said(self, fact: Fact, counted: list[Duty]) -> Fact:
        """Tell the plain township of a fact; both count it for the same duties."""
        plain = {one.key for one in self.plain.fact(fact)}
        of_the_year = {key_of(one) for one in counted if one.first.year <= self.plain.year}
        assert of_the_year == plain, f"{fact.kind} at {fact.at}"
        return fact

    async def row(self, duty: Owed) -> Duty:
        """Return the product's row of a duty."""
        async with self.town.database.reading() as session:
            those = {"rule": duty.rule, "owing": duty.owing, "who": duty.who, "track": duty.track, "first": duty.first}
            return (await session.scalars(sa.select(Duty).filter_by(**those))).one()

    def set_red(self, *lines: str) -> None:
        """Let a red warning be in force from now on."""
        owing = self.year.owing_of(WARNED)
        self.red_since, self.red = self.now, [one for one in owing if self.year.point(one).line in lines]
        self.plain.warned(WARNED, self.red, self.red_since)

    def lift_red(self) -> None:
        """Lift it."""
        self.plain.lifted(self.now)
        self.red_since = None

    async def succeeds(self, key: str, new: str, name: str) -> None:
        """Let somebody leave, and a new person have the post."""
        (held,) = (one for one in self.year.posts if one.person == self.driver.people[key])
        phone = f"+86137000{len(self.driver.people):05d}"
        player = await self.sandbox.person(name, phone=phone)
        async with self.town.database.transaction() as session:
            await session.execute(sa.update(Post).where(Post.person_id == held.person).values(active=False))
            person = Person(name=name, phone=phone)
            session.add(person)
            await session.flush()
            session.add(Post(person_id=person.id, role=held.role, unit_id=held.unit))
            account = {"telegram_id": player.id, "bound_at": self.driver.now, "via": "contact"}
            session.add_all(
                [Account(person_id=person.id, **account), DigestMute(person_id=person.id, at=self.driver.now)]
            )
            self.driver.people[new] = person.id
        self.players[new] = player
        await player.sends("/start")
        await self.settles()
        await ticks.do(self.town, "sync_duties")
        held.until = self.now
        self.year.posts.append(Held(self.driver.people[new], held.role, held.unit, since=self.now))
        self.plain.take_over("post", str(held.person), str(self.driver.people[new]), self.now)


def key_of(duty: Duty) -> Key:
    """Return what there is one row of."""
    return duty.rule, duty.owing, duty.who, duty.track, duty.first
