"""The figures of a digest, for each extent that a person may answer for: the township, lines, units, villages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Assignment, Case, Deadline, Duty, Message, Mobilisation, Squad, Team, Unit, Village
from models.enums import (
    DIRECTORS,
    LIVE,
    OPEN,
    AssignmentState,
    CaseState,
    DeadlineKind,
    DutyState,
    Kind,
    Language,
    MobilisationState,
    Role,
)
from services.cases import deadlines
from services.core.act import Actor, HeldPost, Moment
from services.core.town import Town
from services.county import clock as county_clock
from services.deadlines import owed
from services.duties import behind, making, missed
from services.messaging import ledger
from services.reminders import agenda

_NOT_THEIRS = (AssignmentState.DECLINED, AssignmentState.WITHDRAWN)


class Reader(StrEnum):
    """The position in which a person reads a digest: it decides the extent and the choice of the figures."""

    STATION = "station"  # the whole township, everything
    LEADER = "leader"  # the whole township or the post's lines, in short
    UNIT = "unit"
    VILLAGE = "village"


@dataclass(frozen=True)
class Extent:
    """A person's responsibility: ids of units or villages, codes of lines; none of them: the whole township."""

    reader: Reader
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
    missed: int = 0
    """Duties that were missed in the last month …"""
    missed_now: int = 0
    """… and in this one so far."""
    names: tuple[str, ...] = ()
    """Of the units or villages."""


def extents(actor: Actor) -> list[Extent]:
    """Return the extents of a person's responsibility, by all posts; the wider of two that overlap in rank."""
    found = []
    if actor.is_station:
        found.append(Extent(Reader.STATION))
    elif actor.roles & (DIRECTORS | {Role.DEPUTY_DIRECTOR}):
        lines = {post.line for post in actor.posts if post.role is Role.DEPUTY_DIRECTOR}
        whole = bool(actor.roles & DIRECTORS) or None in lines
        own = frozenset[str]() if whole else frozenset(line for line in lines if line is not None)
        found.append(Extent(Reader.LEADER, lines=own))
    if actor.unit_ids:
        found.append(Extent(Reader.UNIT, actor.unit_ids))
    villages = frozenset(
        post.village_id for post in actor.posts if post.role is Role.VILLAGE_PRINCIPAL and post.village_id is not None
    )
    if villages:
        found.append(Extent(Reader.VILLAGE, villages))
    return found


async def figures(act: Moment, extent: Extent, period: Period, kinds_due: Sequence[str]) -> Figures:
    """Count; ``kinds_due`` are the agenda's. Exercises are not counted among what is real, nor the other way round
    (I10)."""
    at_once = sa.and_(Case.received_at.is_(None), _within(Case.submitted_at, period))
    filed = sa.or_(_within(Case.received_at, period), at_once)  # each part by its index
    is_open: sa.ColumnElement[bool] = Case.state.in_(OPEN)
    if extent.reader is Reader.UNIT:  # a case is new to a unit when it is handed to it
        issued = sa.select(Assignment.case_id).where(_theirs(extent), _within(Assignment.issued_at, period))
        filed = Case.id.in_(issued)
        is_open = sa.and_(is_open, _assignments(extent, Assignment.state.in_(LIVE)))
    closed = sa.and_(Case.state == CaseState.CLOSED, _within(Case.closed_at, period))
    incidents = sa.and_(is_open, Case.kind == Kind.INCIDENT, Case.over_at.is_(None))
    real = Case.drill.is_(act.town.settings.drill)
    of_cases = (filed, closed, is_open, incidents)
    new, ended, opened, live = await _counts(act.session, Case, of_cases, real, _cases(extent))
    midnight, due_at = agenda.end_of_day(act.town, act.now), Deadline.due_at
    reports = Deadline.kind.in_((*county_clock.KINDS, DeadlineKind.PHONE_COUNTY))
    due, overdue, county, county_late = await _counts(
        act.session,
        sa.outerjoin(Deadline, Case, Case.id == Deadline.case_id),
        (
            sa.and_(due_at >= act.now, due_at < midnight),
            due_at < act.now,
            sa.and_(reports, due_at < midnight),
            sa.and_(reports, due_at < act.now),
        ),
        agenda.running(act.town),
        sa.or_(Deadline.case_id.is_(None), real),
        _owed(act.town, extent, kinds_due),
    )
    undelivered = 0
    if extent.reader is Reader.STATION:
        (undelivered,) = await _counts(act.session, Message, (ledger.open_trouble(act.now),))
    if extent.reader not in (Reader.STATION, Reader.LEADER):
        county = county_late = 0  # others have no part in it
    begun, out = await _mobilised(act.session, act.town, extent, period)
    names = await _names(act.session, extent)
    missed_last, missed_now = await missed.counts(act, _duties(extent))
    return Figures(
        new,
        ended,
        opened,
        live,
        due,
        overdue,
        undelivered,
        county,
        county_late,
        begun,
        out,
        missed_last,
        missed_now,
        names,
    )


