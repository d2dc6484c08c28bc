"""What a tick or a press asks reads no more rows, however long a town has been at work."""

from typing import Any

from benchmarks.support.history import fill, measure
from benchmarks.support.queries import statements
from busy_day import live_through
from conversation import acting
from plans import kinds_of, rows_read, scans
from sandbox_client import SandboxClient
from services.core.database import Database
from services.core.town import Town

HISTORY = ((0, 3_000), (3_000, 9_000))
"""Rows of each table that grows: those that are there already, and those that come to them."""
SECONDS = 1_000
"""Between two rows: more than a month is there already, and nothing is older than it is kept."""
MOST_MORE = 150
"""Rows that a statement may read more beside the longer history: a person of twelve has 750 of those that came."""
WORKING = ("duty", "officer", "land", "director", "neighbour", "road")
PROPORTIONAL = {
    "cases.reopened > 0": "the assessment looks at the cases that were opened again, one in fifty",
    "cases.reporter_id =": "a page of what a person has filed, and how many there are",
    "followers.person_id =": "a page of what a person follows, and how many there are",
    "assignments.state IN ('declined', 'withdrawn', 'verified')": "how many tasks of a unit have ended",
    "households.active": "the register of a village's households",
    "SELECT count(*) AS count_1 \nFROM inspections": "how many inspections there are, for the pages of all",
    "UNION SELECT inspection_companions": "a page of a person's own inspections, and how many there are",
    "responses.person_id = ": "the mobilisations that a person was called to",
    "roll_call_entries.person_id = ": "the roll calls that a person was in",
    "duties.state = 'missed' AND duties.last >=": "the misses of a period",
    "household_windows.closes_at <": "retention destroys a portion a night, and finds none in the shorter history",
    "cases.kind = ? AND cases.submitted_at >=": "the hazards of a year",
}
"""Words of statements that read what is rightly as much as it is, and what that is."""


async def test_no_tick_and_no_press_reads_more_of_a_longer_history(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, *WORKING, delivering=True) as conversation:
        with statements(town.database) as asked:
            await live_through(conversation, "duty", "officer", "land", "director")
        now = conversation.town.now()
    found = kinds_of(asked)
    assert len(found) > 200, "the day was not busy"
    reads = []
    for after, rows in HISTORY:
        # PostgreSQL counts by itself what its tables hold, and would rather read one than look for a twelfth of it.
        # Nobody counts for SQLite.
        await fill(
            town.database, now, rows=rows, after=after, seconds=SECONDS, least=12 if town.database.is_sqlite else 1_000
        )
        if not town.database.is_sqlite:
            await measure(town.database)
        reads.append(await _read(town.database, found))
    few, many = reads
    slow = []
    async with town.database.reading() as session:
        connection = await session.connection()
        for statement, values in found.items():
            more = many.get(statement, 0) - few.get(statement, 0)
            scanned = await scans(connection, statement, values)
            if more > MOST_MORE and not any(words in statement for words in PROPORTIONAL):
                slow.append(f"{more} rows more of a longer history, {scanned}\n    {statement}")
            elif scanned and statement not in many:
                slow.append(f"{scanned}\n    {statement}")
    assert not slow, f"{len(slow)} of {len(found)}:\n" + "\n".join(sorted(slow))


async def _read(database: Database, found: dict[str, Any]) -> dict[str, int]:
    """Return how many rows each statement that only reads goes through."""
    async with database.reading() as session:
        connection = await session.connection()
        return {
            statement: await rows_read(connection, statement, values)
            for statement, values in found.items()
            if statement.startswith(("SELECT", "WITH"))
        }
