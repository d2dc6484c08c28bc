"""The statements that a town's database is asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from services.core.database import Database

SILENT = ("BEGIN", "SELECT pg_notify")
"""Statements that read no table."""


@contextmanager
def statements(database: Database) -> Iterator[list[tuple[str, Any]]]:
    """Collect the statements that read or write tables, with their values."""
    found: list[tuple[str, Any]] = []

    def asked(_connection: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        if not statement.startswith(SILENT):
            found.append((statement, values))

    engines = {database.engine.sync_engine, database._readers.sync_engine}
    for engine in engines:
        sa.event.listen(engine, "before_cursor_execute", asked)
    try:
        yield found
    finally:
        for engine in engines:
            sa.event.remove(engine, "before_cursor_execute", asked)
