"""What a person must do by when (今日待办): the running deadlines of all own posts in one list, gravest first."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from models import Assignment, Case, Deadline, JournalEntry, Village
from models.enums import Action, DeadlineKind
from services.cases.lifecycle import HANDLING_ACTIONS
from services.cases.lists import GRAVITY
from services.core.act import Act, Actor
from services.core.paging import PAGE, Listing
from services.core.town import Town
from services.deadlines.ladders import OWNERS, Owner
from services.people.access import require
from services.people.rights import TABLE, Scope

NOBODYS = (DeadlineKind.RESUME,)
"""What happens by itself at its time: a pause ends, nobody is late."""
OPEN = "agenda"
"""What a button under another message asks for: the list, in a message of its own."""
_OF_OWNER = {
    owner: [kind for kind, whose in OWNERS.items() if whose is owner and kind not in NOBODYS] for owner in Owner
}


class When(StrEnum):
    """Which part of the list."""

    NOW = "now"  # due by the end of today, or overdue
    LATER = "later"


@dataclass(frozen=True)
class Due:
    """One line: what is to be done on which case by when."""

    case: Case
    kind: DeadlineKind
    due_at: datetime
    village: str | None
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


def running() -> sa.ColumnElement[bool]:
    """Which deadlines somebody has to keep: neither ended nor paused, and not what happens by itself."""
    return sa.and_(Deadline.ended_at.is_(None), Deadline.paused.is_(False), Deadline.kind.not_in(NOBODYS))


def of_person(actor: Actor) -> sa.ColumnElement[bool]:
    """Which running deadlines are the actor's to keep, by all posts. Who handled a case neither verifies nor closes it.

    Joined with ``Case`` and (outer) ``Assignment``.
    """
    handled = sa.exists().where(
        JournalEntry.subject == sa.literal("case:") + sa.cast(Case.id, sa.String),
        JournalEntry.actor_id == actor.person_id,
        JournalEntry.action.in_([action.value for action in HANDLING_ACTIONS]),
    )
    closing = (DeadlineKind.CLOSE,)
    others = [kind for kind in _OF_OWNER[Owner.DESK] if kind not in closing]
    parts: list[sa.ColumnElement[bool]] = []
    if actor.is_station:
        parts.append(Deadline.kind.in_(others))
        parts.append(sa.and_(Deadline.kind.in_((*closing, *_OF_OWNER[Owner.VERIFIER])), ~handled))
    if actor.unit_ids:
        parts.append(sa.and_(Deadline.kind.in_(_OF_OWNER[Owner.UNIT]), Assignment.unit_id.in_(actor.unit_ids)))
    verifies = TABLE[Action.VERIFY]
    villages = {post.village_id for post in actor.posts if verifies.get(post.role) is Scope.VILLAGE} - {None}
    if villages:
        where = sa.and_(Deadline.kind.in_(_OF_OWNER[Owner.VERIFIER]), Case.village_id.in_(villages), ~handled)
        parts.append(where)
    return sa.and_(running(), sa.or_(*parts)) if parts else sa.false()


async def agenda(act: Act, when: When = When.NOW, *, page: int = 0) -> Agenda:
    """Return a page of what the actor has to do, gravest first, then earliest due; the last page when it is past it."""
    require(act.actor, Action.SEE_AGENDA)
    midnight, mine = end_of_day(act.town, act.now), of_person(act.actor)
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
    rows = await act.session.execute(
        _joined(Case, Deadline.kind, Deadline.due_at, Village.name)
        .outerjoin(Village, Village.id == Case.village_id)
        .where(mine, part)
        .order_by(*GRAVITY, Deadline.due_at, Deadline.id)
        .offset(page * PAGE)
        .limit(PAGE)
    )
    found = [Due(case, kind, due_at, village, due_at < act.now) for case, kind, due_at, village in rows]
    return Agenda(Listing(found, page, counts[when]), row[2], counts)


async def count(act: Act) -> int:
    """Return how much the actor has to do by the end of today, overdue included."""
    due = sa.and_(of_person(act.actor), Deadline.due_at < end_of_day(act.town, act.now))
    return int(await act.session.scalar(_joined(sa.func.count(Deadline.id)).where(due)) or 0)


def _joined(*columns: Any) -> sa.Select[Any]:
    return (
        sa.select(*columns)
        .select_from(Deadline)
        .join(Case, Case.id == Deadline.case_id)
        .outerjoin(Assignment, Assignment.id == Deadline.assignment_id)
    )
