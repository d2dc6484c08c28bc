"""The township of the simulated year: its people, and at full size 8 villages, 14 lines and 40 risk points."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from models import Account, DigestMute, Grid, Person, Post, RiskPoint, Unit, Village
from models.enums import Level, Role
from plain_duties import Owed, of_year
from sandbox_client import Player, SandboxClient
from services.core.town import Town
from township import PEOPLE, SLOPE, UNITS, VILLAGES, TownshipDriver
from year_rules import RULES, Size

ALWAYS, NEVER = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
BESIDES: dict[str, tuple[str, list[dict[str, Any]]]] = {
    "executive": ("吕副书记", [{"role": Role.EXECUTIVE_DEPUTY_DIRECTOR}]),
    "mayor": ("孟镇长", [{"role": Role.DIRECTOR}]),
    "safety_director": ("孔副镇长", [{"role": Role.DEPUTY_DIRECTOR, "line": "fire"}]),
    "grid": ("曹网格员", [{"role": Role.GRID_OFFICER, "village": "shangwan", "grid": "shangwan"}]),
    "water": ("华站长", [{"role": Role.UNIT_HEAD, "unit": "water-station"}]),
    "build_head": ("金主任", [{"role": Role.UNIT_HEAD, "unit": "construction-office"}]),
}
ROTATION = ("geology", "flood", "construction", "fire", "traffic", "forest-fire", "city", "industry", "environment")


@dataclass(frozen=True)
class Place:
    """A risk point."""

    id: int
    line: str
    level: Level
    village: int
    unit: int | None
    grid: int | None

    @property
    def of(self) -> frozenset[tuple[str, str]]:
        """Everybody for whom a patrol of it counts, but for the person."""
        found = {("risk_point", str(self.id)), ("village", str(self.village))}
        found |= {("unit", str(self.unit))} if self.unit else set()
        return frozenset(found | ({("grid", str(self.grid))} if self.grid else set()))


@dataclass
class Held:
    """A post as the plain ladder knows it, from when to when somebody held it."""

    person: int
    role: Role
    unit: int | None = None
    village: int | None = None
    grid: int | None = None
    line: str | None = None
    since: datetime = ALWAYS
    until: datetime = NEVER


@dataclass
class YearTown:
    """The township as the test knows it."""

    driver: TownshipDriver
    points: list[Place] = field(default_factory=list)
    posts: list[Held] = field(default_factory=list)
    players: dict[str, Player] = field(default_factory=dict)

    @classmethod
    async def open(cls, town: Town, sandbox: SandboxClient | None, size: Size, at: datetime) -> "YearTown":
        """Fill the roster; everybody has a phone, in the sandbox where there is one."""
        people = dict(PEOPLE | BESIDES)
        units, villages = dict(UNITS), dict(VILLAGES)
        if size.every_unit:
            named = (unit for line in town.settings.lines.values() for unit in line.units)
            units |= {code: code for code in named if code not in units}
        villages |= {f"v{number}": f"第{number}村" for number in range(len(VILLAGES) + 1, size.villages + 1)}
        manned = {post.get("unit") for _, posts in people.values() for post in posts}
        for code in [code for code in units if size.every_unit and code not in manned]:
            people[f"{code}-head"] = (f"{code[:8]}长", [{"role": Role.UNIT_HEAD, "unit": code}])
        for code in [code for code in villages if code not in VILLAGES]:
            people[f"{code}-principal"] = (f"{code}书记", [{"role": Role.VILLAGE_PRINCIPAL, "village": code}])
        players = {}
        if sandbox is not None:
            for index, (key, (name, _)) in enumerate(people.items()):
                players[key] = await sandbox.person(name, phone=f"+86138000{index:05d}")
        phones = {key: players[key].id if players else 1001 + index for index, key in enumerate(people)}
        driver = await TownshipDriver.open(town, at=at, accounts={key: phones[key] for key in PEOPLE})
        one = cls(driver, players=players)
        await one._fill(units, villages, people, phones)
        await one._points(size.points)
        return one

    async def _fill(
        self,
        units: Mapping[str, str],
        villages: Mapping[str, str],
        people: Mapping[str, Any],
        phones: Mapping[str, int],
    ) -> None:
        driver = self.driver
        async with driver.town.database.transaction() as session:
            new_units = {code: Unit(code=code, name=name) for code, name in units.items() if code not in driver.units}
            new = {
                code: Village(code=code, name=name, latitude=SLOPE[0], longitude=SLOPE[1])
                for code, name in villages.items()
                if code not in driver.villages
            }
            persons = {
                key: Person(name=name, phone=f"+86138000{index:05d}")
                for index, (key, (name, _)) in enumerate(people.items())
                if key not in driver.people
            }
            session.add_all([*new_units.values(), *new.values(), *persons.values()])
            await session.flush()
            driver.units |= {code: row.id for code, row in new_units.items()}
            driver.villages |= {code: row.id for code, row in new.items()}
            driver.people |= {key: row.id for key, row in persons.items()}
            grids = {code: Grid(code=f"{code}-1", name="第一网格", village_id=row.id) for code, row in new.items()}
            session.add_all(grids.values())
            await session.flush()
            driver.grids |= {code: row.id for code, row in grids.items()}
            for key, (_, posts) in people.items():
                held = [self._post(driver.people[key], post) for post in posts]
                self.posts += held
                if key in persons:
                    session.add_all(_row(one, post) for one, post in zip(held, posts, strict=True))
                    account = {"telegram_id": phones[key], "bound_at": driver.now, "via": "contact"}
                    session.add(Account(person_id=driver.people[key], **account))
                if key != "chief":  # the others have turned their morning digests off
                    session.add(DigestMute(person_id=driver.people[key], at=driver.now))

    def _post(self, person: int, post: Mapping[str, Any]) -> Held:
        driver = self.driver
        return Held(
            person,
            post["role"],
            driver.units.get(post.get("unit", "")),
            driver.villages.get(post.get("village", "")),
            driver.grids.get(post.get("grid", "")),
            post.get("line"),
        )

    async def _points(self, count: int) -> None:
        """Put points on the register: of each line and level, some without a unit, some in a grid."""
        driver, lines = self.driver, list(self.driver.town.settings.lines)
        lines = [*ROTATION, *(code for code in lines if code not in ROTATION)]
        levels, villages = (Level.MAJOR, Level.LARGER, Level.LARGER, Level.GENERAL), list(driver.villages.items())
        async with driver.town.database.transaction() as session:
            for number in range(count):
                line, (village, village_id) = lines[number % len(lines)], villages[number % len(villages)]
                lead = driver.town.settings.lines[line].lead
                unit = driver.units.get(lead, driver.units["natural-resources"])
                row = RiskPoint(
                    code=f"R{number:02d}",
                    name=f"第{number}号风险点",
                    line=line,
                    level=levels[number % len(levels)] if number else Level.MAJOR,
                    village_id=village_id,
                    unit_id=None if number % 5 == 4 else unit,
                    grid_id=driver.grids[village] if number % 3 == 0 else None,
                    latitude=SLOPE[0],
                    longitude=SLOPE[1],
                )
                session.add(row)
                await session.flush()
                self.points.append(Place(row.id, line, row.level, village_id, row.unit_id, row.grid_id))

    def owing(self, rule: Mapping[str, Any]) -> list[str]:
        """Return everybody that owes a rule, as rows name it."""
        driver = self.driver
        match rule["owes"]:
            case "post":
                return [str(one.person) for one in self.posts if one.role.value in rule["roles"]]
            case "risk_point":
                return [str(one.id) for one in self.points if one.level.value in rule["levels"]]
            case "line":
                return list(driver.town.settings.lines)
            case "town":
                return ["town"]
            case kind:
                return [
                    str(one)
                    for one in {"unit": driver.units, "village": driver.villages, "grid": driver.grids}[kind].values()
                ]

    def duties(self, year: int = 2026) -> list[Owed]:
        """Return all that is owed in a year by the calendar."""
        return [one for code, rule in RULES.items() for one in of_year(code, rule, self.owing(rule), year)]

    def owing_of(self, code: str) -> list[str]:
        """Return everybody that owes the rule of a code."""
        return self.owing(RULES[code])

    def point(self, id_: int | str) -> Place:
        """Return a risk point."""
        return next(one for one in self.points if one.id == int(id_))

    def name(self, person: int) -> str:
        """Return what the tests call somebody."""
        return next(key for key, id_ in self.driver.people.items() if id_ == person)

    def who(self, role: Role, now: datetime, **of: int) -> set[int]:
        """Return who holds a post at a moment, of a unit or a village."""
        held = (one for one in self.posts if one.role is role and one.since <= now < one.until)
        return {one.person for one in held if all(getattr(one, key) == value for key, value in of.items())}

    def hear(self, duty: Owed, rank: str, now: datetime) -> set[int]:
        """Return whom a step of a duty tells: who stands there, or, where nobody does, on the next."""
        ranks = ["handler", "unit_head", "line_deputy_director", "executive_deputy_director"]
        return next(found for one in ranks[ranks.index(rank) :] if (found := self._on(duty, one, now)))

    def _on(self, duty: Owed, rank: str, now: datetime) -> set[int]:
        unit, village, person, line = self._behind(duty, now)
        match rank:
            case "handler" if unit:
                return self.who(Role.UNIT_HANDLER, now, unit=unit) or self.who(Role.UNIT_HEAD, now, unit=unit)
            case "unit_head" if unit:
                return self.who(Role.UNIT_HEAD, now, unit=unit)
            case "handler" | "unit_head" if village:
                return self.who(Role.VILLAGE_PRINCIPAL, now, village=village)
            case "handler" if person:
                return {person}
            case "handler":
                return {self.driver.people[key] for key in ("duty", "night", "both")}  # the full-time staff
            case "unit_head":
                return self.who(Role.STATION_DEPUTY_CHIEF, now)
            case "line_deputy_director":
                return {one.person for one in self.posts if one.role is Role.DEPUTY_DIRECTOR and one.line == line}
        return self.who(Role.EXECUTIVE_DEPUTY_DIRECTOR, now)

    def _behind(self, duty: Owed, now: datetime) -> tuple[int | None, int | None, int | None, str | None]:
        """Return the unit, else the village, else the person, and the line of a duty."""
        who = duty.owed_by(now)
        match duty.owing:
            case "risk_point":
                point = self.point(who)
                return point.unit, None if point.unit else point.village, None, point.line
            case "grid":
                village = next(id_ for code, id_ in self.driver.villages.items() if str(self.driver.grids[code]) == who)
                officer = self.who(Role.GRID_OFFICER, now, grid=int(who))
                return None, None, min(officer or self.who(Role.VILLAGE_PRINCIPAL, now, village=village)), None
            case "unit":
                return int(who), None, None, None
            case "village":
                return None, int(who), None, None
            case "post":
                return None, None, int(who), None
            case "line":
                return None, None, None, who
        return None, None, None, None


def _row(one: Held, post: Mapping[str, Any]) -> Post:
    return Post(
        person_id=one.person, role=one.role, unit_id=one.unit, village_id=one.village, grid_id=one.grid, line=one.line
    )
