"""The journal (I7): who did what, when, from which state to which, and why, chained by SHA-256 per subject."""

import hashlib
from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypedDict, Unpack, cast

import orjson
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import JournalEntry
from services.core.act import Moment
from services.core.database import Progress, portions, untold
from services.core.engines.prepared import Prepared

FIRST = "0" * 64
RECEIVED = "received"
"""The detail of an entry that became known long after it happened: when."""

_TABLE = cast(sa.Table, JournalEntry.__table__)
_LAST = Prepared(
    sa.select(_TABLE.c.seq, _TABLE.c.digest)
    .where(_TABLE.c.subject == sa.bindparam("of"))
    .order_by(_TABLE.c.seq.desc())
    .limit(1)
)
_APPEND = Prepared(sa.insert(_TABLE), *(column.name for column in _TABLE.c if column.name != "id"))
_WRITTEN = "journal"
"""With the subject, the key of a session's ``info`` for the newest entry that it has written."""


_FIELDS = [column.name for column in _TABLE.c if column.name not in ("id", "digest")]


class Change(TypedDict, total=False):
    """The optional fields of an entry."""

    from_state: str | None
    to_state: str | None
    reason: str | None
    details: Mapping[str, Any] | None


@dataclass(frozen=True)
class ChainBreak:
    """A place where a chain does not hold."""

    subject: str
    seq: int
    what: str  # "changed", "missing"


def of_case(case_id: int) -> str:
    """Return the subject of a case's journal."""
    return f"case:{case_id}"


async def record(act: Moment, subject: str, action: str, **change: Unpack[Change]) -> int:
    """Append an action of a person, or of the clock; return the entry's number within the subject.

    It bears the time of the fact. If that was received long after, the ``details`` say when.
    """
    actor_id = act.somebody.person_id if act.somebody else None
    if act.at < act.now:
        change["details"] = {**(change.get("details") or {}), RECEIVED: act.now.astimezone(UTC).isoformat()}
    return await append(act.session, subject, action, now=act.at, actor_id=actor_id, **change)


async def append(
    session: AsyncSession,
    subject: str,
    action: str,
    *,
    now: datetime,
    actor_id: int | None,
    **change: Unpack[Change],
) -> int:
    """Append one entry and return its number within the subject.

    Two writers at once: one of them violates the unique (subject, seq) and its whole transaction is tried again.
    """
    last, previous = await _last(session, subject)
    seq = last + 1
    entry: dict[str, Any] = {
        "subject": subject,
        "seq": seq,
        "at": now.astimezone(UTC),
        "actor_id": actor_id,
        "action": action,
        "from_state": change.get("from_state"),
        "to_state": change.get("to_state"),
        "reason": change.get("reason"),
        "details": dict(change.get("details") or {}),
        "previous": previous,
    }
    sealed = digest(entry)
    await _APPEND.run(session, entry | {"digest": sealed})
    session.info[_WRITTEN, subject] = (seq, sealed)
    return seq


def begins(session: AsyncSession, subject: str) -> None:
    """Note that a subject was made in this transaction, so that nobody looks for an entry before its first."""
    session.info[_WRITTEN, subject] = (0, FIRST)


async def latest(session: AsyncSession, subject: str) -> int:
    """Return the number of a subject's newest entry; 0 when there is none."""
    return (await _last(session, subject))[0]


async def _last(session: AsyncSession, subject: str) -> tuple[int, str]:
    """Return number and digest of a subject's newest entry. After an entry of this transaction nobody else has one."""
    written: tuple[int, str] | None = session.info.get((_WRITTEN, subject))
    if written is not None:
        return written
    last = await _LAST.first(session, {"of": subject})
    return (last[0], last[1]) if last else (0, FIRST)


async def last_by(session: AsyncSession, subject: str, actions: Iterable[str]) -> int | None:
    """Return who took one of these actions on a subject last; None when nobody did."""
    query = sa.select(_TABLE.c.actor_id).where(_TABLE.c.subject == subject, _TABLE.c.action.in_([*actions]))
    return await session.scalar(query.order_by(_TABLE.c.seq.desc()).limit(1))


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


async def audit(
    session: AsyncSession, subject: str | None = None, progress: Progress = untold
) -> AsyncIterator[ChainBreak]:
    """Yield every place where an entry was changed or is missing; of one subject, or of all."""
    those = sa.true() if subject is None else _TABLE.c.subject == subject
    total = await session.scalar(sa.select(sa.func.count()).select_from(_TABLE).where(those)) or 0
    query = sa.select(*(_TABLE.c[name] for name in _FIELDS), _TABLE.c.digest).where(those)
    current, expected, previous, done = "", 1, FIRST, 0
    async for portion in portions(session, query.order_by(_TABLE.c.subject, _TABLE.c.seq)):
        for entry in portion:
            if entry.subject != current:
                current, expected, previous = entry.subject, 1, FIRST
            if entry.seq != expected:
                yield ChainBreak(entry.subject, expected, "missing")
            fields = dict(zip(_FIELDS, entry, strict=False))  # the digest is left over
            if entry.previous != previous or digest(fields) != entry.digest:
                yield ChainBreak(entry.subject, entry.seq, "changed")
            expected, previous = entry.seq + 1, entry.digest
        done += len(portion)
        progress(done, total)
