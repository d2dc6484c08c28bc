"""The inbox: the table of raw updates. Each is stored once and claimed once; in Core, because every report passes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

import orjson
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from bot.intake.wire import LARGEST, part
from models import Update
from models.enums import UpdateState
from models.intake import UNHANDLED
from services.core.database import Upsert

Raw = Mapping[str, Any]

REUSED_AFTER = timedelta(days=6)
"""A bot idle for a week gets update ids from a new random start (Bot API, ``update_id``): an id that was handled so
long ago is another update, and no repetition, for Telegram keeps what is unconfirmed 24 hours only."""

_TABLE = cast(sa.Table, Update.__table__)
_PENDING = _TABLE.c.state == UpdateState.PENDING
_COLUMNS = (
    _TABLE.c.update_id,
    _TABLE.c.sender,
    _TABLE.c.raw,
    _TABLE.c.received_at,
    _TABLE.c.attempts,
    _TABLE.c.not_before,
)
_PAGE = (
    sa.select(*_COLUMNS)
    .where(sa.text(UNHANDLED), _PENDING, _TABLE.c.update_id > sa.bindparam("beyond"))
    .order_by(_TABLE.c.update_id)
    .limit(sa.bindparam("most"))
)
_CLAIM = (
    sa.update(_TABLE)
    .where(_TABLE.c.update_id == sa.bindparam("id"), _PENDING)
    .values(state=UpdateState.HANDLED, handled_at=sa.bindparam("now"), not_before=None)
)
_FAIL = (
    sa.update(_TABLE)
    .where(_TABLE.c.update_id == sa.bindparam("id"), _PENDING)
    .values(attempts=sa.bindparam("tries"), not_before=sa.bindparam("again"), error=sa.bindparam("why"))
)


def _storing(insert: Any) -> Any:
    statement = insert(_TABLE)
    new = statement.excluded
    return statement.on_conflict_do_update(
        index_elements=[_TABLE.c.update_id],
        set_={
            "sender": new.sender,
            "raw": new.raw,
            "received_at": new.received_at,
            "state": new.state,
            "attempts": 0,
            "not_before": None,
            "error": None,
            "handled_at": None,
        },
        where=sa.and_(_TABLE.c.state == UpdateState.HANDLED, _TABLE.c.received_at < sa.bindparam("long_ago")),
    )


_STORE = Upsert(_storing)


@dataclass(frozen=True, slots=True)
class PendingUpdate:
    """One pending update in memory."""

    update_id: int
    sender: int
    raw: dict[str, Any]
    received_at: datetime
    attempts: int = 0
    not_before: datetime | None = None

    @property
    def album(self) -> str | None:
        """The id of the album that this message is part of."""
        album = part(self.raw, "message").get("media_group_id")
        return album if isinstance(album, str) else None


def sender_of(raw: Raw) -> int:
    """Return the id by which updates are kept in order: the person's, else the chat's, else 0."""
    for name, event in raw.items():
        if name == "update_id":
            continue
        for known in (part(event, "from"), part(event, "user"), part(event, "chat"), part(event, "message", "chat")):
            number = known.get("id")
            if isinstance(number, int) and abs(number) <= LARGEST:
                return number
    return 0


async def store(session: AsyncSession, batch: Sequence[Raw], now: datetime) -> None:
    """Store a batch of updates; one that is stored already stays as it is, so that a repetition is handled once."""
    rows = [
        {
            "update_id": raw["update_id"],
            "sender": sender_of(raw),
            "raw": orjson.dumps(raw),
            "received_at": now,
            "state": UpdateState.PENDING,
            "attempts": 0,
            "long_ago": now - REUSED_AFTER,
        }
        for raw in batch
    ]
    await session.execute(_STORE.on(session), rows)


async def pending(session: AsyncSession, *, beyond: int, most: int, known: Collection[int] = ()) -> list[PendingUpdate]:
    """Return pending updates with greater ids than ``beyond``, in order, without those that are ``known``."""
    rows = await session.execute(_PAGE, {"beyond": beyond, "most": most})
    return [
        PendingUpdate(row.update_id, row.sender, orjson.loads(row.raw), row.received_at, row.attempts, row.not_before)
        for row in rows
        if row.update_id not in known
    ]


async def claim(session: AsyncSession, update_id: int, now: datetime) -> bool:
    """Mark an update handled within the transaction that handles it; False when another process has done so."""
    result = await session.execute(_CLAIM, {"id": update_id, "now": now})
    return bool(result.rowcount == 1)  # type: ignore[attr-defined]


async def fail(session: AsyncSession, update_id: int, *, tries: int, again: datetime, why: str) -> None:
    """Note a failed attempt and when the next one is due."""
    await session.execute(_FAIL, {"id": update_id, "tries": tries, "again": again, "why": why})
