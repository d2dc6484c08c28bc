"""The right to be the only one (to deliver, to handle some senders), as a row that lapses when its holder dies.

Every change is one conditional statement, so two processes at once cannot both win, on either database. A lease guards
processes, not the township's day: callers pass the machine's time as ``now``, not a clock that the sandbox moves.
"""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncSession

from models import Lease
from services.core.engines.prepared import Prepared

_TABLE = cast(sa.Table, Lease.__table__)
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


async def acquire(session: AsyncSession, name: str, holder: str, *, now: datetime, lifetime: timedelta) -> int | None:
    """Take the lease when it is free or has lapsed; return its epoch, or None while somebody else holds it.

    ``holder`` names one process of one start. The epoch grows with every success, so that whatever an earlier tenure
    left half done can be told apart. A holder that asks again takes its own lease over, under a new epoch.
    """
    return (await acquire_each(session, [name], holder, now=now, lifetime=lifetime)).get(name)


async def acquire_each(
    session: AsyncSession, names: Collection[str], holder: str, *, now: datetime, lifetime: timedelta
) -> dict[str, int]:
    """Take those of the leases that can be taken (``acquire``); return their epochs."""
    insert = sqlite_insert if session.get_bind().dialect.name == "sqlite" else postgres_insert
    new = {"holder": holder, "until": now + lifetime}
    statement = insert(Lease).values([{"name": name, "epoch": 1, **new} for name in sorted(names)])
    taken = statement.on_conflict_do_update(
        index_elements=[Lease.name],
        set_={**new, "epoch": Lease.epoch + 1, "wanted_by": None},
        where=sa.or_(Lease.until <= now, Lease.holder == holder),
    ).returning(Lease.name, Lease.epoch)
    return {row.name: row.epoch for row in await session.execute(taken)}


async def named(session: AsyncSession, names: Collection[str]) -> Sequence[Any]:
    """Return the leases of these names."""
    columns = (Lease.name, Lease.holder, Lease.until, Lease.wanted_by)
    return (await session.execute(sa.select(*columns).where(Lease.name.in_(names)))).all()


async def renew(
    session: AsyncSession, names: Collection[str], holder: str, *, now: datetime, lifetime: timedelta
) -> dict[str, str | None]:
    """Prolong leases and return those that still are ours, with the process that asks for each.

    Of any other the caller must stop at once.
    """
    if not names:
        return {}
    each = {f"name_{number}": name for number, name in enumerate(names)}
    renewed = await _renewal(len(each)).rows(session, {"us": holder, "now": now, "end": now + lifetime, **each})
    return {row[0]: row[1] for row in renewed}


@cache
def _renewal(count: int) -> Prepared:
    """Return the statement that an idle process runs most often."""
    names = [sa.bindparam(f"name_{number}", type_=sa.String) for number in range(count)]
    return Prepared(
        sa.update(_TABLE)
        .where(_TABLE.c.name.in_(names), _TABLE.c.holder == sa.bindparam("us"), _TABLE.c.until > sa.bindparam("now"))
        .values(until=sa.bindparam("end"))
        .returning(_TABLE.c.name, _TABLE.c.wanted_by)
    )


async def want(session: AsyncSession, names: Collection[str], process: str) -> None:
    """Ask the holders of leases for them: they hear it with their next renewal."""
    await session.execute(sa.update(Lease).where(Lease.name.in_(names)).values(wanted_by=process))


async def hand_over(session: AsyncSession, name: str, holder: str, *, now: datetime, lifetime: timedelta) -> None:
    """Give the lease to the process that asks for it. Not ours, or not asked for: nothing happens."""
    await session.execute(
        sa.update(Lease)
        .where(Lease.name == name, Lease.holder == holder, Lease.wanted_by.is_not(None))
        .values(holder=Lease.wanted_by, until=now + lifetime, epoch=Lease.epoch + 1, wanted_by=None)
        .execution_options(synchronize_session=False)
    )


async def release(session: AsyncSession, names: Collection[str], holder: str) -> None:
    """Give leases back, and ask for none any more: the next holder need not wait for them to lapse.

    Those of others stay theirs.
    """
    await session.execute(
        sa.update(Lease)
        .where(Lease.name.in_(names), Lease.holder == holder)
        .values(until=LONG_AGO, holder="", wanted_by=None)
    )
    wishes = sa.update(Lease).where(Lease.name.in_(names), Lease.wanted_by == holder)
    await session.execute(wishes.values(wanted_by=None))


async def expire(session: AsyncSession, name: str, holder: str) -> None:
    """Let the lease of a dead holder lapse now; its name stays, so that the next one knows."""
    await session.execute(sa.update(Lease).where(Lease.name == name, Lease.holder == holder).values(until=LONG_AGO))
