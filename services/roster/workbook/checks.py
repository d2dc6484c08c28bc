"""What one row of the roster cannot know of itself: doubles, references, the scope of a post, how many may hold it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any

from models.enums import DutyKind, Role
from services.roster.workbook.rows import (
    DutyRow,
    Fault,
    GridRow,
    HouseholdRow,
    PersonRow,
    PostRow,
    RiskPointRow,
    Row,
    SquadRow,
)
from services.roster.workbook.sheets import SHEETS

SCOPES = ("unit", "village", "grid", "squad", "lines")

_VILLAGE, _SQUAD = frozenset({"village"}), frozenset({"squad"})
SCOPE: Mapping[Role, frozenset[str]] = {
    Role.DEPUTY_DIRECTOR: frozenset({"lines"}),
    Role.UNIT_HEAD: frozenset({"unit"}),
    Role.UNIT_HANDLER: frozenset({"unit"}),
    Role.VILLAGE_PRINCIPAL: _VILLAGE,
    Role.EMERGENCY_ADMINISTRATOR: _VILLAGE,
    Role.INFORMATION_OFFICER: _VILLAGE,
    Role.GRID_OFFICER: frozenset({"grid"}),
    Role.SQUAD_CAPTAIN: _SQUAD,
    Role.SQUAD_DEPUTY: _SQUAD,
    Role.SQUAD_MEMBER: _SQUAD,
}
"""What a post must name; a role that is not here concerns the whole township and names nothing."""

IMPLIED: Mapping[Role, frozenset[str]] = {
    Role.GRID_OFFICER: _VILLAGE,
    Role.SQUAD_CAPTAIN: _VILLAGE,
    Role.SQUAD_DEPUTY: _VILLAGE,
    Role.SQUAD_MEMBER: _VILLAGE,
}
"""What a post may name besides, if it agrees: a grid's village, a squad's village."""

HOLDERS: Mapping[Role, int] = {
    Role.DIRECTOR: 2,  # the party secretary and the mayor
    Role.EXECUTIVE_DEPUTY_DIRECTOR: 1,
    Role.STATION_CHIEF: 1,
    Role.STATION_EXECUTIVE_DEPUTY: 1,
    Role.UNIT_HEAD: 1,
    Role.VILLAGE_PRINCIPAL: 1,
    Role.EMERGENCY_ADMINISTRATOR: 1,
    Role.INFORMATION_OFFICER: 1,
    Role.SQUAD_CAPTAIN: 1,
}
"""How many may hold a post in its scope, substitutes not counted (the Opinions, sections 1 and 3)."""

STATION = frozenset({Role.STATION_CHIEF, Role.STATION_EXECUTIVE_DEPUTY, Role.STATION_DEPUTY_CHIEF, Role.STATION_STAFF})

LEADING = (STATION - {Role.STATION_STAFF}) | {Role.DIRECTOR, Role.EXECUTIVE_DEPUTY_DIRECTOR, Role.DEPUTY_DIRECTOR}
"""Who may be the leader on duty (带班领导)."""

Rows = Mapping[str, Sequence[Row] | None]


def faults(found: Rows, keys: Mapping[str, Set[str]]) -> Iterator[Fault]:
    """Yield every contradiction between rows. Works on the rows that could be read, whatever else is wrong.

    ``keys`` are the keys of each sheet, those of rows that could not be read included: one fault is said once.
    """
    yield from _doubles(found)
    yield from _references(found, keys)
    yield from _pins(found)
    yield from _phones(found.get("persons") or ())
    yield from _posts(found)
    yield from _substitutes([row for row in found.get("posts") or () if isinstance(row, PostRow)])
    yield from _duty(found)
    for row in found.get("households") or ():
        if isinstance(row, HouseholdRow) and row.vulnerable > row.people:
            yield _fault("households", row, "vulnerable", str(row.vulnerable), "vulnerable", people=row.people)


def _fault(sheet: str, row: Row, column: str | None, value: object, key: str, /, **arguments: Any) -> Fault:
    return Fault(sheet, row.at, column, "" if value is None else str(value), key, tuple(arguments.items()))


def _doubles(found: Rows) -> Iterator[Fault]:
    for sheet in SHEETS:
        if sheet.key in ("posts", "duty"):
            continue
        first: dict[str, int] = {}
        for row in found.get(sheet.key) or ():
            key = getattr(row, sheet.key_column)
            if key in first:
                yield _fault(sheet.key, row, sheet.key_column, key, "twice", row=str(first[key]))
            first.setdefault(key, row.at)


def _references(found: Rows, keys: Mapping[str, Set[str]]) -> Iterator[Fault]:
    for sheet in SHEETS:
        for column in sheet.columns:
            if column.refers is None:
                continue
            for row in found.get(sheet.key) or ():
                value = getattr(row, column.key)
                if value is not None and value not in keys.get(column.refers, ()):
                    yield _fault(sheet.key, row, column.key, value, "reference", sheet=column.refers)


def _pins(found: Rows) -> Iterator[Fault]:
    for key in ("villages", "squads", "risk_points", "households"):
        for row in found.get(key) or ():
            pin: dict[str, float | None] = {name: getattr(row, name) for name in ("latitude", "longitude")}
            blank = [name for name, degrees in pin.items() if degrees is None]
            if len(blank) == 1:
                yield _fault(key, row, blank[0], None, "half-a-pin")
    grids = {row.code: row.village for row in found.get("grids") or () if isinstance(row, GridRow)}
    for row in found.get("risk_points") or ():
        if isinstance(row, RiskPointRow) and row.grid and grids.get(row.grid, row.village) != row.village:
            yield _fault("risk_points", row, "grid", row.grid, "grid-elsewhere", village=grids[row.grid])


def _phones(rows: Sequence[Row]) -> Iterator[Fault]:
    people = [row for row in rows if isinstance(row, PersonRow)]
    renamed = {row.phone for row in people if row.old_phone}
    current = {row.phone for row in people}
    first: dict[str, int] = {}
    for row in people:
        if row.old_phone is None:
            continue
        if row.old_phone == row.phone:
            yield _fault("persons", row, "old_phone", row.old_phone, "old-phone-same")
        elif row.old_phone in current - renamed:
            yield _fault("persons", row, "old_phone", row.old_phone, "old-phone-in-use")
        if row.old_phone in first:
            yield _fault("persons", row, "old_phone", row.old_phone, "twice", row=str(first[row.old_phone]))
        first.setdefault(row.old_phone, row.at)


def _posts(found: Rows) -> Iterator[Fault]:
    posts = [row for row in found.get("posts") or () if isinstance(row, PostRow)]
    names = {row.phone: row.name for row in found.get("persons") or () if isinstance(row, PersonRow)}
    villages = {row.code: row.village for row in found.get("grids") or () if isinstance(row, GridRow)}
    squads = {row.code: row.village for row in found.get("squads") or () if isinstance(row, SquadRow)}
    first: dict[tuple[Any, ...], int] = {}
    holders: dict[tuple[Any, ...], list[PostRow]] = defaultdict(list)
    for post in posts:
        yield from _scope(post)
        if post.name and names.get(post.phone, post.name) != post.name:
            yield _fault("posts", post, "name", post.name, "other-name", name=names[post.phone])
        implied = villages.get(post.grid) if post.grid else squads.get(post.squad) if post.squad else None
        if post.village and implied and post.village != implied and post.role in IMPLIED:
            yield _fault("posts", post, "village", post.village, "village-elsewhere", village=implied)
        for line in post.lines or (None,):
            key = (post.phone, post.role, post.unit, post.village, post.grid, post.squad, line)
            if key in first:
                yield _fault("posts", post, "role", post.role.value, "twice", row=str(first[key]))
            first.setdefault(key, post.at)
        if post.role in HOLDERS:
            scope = SCOPE.get(post.role, frozenset())
            key = (
                post.role,
                post.substitute or post.substitute_for is not None,
                *(getattr(post, name) for name in sorted(scope)),
            )
            holders[key].append(post)
    for (role, substitute, *_), held in holders.items():
        limit = 1 if substitute else HOLDERS[role]
        for post in held[limit:]:
            rows = "、".join(str(other.at) for other in held[:limit])
            yield _fault("posts", post, "role", role.value, "too-many-holders", limit=limit, rows=rows)
    if found.get("posts") is not None and not any(post.role in STATION for post in posts):
        yield Fault("posts", None, None, "", "nobody-at-station")


def _substitutes(posts: Sequence[PostRow]) -> Iterator[Fault]:
    """A B角 stands in for somebody else of the same squad, or with the same post in the same place."""
    held: dict[str, set[tuple[Any, ...]]] = defaultdict(set)
    for post in posts:
        held[post.phone].add(_place(post))
    for post in posts:
        if post.substitute_for is None:
            continue
        if post.substitute_for == post.phone:
            yield _fault("posts", post, "substitute_for", post.phone, "substitute-self")
        elif post.substitute_for in held and _place(post) not in held[post.substitute_for]:
            yield _fault("posts", post, "substitute_for", post.substitute_for, "substitute-elsewhere")


def _place(post: PostRow) -> tuple[Any, ...]:
    if post.squad is not None:
        return ("squad", post.squad)
    return (post.role, *(getattr(post, name) for name in sorted(SCOPE.get(post.role, frozenset()))))


def _duty(found: Rows) -> Iterator[Fault]:
    """A shift is somebody's who may sit there, once; the substitute is somebody else with the same right."""
    roles: dict[str, set[Role]] = defaultdict(set)
    for post in found.get("posts") or ():
        if isinstance(post, PostRow):
            roles[post.phone].add(post.role)
    names = {row.phone: row.name for row in found.get("persons") or () if isinstance(row, PersonRow)}
    first: dict[tuple[Any, ...], int] = {}
    for row in found.get("duty") or ():
        if not isinstance(row, DutyRow):
            continue
        if row.name and names.get(row.phone, row.name) != row.name:
            yield _fault("duty", row, "name", row.name, "other-name", name=names[row.phone])
        if row.substitute == row.phone:
            yield _fault("duty", row, "substitute", row.phone, "own-substitute")
        fit, key = (STATION, "duty-station") if row.kind is DutyKind.OFFICER else (LEADING, "duty-leader")
        for column in ("phone", "substitute"):
            phone = getattr(row, column)
            if phone in names and not roles[phone] & fit:
                yield _fault("duty", row, column, phone, key)
        once = (row.phone, row.date, row.start)
        if once in first:
            yield _fault("duty", row, "phone", row.phone, "twice", row=str(first[once]))
        first.setdefault(once, row.at)


def _scope(post: PostRow) -> Iterator[Fault]:
    """A post names what its role is about, and nothing that the role is not about."""
    wanted = SCOPE.get(post.role, frozenset())
    allowed = wanted | IMPLIED.get(post.role, frozenset())
    for name in SCOPES:
        given = getattr(post, name)
        if name in wanted and not given:
            yield _fault("posts", post, name, "", "scope-missing", role=post.role.value)
        elif given and name not in allowed:
            value = "、".join(given) if isinstance(given, tuple) else given
            yield _fault("posts", post, name, value, "scope-foreign", role=post.role.value)
