"""Asking about unsent drafts costs an idle town one statement, and each draft one transaction."""

import sqlalchemy as sa

from benchmarks.support.queries import statements
from models import Draft, Message
from models.base import UNASKED
from models.cases import DRAFTS_WAIT
from models.enums import DraftKind
from scheduler import ticks
from services.core.act import Act, Moment
from services.core.town import Town
from services.drafts import drafts
from services.unsent import unsent
from township import TownshipDriver


async def written(driver: TownshipDriver, who: str, kind: DraftKind = DraftKind.REPORT, **given: object) -> Draft:
    async def begin(act: Act) -> Draft:
        return await drafts.begin(act.session, act.actor, kind, now=act.now, **given)

    made: Draft = await driver.by(who, begin)
    return made


async def told(driver: TownshipDriver, event: str) -> list[int | None]:
    async with driver.town.database.reading() as session:
        return list(await session.scalars(sa.select(Message.person_id).where(Message.event == event)))


async def test_an_idle_town_is_asked_one_statement(town: Town) -> None:
    driver = await TownshipDriver.open(town)
    await driver.files()
    with statements(driver.town.database) as found:
        async with driver.town.database.reading() as session:
            assert await unsent.next_due(Moment(session, driver.town, driver.now)) is None
    assert len(found) == 1


async def test_the_question_uses_the_index(town: Town) -> None:
    driver = await TownshipDriver.open(town)
    async with driver.town.database.reading() as session:
        if session.get_bind().dialect.name == "sqlite":
            asked = f"SELECT min(updated_at) FROM drafts WHERE {DRAFTS_WAIT} AND {UNASKED}"
            plan = " ".join(str(row) for row in await session.execute(sa.text(f"EXPLAIN QUERY PLAN {asked}")))
            assert "ix_drafts_unasked" in plan


async def test_an_empty_draft_asks_nobody_and_is_looked_at_once(town: Town) -> None:
    driver = await TownshipDriver.open(town)
    await written(driver, "officer")
    driver.forward(minutes=11)
    await ticks.work_off(driver.town)
    assert await told(driver, "unsent") == []
    async with driver.town.database.reading() as session:
        assert await unsent.next_due(Moment(session, driver.town, driver.now)) is None


async def test_the_time_is_a_setting(town: Town) -> None:
    driver = await TownshipDriver.open(town)
    rules = driver.town.settings.drafts.model_copy(update={"ask_after": driver.town.settings.drafts.ask_after / 2})
    settings = driver.town.settings.model_copy(update={"drafts": rules})
    object.__setattr__(driver.town, "settings", settings)
    await written(driver, "officer", text="路灯不亮")
    driver.forward(minutes=5)
    await ticks.work_off(driver.town)
    assert await told(driver, "unsent") == [driver.people["officer"]]


async def test_the_station_hears_of_its_own_peoples_dangers_by_others(town: Town) -> None:
    driver = await TownshipDriver.open(town)
    await written(driver, "duty", DraftKind.ORDER, text="水库下游有人被困")
    driver.forward(minutes=10)
    await ticks.work_off(driver.town)
    heard = await told(driver, "unsent_danger")
    assert heard
    assert driver.people["duty"] not in heard
