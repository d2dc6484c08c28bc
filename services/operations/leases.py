"""The right to be the only one (a poller, a delivery worker), as a row that lapses when its holder dies.

Every change is one conditional statement, so two processes at once cannot both win, on either database. A lease guards
processes, not the township's day: callers pass the machine's time as ``now``, not a clock that the sandbox moves.
"""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncSession

from models import Lease

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


async def acquire(session: AsyncSession, name: str, holder: str, *, now: datetime, lifetime: timedelta) -> int | None:
    """Take the lease when it is free or has lapsed; return its epoch, or None while somebody else holds it.

    ``holder`` names one process of one start. The epoch grows with every success, so that whatever an earlier tenure
    left half done can be told apart. A holder that asks again takes its own lease over, under a new epoch.
    """
    insert = sqlite_insert if session.get_bind().dialect.name == "sqlite" else postgres_insert
    statement = insert(Lease).values(name=name, holder=holder, until=now + lifetime, epoch=1)
    taken = statement.on_conflict_do_update(
        index_elements=[Lease.name],
        set_={"holder": holder, "until": now + lifetime, "epoch": Lease.epoch + 1},
        where=sa.or_(Lease.until <= now, Lease.holder == holder),
    ).returning(Lease.epoch)
    return (await session.execute(taken)).scalar_one_or_none()


async def renew(
    session: AsyncSession, names: Collection[str], holder: str, *, now: datetime, lifetime: timedelta
) -> set[str]:
    """Prolong leases and return the names of those that still are ours: of any other the caller must stop at once."""
    statement = (
        sa.update(Lease)
        .where(Lease.name.in_(names), Lease.holder == holder, Lease.until > now)
        .values(until=now + lifetime)
        .returning(Lease.name)
        .execution_options(synchronize_session=False)
    )
    return set(await session.scalars(statement))


async def release(session: AsyncSession, name: str, holder: str) -> None:
    """Give the lease back, so that the next holder need not wait for it to lapse. Not ours: nothing happens."""
    await session.execute(
        sa.update(Lease).where(Lease.name == name, Lease.holder == holder).values(until=LONG_AGO, holder="")
    )


async def expire(session: AsyncSession, name: str, holder: str) -> None:
    """Let the lease of a dead holder lapse now; its name stays, so that the next one knows."""
    await session.execute(sa.update(Lease).where(Lease.name == name, Lease.holder == holder).values(until=LONG_AGO))
