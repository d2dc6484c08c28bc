"""Bringing the roster's tables to what the workbook says: created, updated or deactivated, never deleted.

All of it happens in the caller's transaction. Who is no longer in the workbook has no rights from the commit on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Grid, Household, RiskPoint, Squad, Unit, Village
from services.core import journal
from services.roster.importing.people import sync_people
from services.roster.importing.posts import sync_posts
from services.roster.importing.shifts import sync_shifts
from services.roster.importing.tables import Coded, Ids, sync_table
from services.roster.workbook.rows import Counts, Row, Summary, Workbook

SUBJECT = "roster"
"""The journal's subject for imports."""
_LOCK = 0x726F7374


async def import_roster(
    session: AsyncSession, workbook: Workbook, *, now: datetime, actor_id: int | None = None
) -> Summary:
    """Import the workbook and return what changed. Raises ``RosterRefused`` when it contradicts the database.

    Everything is journalled: counts on ``roster``, each person's changes on ``person:<id>``, without personal data.
    """
    if session.get_bind().dialect.name == "postgresql":  # two imports at once go one after the other
        await session.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
    counts: dict[str, Counts] = {}

    async def sync(key: str, model: type[Coded], rows: Sequence[Row] | None, refers: Mapping[str, Ids]) -> Ids:
        counts[key], ids = await sync_table(session, model, rows, refers)
        return ids

    villages = await sync("villages", Village, workbook.villages, {})
    grids = await sync("grids", Grid, workbook.grids, {"village": villages})
    units = await sync("units", Unit, workbook.units, {})
    squads = await sync("squads", Squad, workbook.squads, {"village": villages})
    people = await sync_people(session, workbook.persons)
    counts["persons"] = people.counts
    counts["posts"] = await sync_posts(
        session,
        workbook.posts,
        people,
        {"unit": units, "village": villages, "grid": grids, "squad": squads},
        {
            "grid": {row.code: row.village for row in workbook.grids},
            "squad": {row.code: row.village for row in workbook.squads or ()},
        },
    )
    places = {"village": villages, "grid": grids, "unit": units}
    await sync("risk_points", RiskPoint, workbook.risk_points, places)
    await sync("households", Household, workbook.households, places)
    counts["duty"] = await sync_shifts(session, workbook.duty, people.by_phone, workbook.zone, now)
    for person_id, details in people.changes.items():
        await journal.append(
            session, f"person:{person_id}", "roster_import", now=now, actor_id=actor_id, details=details
        )
    details = {key: asdict(count) for key, count in counts.items()} | {"file": workbook.digest}
    await journal.append(session, SUBJECT, "import", now=now, actor_id=actor_id, details=details)
    return Summary(counts)
