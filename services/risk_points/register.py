"""The register: points are added, changed and closed; every change stays in the history of the point."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from models import Grid, JournalEntry, Person, RiskPoint, Unit, Village
from models.enums import Action, Level
from services.core import journal
from services.core.act import Act
from services.core.errors import Refused, Stale, existing
from services.core.errors import reason as given
from services.core.paging import Listing, page_of
from services.duties.maker import series
from services.people import directory
from services.people.access import require, within
from services.risk_points import reach
from services.roster.importing import card_words
from services.roster.importing.risk_points import NOT_JOURNALLED, subject

GRADING = frozenset({"level", "line", "unit_id", "village_id", "code"})
"""Fields that only the station changes."""
_OWING = GRADING | {"person_id", "active"}
"""Fields by which duties are made."""
_TABLES: dict[str, type[Village | Grid | Unit | Person]] = {
    "village_id": Village,
    "grid_id": Grid,
    "unit_id": Unit,
    "person_id": Person,
}
_GRAVEST = sa.case({level.value: -at for at, level in enumerate(Level)}, value=sa.cast(RiskPoint.level, sa.String))


@dataclass(frozen=True)
class Shown:
    """A point with the names behind its fields and those of its history."""

    point: RiskPoint
    past: Listing[JournalEntry]
    """The changes, the newest first."""
    names: Mapping[str, Mapping[int, str]]
    """By field (``unit_id``, ``person_id`` …), by id; ``actor_id``: who changed it."""


async def listed(act: Act, *, closed: bool = False, page: int = 0) -> Listing[tuple[RiskPoint, str]]:
    """Return the points that the actor sees, each with its village; the gravest first. Raises ``Forbidden``."""
    require(act.actor, Action.SEE_RISK_POINTS)
    those = (RiskPoint.active.is_(not closed), within(act.actor, Action.SEE_RISK_POINTS, RiskPoint))
    query = sa.select(RiskPoint, Village.name).join(Village, Village.id == RiskPoint.village_id).where(*those)
    return await page_of(act.session, query.order_by(_GRAVEST, RiskPoint.code), page)


async def load(act: Act, point_id: int, action: Action = Action.SEE_RISK_POINTS) -> RiskPoint:
    """Return a point, also a closed one. Raises ``Stale``, ``Forbidden``."""
    point = existing(
        await act.session.get(RiskPoint, point_id, with_for_update=action is not Action.SEE_RISK_POINTS),
        "risk-point-gone",
    )
    require(act.actor, action, reach.subject_of(point))
    return point


async def add(act: Act, *, name: str, line: str, level: Level, village_id: int) -> RiskPoint:
    """Add a point of the line's lead unit; its duties follow at once. Raises ``Refused``, ``Forbidden``."""
    said = " ".join(name.split())[:128]
    if not said:
        raise Refused("risk-point-name-needed")
    if (twin := await namesake(act, said, village_id)) is not None:
        raise Refused("risk-point-twin", code=twin.code)
    lead = sa.select(Unit.id).where(Unit.code == act.town.settings.lines[line].lead, Unit.active)
    unit_id = await act.session.scalar(lead)
    code = await _next_code(act)
    point = await enter(act, code=code, name=said, line=line, level=level, village_id=village_id, unit_id=unit_id)
    await series.sync(act)
    return point


async def enter(act: Act, **fields: Any) -> RiskPoint:
    """Enter a point with all of its fields; the caller lets the duties follow. Raises ``Forbidden``."""
    require(act.actor, Action.GRADE_RISK_POINT)
    own = {key: value for key, value in fields.items() if key not in card_words.KEYS}
    point = RiskPoint(kept_by_id=act.actor.person_id, **own)
    act.session.add(point)
    await act.session.flush()
    await card_words.write(act.session, point.id, {key: fields[key] for key in fields.keys() - own.keys()})
    await journal.record(act, subject(point.id), "add")
    return point


