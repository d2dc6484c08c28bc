"""The revisions, run on an empty database, give what ``models`` say; on both databases."""

import re
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.ext.asyncio import create_async_engine

import migrations
from migrations.check import differences_at
from models.every import Base

POSTGRES_FACTS = (
    "SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, column_default IS NULL"
    " FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'alembic_version'",
    "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
    " WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text <> 'alembic_version'",
    "SELECT tablename, indexname, indexdef FROM pg_indexes"
    " WHERE schemaname = 'public' AND tablename <> 'alembic_version'",
)


def _facts(connection: sa.Connection) -> set[tuple[object, ...]]:
    """Everything the database knows of its schema, in a form that does not depend on the order of creation."""
    if connection.dialect.name == "postgresql":
        return {tuple(row) for query in POSTGRES_FACTS for row in connection.execute(sa.text(query))}
    found: set[tuple[object, ...]] = set()
    for name, sql in connection.execute(sa.text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")):
        if name != "alembic_version":
            found |= {(name, re.sub(r"\s+", " ", line).strip(" ,")) for line in sql.splitlines() if line.strip(" \t,)")}
    return found


async def test_the_revisions_equal_the_models(database_url: str) -> None:
    engine = create_async_engine(database_url)
    async with engine.begin() as connection:
        migrated = await connection.run_sync(_facts)
        names = await connection.run_sync(lambda sync: set(sa.inspect(sync).get_table_names()))
        quoted = ", ".join(f'"{name}"' for name in names)
        if database_url.startswith("postgresql"):
            await connection.exec_driver_sql(f"DROP TABLE {quoted} CASCADE")
        else:
            await connection.run_sync(Base.metadata.drop_all)
        await connection.run_sync(Base.metadata.create_all)
        created = await connection.run_sync(_facts)
    await engine.dispose()
    assert migrated == created
    assert names == {*Base.metadata.tables, "alembic_version"}


async def test_autogenerate_finds_nothing_to_change(database_url: str) -> None:
    assert await differences_at(database_url) == []


async def test_upgrading_again_changes_nothing(database_url: str) -> None:
    assert await migrations.current(database_url) == migrations.head()
    migrations.upgrade(database_url)
    assert await migrations.current(database_url) == migrations.head()


async def test_a_missing_table_is_a_difference(database_url: str) -> None:
    engine = create_async_engine(database_url)
    async with engine.begin() as connection:
        await connection.exec_driver_sql("DROP TABLE message_refs")
    await engine.dispose()
    assert await differences_at(database_url)


def test_it_works_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    migrations.upgrade("sqlite+aiosqlite:///var/new.sqlite3")
    assert (tmp_path / "var" / "new.sqlite3").stat().st_size > 0


def test_revisions_do_not_import_the_models() -> None:
    for file in (migrations.HERE / "versions").glob("*.py"):
        assert "models" not in re.findall(r"^(?:from|import) (\w+)", file.read_text(), re.MULTILINE)


async def test_the_revisions_are_told_without_alembic_as_alembic_tells_them(database_url: str) -> None:
    assert migrations.head() == ScriptDirectory.from_config(migrations.settings()).get_current_head()
    engine = create_async_engine(database_url)
    async with engine.connect() as connection:
        known = await connection.run_sync(lambda sync: MigrationContext.configure(sync).get_current_revision())
    await engine.dispose()
    assert await migrations.current(database_url) == known == migrations.head()


async def test_a_database_that_was_never_migrated_is_at_no_revision(tmp_path: Path) -> None:
    assert await migrations.current(f"sqlite+aiosqlite:///{tmp_path}/new.sqlite3") is None
