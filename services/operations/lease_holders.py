"""Holders of leases: a name for each start of a process, which shows whether that process has died (I1).

A lease of a dead process need not lapse before its successor works: a restart after kill -9 goes on at once.
"""

import os
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa
import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from models import Lease
from services.core.database import DATABASE, Database, begins, connections_of
from services.operations import leases

log = structlog.get_logger(__name__)


_CUT = sa.text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = ANY(:names) AND usename = user"
)


def new_holder(database: Database | None = None) -> str:
    """Return a name for one start of something in this process: machine, process, something random, its connections."""
    connections = f":{database.name}" if database is not None else ""
    return f"{_place()}:{os.getpid()}:{_started(os.getpid())}:{secrets.token_hex(4)}{connections}"


@dataclass(frozen=True)
class Holding:
    """A process with the leases of one kind that it holds."""

    process: str
    """Machine and number of the process."""
    leases: int
    first: bool
    """Whether the lease without a number of its own is among them."""


async def holdings(session: AsyncSession, kind: str, now: datetime) -> list[Holding]:
    """Return each process with the leases that it holds of a kind, the beginning of their names: ``intake``."""
    those = sa.select(Lease.name, Lease.holder).where(begins(Lease.name, f"{kind}:"), Lease.until > now)
    held: dict[str, list[str]] = {}
    for name, holder in (await session.execute(those.order_by(Lease.name))).all():
        held.setdefault(":".join(holder.split(":")[:2]), []).append(name)
    return [Holding(one, len(names), any(name.count(":") == 1 for name in names)) for one, names in held.items()]


async def cut_off(session: AsyncSession, holders: Collection[str]) -> None:
    """End the connections of processes whose leases have lapsed (PostgreSQL).

    A process that stands still (SIGSTOP, a machine that hangs) keeps its transaction, with the rows that it locks,
    until it goes on.
    """
    database: Database = session.info[DATABASE]
    if not database.is_sqlite:
        others = {holder.rpartition(":")[2] for holder in holders} - {database.name}
        await session.execute(_CUT, {"names": [connections_of(name) for name in others]})


def is_dead(other: str) -> bool:
    """Whether ``other`` was made by a process of this boot of this machine (and this container) that is no more."""
    place, _, rest = other.partition(":")
    number, _, rest = rest.partition(":")
    if place != _place() or not number.isdigit():
        return False
    return _started(int(number)) != rest.partition(":")[0]


async def bury_the_dead(session: AsyncSession) -> None:
    """Let every lease lapse that a dead process of this machine still holds."""
    held = sa.select(Lease.name, Lease.holder).where(Lease.until > leases.LONG_AGO)
    for name, other in (await session.execute(held)).all():
        await bury(session, name, other)


async def bury(session: AsyncSession, name: str, other: str) -> bool:
    """Let a lease lapse whose holder is a dead process of this machine; whether it was."""
    if dead := is_dead(other):
        log.info("lease_of_a_dead_process", lease=name, holder=other)
        await leases.expire(session, name, other)
    return dead


def _place() -> str:
    """Return what tells two machines, two boots and two containers apart, or something random where nothing does."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        return f"{boot[:8]}-{os.stat('/proc/self/ns/pid').st_ino}"
    except OSError:
        return "unknown-" + secrets.token_hex(4)


def _started(process: int) -> str | None:
    """Return when a living process was started, in clock ticks since boot (proc(5), field 22); None: there is none."""
    try:
        line = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    return line.rpartition(")")[2].split()[19]
