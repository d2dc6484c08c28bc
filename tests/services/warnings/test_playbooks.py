"""Playbooks: what a warning asks for is started, done, added to when it becomes graver, and stood down when asked."""

import pytest
import sqlalchemy as sa

from models import Broadcast, Deadline, Message, WarningPlay
from models.enums import BroadcastState
from order_steps import sends, take
from scheduler import ticks
from services.core.act import Act, Moment
from services.core.errors import Forbidden, Stale
from services.core.town import Town
from services.settings.areas.playbooks import Doing
from services.warnings.cap.alerts import Area, Info, Status
from services.warnings.playbooks import plan, playing
from services.warnings.register.views import Warned
from township import TownshipDriver
from warning_steps import CANCEL, here, ruled


def storm(colour: str) -> tuple[Info, ...]:
    return (Info(headline=f"台风{colour}预警", areas=(Area(name="上湾村"),)),)


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    plays = {"weather": [{"do": "task", "colour": "red", "by": "director", "within": "1h", "text": "停课停工"}]}
    return await TownshipDriver.open(ruled(town, playbooks=plays))


async def book(driver: TownshipDriver, warned: Warned) -> plan.Book:
    async with driver.town.database.reading() as session:
        return await plan.load(Moment(session, driver.town, driver.now), warned)


def dos(items: tuple[plan.Item, ...]) -> set[str]:
    return {one.text or one.do.value for one in items}


async def told(driver: TownshipDriver, event: str) -> set[str]:
    by_id = {person: who for who, person in driver.people.items()}
    async with driver.town.database.reading() as session:
        rows = list(await session.scalars(sa.select(Message).where(Message.event == event)))
    people = [by_id[row.person_id or 0] for row in rows]
    assert len(people) == len(set(people)) or event != "warning_play"
    return set(people)


async def running(driver: TownshipDriver) -> int:
    async with driver.town.database.reading() as session:
        those = (Deadline.kind == playing.KIND, Deadline.ended_at.is_(None))
        return await session.scalar(sa.select(sa.func.count(Deadline.id)).where(*those)) or 0


async def part(driver: TownshipDriver, do: Doing) -> WarningPlay:
    async with driver.town.database.reading() as session:
        return (await session.scalars(sa.select(WarningPlay).where(WarningPlay.do == do.value))).one()


async def test_started_done_by_press_and_by_fact_added_to_and_stood_down(driver: TownshipDriver) -> None:
    yellow = await take(driver, here("1", infos=storm("黄色")))
    assert dos((await book(driver, yellow)).missing) == {"notify", "patrol", "duty"}
    await driver.by("duty", playing.start, yellow.id)
    assert await told(driver, "warning_play") >= {"principal", "chief"}
    assert await running(driver) == 3
    with pytest.raises(Stale):
        await driver.by("duty", playing.start, yellow.id)

    await sends(driver, yellow)
    assert (await part(driver, Doing.NOTIFY)).done_by_id == driver.people["duty"], "the order that was sent is the fact"
    patrol = await part(driver, Doing.PATROL)
    with pytest.raises(Forbidden):
        await driver.by("neighbour_principal", playing.do, patrol.id)
    await driver.by("principal", playing.do, patrol.id)
    assert (await part(driver, Doing.PATROL)).done_by_id == driver.people["principal"]

    red = await take(driver, here("2", "1", infos=storm("红色"), minute=1))
    assert "duty" in await told(driver, "warning_play_changed"), "the officer is asked about what is new"
    added = {"households", "standby", "shelters", "lead", "停课停工"}
    assert dos((await book(driver, red)).missing) == added
    await driver.by("duty", playing.start, red.id)
    assert dos((await book(driver, red)).missing) == set()

    async def puts_on_standby(act: Act) -> Broadcast:
        part_id = (await part(driver, Doing.STANDBY)).id
        return await playing.message_to_squads(act, part_id, "原地待命")

    draft: Broadcast = await driver.by("duty", puts_on_standby)
    assert (draft.state, draft.text) == (BroadcastState.DRAFT, "原地待命")

    blue = await take(driver, here("3", "2", infos=storm("蓝色"), minute=2))
    found = await book(driver, blue)
    assert dos(found.needless) == added | {"duty"}, "what is done is not asked about"
    before = await running(driver)
    await driver.by("duty", playing.stand_down, blue.id)
    assert (before, await running(driver)) == (6, 0)
    with pytest.raises(Stale, match="dropped"):
        await driver.by("chief", playing.do, (await part(driver, Doing.DUTY)).id)


async def test_an_end_asks_and_until_then_its_items_are_followed_up(driver: TownshipDriver) -> None:
    warned = await take(driver, here("1", infos=storm("橙色")))
    await driver.by("duty", playing.start, warned.id)
    driver.forward(hours=5)
    await ticks.work_off(driver.town)
    over = await take(driver, here("c", "1", kind=CANCEL, infos=(), minute=2))
    assert dos((await book(driver, over)).needless) >= {"patrol", "shelters"}
    assert "duty" in await told(driver, "warning_play_changed")
    assert await running(driver) == 6
    await driver.by("duty", playing.stand_down, over.id)
    assert await running(driver) == 0


async def test_a_test_has_no_playbook(driver: TownshipDriver) -> None:
    warned = await take(driver, here("1", infos=storm("红色"), status=Status.TEST))
    assert (await book(driver, warned)).items == ()
    with pytest.raises(Stale):
        await driver.by("duty", playing.start, warned.id)
