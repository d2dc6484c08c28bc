"""``python -m migrations.check`` fails when ``models`` and the revisions differ, and says in what."""

import asyncio
import sys
import tempfile
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

import migrations
from models.every import Base


def differences(connection: sa.Connection) -> list[Any]:
    """Return what autogenerate would change on this database; empty when it is as ``models`` say."""
    return list(compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), Base.metadata))


async def differences_at(url: str) -> list[Any]:
    """Return the differences of the database at ``url``."""
    engine = migrations._engine(url)
    async with engine.connect() as connection:
        found = await connection.run_sync(differences)
    await engine.dispose()
    return found


def main() -> None:
    """Upgrade a scratch SQLite database to head and compare."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'scratch.sqlite3'}"
        migrations.upgrade(url)
        found = asyncio.run(differences_at(url))
    if found:
        for difference in found:
            print(difference, file=sys.stderr)
        raise SystemExit(
            'models/ and migrations/ differ: python -m migrations.revision "what changes" (--first before a release)'
        )
    print(f"migrations: models are at {migrations.head()}")


if __name__ == "__main__":
    main()
