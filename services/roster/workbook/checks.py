"""Contradictions between the rows of a roster: doubles, references, the scope of a post, the number of its holders."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Any

from models.enums import ON_DUTY, SQUAD, STATION, DutyKind, Role
from services.roster.workbook.faults import RosterFault
from services.roster.workbook.rows import PersonRow, PostRow, Row, Workbook
from services.roster.workbook.sheets import SHEETS

SCOPES = ("unit", "village", "grid", "squad", "lines")
SCOPE: Mapping[Role, str] = {
    Role.DEPUTY_DIRECTOR: "lines",
    Role.UNIT_HEAD: "unit",
    Role.UNIT_HANDLER: "unit",
    Role.VILLAGE_PRINCIPAL: "village",
    Role.EMERGENCY_ADMINISTRATOR: "village",
    Role.INFORMATION_OFFICER: "village",
    Role.GRID_OFFICER: "grid",
    **dict.fromkeys(SQUAD, "squad"),
}
"""The column a post must fill in; a role that is not here concerns the whole township and fills in none."""
IMPLYING = {Role.GRID_OFFICER, *SQUAD}
"""Roles whose posts may name a village besides, if it is the village of the grid or squad."""

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

LEADING = ON_DUTY - {Role.STATION_STAFF}
"""The roles of a leader on duty (带班领导)."""


def faults(book: Workbook, keys: Mapping[str, Set[str]]) -> Iterator[RosterFault]:
    """Yield every contradiction between the rows that could be read.

    ``keys`` are the keys of each sheet, those of rows that could not be read included: one fault is said once.
    """
    for sheet in SHEETS:
        rows: Sequence[Row] = getattr(book, sheet.key) or ()
        if sheet.key not in ("posts", "duty"):
            yield from _twice(sheet.key, sheet.key_column, ((row, getattr(row, sheet.key_column)) for row in rows))
        for column in sheet.columns:
            for row in rows if column.refers else ():
                value = getattr(row, column.key)
                if value is not None and value not in keys.get(column.refers or "", ()):
                    yield _fault(sheet.key, row, column.key, "reference", sheet=column.refers)
    yield from _pins(book)
    yield from _phones(book.persons)
    yield from _posts(book)
    if "posts" in keys and not any(post.role in STATION for post in book.posts):
        yield RosterFault("posts", None, None, "", "nobody-at-station")
    yield from _substitutes(book.posts)
    yield from _duty(book)
    for household in book.households or ():
        if household.vulnerable > household.people:
            yield _fault("households", household, "vulnerable", "vulnerable", people=household.people)


def _fault(sheet: str, row: Row, column: str, key: str, /, **arguments: Any) -> RosterFault:
    value = getattr(row, column)
    shown = "、".join(value) if isinstance(value, tuple) else "" if value is None else str(value)
    return RosterFault(sheet, row.at, column, shown, key, tuple(arguments.items()))


def _twice(sheet: str, column: str, keyed: Iterable[tuple[Row, object]]) -> Iterator[RosterFault]:
    """Yield a fault for each row whose key an earlier row has."""
    first: dict[object, int] = {}
    for row, key in keyed:
        if key in first:
            yield _fault(sheet, row, column, "twice", row=str(first[key]))
        first.setdefault(key, row.at)


def _pins(book: Workbook) -> Iterator[RosterFault]:
    for sheet in ("villages", "squads", "risk_points", "households"):
        for row in getattr(book, sheet) or ():
            blank = [name for name in ("latitude", "longitude") if getattr(row, name) is None]
            if len(blank) == 1:
                yield _fault(sheet, row, blank[0], "half-a-pin")
    grids = {row.code: row.village for row in book.grids}
    for point in book.risk_points or ():
        if point.grid and grids.get(point.grid, point.village) != point.village:
            yield _fault("risk_points", point, "grid", "grid-elsewhere", village=grids[point.grid])


def _phones(people: Sequence[PersonRow]) -> Iterator[RosterFault]:
    renamed = [row for row in people if row.old_phone is not None]
    kept = {row.phone for row in people} - {row.phone for row in renamed}
    for row in renamed:
        if row.old_phone == row.phone:
            yield _fault("persons", row, "old_phone", "old-phone-same")
        elif row.old_phone in kept:
            yield _fault("persons", row, "old_phone", "old-phone-in-use")
    yield from _twice("persons", "old_phone", ((row, row.old_phone) for row in renamed))


def _posts(book: Workbook) -> Iterator[RosterFault]:
    names = {row.phone: row.name for row in book.persons}
    grids = {row.code: row.village for row in book.grids}
    squads = {row.code: row.village for row in book.squads or ()}
    keyed: list[tuple[Row, object]] = []
    holders: dict[tuple[Any, ...], list[PostRow]] = defaultdict(list)
    for post in book.posts:
        yield from _scope(post)
        if post.name and names.get(post.phone, post.name) != post.name:
            yield _fault("posts", post, "name", "other-name", name=names[post.phone])
        implied = grids.get(post.grid) if post.grid else squads.get(post.squad) if post.squad else None
        if post.village and implied and post.village != implied and post.role in IMPLYING:
            yield _fault("posts", post, "village", "village-elsewhere", village=implied)
        place = (post.unit, post.village, post.grid, post.squad)
        keyed += ((post, (post.phone, post.role, *place, line)) for line in post.lines or (None,))
        if post.role in HOLDERS:
            holders[post.role, post.stands_in, _named(post)].append(post)
    yield from _twice("posts", "role", keyed)
    for (role, substitute, _), held in holders.items():
        limit = 1 if substitute else HOLDERS[role]
        for post in held[limit:]:
            rows = "、".join(str(other.at) for other in held[:limit])
            yield _fault("posts", post, "role", "too-many-holders", limit=limit, rows=rows)


def _substitutes(posts: Sequence[PostRow]) -> Iterator[RosterFault]:
    """A B角 stands in for somebody else of the same squad, or with the same post in the same place."""
    held: dict[str, set[tuple[Any, ...]]] = defaultdict(set)
    for post in posts:
        held[post.phone].add(_place(post))
    for post in posts:
        if post.substitute_for is None:
            continue
        if post.substitute_for == post.phone:
            yield _fault("posts", post, "substitute_for", "substitute-self")
        elif post.substitute_for in held and _place(post) not in held[post.substitute_for]:
            yield _fault("posts", post, "substitute_for", "substitute-elsewhere")


def _place(post: PostRow) -> tuple[Any, ...]:
    return ("squad", post.squad) if post.squad is not None else (post.role, _named(post))


def _named(post: PostRow) -> object:
    """Return the unit, village, grid, squad or lines that a post of its role is about."""
    return getattr(post, SCOPE[post.role]) if post.role in SCOPE else None


def _duty(book: Workbook) -> Iterator[RosterFault]:
    """The people of a shift, and their substitutes, hold a post that allows it; nobody has the same shift twice."""
    roles: dict[str, set[Role]] = defaultdict(set)
    for post in book.posts:
        roles[post.phone].add(post.role)
    names = {row.phone: row.name for row in book.persons}
    for row in book.duty or ():
        if row.name and names.get(row.phone, row.name) != row.name:
            yield _fault("duty", row, "name", "other-name", name=names[row.phone])
        if row.substitute == row.phone:
            yield _fault("duty", row, "substitute", "own-substitute")
        fit, key = (STATION, "duty-station") if row.kind is DutyKind.OFFICER else (LEADING, "duty-leader")
        for column in ("phone", "substitute"):
            phone = getattr(row, column)
            if phone in names and not roles[phone] & fit:
                yield _fault("duty", row, column, key)
    yield from _twice("duty", "phone", ((row, (row.phone, row.date, row.start)) for row in book.duty or ()))


def _scope(post: PostRow) -> Iterator[RosterFault]:
    """A post fills in the column of its role, and no other one."""
    for name in SCOPES:
        given, wanted = getattr(post, name), SCOPE.get(post.role) == name
        if wanted and not given:
            yield _fault("posts", post, name, "scope-missing", role=post.role.value)
        elif given and not wanted and not (name == "village" and post.role in IMPLYING):
            yield _fault("posts", post, name, "scope-foreign", role=post.role.value)
