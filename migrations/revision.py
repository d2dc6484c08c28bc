"""Write a new revision from what changed in ``models``: ``python -m migrations.revision "what changes"``.

``python -m migrations.revision --first`` writes 0001 again. Allowed only as long as nothing has been released.
"""

import asyncio
import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.script import ScriptDirectory

import migrations

VERSIONS = migrations.HERE / "versions"
FIRST = "The first tables"


async def write(message: str) -> None:
    """Autogenerate a revision against a scratch SQLite database that is at head."""
    number = len(list(ScriptDirectory.from_config(migrations.settings()).walk_revisions())) + 1
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'scratch.sqlite3'}"
        await migrations.migrate(url)
        engine = migrations._engine(url)
        async with engine.begin() as connection:
            await connection.run_sync(
                lambda sync: command.revision(
                    migrations.settings(sync), message, autogenerate=True, rev_id=f"{number:04d}"
                )
            )
        await engine.dispose()


def main() -> None:
    """Read the command line and write."""
    arguments = sys.argv[1:]
    if arguments == ["--first"]:
        for old in VERSIONS.glob("0*.py"):
            old.unlink()
        arguments = [FIRST]
    if len(arguments) != 1 or arguments[0].startswith("-"):
        raise SystemExit('usage: python -m migrations.revision "what changes" | --first')
    asyncio.run(write(arguments[0]))


if __name__ == "__main__":
    main()