def _duties(extent: Extent) -> sa.ColumnElement[bool]:
    match extent.reader:
        case Reader.UNIT:
            return behind.of_units(extent.ids)
        case Reader.VILLAGE:
            return behind.of_villages(extent.ids)
        case Reader.LEADER if extent.lines:
            return behind.of_lines(extent.lines)
        case _:
            return sa.true()


async def _mobilised(session: AsyncSession, town: Town, extent: Extent, period: Period) -> Sequence[int]:
    """Count mobilisations: the station's and the leaders' of the whole township all, a village's by its squads."""
    match extent:
        case Extent(reader=Reader.VILLAGE, ids=ids):
            of_team = (Team.mobilisation_id == Mobilisation.id, Squad.id == Team.squad_id, Squad.village_id.in_(ids))
            theirs: sa.ColumnElement[bool] = sa.exists().where(*of_team).correlate(Mobilisation)
        case Extent(reader=Reader.LEADER, lines=lines) if lines:
            theirs = sa.exists().where(Case.id == Mobilisation.case_id, Case.line.in_(lines)).correlate(Mobilisation)
        case Extent(reader=Reader.UNIT):
            return 0, 0
        case _:
            theirs = sa.true()
    begun = _within(Mobilisation.started_at, period)
    out = Mobilisation.state.in_((MobilisationState.RUNNING, MobilisationState.STANDING_DOWN))
    real = Mobilisation.drill.is_(town.settings.drill)
    return await _counts(session, Mobilisation, (begun, out), theirs, real, Mobilisation.started_at.is_not(None))


def _within(at: Any, period: Period) -> sa.ColumnElement[bool]:
    return sa.and_(at >= period.start, at < period.end)


async def _counts(
    session: AsyncSession, of: Any, which: Sequence[sa.ColumnElement[bool]], *where: sa.ColumnElement[bool]
) -> Sequence[int]:
    """Count how many of these rows meet each condition, in one query: each by the index that suits it."""
    counts = [sa.select(sa.func.count()).select_from(of).where(one, *where).scalar_subquery() for one in which]
    return (await session.execute(sa.select(*counts))).one()


def _cases(extent: Extent) -> sa.ColumnElement[bool]:
    match extent.reader:
        case Reader.UNIT:
            return _assignments(extent)
        case Reader.VILLAGE:
            return sa.func.coalesce(Case.village_id, 0).in_(extent.ids)  # its index holds all that ever was there
        case Reader.LEADER if extent.lines:
            return Case.line.in_(extent.lines)
        case _:
            return sa.true()


def _owed(town: Town, extent: Extent, kinds: Sequence[str]) -> sa.ColumnElement[bool]:
    """Find an extent's deadlines: those of its cases, or of a unit's own assignments, and what it owes beside a case.

    Of the whole township it finds all.
    """
    if not extent.ids and not extent.lines:
        return sa.true()
    theirs = _cases(extent)
    if extent.reader is Reader.UNIT:
        of_assignments = Deadline.subject_kind == deadlines.ASSIGNMENT
        theirs = owed.about(Assignment, of_assignments, Assignment.unit_id.in_(extent.ids))
    unfinished = owed.about(Duty, Duty.state == DutyState.OPEN, _duties(extent))
    of_duties = sa.and_(Deadline.kind == making.KIND, unfinished)
    beside = sa.or_(agenda.of_person(town, _head(extent), kinds), sa.and_(agenda.running(town), of_duties))
    return sa.or_(theirs, sa.and_(Deadline.case_id.is_(None), beside))


def _head(extent: Extent) -> Actor:
    """Return nobody in particular, with the posts that answer for an extent."""
    match extent.reader:
        case Reader.UNIT:
            posts = [HeldPost(Role.UNIT_HEAD, unit_id=id_) for id_ in extent.ids]
        case Reader.VILLAGE:
            posts = [HeldPost(Role.VILLAGE_PRINCIPAL, village_id=id_) for id_ in extent.ids]
        case _:
            posts = [HeldPost(Role.DEPUTY_DIRECTOR, line=line) for line in extent.lines]
    return Actor(person_id=0, name="", phone="", language=Language.ZH_CN, posts=tuple(posts))


def _assignments(extent: Extent, *more: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    return sa.exists().where(Assignment.case_id == Case.id, _theirs(extent), *more).correlate(Case)


def _theirs(extent: Extent) -> sa.ColumnElement[bool]:
    return sa.and_(Assignment.unit_id.in_(extent.ids), Assignment.state.not_in(_NOT_THEIRS))


async def _names(session: AsyncSession, extent: Extent) -> tuple[str, ...]:
    named: type[Unit] | type[Village] | None = {Reader.UNIT: Unit, Reader.VILLAGE: Village}.get(extent.reader)  # type: ignore[assignment]
    if named is None:
        return ()
    return tuple(await session.scalars(sa.select(named.name).where(named.id.in_(extent.ids)).order_by(named.id)))
