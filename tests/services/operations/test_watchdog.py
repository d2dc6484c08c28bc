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
async def loop(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(town)


async def late(loop: TownshipDriver) -> Late:
    async with loop.town.database.reading() as session:
        return await watchdog.look(Moment(session, loop.town, loop.now))


async def sent(loop: TownshipDriver) -> None:
    """Let delivery have sent everything that waits."""
    async with loop.town.database.transaction() as session:
        waits = Message.state == MessageState.QUEUED
        await session.execute(sa.update(Message).where(waits).values(state=MessageState.SENT))


async def alarmed(loop: TownshipDriver, **later: float) -> dict[str, str]:
    """Move the clock, let the watchdog look, and return who was told what."""
    loop.forward(**later)
    query = sa.select(Message.id, Message.person_id, Message.content).where(Message.event == "watchdog")
    names = {person: who for who, person in loop.people.items()}
    async with loop.town.database.reading() as session:
        before = {row.id for row in await session.execute(query)}
    await once(watchdog.watch)(loop.town)
    async with loop.town.database.reading() as session:
        rows = [row for row in await session.execute(query) if row.id not in before]
    return {names[row.person_id]: row.content["text"] for row in rows}


async def test_a_deadline_that_nobody_acts_on_is_an_alarm_every_ten_minutes(loop: TownshipDriver) -> None:
    await loop.files(kind="incident")  # its first step is due after three minutes; no scheduler takes it
    await sent(loop)
    assert await alarmed(loop, minutes=8) == {}
    told = await alarmed(loop, seconds=1)
    assert set(told) >= DESK
    assert "land" not in told
    assert "1 项时限到点超过 5 分钟" in told["operator"]
    await sent(loop)
    assert await alarmed(loop, minutes=1) == {}
    assert await alarmed(loop, minutes=8, seconds=58) == {}
    assert set(await alarmed(loop, seconds=2)) >= DESK
    await sent(loop)
    await ticks.do(loop.town, "take_due")
    await sent(loop)
    assert await alarmed(loop, minutes=2) == {}, "it was acted on"


async def test_orders_that_do_not_go_out_are_an_alarm_but_the_alarm_itself_is_none(loop: TownshipDriver) -> None:
    await loop.dispatched("natural-resources")
    told = await alarmed(loop, minutes=3)
    assert "发不出去" in told["duty"]
    async with loop.town.database.transaction() as session:
        await session.execute(sa.update(Message).where(Message.event != "watchdog").values(state=MessageState.SENT))
    assert await alarmed(loop, minutes=11) == {}, "only the alarm still waits"


@pytest.mark.parametrize(("state", "says"), [(UpdateState.PENDING, "没有处理"), (UpdateState.PARKED, "/parked")])
async def test_messages_nobody_handled_are_an_alarm(loop: TownshipDriver, state: UpdateState, says: str) -> None:
    async with loop.town.database.transaction() as session:
        session.add(Update(update_id=1, sender=1, raw=b"{}", received_at=loop.now, state=state, attempts=4))
    assert await alarmed(loop, minutes=5) == {}
    assert says in (await alarmed(loop, seconds=1))["operator"]
    again = await alarmed(loop, minutes=10)
    assert bool(again) is (state is UpdateState.PENDING), "of a parked one the station heard when it was parked"
    assert await alarmed(loop, days=1)


async def test_two_watchdogs_raise_one_alarm(loop: TownshipDriver) -> None:
    await loop.files(kind="incident")
    loop.forward(minutes=9)
    told = await asyncio.gather(*(once(watchdog.watch)(loop.town) for _ in range(4)))
    async with loop.town.database.reading() as session:
        heard = list(await session.scalars(sa.select(Message.person_id).where(Message.event == "watchdog")))
    assert len(heard) == len(set(heard)) == sum(told) >= len(DESK)


async def test_a_clock_that_jumps_finds_nothing_late_once_it_has_caught_up(loop: TownshipDriver) -> None:
    await loop.files(kind="incident")
    loop.clock.at += timedelta(days=2)
    assert not (await late(loop)).well
    await ticks.work_off(loop.town)
    await sent(loop)
    assert await late(loop) == Late()
