"""Steps of tests about duties: rules, points that owe them, colours of warnings, and the rows that are made."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from models import ColourPeriod, Duty, RiskPoint
from models.enums import Colour, Level
from scheduler import ticks
from services.colours import colours
from services.core.act import Moment
from services.core.town import Town
from services.duties import fulfilment
from services.duties.fulfilment import Fact
from services.duties.owing import Who
from services.settings.duties import DutyRule
from township import TownshipDriver


def ruled(town: Town, **rules: dict[str, Any]) -> Town:
    """Return the township with these rules alone."""
    parsed = {
        code: DutyRule.model_validate({"name": {"zh_CN": code, "en": code}} | rule) for code, rule in rules.items()
    }
    return replace(town, settings=town.settings.model_copy(update={"duties": parsed}))


async def point(driver: TownshipDriver, code: str = "P1", level: Level = Level.MAJOR) -> int:
    async with driver.town.database.transaction() as session:
        row = RiskPoint(
            code=code,
            name=f"{code}滑坡点",
            line="geology",
            level=level,
            village_id=driver.villages["shangwan"],
            unit_id=driver.units["natural-resources"],
        )
        session.add(row)
        await session.flush()
        return row.id


async def run(town: Town) -> None:
    await ticks.do(town, "sync_duties")
    await ticks.do(town, "make_duties")


def at(town: Town, when: str) -> datetime:
    """Return an instant from the township's clocks."""
    return datetime.fromisoformat(when).replace(tzinfo=town.zone).astimezone(UTC)


async def counts(
    driver: TownshipDriver, number: int, of: Who, *, kind: str = "patrol", when: datetime | None = None
) -> list[Duty]:
    """Let a fact count; returns the duties that it counts for."""
    async with driver.town.database.transaction() as session:
        fact = Fact(kind, number, when or driver.now, frozenset({of}))
        return await fulfilment.fulfil(Moment(session, driver.town, driver.now), fact)


async def rows(town: Town, **where: Any) -> list[Duty]:
    async with town.database.reading() as session:
        query = sa.select(Duty).filter_by(**where).order_by(Duty.first, Duty.id)
        return list(await session.scalars(query))


async def colour(driver: TownshipDriver, of: Colour, *, lines: tuple[str, ...] = (), village: str | None = None) -> int:
    """Let the officer on duty set a colour, and the duties follow."""
    row: ColourPeriod = await driver.by("duty", colours.begin, of)
    for line in lines:
        await driver.by("duty", colours.choose_line, row.id, line)
    if village is not None:
        await driver.by("duty", colours.choose_village, row.id, driver.villages[village])
    await driver.by("duty", colours.set_in_force, row.id)
    await ticks.do(driver.town, "make_duties")
    return row.id


async def lift(driver: TownshipDriver, period_id: int) -> None:
    """Let the officer on duty lift a colour, and the duties follow."""
    await driver.by("duty", colours.lift, period_id)
    await ticks.do(driver.town, "make_duties")
