"""The station's queue: open cases by what they wait for, narrowed by line, village, words and whose they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from models import Assignment, Case, Deadline, Person, Unit, Village
from models.enums import LIVE, OPEN, Action, CaseState, DeadlineKind, Kind, Role
from services.core.act import Act, Actor
from services.core.paging import Listing
from services.deadlines.ladders import late_by
from services.deadlines.owed import GRAVITY
from services.people.access import require
from services.people.rights import TABLE
from services.reminders import agenda
from services.triage.fields import QueueFields

PAGE = 10
"""Cases on one page."""
BACK = timedelta(days=366)
"""How far back the cases that have ended are searched."""
NO_VILLAGE = 0
"""The choice of cases without a village."""


class Filter(StrEnum):
    """The stages of a case that the queue shows."""

    TODO = "todo"  # something is for the station to do: triage, dispatch, verify, close, extension
    OPEN = "open"
    TRIAGE = "triage"
    DISPATCH = "dispatch"
    AT_UNITS = "at_units"
    VERIFY = "verify"
    CLOSE = "close"
    OVERDUE = "overdue"
    INCIDENTS = "incidents"
    ENDED = "ended"


@dataclass(frozen=True)
class View:
    """The filters of a list; ``id`` is the row that keeps it, 0 for the view that the queue opens with."""

    id: int
    fields: QueueFields
    stage: Filter


@dataclass(frozen=True)
class QueuedCase:
    """One line of the queue."""

    case: Case
    village: str | None
    since: datetime
    """When it came into its state."""
    late: timedelta | None
    """How late its latest step is."""


@dataclass(frozen=True)
class Counts:
    """How many cases each stage of a view holds; those that have ended are counted for a search only."""

    stages: dict[Filter, int]
    mine: int


_S = CaseState
_NOW = sa.bindparam("now", type_=Deadline.due_at.type)
_IS_OPEN = Case.state.in_(OPEN)
_LATE = sa.exists().where(Deadline.case_id == Case.id, Deadline.ended_at.is_(None), Deadline.due_at < _NOW)
"""Whether any step is late: judging, accepting, feeding back, verifying, answering."""
_EXTENSION_WAITS = sa.exists().where(
    Assignment.case_id == Case.id, Assignment.state.in_(LIVE), Assignment.extension_until.is_not(None)
)
QUEUE: dict[Filter, sa.ColumnElement[bool]] = {
    Filter.TODO: sa.or_(
        Case.state.in_((_S.SUBMITTED, _S.TRIAGED, _S.FEEDBACK, _S.VERIFIED)), sa.and_(_IS_OPEN, _EXTENSION_WAITS)
    ),
    Filter.OPEN: _IS_OPEN,
    Filter.TRIAGE: Case.state == _S.SUBMITTED,
    Filter.DISPATCH: Case.state == _S.TRIAGED,
    Filter.AT_UNITS: Case.state.in_((_S.DISPATCHED, _S.HANDLING)),
    Filter.VERIFY: Case.state == _S.FEEDBACK,
    Filter.CLOSE: Case.state == _S.VERIFIED,
    Filter.OVERDUE: sa.and_(_IS_OPEN, _LATE),
    Filter.INCIDENTS: sa.and_(_IS_OPEN, Case.kind == Kind.INCIDENT),
    Filter.ENDED: ~_IS_OPEN,  # nearly all: the newest are at the end of the table, and no index is nearer
}
_CASES = sa.select(Case, Village.name).outerjoin(Village, Village.id == Case.village_id)
_SINCE = ("submitted_at", "triaged_at", "dispatched_at", "verified_at", "closed_at")


async def page(act: Act, shown: View, number: int = 0) -> Listing[QueuedCase]:
    """Return a page of a view: danger to life and incidents, then what nobody else has in hand, the gravest first."""
    require(act.actor, Action.SEE_QUEUE)
    narrow, given = await _narrow(act, shown), {"now": act.now}
    which = (QUEUE[shown.stage], *narrow)
    total = await act.session.scalar(_count(shown.stage, narrow), given)
    order = (Case.id.desc(),) if shown.stage is Filter.ENDED else await _gravest(act)
    rows = (
        await act.session.execute(_CASES.where(*which).order_by(*order).offset(number * PAGE).limit(PAGE), given)
    ).all()
    running = await _running(act, [case.id for case, _ in rows])
    entries = [_entry(case, village, running.get(case.id, ()), act.now) for case, village in rows]
    return Listing(entries, number, int(total or 0), PAGE)


async def counts(act: Act, shown: View) -> Counts:
    """Return how many cases each stage of a view holds, and how many of all open ones are the actor's."""
    require(act.actor, Action.SEE_QUEUE)
    kinds = [kind for kind in Filter if kind is not Filter.ENDED]
    narrow, mine = await _narrow(act, shown), await _mine(act)
    columns = [sa.func.count(sa.case((QUEUE[kind], 1))) for kind in kinds]
    query = sa.select(*columns, sa.func.count(sa.case((mine, 1)))).select_from(Case).where(_IS_OPEN, *narrow)
    *held, own = (await act.session.execute(query, {"now": act.now})).one()
    stages = dict(zip(kinds, held, strict=True))
    if shown.fields.text:
        over = await _narrow(act, View(shown.id, shown.fields, Filter.ENDED))
        stages[Filter.ENDED] = int(await act.session.scalar(_count(Filter.ENDED, over), {"now": act.now}) or 0)
    return Counts(stages, own)


