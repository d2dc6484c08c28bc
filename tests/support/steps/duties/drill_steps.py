"""Drills through the services: planned, started, played by the clock, and evaluated in words."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from models import Drill, DrillInject, Duty, Message
from models.enums import DraftKind, DrillStep, DutyState
from scheduler import ticks
from services.core.act import Act, Moment
from services.drafts import drafts
from services.drills import planning, script
from services.drills.evaluation import steps
from services.drills.evaluation.steps import NoteFields
from services.drills.run import running
from township import TownshipDriver

DAY = datetime(2026, 12, 3, 1, 0, tzinfo=UTC)
"""A Thursday, 9:00 in Shanghai."""
SCRIPT = "+0 暴雨预警，请报告到岗情况\n+10 险情：后山出现裂缝\n+20 集结：到村委会集合\n+30 橙色广播：请立即巡查"


async def planned(
    driver: TownshipDriver, text: str = SCRIPT, *, who: str = "chief", village: str = "", **fields: Any
) -> Drill:
    drill: Drill = await driver.by(
        who, planning.plan, driver.villages.get(village), max(DAY, driver.now + timedelta(hours=1)), **fields
    )
    if text:
        added = await driver.by(who, script.add, drill.id, text)
        assert not added.faults
    return drill


async def started(driver: TownshipDriver, text: str = SCRIPT, **more: Any) -> Drill:
    drill = await planned(driver, text, **more)
    driver.clock.at = DAY
    await driver.by(more.get("who", "chief"), running.start, drill.id)
    return drill


async def after(driver: TownshipDriver, minutes: float) -> None:
    """Let the clock do what is due so many minutes after the start."""
    driver.clock.at = DAY + timedelta(minutes=minutes)
    await ticks.do(driver.town, "send_injects")


async def injects(driver: TownshipDriver, drill: Drill) -> list[DrillInject]:
    async with driver.town.database.reading() as session:
        return await script.of(Moment(session, driver.town, driver.now), drill.id)


async def sent(driver: TownshipDriver, drill: Drill) -> dict[int, int | None]:
    """Return when each inject was sent, in minutes after the start."""
    return {
        one.minute: int((one.sent_at - DAY) / timedelta(minutes=1)) if one.sent_at else None
        for one in await injects(driver, drill)
    }


async def told(driver: TownshipDriver, *events: str) -> list[Message]:
    async with driver.town.database.reading() as session:
        return list(await session.scalars(sa.select(Message).where(Message.event.in_(events)).order_by(Message.id)))


async def duty(driver: TownshipDriver, rule: str, who: str = "town") -> DutyState:
    """Return the state of this year's duty."""
    async with driver.town.database.reading() as session:
        query = sa.select(Duty).where(Duty.rule == rule, Duty.who == who, Duty.last == date(2026, 12, 31))
        return (await session.scalars(query)).one().state


async def the(driver: TownshipDriver, drill: Drill) -> Drill:
    async with driver.town.database.reading() as session:
        return await session.get_one(Drill, drill.id)


async def writes(
    driver: TownshipDriver, who: str, drill: Drill, step: DrillStep, text: str = "已登记", **more: Any
) -> None:
    async def writing(act: Act) -> None:
        draft = await drafts.begin(
            act.session,
            act.actor,
            DraftKind.DRILL_NOTE,
            now=act.now,
            subject_id=drill.id,
            form=NoteFields,
            step=step,
            text=text,
            **more,
        )
        await steps.enter(act, draft)

    await driver.by(who, writing)
