"""How column types are written into a revision: as plain SQLAlchemy types, free of ``models``."""

from typing import Any, Literal

import sqlalchemy as sa
from alembic.autogenerate.api import AutogenContext

from models.base import PriorityType, UtcDateTime


def render_item(kind: str, item: Any, context: AutogenContext) -> str | Literal[False]:
    """Return the source text of a type that alembic would otherwise import from ``models``; False for the rest."""
    if kind != "type":
        return False
    if isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if isinstance(item, PriorityType):
        return "sa.SmallInteger()"
    if isinstance(item, sa.Enum):  # kept as text: a new member needs no migration
        return f"sa.String(length={item.length})"
    if isinstance(item, sa.JSON) and "postgresql" in item._variant_mapping:
        context.imports.add("from sqlalchemy.dialects import postgresql")
        return 'sa.JSON().with_variant(postgresql.JSONB(), "postgresql")'
    return False