def _count(stage: Filter, narrow: Sequence[sa.ColumnElement[bool]]) -> sa.Select[int]:
    """Count the cases of a stage. For all that have ended it counts the open ones: the sum is known."""
    those = sa.select(sa.func.count()).select_from(Case)
    if narrow or stage is not Filter.ENDED:
        return those.where(QUEUE[stage], *narrow)
    return sa.select(those.scalar_subquery() - those.where(_IS_OPEN).scalar_subquery())


async def villages(act: Act, shown: View) -> list[tuple[int, str | None, int]]:
    """Return the villages that open cases lie in, with how many, most first; None names those without a village."""
    free = View(shown.id, shown.fields.model_copy(update={"village": None}), Filter.OPEN)
    count = sa.func.count()
    rows = await act.session.execute(
        sa.select(Case.village_id, Village.name, count)
        .select_from(Case)
        .outerjoin(Village, Village.id == Case.village_id)
        .where(_IS_OPEN, *await _narrow(act, free))
        .group_by(Case.village_id, Village.name)
        .order_by(count.desc(), Case.village_id)
    )
    return [(village_id or NO_VILLAGE, name, held) for village_id, name, held in rows]


async def village_name(act: Act, village_id: int) -> str | None:
    """Return a village's name."""
    return await act.session.scalar(sa.select(Village.name).where(Village.id == village_id))


async def _narrow(act: Act, shown: View) -> list[sa.ColumnElement[bool]]:
    fields, over = shown.fields, shown.stage is Filter.ENDED
    wanted = _seen(act.actor)
    if fields.line is not None:
        wanted.append(Case.line == fields.line)
    if fields.village is not None:
        wanted.append(Case.village_id == fields.village if fields.village else Case.village_id.is_(None))
    if fields.mine:
        wanted.append(await _mine(act))
    wanted += [await _says(act, term) for term in fields.text.split()]
    if over and (fields.mine or fields.text):
        wanted.append(Case.submitted_at > act.now - BACK)
    return wanted


def _seen(actor: Actor) -> list[sa.ColumnElement[bool]]:
    """Narrow to what the actor may see: a deputy director without another post sees the cases of the post's lines."""
    lines = {post.line for post in actor.posts if post.role is Role.DEPUTY_DIRECTOR}
    others = {post.role for post in actor.posts} - {Role.DEPUTY_DIRECTOR}
    limited = lines and None not in lines and not others & set(TABLE[Action.SEE_QUEUE])
    return [Case.line.in_(lines)] if limited else []


