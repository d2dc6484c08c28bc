"""Statements of every update: compiled once for each database, and run on the driver's connection (decision 0024).

SQLAlchemy takes three to seven times as long about a small statement as the driver does: it looks for the compiled
form, makes a context and a result, and changes the greenlet. A statement still goes SQLAlchemy's way in a session that
is not of ``Database.transaction``, as the first one of a transaction on PostgreSQL (SQLAlchemy says BEGIN with it),
with a driver other than sqlite3 and asyncpg, and while somebody listens to SQLAlchemy's statements. A row is a tuple.
"""

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeVar, cast

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session, make_transient_to_detached

from models.base import Base

DRIVER = "driver"
"""Key of a session's ``info``: the driver's connection. It is there for ``Database.transaction`` only."""

HEARD = "heard"
"""In the ``info`` of tables whose changes a session must notice: no prepared statement may write them."""
FLOAT = 701
"""PostgreSQL's number of the type of floats; SQLAlchemy asks for it where a column is one, and nowhere else."""
INTEGRITY = "23"
"""The class of PostgreSQL's states for what a constraint forbids."""
Entity = TypeVar("Entity", bound=Base)
Build = Callable[[Any], Any]
Values = Mapping[str, Any]
Row = tuple[Any, ...]


class Compiled(NamedTuple):
    """A statement as a driver takes it."""

    sql: str
    fixed: Row
    """The arguments in their order, as far as the statement says them itself."""
    given: tuple[tuple[str, Callable[[Any], Any] | None, tuple[int, ...]], ...]
    """Each other argument: its name, the function to the driver's value, and its places."""
    columns: tuple[Callable[[Any], Any] | None, ...]
    """The function from the driver's value, for each column; empty where no column needs one."""

    def arguments(self, values: Values) -> list[Any]:
        """Return the arguments in their order. Raises ``KeyError`` for a value that is missing."""
        found = list(self.fixed)
        for name, process, places in self.given:
            value = values[name] if process is None else process(values[name])
            for place in places:
                found[place] = value
        return found

    def row(self, raw: Sequence[Any]) -> Row:
        """Return a row as it is read."""
        if not self.columns:
            return tuple(raw)
        return tuple([one if as_ours is None else as_ours(one) for one, as_ours in zip(raw, self.columns, strict=True)])


class Prepared:
    """A statement with bound parameters, none of them a list."""

    def __init__(self, statement: sa.Executable | Build, *keys: str) -> None:
        """``statement``, or what makes it of a database's ``insert``; ``keys`` are the columns that an INSERT fills."""
        build: Build = (lambda _: statement) if isinstance(statement, sa.Executable) else statement
        self._keys = keys or None
        self._made = {"sqlite": build(sqlite_insert), "postgresql": build(postgres_insert)}
        self._compiled: dict[str, Compiled] = {}

    async def rows(self, session: AsyncSession, values: Values) -> list[Row]:
        """Run the statement and return its rows."""
        connection = await _driver(session)
        statement = self._made[session.get_bind().dialect.name]
        if connection is None:
            return [tuple(row) for row in await session.execute(statement, values)]
        one = self._of(session)
        arguments = one.arguments(values)
        try:
            if isinstance(connection, sqlite3.Connection):
                found = sqlite3.Cursor(connection).execute(one.sql, arguments).fetchall()
            else:
                found = await connection.fetch(one.sql, *arguments)
        except Exception as error:
            raise _wrapped(one.sql, connection, error) from error
        return [one.row(row) for row in found]

    async def first(self, session: AsyncSession, values: Values) -> Row | None:
        """Run the statement and return its first row, if it has any."""
        found = await self.rows(session, values)
        return found[0] if found else None

    async def entities(self, session: AsyncSession, model: type[Entity], values: Values) -> list[Entity]:
        """Return rows of all columns of a table as the session's objects; one that is known stays as it is."""
        return objects(session, model, await self.rows(session, values))

    async def run(self, session: AsyncSession, values: Values) -> int:
        """Run the statement and return the number of rows that it has changed."""
        connection = await _driver(session)
        if connection is None:
            result = await session.execute(self._made[session.get_bind().dialect.name], values)
            return int(result.rowcount)  # type: ignore[attr-defined]
        one = self._of(session)
        arguments = one.arguments(values)
        try:
            if isinstance(connection, sqlite3.Connection):
                return sqlite3.Cursor(connection).execute(one.sql, arguments).rowcount
            done: str = await connection.execute(one.sql, *arguments)  # such as "UPDATE 1"
            return int(done.rpartition(" ")[2])
        except Exception as error:
            raise _wrapped(one.sql, connection, error) from error

    def _of(self, session: AsyncSession) -> Compiled:
        dialect = session.get_bind().dialect
        known = self._compiled.get(dialect.name)
        if known is None:
            known = self._compiled[dialect.name] = _compile(self._made[dialect.name], self._keys, dialect)
        return known


def objects(session: AsyncSession, model: type[Entity], rows: Iterable[Row]) -> list[Entity]:
    """Return rows of all columns of a table as the session's objects; one that is known stays as it is."""
    sync, mapper = session.sync_session, sa.inspect(model)
    names, primary = _names(model)
    found: list[Any] = []
    for row in rows:
        filled = dict(zip(names, row, strict=True))
        known: Any = sync.identity_map.get(
            mapper.identity_key_from_primary_key(tuple(filled[name] for name in primary))
        )
        if known is None:
            known = model()
            sa.inspect(known).dict.update(filled)
            make_transient_to_detached(known)
            sync.add(known)
        found.append(known)
    return found


