"""Orders from above: filed once, split into assignments, answered upwards with what the units reported."""

from datetime import timedelta
from typing import Any

import pytest

from models import Order
from models.enums import CaseState, DraftKind
from services.assignments import handling, verification
from services.core.act import Act
from services.core.errors import Forbidden, Refused, Stale
from services.core.town import Town
from services.drafts import drafts
from services.orders import orders
from services.orders.fields import OrderFields
from township import TownshipDriver
from two_at_once import Does, at_once

NUMBER, ISSUER = "云应急发〔2026〕37号", "云川县应急管理局"


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(town)


async def files(driver: TownshipDriver, who: str = "duty", **fields: Any) -> Order:
    given = {
        "number": NUMBER,
        "issuer": ISSUER,
        "due_at": driver.now + timedelta(days=3),
        "text": "排查切坡建房隐患，逐户登记",
    } | fields

    async def filing(act: Act) -> Order:
        draft = await drafts.begin(act.session, act.actor, DraftKind.ORDER, now=act.now, form=OrderFields, **given)
        return await orders.file(act, draft)

    order: Order = await driver.by(who, filing)
    return order


async def listing(act: Act) -> list[orders.Progress]:
    return await orders.listed(act.session, act.actor)


async def test_an_order_takes_the_same_road_and_is_answered_upwards(driver: TownshipDriver) -> None:
    order = await files(driver)
    [waiting] = await driver.by("duty", listing)
    case = waiting.case
    assert case.number == "ZL20261123-0001"
    assert (case.line, case.due_at) == ("geology", order.due_at), "the line is suggested from its words"
    assert set(await driver.running(case)) == {"triage", "answer_order"}

    case = await driver.dispatched("natural-resources", "construction-office", case=case)
    assert case.due_at == order.due_at, "no unit is given longer than the county gives us"
    for who, unit in (("land", "natural-resources"), ("build", "construction-office")):
        await driver.by(who, handling.accept, (await driver.assignment(case, unit)).id)
    await driver.feeds_back("land", case, "natural-resources", "已排查 126 户")
    [half] = await driver.by("duty", listing)
    assert (half.done, half.wanted) == (1, 2)
    with pytest.raises(Refused, match="error-order-waits"):
        await driver.by("duty", orders.answer, order.id, text="已完成")

    await driver.feeds_back("build", case, "construction-office", "已设警示牌 4 处")
    async with driver.town.database.reading() as session:
        words = driver.town.words("zh_CN")
        summary = await orders.compose(
            Act(session, driver.town, driver.now, await driver.actor("duty")), order.id, words
        )
    assert NUMBER in summary
    assert ISSUER in summary
    assert "1. 自然资源所：已排查 126 户" in summary
    assert "关于云应急发" in summary
    assert "2026年11月23日" in summary
    assert "以上情况正在组织核验" in summary, "nothing is left to be done, but nobody has looked yet"
    assert "2. 建设管理办：已设警示牌 4 处" in summary
    answered = await driver.by("duty", orders.answer, order.id, text=summary)
    assert (answered.answer, answered.answered_at) == (summary, driver.now)
    assert "answer_order" not in await driver.running(case)
    with pytest.raises(Stale, match="error-order-answered"):
        await driver.by("night", orders.answer, order.id, text=summary)


async def test_an_answer_that_meets_a_feedback_sent_back_waits_for_the_unit(driver: TownshipDriver) -> None:
    order = await files(driver)
    [waiting] = await driver.by("duty", listing)
    case = await driver.handled(case=waiting.case)
    assignment = await driver.assignment(case, "natural-resources")

    async def send_back(act: Act) -> object:
        return await verification.send_back(act, assignment.id, reason="没有清理干净")

    async def answer(act: Act) -> Order:
        return await orders.answer(act, order.id, text="已办结")

    _, said = await at_once(driver, Does("night", send_back, ()), Does("duty", answer, ()))
    assert isinstance(said, Refused)
    assert said.key == "error-order-waits"


async def test_a_declined_assignment_is_not_in_the_answer(driver: TownshipDriver) -> None:
    await files(driver)
    [waiting] = await driver.by("duty", listing)
    case = await driver.dispatched("natural-resources", "road-station", case=waiting.case)
    await driver.by("road", handling.decline, (await driver.assignment(case, "road-station")).id, reason="不涉及")
    async with driver.town.database.reading() as session:
        words = driver.town.words("zh_CN")
        summary = await orders.compose(
            Act(session, driver.town, driver.now, await driver.actor("duty")), waiting.order.id, words
        )
    assert "公路养护站" not in summary
    assert "1. 自然资源所：正在办理" in summary
    assert "其余工作正在推进" in summary


@pytest.mark.parametrize("lacking", ["number", "issuer", "due_at", "text"])
async def test_an_order_says_what_is_missing(driver: TownshipDriver, lacking: str) -> None:
    with pytest.raises(Refused, match="error-order-incomplete") as refusal:
        await files(driver, **{lacking: "" if lacking == "text" else None})
    assert len(refusal.value.arguments["missing"]) == 1
    assert refusal.value.in_words(driver.town.words("zh_CN")).startswith("还缺：")


async def test_an_order_is_filed_once_by_its_number(driver: TownshipDriver) -> None:
    await files(driver)
    with pytest.raises(Refused, match="error-order-known") as refusal:
        await files(driver, "night")
    assert refusal.value.arguments["case"] == "ZL20261123-0001"
    await files(driver, issuer="云川县防汛办")  # another office counts by itself


async def test_an_order_due_in_the_past_or_filed_by_a_village_is_refused(driver: TownshipDriver) -> None:
    with pytest.raises(Refused, match="error-due-past"):
        await files(driver, due_at=driver.now)
    with pytest.raises(Forbidden):
        await files(driver, "officer")
    with pytest.raises(Forbidden):
        await driver.by("land", listing)


async def test_unanswered_orders_come_first_by_deadline(driver: TownshipDriver) -> None:
    late = await files(driver, number="1", due_at=driver.now + timedelta(days=9))
    soon = await files(driver, number="2", due_at=driver.now + timedelta(days=1))
    done = await files(driver, number="3", due_at=driver.now + timedelta(hours=1))
    await driver.by("duty", orders.answer, done.id, text="已办结")
    assert [p.order.id for p in await driver.by("duty", listing)] == [soon.id, late.id, done.id]
    assert (await driver.by("duty", listing))[0].case.state is CaseState.SUBMITTED
