"""青溪镇, the invented township of the demo: its people, posts and places, and the rows of its workbook.

Everything is deterministic: the same names, numbers and places each time. No number belongs to anybody
(+86 138 0000 xxxx).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.demo.names import EQUIPMENT, SKILLS, SURNAMES, full_name
from bot.demo.places import MEASURES, RESERVE, RISK_POINTS, UNITS, VILLAGES
from models.enums import Role
from services.core.labels import hyphened
from services.settings.township import Township
from texts import Words

STATION_FULL_TIME, STATION_PART_TIME = 8, 3  # with chief, executive deputy and three deputies: sixteen
SQUAD_MEMBERS = 28  # with captain and two deputies: thirty-one
HOUSEHOLDS_A_GRID = 5
NUMERALS = "一二三四五六七八九十"


@dataclass
class DemoPerson:
    """A person of the demo with posts; the first post is shown under the name."""

    name: str
    phone: str
    posts: list[dict[str, Any]] = field(default_factory=list)
    skills: str | None = None
    equipment: str | None = None

    @property
    def role(self) -> Role:
        """The role of the first post."""
        return Role(self.posts[0]["role"])


class Demo:
    """The invented township, ready to be written into a workbook."""

    def __init__(self) -> None:
        self.people: list[DemoPerson] = []
        self.grids = [
            (f"{code}-{at + 1:02d}", f"{name}第{NUMERALS[at]}网格", code)
            for code, name, _, _, count in VILLAGES
            for at in range(count)
        ]
        self._leaders_and_station()
        self._units()
        for code, *_ in VILLAGES:
            self._village(code)
        self._reserve()

    def person(self, role: Role, **scope: Any) -> DemoPerson:
        """Add the next person with a first post."""
        at = len(self.people)
        person = DemoPerson(full_name(at * 7, at * 3 + at // len(SURNAMES)), f"138 0000 {at + 1001:04d}")
        self.people.append(person)
        return self.also(person, role, **scope)

    @staticmethod
    def also(person: DemoPerson, role: Role, **scope: Any) -> DemoPerson:
        """Give a person one more post."""
        person.posts.append({"role": role.value, **scope})
        return person

    def holders(self, role: Role, **scope: Any) -> list[DemoPerson]:
        """Return the holders of a role in a scope: ``holders(Role.UNIT_HEAD, unit="water-station")``."""
        wanted = {"role": role.value, **scope}
        return [person for person in self.people if any(wanted.items() <= post.items() for post in person.posts)]

    def _leaders_and_station(self) -> None:
        self.person(Role.DIRECTOR)  # 党委书记
        self.person(Role.DIRECTOR)  # 镇长
        chief = self.person(Role.STATION_CHIEF)  # 党委副书记
        self.also(chief, Role.EXECUTIVE_DEPUTY_DIRECTOR)
        for lines in ("production-safety", "disaster-relief", "education-health", "construction;city;earthquake"):
            self.person(Role.DEPUTY_DIRECTOR, lines=lines)
        executive = self.person(Role.STATION_EXECUTIVE_DEPUTY)  # 社治办主任
        self.also(executive, Role.UNIT_HEAD, unit="social-governance")
        for unit in ("social-governance", "economic-development", "agriculture-office"):  # 副主任
            deputy = self.person(Role.STATION_DEPUTY_CHIEF)
            self.also(deputy, Role.UNIT_HANDLER, unit=unit)
        for at in range(STATION_FULL_TIME + STATION_PART_TIME):
            self.person(Role.STATION_STAFF, full_time=at < STATION_FULL_TIME)
        self.also(self.people[-1], Role.OPERATOR)

    def _units(self) -> None:
        for code, _, handlers in UNITS:
            if not self.holders(Role.UNIT_HEAD, unit=code):
                self.person(Role.UNIT_HEAD, unit=code)
            for _ in range(handlers - len(self.holders(Role.UNIT_HANDLER, unit=code))):
                self.person(Role.UNIT_HANDLER, unit=code)

    def _village(self, code: str) -> None:
        self.person(Role.VILLAGE_PRINCIPAL, village=code)
        administrator = self.person(Role.EMERGENCY_ADMINISTRATOR, village=code)
        self.person(Role.INFORMATION_OFFICER, village=code)
        self.person(Role.INFORMATION_OFFICER, village=code, substitute=True)
        grid_officers = [self.person(Role.GRID_OFFICER, grid=grid) for grid, _, of in self.grids if of == code]
        squad = f"TJ-{code}"
        self.also(administrator, Role.SQUAD_CAPTAIN, squad=squad)
        for deputy in grid_officers[:2]:
            self.also(deputy, Role.SQUAD_DEPUTY, squad=squad)
        for _ in range(SQUAD_MEMBERS):
            self._member(squad)
        stood_in_for, stands_in = self.holders(Role.SQUAD_MEMBER, squad=squad)[:2]
        stands_in.posts[0]["substitute_for"] = stood_in_for.phone

    def _reserve(self) -> None:
        """Add the town's squad: the law-enforcement team leads it, its people come from every village."""
        code, _, needed, *_ = RESERVE
        self.also(self.holders(Role.UNIT_HEAD, unit="law-enforcement")[0], Role.SQUAD_CAPTAIN, squad=code)
        self.also(self.holders(Role.UNIT_HANDLER, unit="law-enforcement")[0], Role.SQUAD_DEPUTY, squad=code)
        for at in range(needed - 2):
            self._member(code, village=VILLAGES[at % len(VILLAGES)][0])

    def _member(self, squad: str, **scope: Any) -> None:
        at = len(self.people)
        member = self.person(Role.SQUAD_MEMBER, squad=squad, **scope)
        member.skills, member.equipment = SKILLS[at % len(SKILLS)], EQUIPMENT[at % len(EQUIPMENT)]

    def filling(self, settings: Township, words: Words) -> dict[str, list[dict[str, Any]]]:
        """Return the rows of the workbook, choices in the language of its drop-down lists."""
        names = {code: line.name.in_language(words.language) for code, line in settings.lines.items()}
        names |= {code: each.name.in_language(words.language) for code, each in settings.committees.items()}
        yes = words.plain("roster-yes")
        return {
            "villages": [
                {"code": code, "name": name, "latitude": latitude, "longitude": longitude}
                for code, name, latitude, longitude, _ in VILLAGES
            ],
            "grids": [{"code": code, "name": name, "village": village} for code, name, village in self.grids],
            "units": [
                {"code": code, "name": name, "phone": f"138 0000 {at + 201:04d}"}
                for at, (code, name, _) in enumerate(UNITS)
            ],
            "squads": [
                *(
                    {
                        "code": f"TJ-{code}",
                        "name": f"{name}应急突击队",
                        "village": code,
                        "gathering": f"{name}便民服务中心广场",
                        "latitude": latitude,
                        "longitude": longitude,
                    }
                    for code, name, latitude, longitude, _ in VILLAGES
                ),
                dict(zip(("code", "name", "needed", "gathering", "latitude", "longitude"), RESERVE, strict=True)),
            ],
            "persons": [
                {
                    "phone": person.phone,
                    "name": person.name,
                    "party_member": yes if at % 3 == 0 else None,
                    "skills": person.skills,
                    "equipment": person.equipment,
                }
                for at, person in enumerate(self.people)
            ],
            "posts": [
                {
                    **post,
                    "phone": person.phone,
                    "name": person.name,
                    "role": words.plain(f"role-{hyphened(post['role'])}"),
                    "lines": "、".join(names[code] for code in post["lines"].split(";")) if "lines" in post else None,
                    "substitute": yes if post.get("substitute") else None,
                    "full_time": yes if post.get("full_time") else None,
                }
                for person in self.people
                for post in person.posts
            ],
            "risk_points": list(self._risk_points(names, words)),
            "households": list(self._households()),
        }

    def _risk_points(self, names: dict[str, str], words: Words) -> Iterator[dict[str, Any]]:
        places = {code: (name, latitude, longitude) for code, name, latitude, longitude, _ in VILLAGES}
        for at, (name, line, level, village, unit) in enumerate(RISK_POINTS):
            of, latitude, longitude = places[village]
            yield {
                "code": f"FX-{at + 1:03d}",
                "name": f"{of}{name}",
                "line": names[line],
                "level": words.plain(f"level-{level.value}"),
                "village": village,
                "grid": f"{village}-{at % 3 + 1:02d}",
                "unit": unit,
                "monitor": full_name(at * 5 + 3, at * 3 + 1),
                "monitor_phone": f"138 0000 {at + 9000:04d}",
                "households": (at * 7) % 23 or None,
                "measures": MEASURES.get(line),
                "latitude": round(latitude + (at % 5 - 2) * 0.0021, 4),
                "longitude": round(longitude + (at % 7 - 3) * 0.0018, 4),
            }

    def _households(self) -> Iterator[dict[str, Any]]:
        places = {code: (name, latitude, longitude) for code, name, latitude, longitude, _ in VILLAGES}
        number = 0
        for grid, _, village in self.grids:
            name, latitude, longitude = places[village]
            for at in range(HOUSEHOLDS_A_GRID):
                number += 1
                yield {
                    "code": f"H-{number:04d}",
                    "grid": grid,
                    "head_name": full_name(number * 11, number * 7),
                    "phone": f"138 0000 {number + 5000:04d}",
                    "address": f"{name}{NUMERALS[int(grid[-2:]) - 1]}组 {at * 3 + 1} 号",
                    "people": number % 5 + 1,
                    "vulnerable": number % 3 if number % 5 >= 2 else 0,
                    "latitude": round(latitude + (number % 9 - 4) * 0.0013, 4),
                    "longitude": round(longitude + (number % 11 - 5) * 0.0012, 4),
                }
