"""Warnings in force for the duties by our clock, with no fetch: coming, active, ended."""

from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa

from models import Message
from models.enums import Colour
from patrol_steps import with_rule
from scheduler import ticks
from services.core.act import Moment
from services.core.town import Town
from services.duties.planning import colours
from services.warnings import answers, changes
from services.warnings.cap.alerts import Area, Code, Info, Status
from services.warnings.register import intake, register
from services.warnings.register.intake import Origin, Piece
from township import TownshipDriver
from warning_steps import CANCEL, TOWN_CODE, here, one, ruled


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(ruled(with_rule(town, warnings=[{"colour": "red", "each": "day"}])))


async def take(driver: TownshipDriver, *alerts: Any) -> None:
    async with driver.town.database.transaction() as session:
        act = Moment(session, driver.town, driver.now)
        await changes.taken(act, await intake.take(act, [Piece(alerts)], Origin()))


async def in_force(driver: TownshipDriver) -> list[tuple[Colour, frozenset[str], frozenset[int]]]:
    async with driver.town.database.reading() as session:
        found = await colours.now(Moment(session, driver.town, driver.now))
        return [(each.colour, each.lines, each.villages) for each in found]


async def events(driver: TownshipDriver, event: str) -> int:
    async with driver.town.database.reading() as session:
        return len(
            set(await session.scalars(sa.select(Message.content["text"].as_string()).where(Message.event == event)))
        )


RED = f"""<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>r</identifier><sender>yunchuan</sender>
<sent>2026-11-22T22:30:00Z</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope><info><event>滑坡</event>
<headline>地质灾害红色预警</headline><onset>2026-11-23T12:00:00+08:00</onset><expires>2026-11-23T20:00:00+08:00</expires>
<area><areaDesc>镇</areaDesc><geocode><value>{TOWN_CODE}</value></geocode></area></info></alert>"""


async def test_coming_active_and_ended_by_our_clock_and_the_duties_follow(driver: TownshipDriver) -> None:
    await take(driver, one(RED))
    assert await in_force(driver) == []
    async with driver.town.database.reading() as session:
        (warned,) = (await register.load(Moment(session, driver.town, driver.now))).warnings
        assert (warned.coming(driver.now), warned.begins) == (True, datetime(2026, 11, 23, 4, tzinfo=UTC))
    driver.forward(hours=2)
    await ticks.work_off(driver.town)
    assert await in_force(driver) == [(Colour.RED, frozenset({"geology"}), frozenset())]
    driver.forward(hours=8)
    await ticks.work_off(driver.town)
    assert await in_force(driver) == []
    assert (await events(driver, "warning"), await events(driver, "warning_over")) == (1, 1)
    assert await ticks.do(driver.town, "turn_warnings") == 0


async def test_only_what_is_real_and_touches_the_township_counts_and_for_the_villages_it_touches(
    driver: TownshipDriver,
) -> None:
    elsewhere = Info(headline="暴雨红色预警", areas=(Area(name="外地", codes=(Code("", "500236000000"),)),))
    unknown = Info(headline="暴雨黄色预警", areas=(Area(name="北部山区"),))
    await take(
        driver,
        here("elsewhere", infos=(elsewhere,)),
        here("exercise", status=Status.EXERCISE),
        here("test", status=Status.TEST),
        here("unknown", infos=(unknown,)),
    )
    assert (await in_force(driver), await events(driver, "warning")) == ([], 1), "the officer is asked about one"
    async with driver.town.database.reading() as session:
        (asked,) = (await register.load(Moment(session, driver.town, driver.now))).real
    await driver.by("duty", answers.say_reach, asked.head.row.id, [driver.villages["xiahe"]])
    assert await in_force(driver) == [(Colour.YELLOW, frozenset({"flood", "geology"}), {driver.villages["xiahe"]})]


async def test_a_cancel_ends_it_at_once_and_an_update_takes_its_place(driver: TownshipDriver) -> None:
    await take(driver, here("1"))
    yellow = Info(headline="暴雨黄色预警", areas=here("1").infos[0].areas)
    await take(driver, here("2", "1", infos=(yellow,), minute=1))
    assert [colour for colour, _, _ in await in_force(driver)] == [Colour.YELLOW]
    await take(driver, here("c", "2", kind=CANCEL, infos=(), minute=2))
    assert await in_force(driver) == []
