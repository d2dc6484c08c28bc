"""How the drills of the township stand: the law's floor, and the township's own rule."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from models import Drill, Duty
from models.enums import Action, DrillScope, DrillState, DutyState
from services.core.act import Act
from services.drills.drills import FACTS
from services.duties import making
from services.people.access import require

FLOOR_YEARS = 2
"""A township drills at least once in so many years (生产安全事故应急条例, art. 8)."""


@dataclass(frozen=True)
class OwnRule:
    """The duties of today's periods that one kind of drill fulfils."""

    scope: DrillScope
    done: int
    owed: int
    late: int


@dataclass(frozen=True)
class Standing:
    """The two rules, side by side."""

    last: date | None
    """The day of the town's last drill."""
    floor: date | None
    """The day until which the law wants the next one; None: no drill is known."""
    own: tuple[OwnRule, ...]


async def standing(act: Act) -> Standing:
    """Return how the drills of the township stand today."""
    require(act.actor, Action.SEE_DRILLS)
    last = await act.session.scalar(
        sa.select(sa.func.max(Drill.started_at)).where(Drill.scope == DrillScope.TOWN, Drill.state == DrillState.HELD)
    )
    day = last.astimezone(act.town.zone).date() if last is not None else None
    own = [await _own(act, scope) for scope in DrillScope]
    return Standing(day, _years_on(day) if day is not None else None, tuple(one for one in own if one.owed))


def _years_on(day: date) -> date:
    try:
        return day.replace(year=day.year + FLOOR_YEARS)
    except ValueError:  # 29 February
        return day.replace(year=day.year + FLOOR_YEARS, day=28)


async def _own(act: Act, scope: DrillScope) -> OwnRule:
    today = making.today(act)
    late = sa.or_(making.overdue(act.now), Duty.state == DutyState.MISSED)
    counts = (sa.func.count(sa.case((one, 1))) for one in (Duty.state == DutyState.DONE, late))
    those = (Duty.fact == FACTS[scope], Duty.first <= today, Duty.last >= today)
    row = (
        await act.session.execute(
            sa.select(sa.func.count(Duty.id), *counts).where(
                *those, Duty.state.not_in((DutyState.VOID, DutyState.EXCUSED))
            )
        )
    ).one()
    return OwnRule(scope, done=row[1], owed=row[0], late=row[2])
