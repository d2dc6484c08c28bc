"""Once a month the state of the lists is told to the bound groups, in figures and without the words of a problem."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from models import Group, Message
from models.enums import GroupPurpose, GroupState
from problem_steps import accepts, finished, found
from scheduler import ticks
from services.core.town import Town
from services.problems import publication
from township import TownshipDriver


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    driver = await TownshipDriver.open(town)
    async with town.database.transaction() as session:
        for at, (purpose, state) in enumerate(
            (
                (GroupPurpose.STATION, GroupState.BOUND),
                (GroupPurpose.UNIT, GroupState.BOUND),
                (GroupPurpose.UNIT, GroupState.LOST),
                (GroupPurpose.VILLAGE, GroupState.BOUND),
            )
        ):
            session.add(
                Group(
                    chat_id=-1000 - at,
                    title=f"群{at}",
                    purpose=purpose,
                    state=state,
                    bound_by_id=driver.people["chief"],
                    bound_at=driver.now,
                )
            )
    await ticks.do(driver.town, "publish_problems")  # a township that is set up now begins with the next month
    return driver


def ruled(driver: TownshipDriver, **rules: Any) -> None:
    settings = driver.town.settings
    problems = settings.problems.model_copy(update=rules)
    driver.town = replace(driver.town, settings=settings.model_copy(update={"problems": problems}))


async def told(driver: TownshipDriver) -> list[Message]:
    async with driver.town.database.reading() as session:
        query = sa.select(Message).where(Message.event == "problems_published").order_by(Message.id)
        return list(await session.scalars(query))


def on(driver: TownshipDriver, *at: int) -> None:
    driver.clock.at = datetime(*at, tzinfo=driver.town.zone)  # type: ignore[arg-type]


async def test_the_month_is_published_once_to_the_bound_groups_of_the_chosen_kinds(driver: TownshipDriver) -> None:
    await found(driver, text="张三家门口道路损毁，电话 13800000000")
    await found(driver, due_at=driver.now + timedelta(hours=2), text="水库大坝")
    on(driver, 2026, 12, 5, 8, 59)
    await ticks.do(driver.town, "publish_problems")
    assert await told(driver) == []
    on(driver, 2026, 12, 5, 9, 0)
    await asyncio.gather(*(ticks.do(driver.town, "publish_problems") for _ in range(3)))
    messages = await told(driver)
    assert len(messages) == 2
    text = messages[0].content["text"]
    assert "截至 2026 年 12 月 5 日" in text
    assert "生产安全：未销号 2，本年销号 0" in text
    assert "逾期 2 个" in text
    assert "自然资源所" in text
    for private in ("张三", "13800000000", "水库大坝"):
        assert private not in text
    on(driver, 2027, 1, 5, 9, 0)
    await ticks.do(driver.town, "publish_problems")
    assert len(await told(driver)) == 4


async def test_what_december_closed_is_published_in_january_and_a_new_year_begins_in_february(
    driver: TownshipDriver,
) -> None:
    problem = await finished(driver)
    on(driver, 2026, 12, 20, 10, 0)
    await accepts(driver, "deputy", problem)
    on(driver, 2027, 1, 5, 9, 0)
    await ticks.do(driver.town, "publish_problems")
    assert "未销号 0，2026 年以来销号 1" in (await told(driver))[-1].content["text"]
    await found(driver)
    on(driver, 2027, 2, 5, 9, 0)
    await ticks.do(driver.town, "publish_problems")
    assert "未销号 1，本年销号 0" in (await told(driver))[-1].content["text"]


async def test_empty_lists_a_month_long_past_and_a_township_that_does_not_want_it_publish_nothing(
    driver: TownshipDriver,
) -> None:
    on(driver, 2026, 12, 5, 9, 0)
    await ticks.do(driver.town, "publish_problems")
    await found(driver)
    on(driver, 2027, 1, 20, 9, 0)
    await ticks.do(driver.town, "publish_problems")
    assert await told(driver) == [], "fifteen days late: no longer worth it"
    ruled(driver, publish_on=None)
    on(driver, 2027, 2, 5, 9, 0)
    await ticks.do(driver.town, "publish_problems")
    assert await told(driver) == []


async def test_the_last_publication_of_a_day_early_in_the_year_was_in_december(town: Town) -> None:
    now = datetime(2027, 1, 3, 12, 0, tzinfo=town.zone)
    found_at = publication.latest(town, now)
    assert found_at is not None
    assert found_at.strftime("%Y-%m-%d %H:%M") == "2026-12-05 09:00"
