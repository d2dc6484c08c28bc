"""How a database would answer a statement: by an index, or by reading a table that grows from end to end."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from benchmarks.support.history import GROWING

_NAMES = {table.name for table in GROWING}
_OF_OPEN = {
    index.name for table in GROWING for index in table.indexes if index.dialect_options["sqlite"]["where"] is not None
}
"""Partial indexes hold what is open, and stay short: they may be read from end to end."""
FEW = 20
"""Who reads one of so many rows does not read all."""
STEPS, STEPS_A_ROW = 100, 5
"""Steps of SQLite's machine between two looks, and the fewest that a row takes."""
_ALIAS = re.compile(r'\b(\w+) AS "?(\w+)"?')
_SCAN = re.compile(r"^SCAN (?P<name>\w+)(?: USING (?:COVERING )?INDEX (?P<index>\w+))?")
_BUILT = re.compile(r"^SEARCH (?P<name>\w+) USING AUTOMATIC")

Asked = tuple[str, Any]
"""A statement and its values."""


def kinds_of(asked: Iterable[Asked]) -> dict[str, Any]:
    """Return each statement once, with values: those that differ only in how many values a list has are one."""
    found: dict[str, Any] = {}
    seen = set()
    for statement, values in asked:
        shape = re.sub(r"\((?:(?:\?|\$\d+(?:::\w+)?)(?:, )?)+\)", "(…)", statement)
        if statement.startswith(("SELECT", "WITH", "UPDATE", "DELETE")) and shape not in seen:
            seen.add(shape)
            found[statement] = values[0] if isinstance(values, list) else values
    return found


async def rows_read(connection: AsyncConnection, statement: str, values: Any) -> int:
    """Return about how many rows a statement that only reads goes through, however its plan is worded.

    A scan of an index, a table built for the occasion and a subquery asked for each row count like any other row.
    SQLite counts the steps of its machine, of which a row takes a few; PostgreSQL counts rows.
    """
    if connection.dialect.name != "sqlite":
        rows = await connection.exec_driver_sql(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {statement}", values)
        return int(_read_by(rows.scalar_one()[0]["Plan"]))
    driver = (await connection.get_raw_connection()).driver_connection
    assert driver is not None
    ticks = 0

    def tick() -> None:
        nonlocal ticks
        ticks += 1

    await driver.set_progress_handler(tick, STEPS)
    try:
        (await connection.exec_driver_sql(statement, values)).all()
    finally:
        await driver.set_progress_handler(None, 0)
    return ticks * STEPS // STEPS_A_ROW


def _read_by(node: dict[str, Any]) -> float:
    """Return the rows of a plan's steps, those included that a filter has removed."""
    removed = sum(count for key, count in node.items() if key.startswith("Rows Removed by"))
    own = (node["Actual Rows"] + removed) * node["Actual Loops"]
    return float(own) + sum(map(_read_by, node.get("Plans", ())))


async def scans(connection: AsyncConnection, statement: str, values: Any) -> list[str]:
    """Return the tables that grow and are read from end to end for a statement, each with the step of the plan."""
    if connection.dialect.name == "sqlite":
        rows = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        return list(_scans_of_sqlite(statement, [row.detail for row in rows]))
    rows = await connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", values)
    return list(_scans_of_postgres(rows.scalar_one()[0]["Plan"]))


def _scans_of_sqlite(statement: str, steps: list[str]) -> Iterator[str]:
    aliases = {alias: table for table, alias in _ALIAS.findall(statement)}
    for step in steps:
        if found := _SCAN.match(step) or _BUILT.match(step):
            table = aliases.get(found["name"], found["name"])
            if table in _NAMES and found.groupdict().get("index") not in _OF_OPEN:
                yield f"{table}: {step}"


def _scans_of_postgres(node: dict[str, Any]) -> Iterator[str]:
    kind, table, index = node["Node Type"], node.get("Relation Name"), node.get("Index Name")
    if kind == "Limit" and node["Total Cost"] * FEW < node["Plans"][0]["Total Cost"]:
        return  # it stops soon: the index has the wanted order
    if table in _NAMES and kind == "Seq Scan":
        yield f"{table}: {kind} {node.get('Filter', '')}"
    if kind in ("Index Scan", "Index Only Scan", "Bitmap Index Scan") and "Index Cond" not in node:
        grows = table in _NAMES or any(index.endswith(f"_{name}") for name in _NAMES)
        if grows and index not in _OF_OPEN:
            yield f"{table}: {kind} {index} from end to end"
    for part in node.get("Plans", ()):
        yield from _scans_of_postgres(part)
