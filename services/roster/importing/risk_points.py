"""Bring the risk points to their sheet: an empty cell changes nothing, and points kept by hand are left alone."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Person, RiskPoint
from services.core import journal
from services.roster.importing import card_words
from services.roster.importing.tables import Ids, RowCounts, settle, values
from services.roster.workbook.faults import RosterFault, RosterRefused
from services.roster.workbook.rows import RiskPointRow

NOT_JOURNALLED = frozenset({"monitor", "monitor_phone"})
"""Fields with personal data: the journal says that they changed, not to what."""


def subject(point_id: int) -> str:
    """Return the subject of a point's journal."""
    return f"risk_point:{point_id}"


async def sync_risk_points(
    session: AsyncSession,
    rows: Sequence[RiskPointRow] | None,
    places: Mapping[str, Ids],
    people: Mapping[str, Person],
    now: datetime,
) -> RowCounts:
    """Create, change and close points. One that somebody has changed in chat or by its own file stays as it is."""
    if rows is None:
        return RowCounts()
    refers = dict(places) | {"person": {phone: person.id for phone, person in people.items()}}
    known = {point.code: point for point in await session.scalars(sa.select(RiskPoint))}
    wanted = {one["code"]: one for one in (values(row, refers) for row in rows)}
    shelters = await card_words.shelters(session)
    cards = {code: card_words.apart(one, shelters) for code, one in wanted.items()}
    if faults := [_unknown_shelter(row) for row in rows if cards[row.code][1]]:
        raise RosterRefused(faults)
    by_hand = {code for code, point in known.items() if point.kept_by_id is not None}
    for code in wanted.keys() & known.keys():
        wanted[code] = {name: value for name, value in wanted[code].items() if value is not None}
    before = {code: {name: getattr(known[code], name) for name in one} for code, one in wanted.items() if code in known}
    from_roster = {code: point for code, point in known.items() if code not in by_hand}
    found = settle(from_roster, {code: one for code, one in wanted.items() if code not in by_hand})
    found.kept += len(by_hand)
    await session.flush()
    made = {code: RiskPoint(**wanted[code]) for code in found.created}
    session.add_all(made.values())
    await session.flush()
    written: dict[str, dict[str, Any]] = {}
    for code, point in (from_roster | made).items():
        changes = await card_words.write(session, point.id, cards[code][0]) if code in cards else {}
        if changes and code in from_roster:
            written[code] = changes
            found.unchanged -= code not in found.changed
            found.changed.setdefault(code, [])
    for code, names in found.changed.items():
        changes = {
            name: None if name in NOT_JOURNALLED else [_plain(before[code][name]), _plain(wanted[code][name])]
            for name in names
        } | written.get(code, {})
        await journal.append(session, subject(known[code].id), "roster", now=now, actor_id=None, details=changes)
    for code in found.gone:
        await journal.append(session, subject(known[code].id), "close", now=now, actor_id=None)
    return found.counts


def _unknown_shelter(row: RiskPointRow) -> RosterFault:
    return RosterFault("risk_points", row.at, "shelter", row.shelter or "", "shelter-unknown")


def _plain(value: Any) -> Any:
    return getattr(value, "value", value)
