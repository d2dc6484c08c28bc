"""The format of a backup: a zip with a JSON line per row, the media, and a manifest that a restore is checked by.

The form is the same for both databases, so a township that outgrows SQLite restores its backup into PostgreSQL.
"""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

FORM = 2
MANIFEST = "manifest.json"
CHUNK = 1 << 20


class BackupRefused(Exception):
    """The file is no backup, or does not fit; ``key`` names the text that explains it. Nothing was changed."""

    def __init__(self, key: str, **arguments: Any) -> None:
        super().__init__(key, arguments)
        self.key = key
        self.arguments = arguments


@dataclass(frozen=True)
class Contents:
    """The number of rows and files in a backup."""

    rows: int
    files: int


def contents_of(manifest: dict[str, Any]) -> Contents:
    """Return the numbers of rows and files that a manifest lists."""
    parts = manifest["parts"]
    rows = sum(part["rows"] for name, part in parts.items() if name.startswith("tables/"))
    return Contents(rows, sum(name.startswith("media/") for name in parts))


async def revision_of(connection: AsyncConnection) -> str | None:
    """Return the revision of the database; None when it has no schema."""
    try:
        found: str | None = await connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
    except sa.exc.SQLAlchemyError:
        return None
    return found
