"""What a tick or a press asks is answered by an index, however long a town has been at work."""

from benchmarks.support.history import ROWS, fill, measure
from benchmarks.support.queries import statements
from busy_day import live_through
from conversation import acting
from plans import kinds_of, rows_read, scans
from sandbox_client import SandboxClient
from services.core.town import Town

MOST = ROWS * 2
"""Rows that a statement may go through, subqueries included: an assessment asks several things of each in a month."""
WORKING = ("duty", "officer", "land", "director", "neighbour", "road")


async def test_no_tick_and_no_press_reads_a_table_that_grows_from_end_to_end(
    town: Town, play: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, play, sandbox_url, *WORKING, delivering=True) as stage:
        with statements(town.database) as asked:
            await live_through(stage, "duty", "officer", "land", "director")
        now = stage.town.now()
    found = kinds_of(asked)
    assert len(found) > 200, "the day was not busy"
    # PostgreSQL counts by itself what its tables hold, and would rather read one than look for a twelfth of it.
    # Nobody counts for SQLite.
    await fill(town.database, now, least=12 if town.database.is_sqlite else 1_000)
    if not town.database.is_sqlite:
        await measure(town.database)
    slow = []
    async with town.database.reading() as session:
        connection = await session.connection()
        for statement, values in found.items():
            slow += [f"{scan}\n    {statement}" for scan in await scans(connection, statement, values)]
            if statement.startswith(("SELECT", "WITH")) and "FOR UPDATE" not in statement:
                read = await rows_read(connection, statement, values)
                slow += [f"{read} rows\n    {statement}"] if read > MOST else []
    assert not slow, f"{len(slow)} of {len(found)}:\n" + "\n".join(sorted(slow))
