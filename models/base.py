"""The base of every table: naming of constraints, UTC timestamps, enum and JSON columns, row versions."""

from datetime import UTC, datetime
from enum import Enum
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from models.enums import Priority

# SQLite only auto-increments a column whose type is exactly INTEGER.
BigId = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Json = sa.JSON().with_variant(JSONB(), "postgresql")


class UtcDateTime(sa.types.TypeDecorator[datetime]):
    """An aware UTC instant. Naive values are refused (I6); SQLite stores them without offset, read back as UTC."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Convert to UTC; a naive datetime is a ``ValueError``."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive datetime {value!r}: give an aware one")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Attach UTC to what SQLite returns naive."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class PriorityType(sa.types.TypeDecorator[Priority]):
    """``Priority`` as a small integer, so that the database can order by it."""

    impl = sa.SmallInteger
    cache_ok = True

    def process_bind_param(self, value: Priority | None, dialect: sa.Dialect) -> int | None:
        """Store the number."""
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: sa.Dialect) -> Priority | None:
        """Read the member back."""
        return None if value is None else Priority(value)


def enum_type(kind: type[Enum]) -> sa.Enum:
    """Return a column type that stores the enum's values as plain strings (new members need no migration)."""
    return sa.Enum(kind, native_enum=False, length=32, values_callable=lambda members: [m.value for m in members])


class Base(DeclarativeBase):
    """The declarative base; constraint names are stable so that migrations can name them."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime(),
        dict[str, Any]: Json,
        list[Any]: Json,
        int: BigId,
    }


def key_type(length: int) -> sa.String:
    """Return the type of a name that only machines read: its order is that of its bytes, in both databases.

    Then an index answers which names begin with something (``services.core.database.begins``).
    """
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


UNASKED = "(nudged_at IS NULL OR nudged_at < updated_at)"
"""Of drafts: the author was not asked to send it since the last change."""


def unasked(table: str, waits: str) -> sa.Index:
    """Return the index by which drafts that nobody has sent are found; ``waits`` says in SQL which rows are drafts."""
    rows = sa.text(f"{waits} AND {UNASKED}")
    return sa.Index(f"ix_{table}_unasked", "updated_at", sqlite_where=rows, postgresql_where=rows)


class Versioned:
    """A row that two people may change at once: the second writer gets ``StaleDataError`` instead of overwriting."""

    version: Mapped[int] = mapped_column(sa.Integer, default=1, nullable=False)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805
        """Let SQLAlchemy compare and raise the version at every UPDATE."""
        return {"version_id_col": cls.__table__.c.version}  # type: ignore[attr-defined]
