"""The agenda of a person (今日待办): the running deadlines of all their posts in one list, gravest first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from models import Case, Deadline, FiredStep
from services.core.act import Act, Actor, Moment
from services.core.paging import Listing
from services.core.town import Town
from services.deadlines import owed
from services.deadlines.ladders import Doing
from services.deadlines.owed import GRAVITY, Thing, with_others

OPEN = "agenda"
"""The action of a button under another message: show the list in a new message."""
PAGE = 10
"""Entries on one page."""
MOST = 3000
"""Steps of ladders that are looked at for who was told of them, the longest overdue first."""


class When(StrEnum):
    """A part of the list."""

    NOW = "now"  # due by the end of today, or overdue
    PRESS = "press"  # overdue at others, and the ladder has come to this person, who presses them
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
    when: When
    overdue: int
    counts: dict[When, int]


def end_of_day(town: Town, now: datetime) -> datetime:
    """Return the coming midnight of the township."""
    tomorrow = now.astimezone(town.zone).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), town.zone).astimezone(UTC)


def running(town: Town) -> sa.ColumnElement[bool]:
    """Deadlines that a person has to keep: neither ended nor paused, and none that end by themselves."""
    return sa.and_(Deadline.ended_at.is_(None), Deadline.paused.is_(False), Deadline.kind.in_(owed.kept(town)))


def of_person(town: Town, actor: Actor, kinds: Iterable[str] | None = None) -> sa.ColumnElement[bool]:
    """The running deadlines that the actor has to keep, by all posts, of some kinds only if those are all there are.

    Joined (outer) with ``Case``.
    """
    by_rule: dict[Any, list[str]] = {}
    for kind in owed.kept(town) if kinds is None else kinds:
        by_rule.setdefault(owed.of(town, kind).mine, []).append(kind)
    parts = (sa.and_(Deadline.kind.in_(of_rule), mine(actor)) for mine, of_rule in by_rule.items())
    return sa.and_(running(town), sa.or_(sa.false(), *parts))


async def agenda(act: Act, when: When | None = None, *, page: int = 0) -> Agenda:
    """Return a page of what the actor has to do; the last page when it is past it. None: the first part that has any.

    Danger to life and incidents come first, then what nobody else has in hand, then the gravest, the earliest due.
    """
    midnight, mine = end_of_day(act.town, act.now), of_person(act.town, act.actor)
    pressed = await _pressed(act, mine)
    parts = {
        When.NOW: sa.and_(mine, Deadline.due_at < midnight),
        When.PRESS: Deadline.id.in_(pressed),
        When.LATER: sa.and_(mine, Deadline.due_at >= midnight),
    }
    by_time = (Deadline.due_at < act.now, Deadline.due_at < midnight, Deadline.due_at >= midnight)
    columns = (sa.func.count(sa.case((one, 1))) for one in by_time)  # the database finds out once whose each is
    overdue, today, later = (await act.session.execute(_joined(*columns).where(mine))).one()
    counts = {When.NOW: today, When.PRESS: len(pressed), When.LATER: later}
    when = when or next((one for one in (When.NOW, When.PRESS) if counts[one]), When.NOW)
    page = min(max(0, page), max(0, -(-counts[when] // PAGE) - 1))
    life, incident, grade = (one.nulls_last() for one in GRAVITY)
    order = (life, incident, with_others(act.actor, act.now), grade, Deadline.due_at, Deadline.id)
    shown = _joined(Deadline).where(parts[when]).order_by(*order).offset(page * PAGE).limit(PAGE)
    rows = list(await act.session.scalars(shown))
    things = await owed.load(act, rows)
    found = [Due(row, things[row.id], row.due_at < act.now) for row in rows if row.id in things]
    return Agenda(Listing(found, page, counts[when], PAGE), when, overdue, counts)


async def _pressed(act: Act, mine: sa.ColumnElement[bool]) -> list[int]:
    """Return the ids of the steps that have climbed to the actor and are somebody else's."""
    ids = [row.id for row in await climbed(act)]
    own = set(await act.session.scalars(_joined(Deadline.id).where(Deadline.id.in_(ids), mine))) if ids else set()
    return [one for one in ids if one not in own]


async def climbed(act: Act) -> list[Deadline]:
    """Return the overdue steps that have climbed to the actor: somebody else keeps them, the actor presses."""
    rows = await act.session.execute(
        sa.select(Deadline, FiredStep.told)
        .join(FiredStep, FiredStep.deadline_id == Deadline.id)
        .where(running(act.town), Deadline.due_at < act.now, FiredStep.doing == Doing.ESCALATE.value)
        .order_by(Deadline.due_at, Deadline.id)
        .limit(MOST)
    )
    return list({row.id: row for row, told in rows if act.actor.person_id in told}.values())


async def kinds_due(act: Moment) -> list[str]:
    """Return the kinds of which somebody has something to do by the end of today, overdue included."""
    query = sa.select(Deadline.kind).where(running(act.town), Deadline.due_at < end_of_day(act.town, act.now))
    return sorted(await act.session.scalars(query.distinct()))


async def count(act: Act, kinds: Sequence[str]) -> int:
    """Return how much of ``kinds_due`` the actor has to do by the end of today, overdue included."""
    if not kinds:
        return 0
    due = sa.and_(of_person(act.town, act.actor, kinds), Deadline.due_at < end_of_day(act.town, act.now))
    return int(await act.session.scalar(_joined(sa.func.count(Deadline.id)).where(due)) or 0)


def _joined(*columns: Any) -> sa.Select[Any]:
    return sa.select(*columns).select_from(Deadline).outerjoin(Case, Case.id == Deadline.case_id)
