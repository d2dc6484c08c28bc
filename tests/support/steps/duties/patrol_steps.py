"""Steps of tests about risk points: points of the register, and patrols through the services."""

from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from models import Duty, Patrol, RiskPoint
from models.enums import Level, PatrolAnswer
from scheduler import ticks
from services.core.act import Act
from services.core.town import Town
from services.drafts import drafts
from services.patrols import patrols
from services.patrols.fields import PatrolFields
from services.patrols.patrols import Submitted
from services.patrols.points import FACT
from services.settings.duties import DutyRule, with_defaults
from services.settings.patrols import PatrolRules
from township import SLOPE, TownshipDriver

NORMAL, PROBLEM, SKIPPED = PatrolAnswer


async def risk_point(driver: TownshipDriver, name: str = "后山滑坡点", **columns: Any) -> int:
    """Put a point into the register, of the land office at the slope in Shangwan, and let its duties be made."""
    usual = {
        "line": "geology",
        "level": Level.MAJOR,
        "village_id": driver.villages["shangwan"],
        "unit_id": driver.units["natural-resources"],
        "latitude": SLOPE[0],
        "longitude": SLOPE[1],
    }
    async with driver.town.database.transaction() as session:
        row = RiskPoint(name=name, **({"code": f"P-{name}"} | usual | columns))
        session.add(row)
        await session.flush()
        point_id = row.id
    await make_duties(driver.town)
    return point_id


async def make_duties(town: Town) -> None:
    """Let the duties of today be made."""
    await ticks.do(town, "sync_duties")
    await ticks.do(town, "make_duties")


def with_checklist(town: Town, *codes: str, line: str = "geology") -> Town:
    """Return the township with a checklist of its own for a line."""
    asked = [{"code": code, "asks": {"zh_CN": f"{code}如何？", "en": f"How is {code}?"}} for code in codes]
    rules = PatrolRules.model_validate({"checklists": {line: asked}})
    return replace(town, settings=town.settings.model_copy(update={"patrols": rules}))


def with_rule(town: Town, **changes: Any) -> Town:
    """Return the township with another rule about the monthly patrol of risk points."""
    rules = with_defaults({"risk-point-check": changes})
    duties = {code: DutyRule.model_validate(rule) for code, rule in rules.items()}
    return replace(town, settings=town.settings.model_copy(update={"duties": duties}))


async def patrolled(
    act: Act,
    point_id: int,
    *answers: PatrolAnswer,
    place: tuple[float, float] | None = SLOPE,
    duty_id: int | None = None,
) -> Submitted:
    """Patrol a point: answers in order, all that is left normal."""
    draft = await patrols.begin(act, point_id, duty_id=duty_id)
    for at, one in enumerate(answers):
        await patrols.answer(act, draft, at, one)
    await patrols.rest_normal(act, draft)
    given: dict[str, Any] = {"no_place": True}
    if place is not None:
        given = {"latitude": place[0], "longitude": place[1], "placed_at": act.now, "far_confirmed": True}
    await drafts.patch(act.session, draft, PatrolFields, act.now, **given)
    return await patrols.submit(act, draft)


async def duties(town: Town) -> list[tuple[str, str]]:
    """Return the duties that wait for a patrol, in order: (first day, state)."""
    async with town.database.reading() as session:
        waits = sa.select(Duty.first, Duty.state).where(Duty.fact == FACT)
        rows = await session.execute(waits.order_by(Duty.first, Duty.id))
        return [(f"{row.first:%m-%d}", row.state.value) for row in rows]


async def records(town: Town) -> list[Patrol]:
    """Return every patrol with its answers."""
    async with town.database.reading() as session:
        query = sa.select(Patrol).options(sa.orm.selectinload(Patrol.items)).order_by(Patrol.id)
        return list(await session.scalars(query))
