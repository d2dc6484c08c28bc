"""The journal (I7): who did what, when, from which state to which, and why, chained by SHA-256 per subject."""

import hashlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

import orjson
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import JournalEntry
from services.core.act import Moment

FIRST = "0" * 64

_TABLE = cast(sa.Table, JournalEntry.__table__)
_LAST = (
    sa.select(_TABLE.c.seq, _TABLE.c.digest)
    .where(_TABLE.c.subject == sa.bindparam("of"))
    .order_by(_TABLE.c.seq.desc())
    .limit(1)
)
_APPEND = sa.insert(_TABLE)


@dataclass(frozen=True)
class Fault:
    """A place where a chain does not hold."""

    subject: str
    seq: int
    what: str  # "changed", "missing"


def of_case(case_id: int) -> str:
    """Return the subject of a case's journal."""
    return f"case:{case_id}"


async def record(
    act: Moment,
    subject: str,
    action: str,
    *,
    from_state: str | None = None,
    to_state: str | None = None,
    reason: str | None = None,
    details: Mapping[str, Any] | None = None,
) -> int:
    """Append what a person, or the clock, does now; returns the entry's number within the subject."""
    return await append(
        act.session,
        subject,
        action,
        now=act.now,
        actor_id=act.somebody.person_id if act.somebody else None,
        from_state=from_state,
        to_state=to_state,
        reason=reason,
        details=details,
    )


async def append(
    session: AsyncSession,
    subject: str,
    action: str,
    *,
    now: datetime,
    actor_id: int | None,
    from_state: str | None = None,
    to_state: str | None = None,
    reason: str | None = None,
    details: Mapping[str, Any] | None = None,
) -> int:
    """Append one entry and return its number within the subject.

    Two writers at once: one of them violates the unique (subject, seq) and its whole transaction is tried again.
    """
    last = (await session.execute(_LAST, {"of": subject})).first()
    seq, previous = (last.seq + 1, last.digest) if last else (1, FIRST)
    entry: dict[str, Any] = {
        "subject": subject,
        "seq": seq,
        "at": now.astimezone(UTC),
        "actor_id": actor_id,
        "action": action,
        "from_state": from_state,
        "to_state": to_state,
        "reason": reason,
        "details": dict(details or {}),
        "previous": previous,
    }
    await session.execute(_APPEND, entry | {"digest": digest(entry)})
    return seq


async def latest(session: AsyncSession, subject: str) -> int:
    """Return the number of a subject's newest entry; 0 when there is none."""
    last = (await session.execute(_LAST, {"of": subject})).first()
    return last.seq if last else 0


def digest(entry: Mapping[str, Any]) -> str:
    """Return the SHA-256 of an entry's fields in canonical JSON (sorted keys, times in ISO 8601 UTC)."""
    fields = dict(entry)
    fields["at"] = fields["at"].astimezone(UTC).isoformat(timespec="microseconds")
    return hashlib.sha256(orjson.dumps(fields, option=orjson.OPT_SORT_KEYS)).hexdigest()


async def history(session: AsyncSession, subject: str) -> list[JournalEntry]:
    """Return the subject's entries, oldest first."""
    found = await session.scalars(
        sa.select(JournalEntry).where(JournalEntry.subject == subject).order_by(JournalEntry.seq)
    )
    return list(found)


async def audit(session: AsyncSession, subject: str | None = None) -> AsyncIterator[Fault]:
    """Yield every place where an entry was changed or is missing; of one subject, or of all."""
    query = sa.select(JournalEntry).order_by(JournalEntry.subject, JournalEntry.seq)
    if subject is not None:
        query = query.where(JournalEntry.subject == subject)
    current, expected, previous = "", 1, FIRST
    async for entry in await session.stream_scalars(query.execution_options(yield_per=1000)):
        if entry.subject != current:
            current, expected, previous = entry.subject, 1, FIRST
        if entry.seq != expected:
            yield Fault(entry.subject, expected, "missing")
        fields = {
            name: getattr(entry, name)
            for name in (
                "subject",
                "seq",
                "at",
                "actor_id",
                "action",
                "from_state",
                "to_state",
                "reason",
                "details",
                "previous",
            )
        }
        if entry.previous != previous or digest(fields) != entry.digest:
            yield Fault(entry.subject, entry.seq, "changed")
        expected, previous = entry.seq + 1, entry.digest
