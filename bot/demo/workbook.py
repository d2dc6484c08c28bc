"""The demo township's roster workbook: it is written by code and imported like any other."""

import tempfile
from datetime import datetime
from pathlib import Path

from bot.demo import duty
from bot.demo.township import Demo
from services.core.database import Database
from services.roster.importing.roster import import_roster
from services.roster.importing.tables import Summary
from services.roster.workbook.faults import RosterRefused
from services.roster.workbook.reader import read_workbook
from services.roster.workbook.template import write_template
from services.settings.township import Township
from texts import Words
from texts.bundle import load


def write(
    path: Path | str, settings: Township, words: Words | None = None, *, on_duty_from: datetime | None = None
) -> Demo:
    """Write the demo township's workbook, with a duty roster from a moment on if given; return the township."""
    demo = Demo()
    spoken = words or load()[settings.language]
    filling = demo.filling(settings, spoken)
    if on_duty_from is not None:
        filling["duty"] = duty.rows(demo, settings, spoken, on_duty_from)
    write_template(path, settings, spoken, filling)
    return demo


async def populate(database: Database, settings: Township, *, now: datetime, on_duty: bool = False) -> Summary:
    """Import the demo township into a migrated database, with a duty roster if wanted. A repetition changes nothing."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "roster.xlsx"
        write(file, settings, on_duty_from=now if on_duty else None)
        workbook = read_workbook(file, settings)
    if isinstance(workbook, list):
        raise RosterRefused(workbook)
    async with database.transaction() as session:
        return await import_roster(session, workbook, now=now)
