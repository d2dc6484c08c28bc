"""The figures of a digest, for each extent that a person may answer for: the township, lines, units, villages."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Assignment, Case, Deadline, Message, Mobilisation, Squad, Team, Unit, Village
from models.enums import DIRECTORS, LIVE, OPEN, AssignmentState, CaseState, DeadlineKind, Kind, MobilisationState, Role
from services.cases import deadlines
from services.core.act import Actor, Moment
from services.core.town import Town
from services.county import clock as county_clock
from services.messaging import ledger
from services.reminders import agenda

_NOT_THEIRS = (AssignmentState.DECLINED, AssignmentState.WITHDRAWN)


class Reach(StrEnum):
    """As what a person is told: decides how far the figures reach and which of them are told."""

    STATION = "station"  # the whole township, everything
    LEADER = "leader"  # the whole township or the own lines, in short
    UNIT = "unit"
    VILLAGE = "village"


@dataclass(frozen=True)
class Extent:
    """What a person answers for: ids of units or villages, codes of lines; none of them: the whole township."""

    reach: Reach
    ids: frozenset[int] = frozenset()
    lines: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Period:
    """The days a digest tells about, from midnight to midnight of the township."""

    start: datetime
    end: datetime


@dataclass(frozen=True)
class Figures:
    """Counts of cases, of steps (due, overdue) and of messages (undelivered)."""

    filed: int
    closed: int
    open: int
    incidents: int
    """That are running: neither over nor closed."""
    due: int
    """Still in time, by the end of today."""
    overdue: int
    undelivered: int
    county: int = 0
    """Reports to the county that are due by the end of today, overdue ones included …"""
    county_late: int = 0
    """… and those."""
    mobilised: int = 0
    """Mobilisations begun within the period …"""
    out: int = 0
    """… and those that run, or count their people back, whenever they began."""
    names: tuple[str, ...] = ()
    """Of the units or villages."""


def extents(actor: Actor) -> list[Extent]:
    """Return what somebody answers for, by all posts; the wider of two that overlap in rank."""
    found = []
    if actor.is_station:
        found.append(Extent(Reach.STATION))
    elif actor.roles & (DIRECTORS | {Role.DEPUTY_DIRECTOR}):
        lines = {post.line for post in actor.posts if post.role is Role.DEPUTY_DIRECTOR}
        whole = bool(actor.roles & DIRECTORS) or None in lines
        own = frozenset[str]() if whole else frozenset(line for line in lines if line is not None)
        found.append(Extent(Reach.LEADER, lines=own))
    if actor.unit_ids:
        found.append(Extent(Reach.UNIT, actor.unit_ids))
    villages = frozenset(
        post.village_id for post in actor.posts if post.role is Role.VILLAGE_PRINCIPAL and post.village_id is not None
    )
    if villages:
        found.append(Extent(Reach.VILLAGE, villages))
    return found


async def figures(act: Moment, extent: Extent, period: Period) -> Figures:
    """Count. Exercises are not counted among what is real, nor the other way round (I10)."""
    within = sa.and_(Case.submitted_at >= period.start, Case.submitted_at < period.end)
    if extent.reach is Reach.UNIT:  # what is new to a unit is what was handed to it
        within = _assignments(extent, Assignment.issued_at >= period.start, Assignment.issued_at < period.end)
    ended = sa.and_(Case.state == CaseState.CLOSED, Case.closed_at >= period.start, Case.closed_at < period.end)
    is_open: sa.ColumnElement[bool] = Case.state.in_(OPEN)
    if extent.reach is Reach.UNIT:
        is_open = sa.and_(is_open, _assignments(extent, Assignment.state.in_(LIVE)))
    runs = sa.and_(is_open, Case.kind == Kind.INCIDENT, Case.over_at.is_(None))
    real = Case.drill.is_(act.town.settings.drill)
    filed, closed, opened, incidents = (
        await act.session.execute(
            sa.select(_number(within), _number(ended), _number(is_open), _number(runs))
            .select_from(Case)
            .where(real, _cases(extent))
        )
    ).one()
    midnight = agenda.end_of_day(act.town, act.now)
    reports = Deadline.kind.in_((*county_clock.KINDS, DeadlineKind.PHONE_COUNTY))
    due, overdue, county, county_late = (
        await act.session.execute(
            sa.select(
                _number(sa.and_(Deadline.due_at >= act.now, Deadline.due_at < midnight)),
                _number(Deadline.due_at < act.now),
                _number(sa.and_(reports, Deadline.due_at < midnight)),
                _number(sa.and_(reports, Deadline.due_at < act.now)),
            )
            .select_from(Deadline)
            .outerjoin(Case, Case.id == Deadline.case_id)
            .where(
                agenda.running(act.town),
                sa.or_(Deadline.case_id.is_(None), real),
                _owed(extent),
            )
        )
    ).one()
    undelivered = 0
    if extent.reach is Reach.STATION:
        undelivered = (
            await act.session.scalar(sa.select(sa.func.count(Message.id)).where(ledger.open_trouble(act.now))) or 0
        )
    if extent.reach not in (Reach.STATION, Reach.LEADER):
        county = county_late = 0  # others have no part in it
    mobilised, out = await _mobilised(act.session, act.town, extent, period)
    names = await _names(act.session, extent)
    return Figures(
        filed, closed, opened, incidents, due, overdue, undelivered, county, county_late, mobilised, out, names
    )


async def _mobilised(session: AsyncSession, town: Town, extent: Extent, period: Period) -> tuple[int, int]:
    """Count mobilisations: the station's and the leaders' of the whole township all, a village's by its squads."""
    match extent:
        case Extent(reach=Reach.VILLAGE, ids=ids):
            teams = sa.select(Team.mobilisation_id).join(Squad, Squad.id == Team.squad_id)
            theirs: sa.ColumnElement[bool] = Mobilisation.id.in_(teams.where(Squad.village_id.in_(ids)))
        case Extent(reach=Reach.LEADER, lines=lines) if lines:
            theirs = Mobilisation.case_id.in_(sa.select(Case.id).where(Case.line.in_(lines)))
        case Extent(reach=Reach.UNIT):
            return 0, 0
        case _:
            theirs = sa.true()
    begun = sa.and_(Mobilisation.started_at >= period.start, Mobilisation.started_at < period.end)
    out = Mobilisation.state.in_((MobilisationState.RUNNING, MobilisationState.STANDING_DOWN))
    number, running = (
        await session.execute(
            sa.select(_number(begun), _number(out))
            .select_from(Mobilisation)
            .where(theirs, Mobilisation.drill.is_(town.settings.drill), Mobilisation.started_at.is_not(None))
        )
    ).one()
    return number, running


