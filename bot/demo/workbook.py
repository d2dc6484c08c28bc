"""The demo township's roster workbook: it is written by code and imported like any other.

A start that finds the township as it was does neither, and imports nothing for it.
"""

import tempfile
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.demo import duty
from bot.demo.township import Demo
from services.core.database import Database
from services.settings.township import Township
from texts import Words
from texts.bundle import load

if TYPE_CHECKING:
    from services.roster.importing.tables import Summary


def write(
    path: Path | str, settings: Township, words: Words | None = None, *, on_duty_from: datetime | None = None
) -> Demo:
    """Write the demo township's workbook, with a duty roster from a moment on if given; return the township."""
    from services.roster.workbook.template import write_template

    demo, spoken = Demo(), words or load()[settings.language]
    write_template(path, settings, spoken, _filling(demo, settings, spoken, on_duty_from))
    return demo


def _filling(
    demo: Demo, settings: Township, words: Words, on_duty_from: datetime | None
) -> dict[str, list[dict[str, Any]]]:
    filling = demo.filling(settings, words)
    if on_duty_from is not None:
        filling["duty"] = duty.rows(demo, settings, words, on_duty_from)
    return filling


def fingerprint(settings: Township, now: datetime) -> str:
    """Return a name of the rows of the workbook with a duty roster: it changes when one of them does."""
    return sha256(repr(_filling(Demo(), settings, load()[settings.language], now)).encode()).hexdigest()[:16]


async def populate(database: Database, settings: Township, *, now: datetime, on_duty: bool = False) -> "Summary":
    """Import the demo township into a migrated database, with a duty roster if wanted. A repetition changes nothing."""
    from services.roster.importing.roster import import_roster
    from services.roster.workbook.faults import RosterRefused
    from services.roster.workbook.reader import read_workbook

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "roster.xlsx"
        write(file, settings, on_duty_from=now if on_duty else None)
        workbook = read_workbook(file, settings)
    if isinstance(workbook, list):
        raise RosterRefused(workbook)
    async with database.transaction() as session:
        return await import_roster(session, workbook, now=now)
