"""Risk points as the people see them who have to do with them: what is due, how far it is, what was found before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from models import Duty, Grid, Patrol, Person, Post, RiskPoint, Unit, Village
from models.duties import OPEN_ROWS
from models.enums import Action, Level, Role
from services.core import geo
from services.core.act import Act, Moment
from services.core.errors import Stale
from services.core.paging import Listing, cut, page_of
from services.duties import making
from services.people.access import require, within
from services.risk_points.reach import subject_of
from services.settings.duties import Owing

FACT = "patrol"
"""The kind of fact that a patrol is: duties wait for it."""
FRESH = timedelta(minutes=30)
"""So long a pin that sorted the list says where its sender stands."""
_GRAVEST = list(reversed(Level))
_MICRO = 100_000


@dataclass(frozen=True)
class Pin:
    """A place that somebody sent, with its time; a button carries it on."""

    latitude: float
    longitude: float
    at: datetime

    @property
    def place(self) -> tuple[float, float]:
        """Latitude and longitude."""
        return self.latitude, self.longitude

    def packed(self) -> str:
        """Return it to a metre and a minute, short enough for a button."""
        minute = int(self.at.timestamp()) // 60
        return f"{round(self.latitude * _MICRO)},{round(self.longitude * _MICRO)},{minute}"

    @classmethod
    def read(cls, text: str, now: datetime) -> "Pin | None":
        """Return what a button carries; None when it carries none, or one that is no longer fresh."""
        try:
            latitude, longitude, minute = (int(part) for part in text.split(","))
            at = datetime.fromtimestamp(minute * 60, now.tzinfo)
        except (ValueError, OverflowError, OSError):
            return None
        if now - at > FRESH or abs(latitude) > 90 * _MICRO or abs(longitude) > 180 * _MICRO:
            return None
        return cls(latitude / _MICRO, longitude / _MICRO, at)


@dataclass(frozen=True)
class Listed:
    """A point in a list: its village, when a patrol is due there, and how many metres away it is."""

    point: RiskPoint
    village: str
    due_at: datetime | None
    away: float | None


@dataclass(frozen=True)
class Shown:
    """A point with all that its card says."""

    point: RiskPoint
    place: str
    unit: str | None
    people: tuple[tuple[str, str], ...]
    """Name and number of the heads of its unit; without a unit, of the principals of its village."""
    due: tuple[Duty, ...]
    past: Listing[tuple[Patrol, str]]
    """The patrols, the newest first, each with the name of the person."""


async def load(act: Act, point_id: int, action: Action) -> RiskPoint:
    """Return a point of the register. Raises ``Stale`` when it is no longer there, ``Forbidden``."""
    point = await act.session.get(RiskPoint, point_id)
    if point is None or not point.active:
        raise Stale("patrol-point-gone")
    require(act.actor, action, subject_of(point))
    return point


async def listed(act: Act, *, pin: Pin | None = None, page: int = 0) -> Listing[Listed]:
    """Return the points that the actor has to do with: the nearest first, or the earliest due, then the gravest."""
    require(act.actor, Action.SEE_RISK_POINTS)
    due = (
        sa.select(sa.func.min(Duty.due_at))
        .where(*_waiting(making.today(act)), Duty.who == sa.cast(RiskPoint.id, sa.String(40)))
        .scalar_subquery()
    )
    rows = await act.session.execute(
        sa.select(RiskPoint, Village.name, due)
        .join(Village, Village.id == RiskPoint.village_id)
        .where(RiskPoint.active, within(act.actor, Action.SEE_RISK_POINTS, RiskPoint))
    )
    found = [Listed(point, village, at, _away(pin, point)) for point, village, at in rows]
    return cut(sorted(found, key=_order_by_place if pin else _order_by_due), page)


def _order_by_place(one: Listed) -> tuple[Any, ...]:
    return (one.away is None, one.away or 0, *_order_by_due(one))


def _order_by_due(one: Listed) -> tuple[Any, ...]:
    at = one.due_at.timestamp() if one.due_at else 0
    return one.due_at is None, at, _GRAVEST.index(one.point.level), one.point.code


def _away(pin: Pin | None, point: RiskPoint) -> float | None:
    at = geo.pin_of(point)
    return geo.distance_m(pin.place, at) if pin is not None and at is not None else None


def _waiting(today: Any) -> tuple[sa.ColumnElement[bool], ...]:
    """Duties of risk points that wait for a patrol."""
    return (sa.and_(sa.text(OPEN_ROWS)), Duty.owing == Owing.RISK_POINT.value, Duty.fact == FACT, Duty.opens <= today)


async def shown(act: Act, point_id: int, *, page: int = 0) -> Shown:
    """Return a point with its people, what is due there, and its patrols. Raises ``Stale``, ``Forbidden``."""
    point = await load(act, point_id, Action.SEE_RISK_POINTS)
    village = await act.session.get_one(Village, point.village_id)
    grid = await act.session.get(Grid, point.grid_id) if point.grid_id is not None else None
    unit = await act.session.get(Unit, point.unit_id) if point.unit_id is not None else None
    due = await act.session.scalars(
        sa.select(Duty).where(*_waiting(making.today(act)), Duty.who == str(point.id)).order_by(Duty.due_at, Duty.id)
    )
    return Shown(
        point=point,
        place="".join(geo.nested(village.name, grid.name if grid else None)),
        unit=unit.name if unit else None,
        people=await _responsible(act, point),
        due=tuple(due),
        past=await history(act, point, page=page),
    )


async def history(act: Moment, point: RiskPoint, *, page: int = 0) -> Listing[tuple[Patrol, str]]:
    """Return the patrols of a point, the newest first, each with the name of the person."""
    query = (
        sa.select(Patrol, Person.name)
        .join(Person, Person.id == Patrol.person_id)
        .where(Patrol.point_id == point.id)
        .options(selectinload(Patrol.items))
        .order_by(Patrol.at.desc(), Patrol.id.desc())
    )
    return await page_of(act.session, query, page)


async def _responsible(act: Moment, point: RiskPoint) -> tuple[tuple[str, str], ...]:
    of: Sequence[sa.ColumnElement[bool]] = (
        (Post.role == Role.UNIT_HEAD, Post.unit_id == point.unit_id)
        if point.unit_id is not None
        else (Post.role == Role.VILLAGE_PRINCIPAL, Post.village_id == point.village_id)
    )
    rows = await act.session.execute(
        sa.select(Person.name, Person.phone)
        .join(Post, Post.person_id == Person.id)
        .where(Person.active, Post.active, Post.substitute.is_(False), *of)
        .order_by(Post.id)
    )
    return tuple((name, phone) for name, phone in rows)
