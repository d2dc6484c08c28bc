"""Years of a town's history in its tables, written by the database itself: many rows that are over beside a few that
are open."""

import inspect
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from models.base import UtcDateTime
from models.every import Base
from services.core.database import Database
from services.core.engines.postgres import quoted

ROWS = 20_000
"""Rows of history in each table that grows, unless ``fill`` is told others."""
FIRST = 10_000_000
"""Ids of history begin here; those of later rows follow."""
SECONDS = 600
"""Between two rows of a table: nothing is older than it is kept."""

SMALL = frozenset(
    {
        # the roster, and what the township set once
        "units",
        "villages",
        "grids",
        "squads",
        "persons",
        "posts",
        "accounts",
        "groups",
        "introductions",
        "group_members",
        "risk_points",
        "digest_mutes",
        "outlines",
        "risk_point_cards",
        "shelters",
        "shelter_rooms",
        "evacuations",
        "evacuation_parts",
        # a row for each series, holder, test, meeting, drill, session, problem, month or day
        "assessment_periods",
        "assessment_tables",
        "colour_periods",
        "counters",
        "drills",
        "duty_series",
        "feeds",
        "leases",
        "warning_plays",
        "meetings",
        "problem_months",
        "problems",
        "reachability_months",
        "reachability_tests",
        "roster_reminders",
        "training_sessions",
        "digests",
        # destroyed each night
        "codes",
        "attempts",
    }
)
"""Tables that do not grow with the work: to read them whole is no fault."""

ROSTER = frozenset(
    [
        "units",
        "villages",
        "grids",
        "squads",
        "persons",
        "posts",
        "accounts",
        "groups",
        "risk_points",
        "shelters",
        "shelter_rooms",
        "duty_series",
    ]
)
"""Those of them that work goes on with; history has meetings, drills and evacuations of its own."""
GROWING = tuple(table for table in Base.metadata.sorted_tables if table.name not in SMALL)

OVER = {
    "appeals": {"state": "'refused'", "occasion_id": "10000000 + n"},
    "assignments": {"state": "'verified'", "unit_id": "{units}"},
    "broadcasts": {"state": "'sent'"},
    "cases": {
        "state": "'closed'",
        "number": "'old' || n",
        "village_id": "{villages}",
        "line": "'geology'",
        "kind": "'hazard'",
        "reopened": "n % 50 / 49",
    },
    "deadlines": {"subject_kind": "'case'", "subject_id": "10000000 + n / 2", "kind": "'triage'", "outcome": "'met'"},
    "drafts": {"state": "'sent'"},
    "duties": {
        "state": "CASE WHEN n % 20 = 0 THEN 'missed' ELSE 'done' END",
        "owing": "CASE n % 4 WHEN 0 THEN 'village' WHEN 1 THEN 'unit' WHEN 2 THEN 'grid' ELSE 'risk_point' END",
        "who": "CAST(1 + n % 12 AS VARCHAR(40))",
    },
    "fired_steps": {"doing": "'escalate'", "told": "'[1, 2]'"},
    "handovers": {"state": "'agreed'"},
    "journal": {"subject": "'case:' || (10000000 + n / 5)", "seq": "n % 5"},
    "joinings": {"state": "'agreed'"},
    "media": {"state": "'stored'"},
    "mobilisations": {"state": "'ended'"},
    "outbox": {
        "state": "CASE WHEN n % 21 = 0 THEN 'failed' WHEN n % 21 = 1 THEN 'replaced' ELSE 'sent' END",
        "priority": "n % 5",
        "content": "{text}",
        "case_id": "10000000 + n / 10",
        "card": "CASE WHEN n % 4 = 0 THEN 'card' || n END",
        "call": "n % 50 = 0",
        "beside": "n % 100 = 0",
        "fallback": "CASE WHEN n % 100 = 0 THEN 'sms' END",
        "failure": "CASE WHEN n % 21 = 0 THEN 'blocked' END",
        "chat_id": "1 + n % 400",
        "message_id": "n",
        "called_at": "CASE WHEN n % 21 = 0 AND n % 5 < 2 OR n % 50 = 0 THEN {ago} END",  # nobody calls for a reminder
    },
    "remediation_tasks": {"ending": "'reached'"},
    "reportings": {"state": "'verified'"},
    "roll_calls": {"kind": "CASE WHEN n % 5 = 0 THEN 'reachability' ELSE 'broadcast' END"},
    "roll_call_entries": {"roll_call_id": "10000000 + n / 20", "person_id": "1 + n % 20", "answer": "'received'"},
    "shelter_stays": {"until": "{ago}"},
    "swaps": {"state": "'agreed'"},
    "training_sheets": {"state": "'taken'"},
    "problem_entries": {"state": "'passed'"},
    "evacuees": {"state": "'returned'"},
    "training_people": {"session_id": "1 + n / 1000", "person_id": "1 + n % 1000"},
    "updates": {"state": "'handled'", "sender": "n % 400"},
}
"""SQL of the columns that say what a row of history is; ``n`` counts the rows. The others are made by their types."""

FORGOTTEN = frozenset(("track_points", "updates", "whereabouts"))
"""Tables that hold a month at most."""

PAST = frozenset(
    (
        "accepted_at",
        "accounted_at",
        "answered_at",
        "closed_at",
        "decided_at",
        "dispatched_at",
        "ended_at",
        "fed_back_at",
        "finished_at",
        "handled_at",
        "over_at",
        "read_at",
        "sent_at",
        "settled_at",
        "signed_off_at",
        "signed_on_at",
        "stood_down_at",
        "told_at",
        "triaged_at",
        "verified_at",
    )
)
"""Columns that may be empty and are not in history: all of it is over."""


