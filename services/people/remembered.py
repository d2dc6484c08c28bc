"""Look-ups in the roster and its groups, remembered until they change: each message asks who somebody is, and where.

A session notices what it changes in the roster's tables; its commit fires ``ROSTER``, in other processes as
well, and whatever was remembered is asked again. Nothing is remembered while nobody listens to other processes.
"""

import time
from collections.abc import Awaitable, Callable, Collection, Hashable
from itertools import chain
from typing import Any, TypeVar, cast
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import ORMExecuteState, Session

from models import Account, Grid, Group, Outline, Person, Post, Squad, Unit, Village
from services.core.database import DATABASE, ROSTER, Database, Signals
from services.core.engines.prepared import HEARD

TABLES = frozenset(model.__table__ for model in (Account, Grid, Group, Outline, Person, Post, Squad, Unit, Village))
for _table in TABLES:
    cast(sa.Table, _table).info[HEARD] = True
MOST = 5_000
"""Things remembered for a database; then it begins again."""
AGAIN = 30.0
"""Seconds after which a thing is asked again although nothing was heard: the net under the signals."""

Key = TypeVar("Key", bound=Hashable)
Found = TypeVar("Found")

_MEMORY: WeakKeyDictionary[Signals, dict[Hashable, tuple[int, float, Any]]] = WeakKeyDictionary()
"""By the signals of a database, which count how often the roster has changed."""


async def remembered(session: AsyncSession, key: Hashable, ask: Callable[[], Awaitable[Found]]) -> Found:
    """Return what ``ask`` finds in the roster: as it was found before, unless the roster has changed since.

    The answer is shared, so it must not be changed. A session that has changed the roster asks for itself.
    """

    async def ask_one(_: Collection[Hashable]) -> dict[Hashable, Found]:
        return {key: await ask()}

    return (await remembered_each(session, remembered, (key,), ask_one))[key]


async def remembered_each(
    session: AsyncSession,
    name: Hashable,
    keys: Collection[Key],
    ask: Callable[[Collection[Key]], Awaitable[dict[Key, Found]]],
) -> dict[Key, Found]:
    """Return the same for several keys; ``ask`` gets those that are not remembered, and answers each."""
    database: Database | None = session.info.get(DATABASE)
    if database is None or not database.hears_others or _has_changed(session):
        return await ask(keys) if keys else {}
    signals, now = database.signals, time.monotonic()
    memory, version = _MEMORY.setdefault(signals, {}), signals.fired[ROSTER]
    found: dict[Key, Found] = {}
    for key in keys:
        known = memory.get((name, key))
        if known is not None and known[0] == version and now - known[1] < AGAIN:
            found[key] = known[2]
    if unknown := [key for key in keys if key not in found]:
        asked = await ask(unknown)
        found |= asked
        if not _has_changed(session):
            if len(memory) + len(asked) > MOST:
                memory.clear()
            memory.update({(name, key): (version, now, one) for key, one in asked.items()})
    return found


def _has_changed(session: AsyncSession) -> bool:
    return ROSTER in session.info.get("wake", ())


def _mark(session: Session) -> None:
    session.info.setdefault("wake", set()).add(ROSTER)


@sa.event.listens_for(Session, "do_orm_execute")
def _executes(state: ORMExecuteState) -> None:
    if not state.is_select and getattr(state.statement, "table", None) in TABLES:
        _mark(state.session)


@sa.event.listens_for(Session, "after_flush")
def _flushes(session: Session, _: object) -> None:
    if any(one.__table__ in TABLES for one in chain(session.new, session.dirty, session.deleted)):
        _mark(session)
