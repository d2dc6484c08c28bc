"""The duties that an inspection fulfils: the leader's own, and those of the place."""

from dataclasses import dataclass, field
from datetime import datetime, time

import sqlalchemy as sa

from models import Duty, Inspection
from models.enums import Role
from services.core.act import Act, Actor, Moment
from services.duties import fulfilment
from services.duties.entering.facts import Fact, Facts
from services.duties.owing import TOWN, Who
from services.settings.duties import Owing

KIND = "inspection"
"""The kind of the fact."""


@dataclass(frozen=True)
class Counted:
    """The duties that an inspection counts for, those it counts for no more, and those it is meant for."""

    of: list[Duty] = field(default_factory=list)
    no_more: list[Duty] = field(default_factory=list)
    near: list[Duty] = field(default_factory=list)


def posts_of(leader: Actor) -> list[str]:
    """Return the units and lines for which a leader inspects, as the record keeps them."""
    lines = {post.line for post in leader.posts if post.role is Role.DEPUTY_DIRECTOR and post.line}
    units = [f"{Owing.UNIT.value}:{unit_id}" for unit_id in sorted(leader.unit_ids)]
    return units + [f"{Owing.LINE.value}:{line}" for line in sorted(lines)]


def fact_of(act: Moment, inspection: Inspection) -> Fact:
    """Return the inspection as a fact: of its leader, the leader's units and lines, the village and the risk point."""
    noon = datetime.combine(inspection.day, time(12), act.town.zone)
    whose = {Who(Owing.TOWN, TOWN), Who(Owing.POST, str(inspection.leader_id))}
    for kept in inspection.counts_for:
        owing, _, id_ = str(kept).partition(":")
        whose.add(Who(Owing(owing), id_))
    for owing, place in ((Owing.VILLAGE, inspection.village_id), (Owing.RISK_POINT, inspection.risk_point_id)):
        if place is not None:
            whose.add(Who(owing, str(place)))
    return Fact(KIND, inspection.id, min(noon, act.now), frozenset(whose), inspection.leader_id)


async def count(act: Act, inspection: Inspection) -> Counted:
    """Let a new record count."""
    fact = fact_of(act, inspection)
    of = await fulfilment.fulfil(act, fact)
    return Counted(of, near=[] if of else await fulfilment.near(act, fact))


async def recount(act: Act, inspection: Inspection) -> Counted:
    """Let a corrected record count by what it says now."""
    fact = fact_of(act, inspection)
    of, no_more = await fulfilment.restate(act, fact)
    return Counted(of, no_more, near=[] if of else await fulfilment.near(act, fact))


async def withdraw(act: Act, inspection: Inspection, reason: str) -> Counted:
    """Let a record count no more."""
    no_more = await fulfilment.withdraw(act, KIND, inspection.id, reason=reason)
    return Counted(no_more=no_more)


async def facts(act: Moment, who: Who, since: datetime, until: datetime) -> list[Fact]:
    """Return the inspections that may count for somebody, by their days."""
    first, last = (one.astimezone(act.town.zone).date() for one in (since, until))
    rows = await act.session.scalars(
        sa.select(Inspection)
        .where(Inspection.day >= first, Inspection.day <= last, Inspection.withdrawn_at.is_(None))
        .where(Inspection.submitted_at < until)
        .order_by(Inspection.day, Inspection.id)
    )
    return [fact_of(act, one) for one in rows]


FACTS = (Facts(KIND, facts),)
