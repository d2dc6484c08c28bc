"""Prepared statements: the driver's way and SQLAlchemy's do the same."""

import sys
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql.asyncpg import dialect as asyncpg_dialect
from sqlalchemy.exc import IntegrityError

import bot.intake.role  # noqa: F401
import handlers.areas  # noqa: F401 - all statements are made then
from benchmarks.support.queries import statements
from models import Counter, Draft, Group, Person
from models.enums import DraftKind, DraftState, GroupPurpose
from services.cases.facts import _gathered
from services.cases.hooks import CaseSection
from services.core.database import Database, savepoint
from services.core.engines.prepared import Prepared, _compile, add, among
from services.core.engines.sqlite_writer import WriterDialect
from services.people.remembered import TABLES
from services.registry import REGISTRY

NOW = datetime(2026, 7, 1, tzinfo=UTC)

_TABLE: Any = Draft.__table__
OF_PERSON = Prepared(
    sa.select(_TABLE).where(_TABLE.c.person_id == sa.bindparam("of"), among(_TABLE.c.state, [DraftState.OPEN]))
)
RENAMED = Prepared(sa.update(_TABLE).where(_TABLE.c.id == sa.bindparam("draft")).values(subject_id=sa.bindparam("to")))
COUNTED = Prepared(lambda insert: insert(Counter.__table__), "series", "last")


async def one(database: Database) -> int:
    async with database.transaction() as session:
        session.add(Person(id=1, name="张三", phone="+8613800000001"))
        await session.flush()
        draft = Draft(person_id=1, kind=DraftKind.REPORT, data={"text": "塌方"}, created_at=NOW, updated_at=NOW)
        return (await add(session, draft)).id


def prepared() -> list[Prepared]:
    modules = [module for name, module in list(sys.modules.items()) if name.partition(".")[0] in ("bot", "services")]
    made = [known for module in modules for known in vars(module).values() if isinstance(known, Prepared)]
    return [*made, _gathered(tuple(REGISTRY.of(CaseSection)))]


def test_every_prepared_statement_can_be_compiled_for_both_databases() -> None:
    made = prepared()
    assert len(made) > 20
    for known in made:
        for dialect in (WriterDialect(), asyncpg_dialect()):
            assert _compile(known._made[dialect.name], known._keys, dialect).sql


async def test_no_prepared_statement_writes_the_roster(database: Database) -> None:
    written = [
        statement.table
        for known in prepared()
        for statement in known._made.values()
        if isinstance(statement, sa.Insert | sa.Update | sa.Delete)
    ]
    assert written
    assert not TABLES & {*written}, "what is remembered of the roster would stay as it was"
    renamed = Prepared(sa.update(Person).where(Person.id == sa.bindparam("one")).values(name=sa.bindparam("to")))
    async with database.transaction() as session:
        await session.execute(sa.select(1))  # the first one on PostgreSQL is left to SQLAlchemy
        with pytest.raises(ValueError, match="the session must hear of it"):
            _compile(renamed._made["sqlite"], None, WriterDialect())
        with pytest.raises(ValueError, match="the session must hear of it"):
            await add(session, Group(chat_id=-1, title="站里", purpose=GroupPurpose.STATION))


async def test_an_object_that_was_added_is_read_as_it_is(database: Database) -> None:
    draft_id = await one(database)
    async with database.transaction() as session:
        (draft,) = await OF_PERSON.entities(session, Draft, {"of": 1})
        assert (draft.id, draft.state, draft.data) == (draft_id, DraftState.OPEN, {"text": "塌方"})
        assert draft.created_at == NOW
        draft.subject_id = 5  # what SQLAlchemy still holds is written before the next statement
        assert [row[5] for row in await OF_PERSON.rows(session, {"of": 1})] == [5]
    async with database.reading() as session:
        assert (await session.get_one(Draft, draft_id)).subject_id == 5


async def test_both_ways_give_the_same(database: Database) -> None:
    draft_id = await one(database)
    async with database.transaction() as session:
        await session.connection()
        ways = [await OF_PERSON.rows(session, {"of": 1}), await OF_PERSON.rows(session, {"of": 1})]
        changed = [await RENAMED.run(session, {"draft": draft_id, "to": None})]
    with statements(database) as asked:
        async with database.transaction() as session:
            ways.append(await OF_PERSON.rows(session, {"of": 1}))
            changed.append(await RENAMED.run(session, {"draft": draft_id, "to": None}))
    assert len(asked) == 2  # a listener hears every statement
    assert ways[0] == ways[1] == ways[2]
    assert changed == [1, 1]


async def test_a_savepoint_takes_prepared_statements_back(database: Database) -> None:
    draft_id = await one(database)
    async with database.transaction() as session:
        await RENAMED.run(session, {"draft": draft_id, "to": 1})
        with suppress(KeyError):
            async with savepoint(session):
                await RENAMED.run(session, {"draft": draft_id, "to": 2})
                raise KeyError
        await COUNTED.run(session, {"series": "x", "last": 1})
    async with database.reading() as session:
        assert (await session.get_one(Draft, draft_id)).subject_id == 1


async def test_an_error_of_the_driver_is_sqlalchemy_s_and_rolls_back(database: Database) -> None:
    async def counted_twice() -> None:
        async with database.transaction() as session:
            await session.connection()
            for _ in range(3):
                await COUNTED.run(session, {"series": "x", "last": 1})

    with pytest.raises(IntegrityError):
        await counted_twice()
    async with database.transaction() as session:
        assert await session.get(Counter, "x") is None


def test_a_list_cannot_be_prepared() -> None:
    listed = Prepared(sa.select(_TABLE.c.id).where(_TABLE.c.id.in_(sa.bindparam("ids", expanding=True))))
    with pytest.raises(ValueError, match="cannot be prepared"):
        _compile(listed._made["sqlite"], None, WriterDialect())
