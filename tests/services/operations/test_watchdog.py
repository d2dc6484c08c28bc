"""The watchdog: what stands still is an alarm to the desk and the operator, and not one every minute."""

import asyncio
from datetime import timedelta

import pytest
import sqlalchemy as sa

from models import Message, Update
from models.enums import MessageState, UpdateState
from scheduler import ticks
from services.core.act import Moment
from services.core.tick import once
from services.core.town import Town
from services.operations import watchdog
from services.operations.watchdog import Late
from township import TownshipDriver

DESK = {"deputy", "duty", "night", "both", "operator"}


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(town)


async def late(driver: TownshipDriver) -> Late:
    async with driver.town.database.reading() as session:
        return await watchdog.look(Moment(session, driver.town, driver.now))


async def sent(driver: TownshipDriver) -> None:
    """Let delivery have sent everything that waits."""
    async with driver.town.database.transaction() as session:
        waits = Message.state == MessageState.QUEUED
        await session.execute(sa.update(Message).where(waits).values(state=MessageState.SENT))


async def alarmed(driver: TownshipDriver, **later: float) -> dict[str, str]:
    """Move the clock, let the watchdog look, and return who was told what."""
    driver.forward(**later)
    query = sa.select(Message.id, Message.person_id, Message.content).where(Message.event == "watchdog")
    names = {person: who for who, person in driver.people.items()}
    async with driver.town.database.reading() as session:
        before = {row.id for row in await session.execute(query)}
    await once(watchdog.watch)(driver.town)
    async with driver.town.database.reading() as session:
        rows = [row for row in await session.execute(query) if row.id not in before]
    return {names[row.person_id]: row.content["text"] for row in rows}


async def test_a_deadline_that_nobody_acts_on_is_an_alarm_every_ten_minutes(driver: TownshipDriver) -> None:
    await driver.files(kind="incident")  # its first step is due after three minutes; no scheduler takes it
    await sent(driver)
    assert await alarmed(driver, minutes=8) == {}
    told = await alarmed(driver, seconds=1)
    assert set(told) >= DESK
    assert "land" not in told
    assert "1 项时限到点超过 5 分钟" in told["operator"]
    await sent(driver)
    assert await alarmed(driver, minutes=1) == {}
    assert await alarmed(driver, minutes=8, seconds=58) == {}
    assert set(await alarmed(driver, seconds=2)) >= DESK
    await sent(driver)
    await ticks.do(driver.town, "take_due")
    await sent(driver)
    assert await alarmed(driver, minutes=2) == {}, "it was acted on"


async def test_orders_that_do_not_go_out_are_an_alarm_but_the_alarm_itself_is_none(driver: TownshipDriver) -> None:
    await driver.dispatched("natural-resources")
    told = await alarmed(driver, minutes=3)
    assert "发不出去" in told["duty"]
    async with driver.town.database.transaction() as session:
        await session.execute(sa.update(Message).where(Message.event != "watchdog").values(state=MessageState.SENT))
    assert await alarmed(driver, minutes=11) == {}, "only the alarm still waits"


@pytest.mark.parametrize(("state", "says"), [(UpdateState.PENDING, "没有处理"), (UpdateState.PARKED, "/parked")])
async def test_messages_nobody_handled_are_an_alarm(driver: TownshipDriver, state: UpdateState, says: str) -> None:
    async with driver.town.database.transaction() as session:
        session.add(Update(update_id=1, sender=1, raw=b"{}", received_at=driver.now, state=state, attempts=4))
    assert await alarmed(driver, minutes=5) == {}
    assert says in (await alarmed(driver, seconds=1))["operator"]
    again = await alarmed(driver, minutes=10)
    assert bool(again) is (state is UpdateState.PENDING), "of a parked one the station heard when it was parked"
    assert await alarmed(driver, days=1)


async def test_two_watchdogs_raise_one_alarm(driver: TownshipDriver) -> None:
    await driver.files(kind="incident")
    driver.forward(minutes=9)
    told = await asyncio.gather(*(once(watchdog.watch)(driver.town) for _ in range(4)))
    async with driver.town.database.reading() as session:
        heard = list(await session.scalars(sa.select(Message.person_id).where(Message.event == "watchdog")))
    assert len(heard) == len(set(heard)) == sum(told) >= len(DESK)


async def test_a_clock_that_jumps_finds_nothing_late_once_it_has_caught_up(driver: TownshipDriver) -> None:
    await driver.files(kind="incident")
    driver.clock.at += timedelta(days=2)
    assert not (await late(driver)).well
    await ticks.work_off(driver.town)
    await sent(driver)
    assert await late(driver) == Late()