def _number(which: sa.ColumnElement[bool]) -> sa.Function[int]:
    return sa.func.count(sa.case((which, 1)))


def _cases(extent: Extent) -> sa.ColumnElement[bool]:
    match extent.reach:
        case Reach.UNIT:
            return _assignments(extent)
        case Reach.VILLAGE:
            return Case.village_id.in_(extent.ids)
        case Reach.LEADER if extent.lines:
            return Case.line.in_(extent.lines)
        case _:
            return sa.true()


def _owed(extent: Extent) -> sa.ColumnElement[bool]:
    """Which deadlines an extent counts: those of its cases, a unit's own assignments, and of the whole township all."""
    if extent.reach is not Reach.UNIT:
        return _cases(extent)
    assignments = sa.select(Assignment.id).where(Assignment.unit_id.in_(extent.ids))
    return sa.and_(Deadline.subject_kind == deadlines.ASSIGNMENT, Deadline.subject_id.in_(assignments))


def _assignments(extent: Extent, *more: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    return (
        sa.select(Assignment.id)
        .where(
            Assignment.case_id == Case.id,
            Assignment.unit_id.in_(extent.ids),
            Assignment.state.not_in(_NOT_THEIRS),
            *more,
        )
        .correlate(Case)
        .exists()
    )


async def _names(session: AsyncSession, extent: Extent) -> tuple[str, ...]:
    named: type[Unit] | type[Village] | None = {Reach.UNIT: Unit, Reach.VILLAGE: Village}.get(extent.reach)  # type: ignore[assignment]
    if named is None:
        return ()
    found = await session.scalars(sa.select(named.name).where(named.id.in_(extent.ids)).order_by(named.id))
    return tuple(found)