async def _says(act: Act, term: str) -> sa.ColumnElement[bool]:
    """Find a term in a case's words, number, line and place, and in the names of its people and units.

    A villager who is not to be named is not found by name. The roster is asked first: most terms name nobody in it,
    and then no case is asked for its people.
    """
    town = act.town
    people, units, villages = [
        list(await act.session.scalars(sa.select(table.id).where(table.name.icontains(term, autoescape=True))))
        for table in (Person, Unit, Village)
    ]
    named = [
        code
        for code, line in town.settings.lines.items()
        if any(term.casefold() in line.name.in_language(language).casefold() for language in town.texts.languages)
    ]
    working = sa.exists().where(
        Assignment.case_id == Case.id,
        sa.or_(
            Assignment.unit_id.in_(units), Assignment.accepted_by_id.in_(people), Assignment.fed_back_by_id.in_(people)
        ),
    )
    return sa.or_(
        *(one.icontains(term, autoescape=True) for one in (Case.description, Case.landmark, Case.number)),
        sa.and_(Case.anonymous.is_(False), Case.on_behalf_name.icontains(term, autoescape=True)),
        Case.village_id.in_(villages),
        Case.reporter_id.in_(people),
        Case.line.in_(named),
        working if people or units else sa.false(),
    )


async def _mine(act: Act) -> sa.ColumnElement[bool]:
    """Find what the actor has to do with: has in hand, has dispatched, has filed, or is asked to press for."""
    who, units = act.actor.person_id, act.actor.unit_ids
    parts = sa.exists().where(
        Assignment.case_id == Case.id,
        Assignment.state.in_(LIVE),
        sa.or_(Assignment.issued_by_id == who, Assignment.unit_id.in_(units)),
    )
    climbed = [row.case_id for row in await agenda.climbed(act) if row.case_id is not None]
    return sa.or_(_held(act, by_actor=True), parts, Case.reporter_id == who, Case.id.in_(climbed))


def _held(act: Act, *, by_actor: bool) -> sa.ColumnElement[bool]:
    who = Case.claimed_by_id == act.actor.person_id
    return sa.and_(Case.claimed_until > act.now, who if by_actor else ~who)


async def _gravest(act: Act) -> tuple[sa.ColumnElement[Any], ...]:
    """Return the order: danger to life, incidents, what is the actor's and no colleague's, the gravest, the oldest."""
    life, incident, grade = GRAVITY
    climbed = [row.case_id for row in await agenda.climbed(act) if row.case_id is not None]
    near = sa.or_(_held(act, by_actor=True), Case.id.in_(climbed))
    nearness = sa.case((near, 0), (_held(act, by_actor=False), 2), else_=1)
    return (life, incident, nearness, grade, Case.submitted_at.asc(), Case.id.asc())


async def _running(act: Act, case_ids: Sequence[int]) -> dict[int, list[Deadline]]:
    rows = await act.session.scalars(
        sa.select(Deadline).where(Deadline.case_id.in_(case_ids), Deadline.ended_at.is_(None))
    )
    by_case: dict[int, list[Deadline]] = {}
    for row in rows:
        by_case.setdefault(row.case_id or 0, []).append(row)
    return by_case


def _entry(case: Case, village: str | None, running: Sequence[Deadline], now: datetime) -> QueuedCase:
    stamps = [getattr(case, column) for column in _SINCE]
    stamps += [row.started_at for row in running if row.kind == DeadlineKind.VERIFY and case.state is _S.FEEDBACK]
    late = [late_by(row, now) for row in running if row.due_at < now]
    return QueuedCase(case, village, max(at for at in stamps if at is not None), max(late, default=None))
