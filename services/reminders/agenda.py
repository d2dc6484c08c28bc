"""The agenda of a person (今日待办): the running deadlines of all their posts in one list, gravest first."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from models import Case, Deadline
from models.enums import Action
from services.core.act import Act, Actor
from services.core.paging import PAGE, Listing
from services.core.town import Town
from services.deadlines import owed
from services.deadlines.owed import GRAVITY, Thing
from services.people.access import require

OPEN = "agenda"
"""The action of a button under another message: show the list in a new message."""


class When(StrEnum):
    """A part of the list."""

    NOW = "now"  # due by the end of today, or overdue
    LATER = "later"


@dataclass(frozen=True)
class Due:
    """One line: the work about a thing, and its time."""

    row: Deadline
    thing: Thing
    overdue: bool


@dataclass(frozen=True)
class Agenda:
    """A page of one part of the list, and how much there is in all."""

    listing: Listing[Due]
    overdue: int
    counts: dict[When, int]


def end_of_day(town: Town, now: datetime) -> datetime:
    """Return the coming midnight of the township."""
    tomorrow = now.astimezone(town.zone).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), town.zone).astimezone(UTC)


def running(town: Town) -> sa.ColumnElement[bool]:
    """Deadlines that a person has to keep: neither ended nor paused, and none that end by themselves."""
    return sa.and_(Deadline.ended_at.is_(None), Deadline.paused.is_(False), Deadline.kind.in_(owed.kept(town)))


def of_person(town: Town, actor: Actor) -> sa.ColumnElement[bool]:
    """The running deadlines that the actor has to keep, by all posts. Joined (outer) with ``Case``."""
    kinds: dict[Any, list[str]] = {}
    for kind in owed.kept(town):
        kinds.setdefault(owed.of(town, kind).mine, []).append(kind)
    parts = (sa.and_(Deadline.kind.in_(of_rule), mine(actor)) for mine, of_rule in kinds.items())
    return sa.and_(running(town), sa.or_(sa.false(), *parts))


async def agenda(act: Act, when: When = When.NOW, *, page: int = 0) -> Agenda:
    """Return a page of what the actor has to do, gravest first, then earliest due; the last page when it is past it."""
    require(act.actor, Action.SEE_AGENDA)
    midnight, mine = end_of_day(act.town, act.now), of_person(act.town, act.actor)
    row = (
        await act.session.execute(
            _joined(
                sa.func.count(sa.case((Deadline.due_at < midnight, 1))),
                sa.func.count(sa.case((Deadline.due_at >= midnight, 1))),
                sa.func.count(sa.case((Deadline.due_at < act.now, 1))),
            ).where(mine)
        )
    ).one()
    counts = {When.NOW: row[0], When.LATER: row[1]}
    page = min(max(0, page), max(0, -(-counts[when] // PAGE) - 1))
    part = Deadline.due_at < midnight if when is When.NOW else Deadline.due_at >= midnight
    rows = list(
        await act.session.scalars(
            _joined(Deadline)
            .where(mine, part)
            .order_by(*(one.nulls_last() for one in GRAVITY), Deadline.due_at, Deadline.id)
            .offset(page * PAGE)
            .limit(PAGE)
        )
    )
    things = await owed.load(act, rows)
    found = [Due(row, things[row.id], row.due_at < act.now) for row in rows if row.id in things]
    return Agenda(Listing(found, page, counts[when]), row[2], counts)


async def count(act: Act) -> int:
    """Return how much the actor has to do by the end of today, overdue included."""
    due = sa.and_(of_person(act.town, act.actor), Deadline.due_at < end_of_day(act.town, act.now))
    return int(await act.session.scalar(_joined(sa.func.count(Deadline.id)).where(due)) or 0)


async def without_case(act: Act) -> tuple[int, int]:
    """Return how much the actor has to do that belongs to no case: still in time by the end of today, and overdue."""
    today = sa.and_(Deadline.due_at >= act.now, Deadline.due_at < end_of_day(act.town, act.now))
    rows = await act.session.execute(
        _joined(
            sa.func.count(sa.case((today, 1))),
            sa.func.count(sa.case((Deadline.due_at < act.now, 1))),
        ).where(of_person(act.town, act.actor), Deadline.case_id.is_(None))
    )
    due, overdue = rows.one()
    return due, overdue


def _joined(*columns: Any) -> sa.Select[Any]:
    return sa.select(*columns).select_from(Deadline).outerjoin(Case, Case.id == Deadline.case_id)