async def add(session: AsyncSession, one: Entity) -> Entity:
    """Write a new object at once, by the prepared INSERT of its table; it has its id then."""
    statement, usual = _inserting(type(one))
    present = sa.inspect(one).dict
    filled = {name: present.get(name, value) for name, value in usual.items()}
    (one_id,) = (await statement.rows(session, filled))[0]
    present.update(filled, id=one_id)
    make_transient_to_detached(one)
    session.add(one)
    return one


@cache
def _inserting(model: type[Base]) -> tuple[Prepared, dict[str, Any]]:
    """Return the INSERT of a table with an id of its own, and the values of the columns that nobody names."""
    mapper = sa.inspect(model)
    table = cast(sa.Table, mapper.local_table)
    usual: dict[str, Any] = {}
    for column in table.c:
        made: Any = column.default
        if mapper.get_property_by_column(column).key != column.name or column.server_default is not None:
            raise ValueError(f"cannot be added: {column}")
        usual[column.name] = made.arg if made is not None and made.is_scalar else None
    if mapper.version_id_col is not None:
        usual[mapper.version_id_col.name] = 1
    del usual["id"]
    return Prepared(sa.insert(table).returning(table.c.id), *usual), usual


def among(column: Any, values: Iterable[Any]) -> sa.ColumnElement[bool]:
    """Find one of some values that are known when the statement is made."""
    return column.in_([sa.literal(one, column.type) for one in values])  # type: ignore[no-any-return]


@cache
def _names(model: type[Base]) -> tuple[list[str], list[str]]:
    """Return the attributes of a table's columns, and those of its primary key."""
    mapper = sa.inspect(model)
    names = [
        [mapper.get_property_by_column(one).key for one in those]
        for those in (mapper.local_table.c, mapper.primary_key)
    ]
    return names[0], names[1]


class _Held(NamedTuple):
    """The driver's connection of a transaction that has begun."""

    transaction: object
    connection: Any
    engine: sa.Engine


async def _driver(session: AsyncSession) -> Any | None:
    """Return the driver's connection, with what the session holds written; None where the ordinary way is gone."""
    if DRIVER not in session.info:
        return None
    sync = session.sync_session
    held: _Held | None = session.info[DRIVER]
    within = sync.get_nested_transaction() or sync.get_transaction()  # SQLAlchemy begins a savepoint when it is asked
    if within is None or held is None or held.transaction is not within:
        made = await session.run_sync(Session.connection)
        connection: Any = made.connection.driver_connection
        if not isinstance(connection, sqlite3.Connection):
            import asyncpg  # with PostgreSQL only

            if not isinstance(connection, asyncpg.Connection) or not connection.is_in_transaction():
                return None  # SQLAlchemy says BEGIN with its first statement
        held = session.info[DRIVER] = _Held(
            sync.get_nested_transaction() or sync.get_transaction(), connection, made.engine
        )
    if held.engine.dispatch.before_cursor_execute:
        return None
    if sync.autoflush and is_changed(session):
        await session.flush()
    return held.connection


def is_changed(session: AsyncSession) -> bool:
    """Whether a session holds something that is not written yet."""
    sync = session.sync_session
    return bool(sync.new or sync.dirty or sync.deleted)


def _compile(statement: Any, keys: Sequence[str] | None, dialect: Dialect) -> Compiled:
    """Compile a statement. Raises ``ValueError`` for one with lists, or with values that SQLAlchemy makes by itself.

    Also for one that writes a table whose changes the session must hear of.
    """
    if isinstance(statement, sa.UpdateBase) and HEARD in getattr(statement, "table", sa.null()).info:
        raise ValueError(f"cannot be prepared, the session must hear of it: {statement}")
    made: Any = statement.compile(dialect=dialect, column_keys=keys)
    if made.post_compile_params or made.literal_execute_params or made.insert_prefetch or made.update_prefetch:
        raise ValueError(f"cannot be prepared: {made}")
    fixed, given = list[Any](), dict[str, tuple[str, Any, list[int]]]()
    for place, name in enumerate(made.positiontup):
        bind = made.binds[name]
        process = bind.type.dialect_impl(dialect).bind_processor(dialect)
        if bind.required:
            given.setdefault(name, (bind.key, process, []))[2].append(place)
            fixed.append(None)
        else:
            fixed.append(bind.effective_value if process is None else process(bind.effective_value))
    readers = tuple(one.type.dialect_impl(dialect).result_processor(dialect, FLOAT) for one in _columns(statement))
    arguments = tuple((key, process, tuple(places)) for key, process, places in given.values())
    return Compiled(made.string, tuple(fixed), arguments, readers if any(readers) else ())


def _columns(statement: Any) -> list[Any]:
    """Return the columns of a statement's rows; none where it returns none."""
    if isinstance(statement, sa.SelectBase):
        return list(statement.selected_columns)
    return list(statement.exported_columns) if isinstance(statement, sa.UpdateBase) else []


def _wrapped(sql: str, connection: Any, error: Exception) -> DBAPIError:
    """Return a driver's error as SQLAlchemy raises it."""
    lost = not isinstance(connection, sqlite3.Connection) and connection.is_closed()
    broken = isinstance(error, sqlite3.IntegrityError) or str(getattr(error, "sqlstate", "")).startswith(INTEGRITY)
    kind = IntegrityError if broken else OperationalError if isinstance(error, sqlite3.OperationalError) else DBAPIError
    return kind(sql, None, error, hide_parameters=True, connection_invalidated=lost)
