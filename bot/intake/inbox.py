"""The inbox: the table of raw updates. Each is stored once and claimed once; in Core, because every report passes."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

import orjson
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from bot.intake.wire import LARGEST, part
from models import Account, Lease, Update
from models.enums import UpdateState
from models.intake import UNHANDLED
from services.core.database import Upsert
from services.core.engines.prepared import Prepared
from services.operations.held_lease import HeldLease
from services.people.remembered import remembered_each

Raw = Mapping[str, Any]

REUSED_AFTER = timedelta(days=6)
"""A bot idle for a week gets update ids from a new random start (Bot API, ``update_id``): an id that was handled so
long ago is another update, and no repetition, for Telegram keeps what is unconfirmed 24 hours only."""

TRYING = "tried again"
"""The error of an update from when it is tried again until the outcome is known."""
ENDED = "the process ended while it was tried"
"""The error of an update that a process which has died was at work on, or may have been."""

SHARES = 32
"""Shares of the senders, by their ids: so many processes can handle updates at most."""

_TABLE = cast(sa.Table, Update.__table__)
_PENDING = sa.text("updates.state = 'pending'")
"""As the indexes of what is pending have it: a planner does not look into bound values."""
_COLUMNS = (
    _TABLE.c.update_id,
    _TABLE.c.sender,
    _TABLE.c.raw,
    _TABLE.c.received_at,
    _TABLE.c.attempts,
    _TABLE.c.not_before,
    (_TABLE.c.error == ENDED).label("died"),
)
_PAGE = (
    sa.select(*_COLUMNS)
    .where(sa.text(UNHANDLED), _PENDING, _TABLE.c.update_id > sa.bindparam("beyond"))
    .order_by(_TABLE.c.update_id)
    .limit(sa.bindparam("most"))
)
_IN_SHARES = (sa.func.abs(_TABLE.c.sender) % SHARES).in_(sa.bindparam("shares", expanding=True))
_NEW = _PAGE.where(
    sa.or_(_TABLE.c.update_id > sa.bindparam("seen"), _TABLE.c.sender.not_in(sa.bindparam("waiting", expanding=True)))
)
_PAGE_OF, _NEW_OF = _PAGE.where(_IN_SHARES), _NEW.where(_IN_SHARES)
_OF_SENDER = _PAGE.where(_TABLE.c.sender == sa.bindparam("sender"))
_ROSTER = sa.select(Account.telegram_id).where(Account.telegram_id.in_(sa.bindparam("senders", expanding=True)))
_HANDLED = (
    sa.update(_TABLE)
    .where(_TABLE.c.update_id == sa.bindparam("id"), _PENDING)
    .values(state=UpdateState.HANDLED, handled_at=sa.bindparam("now"), not_before=None)
)
_CLAIM = Prepared(_HANDLED)
_UNDER_LEASE = sa.exists().where(
    Lease.name == sa.bindparam("lease"), Lease.holder == sa.bindparam("holder"), Lease.epoch == sa.bindparam("epoch")
)
_CLAIM_HELD = Prepared(_HANDLED.where(_UNDER_LEASE))
_STORED = sa.select(_TABLE.c.update_id).where(
    _TABLE.c.update_id > sa.bindparam("after"),
    _TABLE.c.update_id < sa.bindparam("before"),
    sa.or_(_TABLE.c.state != UpdateState.PENDING, ~_IN_SHARES),
)
_FAIL = (
    sa.update(_TABLE)
    .where(_TABLE.c.update_id == sa.bindparam("id"), _PENDING)
    .values(attempts=sa.bindparam("tries"), not_before=sa.bindparam("again"), error=sa.bindparam("why"))
)
_BEGIN = sa.update(_TABLE).where(_TABLE.c.update_id == sa.bindparam("id"), _PENDING).values(error=TRYING)
_OTHER = _TABLE.alias("other")
_EARLIER = sa.exists().where(
    sa.text("other.state = 'pending'"),
    _OTHER.c.sender == _TABLE.c.sender,
    _OTHER.c.update_id < _TABLE.c.update_id,
)
_IN_FLIGHT = (
    sa.update(_TABLE)
    .where(_PENDING, sa.or_(_TABLE.c.error == TRYING, sa.and_(_TABLE.c.attempts == 0, ~_EARLIER)))
    .values(attempts=_TABLE.c.attempts + 1, error=ENDED)
)
_IN_FLIGHT_OF = _IN_FLIGHT.where(_IN_SHARES)


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
    died: bool = False
    """Whether the process ended while it was tried, or may have."""
    lease: HeldLease | None = None
    """The lease under which it is handled."""

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


def share_of(sender: int) -> int:
    """Return the share that a sender belongs to."""
    return abs(sender) % SHARES


async def store(session: AsyncSession, batch: Sequence[Raw], now: datetime) -> list[PendingUpdate]:
    """Store a batch of updates, return it in order. One that is stored already stays as it is: it is handled once."""
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
    stored = zip(batch, rows, strict=True)
    found = [PendingUpdate(raw["update_id"], row["sender"], dict(raw), now) for raw, row in stored]
    return sorted(found, key=lambda one: one.update_id)


async def pending(
    session: AsyncSession,
    *,
    beyond: int,
    most: int,
    seen: int = -1,
    waiting: Collection[int] = (),
    shares: Collection[int] | None = None,
) -> list[PendingUpdate]:
    """Return pending updates with greater ids than ``beyond``, in order: of some shares of the senders, or of all.

    Those up to ``seen`` of the senders that are ``waiting`` are left out: ``pending_of`` reads them later.
    """
    given: dict[str, Any] = {"beyond": beyond, "most": most}
    if shares is not None:
        given["shares"] = list(shares)
    if waiting:
        statement = _NEW if shares is None else _NEW_OF
        return _read(await session.execute(statement, given | {"seen": seen, "waiting": list(waiting)}))
    return _read(await session.execute(_PAGE if shares is None else _PAGE_OF, given))


async def pending_of(session: AsyncSession, sender: int, *, beyond: int, most: int) -> list[PendingUpdate]:
    """Return pending updates of one sender with greater ids than ``beyond``, in order."""
    return _read(await session.execute(_OF_SENDER, {"sender": sender, "beyond": beyond, "most": most}))


async def seen_to(session: AsyncSession, after: int, before: int, shares: Collection[int]) -> set[int]:
    """Return the ids between two that are stored and need not be waited for: handled, or not of these shares."""
    given = {"after": after, "before": before, "shares": list(shares)}
    return set(await session.scalars(_STORED, given))


async def on_roster(session: AsyncSession, senders: Collection[int]) -> set[int]:
    """Return those of the senders whose account is bound to a person."""

    async def ask(unknown: Collection[int]) -> dict[int, bool]:
        bound = set(await session.scalars(_ROSTER, {"senders": list(unknown)}))
        return {sender: sender in bound for sender in unknown}

    found = await remembered_each(session, on_roster, senders, ask)
    return {sender for sender, bound in found.items() if bound}


def _read(rows: Iterable[Any]) -> list[PendingUpdate]:
    return [
        PendingUpdate(
            row.update_id,
            row.sender,
            orjson.loads(row.raw),
            row.received_at,
            row.attempts,
            row.not_before,
            bool(row.died),
        )
        for row in rows
    ]


async def claim(session: AsyncSession, item: PendingUpdate, now: datetime) -> bool:
    """Mark an update handled within the transaction that handles it.

    False when another process has done so, or may do so, for the lease under which it was taken is lost. The next
    holder waits for this transaction before it handles the same update, so a sender's order stays.
    """
    given: dict[str, Any] = {"id": item.update_id, "now": now}
    if (lease := item.lease) is None:
        return await _CLAIM.run(session, given) == 1
    held = {"lease": lease.name, "holder": lease.holder, "epoch": lease.epoch}
    return await _CLAIM_HELD.run(session, given | held) == 1


async def fail(session: AsyncSession, update_id: int, *, tries: int, again: datetime, why: str) -> None:
    """Note a failed attempt and when the next one is due."""
    await session.execute(_FAIL, {"id": update_id, "tries": tries, "again": again, "why": why})


async def begin_again(session: AsyncSession, update_id: int) -> None:
    """Mark an update before a further try: should the process end in it, its successor counts the try."""
    await session.execute(_BEGIN, {"id": update_id})


async def count_in_flight(session: AsyncSession, shares: Collection[int] | None) -> int:
    """Count a try of every update that a process which has died was at work on, or may have been, in its shares.

    These are the ones that were tried again, and the first of each sender.
    """
    given = {} if shares is None else {"shares": list(shares)}
    result = await session.execute(_IN_FLIGHT if shares is None else _IN_FLIGHT_OF, given)
    return int(result.rowcount)  # type: ignore[attr-defined]