_NEXT_IDS = """
DO $$ DECLARE found record; BEGIN
    FOR found IN SELECT c.table_name, c.column_name FROM information_schema.columns c
        WHERE c.table_schema = current_schema() AND c.column_default LIKE 'nextval%'
    LOOP EXECUTE format(
        'SELECT setval(pg_get_serial_sequence(%L, %L), greatest(coalesce(max(%I), 0) + 1, 1), false) FROM %I',
        found.table_name, found.column_name, found.column_name, found.table_name);
    END LOOP;
END $$
"""
"""PostgreSQL gives ids that follow those that were written."""


async def fill(
    database: Database,
    until: datetime,
    *,
    rows: int = ROWS,
    seconds: float = SECONDS,
    times: Mapping[str, float] = {},
    least: int = 12,
    after: int = 0,
) -> None:
    """Write the history that ended at ``until`` into every table that grows: ``rows`` in each, ``times`` as many.

    It tells of the people, units and places of the roster, and of ``least`` of each. ``after`` so many rows that were
    written before, it goes on with what is older.

    History refers to what is left out of it, so foreign keys are not checked meanwhile.
    """
    off, on = ["SET session_replication_role = replica"], ["SET session_replication_role = origin", _NEXT_IDS]
    if database.schema is not None:
        off, on = [*off, f"SET search_path = {quoted(database.schema)}"], [*on, "RESET search_path"]
    if database.is_sqlite:
        off, on = ["PRAGMA foreign_keys = OFF", "PRAGMA cache_size = -200000"], ["PRAGMA foreign_keys = ON"]
    async with database.reading() as session:
        counted = {name: await session.scalar(sa.text(f"SELECT count(*) FROM {name}")) for name in sorted(ROSTER)}
    held = {name: max(least, count or 0) for name, count in counted.items()}
    async with database.engine.connect() as connection:
        driver: Any = (await connection.get_raw_connection()).driver_connection
        for statement in off:
            await _asked(driver, statement)  # by the driver: no transaction has begun
        for table in GROWING:
            if after and table.name in FORGOTTEN:
                continue
            many = times.get(table.name, 1)
            at = _ago(until, seconds / 10 if table.name in FORGOTTEN else seconds / many, database.is_sqlite)
            span = int(after * many) + 1, int((after + rows) * many)
            await _asked(driver, _history_of(table, at, span, held, database.is_sqlite))
        for statement in on:
            await _asked(driver, statement)


async def _asked(driver: Any, statement: str) -> None:
    done = driver.execute(statement)
    if inspect.isawaitable(done):
        await done


async def measure(database: Database) -> None:
    """Let the database count what its tables hold, as PostgreSQL does by itself."""
    async with database.transaction() as session:
        await session.execute(sa.text("ANALYZE"))


def _ago(until: datetime, seconds: float, is_sqlite: bool) -> str:
    if is_sqlite:
        return f"strftime('%Y-%m-%d %H:%M:%f000', '{until:%Y-%m-%d %H:%M:%S}', (n * -{seconds}) || ' seconds')"
    return f"timestamptz '{until.isoformat()}' - n * interval '{seconds} seconds'"


def _history_of(table: sa.Table, at: str, span: tuple[int, int], held: Mapping[str, int], is_sqlite: bool) -> str:
    counts = {name: f"1 + n % {count}" for name, count in held.items()}
    columns = {column.name: _value(table, column, held, is_sqlite) for column in table.columns}
    names, values = ", ".join(f'"{name}"' for name in columns), ", ".join(columns.values())
    for name, said in {"ago": at, "text": '\'{"text": "x"}\'', **counts}.items():
        values = values.replace(f"{{{name}}}", said)
    first, last = span
    counting = f"WITH RECURSIVE h(n) AS (SELECT {first} UNION ALL SELECT n + 1 FROM h WHERE n < {last})"
    if not is_sqlite:
        counting = f"WITH h(n) AS (SELECT generate_series({first}, {last}))"
    return f"INSERT INTO {table.name} ({names}) {counting} SELECT {values} FROM h"


def _value(table: sa.Table, column: sa.Column[object], held: Mapping[str, int], is_sqlite: bool) -> str:
    if (said := OVER.get(table.name, {}).get(column.name)) is not None:
        return said
    kind = column.type
    if column.nullable and column.name not in PAST and not column.foreign_keys:
        return "NULL"
    for foreign in column.foreign_keys:
        if column.nullable and foreign.column.table is table:
            return "NULL"
        if foreign.column.table.name in ROSTER:
            return f"1 + n % {held[foreign.column.table.name]}"
        return f"{FIRST} + n" if column.name in _singled_out(table) else f"{FIRST} + n / 5"
    if isinstance(kind, UtcDateTime):
        return "{ago}"
    if isinstance(kind, sa.Date):
        return "date({ago})"
    if isinstance(kind, sa.JSON):
        return "'[]'"
    if isinstance(kind, sa.LargeBinary):
        return "x'7B7D'" if is_sqlite else "'\\x7B7D'"
    if isinstance(kind, sa.Boolean):
        return "false"
    if isinstance(kind, sa.Float):
        return "30.1"
    if isinstance(kind, sa.Enum):
        return f"'{kind.enums[0]}'"
    if isinstance(kind, sa.String):
        return "'x' || n"
    return f"{FIRST} + n" if column.name in _singled_out(table) else "1"


def _singled_out(table: sa.Table) -> set[str]:
    """Return the columns of which no two rows may have the same values."""
    rules = (sa.PrimaryKeyConstraint, sa.UniqueConstraint)
    return {column.name for rule in table.constraints if isinstance(rule, rules) for column in rule.columns}
