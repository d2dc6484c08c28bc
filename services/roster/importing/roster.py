"""Bring the roster's tables to the workbook: rows are created, updated or deactivated, never deleted.

All of it happens in the caller's transaction. A person who is no longer in the workbook loses all rights with the
commit.
"""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models import Grid, Squad, Unit, Village
from services.core import journal
from services.core.database import alone
from services.roster.importing.households import sync_households
from services.roster.importing.people import sync_people
from services.roster.importing.posts import sync_posts
from services.roster.importing.risk_points import sync_risk_points
from services.roster.importing.shifts import sync_shifts
from services.roster.importing.tables import Ids, Summary, sync_table
from services.roster.workbook.rows import Workbook

SUBJECT = "roster"
"""The journal's subject for imports."""


async def import_roster(session: AsyncSession, workbook: Workbook, *, now: datetime) -> Summary:
    """Import the workbook and return its figures. Raises ``RosterRefused`` when it contradicts the database.

    Everything is journalled: counts on ``roster``, each person's changes on ``person:<id>``, without personal data.
    """
    await alone(session, SUBJECT)
    counts: Summary = {}
    places: dict[str, Ids] = {}
    for key, model in (("village", Village), ("grid", Grid), ("unit", Unit), ("squad", Squad)):
        sheet = f"{key}s"
        counts[sheet], places[key] = await sync_table(session, model, getattr(workbook, sheet), places)
    people = await sync_people(session, workbook.persons)
    counts["persons"] = people.counts
    counts["posts"] = await sync_posts(
        session,
        workbook.posts,
        people,
        places,
        {
            "grid": {row.code: row.village for row in workbook.grids},
            "squad": {row.code: row.village for row in workbook.squads or ()},
        },
    )
    counts["risk_points"] = await sync_risk_points(session, workbook.risk_points, places, people.by_phone, now)
    counts["households"] = await sync_households(session, workbook.households, places["grid"])
    counts["duty"] = await sync_shifts(session, workbook.duty, people.by_phone, workbook.zone, now)
    for person_id, details in people.changes.items():
        await journal.append(session, f"person:{person_id}", "roster_import", now=now, actor_id=None, details=details)
    details = {key: asdict(count) for key, count in counts.items()} | {"file": workbook.digest}
    await journal.append(session, SUBJECT, "import", now=now, actor_id=None, details=details)
    return counts