async def units(act: Act) -> list[tuple[int, str]]:
    """Return the units that may be responsible, by name."""
    rows = await act.session.execute(sa.select(Unit.id, Unit.name).where(Unit.active).order_by(Unit.name))
    return [(row.id, row.name) for row in rows]


async def namesake(act: Act, name: str, village_id: int) -> RiskPoint | None:
    """Return the point of the register that has the same name in the same village."""
    return await act.session.scalar(
        sa.select(RiskPoint).where(RiskPoint.name == name, RiskPoint.village_id == village_id).limit(1)
    )


async def change(act: Act, point_id: int, fields: Mapping[str, Any], *, follow: bool = True) -> RiskPoint:
    """Change fields of a point or of its card, as far as they differ; with ``follow`` its duties follow at once.

    Raises ``Refused``, ``Forbidden``, ``Stale``.
    """
    point = await load(act, point_id, Action.GRADE_RISK_POINT if fields.keys() & GRADING else Action.KEEP_RISK_POINT)
    if not point.active:
        raise Stale("risk-point-closed")
    changes: dict[str, Any] = {}
    of_card = {key: value for key, value in fields.items() if key in card_words.KEYS}
    for key, value in fields.items():
        if key in of_card:
            continue
        before = getattr(point, key)
        if before != value:
            changes[key] = None if key in NOT_JOURNALLED else [_plain(before), _plain(value)]
            setattr(point, key, value)
    changes |= await card_words.write(act.session, point.id, of_card)
    if changes:
        point.kept_by_id = act.actor.person_id
        await journal.record(act, subject(point.id), "change", details=changes)
    if follow and changes.keys() & _OWING:
        await act.session.flush()
        await series.sync(act)
    return point


async def close(act: Act, point_id: int, reason: str) -> RiskPoint:
    """Close a point: nothing more is owed for it, its patrols and its history stay. Raises ``Refused``, ``Stale``."""
    return await _let_be(act, point_id, given(reason), active=False)


async def reopen(act: Act, point_id: int, reason: str) -> RiskPoint:
    """Put a closed point back into the register. Raises ``Refused``, ``Stale``."""
    return await _let_be(act, point_id, given(reason), active=True)


async def _let_be(act: Act, point_id: int, reason: str, *, active: bool) -> RiskPoint:
    point = await load(act, point_id, Action.GRADE_RISK_POINT)
    if point.active is active:
        raise Stale("risk-point-closed" if not active else "risk-point-open")
    point.active, point.kept_by_id = active, act.actor.person_id
    await journal.record(act, subject(point.id), "reopen" if active else "close", reason=reason[:256])
    await act.session.flush()
    await series.sync(act)
    return point


async def shown(act: Act, point_id: int, *, page: int = 0) -> Shown:
    """Return a point with a page of its history. Raises ``Stale``, ``Forbidden``."""
    point = await load(act, point_id)
    of = JournalEntry.subject == subject(point.id)
    past = await page_of(act.session, sa.select(JournalEntry).where(of).order_by(JournalEntry.seq.desc()), page)
    names: dict[str, Mapping[int, str]] = {}
    for key, table in _TABLES.items():
        changed = [one.details.get(key) for one in past.entries]
        ids = {getattr(point, key), *(id_ for pair in changed if pair for id_ in pair)} - {None}
        found = await act.session.execute(sa.select(table.id, table.name).where(table.id.in_(ids)))
        names[key] = {row.id: row.name for row in found}
    names["actor_id"] = await directory.names(act.session, [one.actor_id for one in past.entries])
    return Shown(point, past, names)


async def _next_code(act: Act) -> str:
    known: Iterable[str] = await act.session.scalars(sa.select(RiskPoint.code).where(RiskPoint.code.like("FX-%")))
    taken = [int(code[3:]) for code in known if code[3:].isdigit()]
    return f"FX-{max(taken, default=0) + 1:03}"


def _plain(value: Any) -> Any:
    return getattr(value, "value", value)
