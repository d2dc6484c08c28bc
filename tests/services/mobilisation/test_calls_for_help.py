"""A call for help stays open until somebody ends it, and a headcount holds only people who can be reached."""

from collections.abc import Sequence

import pytest
import sqlalchemy as sa

from mobilisation_steps import A, counted, opened_with_squads, running, says, told
from models import Account, Mobilisation
from models.enums import Answer, Priority
from services.core.errors import Forbidden, Refused, Stale
from services.core.town import Town
from services.demobilisation import stand_down
from services.mobilisation import responses, strength
from services.mobilisation.strength import OpenCall
from township import TownshipDriver

HELP = "mobilisation_help"


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await opened_with_squads(town)


async def in_distress(driver: TownshipDriver, who: str = "a2") -> int:
    number = await running(driver, who="principal")
    await says(driver, number, Answer.ON_SCENE, who, "a1")
    await driver.by(who, responses.call_for_help, number)
    return number


async def open_calls(driver: TownshipDriver, number: int) -> Sequence[OpenCall]:
    async with driver.town.database.reading() as session:
        return await strength.open_calls(session, await session.get_one(Mobilisation, number))


async def texts(driver: TownshipDriver, event: str = HELP) -> dict[str, str]:
    return {who: row.content["text"] for who, row in await told(driver, event)}


def labels(row: object) -> list[str]:
    return [button["text"] for line in row.content.get("rows", ()) for button in line]  # type: ignore[attr-defined]


async def test_the_alarm_offers_to_take_it_the_number_and_the_end(driver: TownshipDriver) -> None:
    await in_distress(driver)
    for _, row in await told(driver, "mobilisation_alarm"):
        assert labels(row) == ["🙋 我来处置", "☎️ 显示电话", "✅ 人已安全，结束求救", "打开集结"]


async def test_who_takes_it_is_told_to_all_and_nobody_takes_it_twice(driver: TownshipDriver) -> None:
    number = await in_distress(driver)
    crier = driver.people["a2"]
    await driver.by("duty", responses.take_call, number, crier)
    heard = await texts(driver)
    assert sorted(heard) == sorted(["a0", "a2", "principal", "chief", "deputy", "night", "spare", "both"])
    assert "正在处置您的求救" in heard["a2"]
    assert "孙值班正在处置 队员a2" in heard["principal"]
    assert {row.priority for _, row in await told(driver, HELP)} == {Priority.LIFE}
    await driver.by("duty", responses.take_call, number, crier)
    with pytest.raises(Stale, match="mobilise-help-taken-already"):
        await driver.by("chief", responses.take_call, number, crier)
    assert len(await told(driver, HELP)) == len(heard)
    (call,) = await open_calls(driver, number)
    assert (call.squad, call.since, call.taker is not None) == (A, driver.now, True)


async def test_only_who_heard_it_takes_or_ends_it(driver: TownshipDriver) -> None:
    number = await in_distress(driver)
    for who in ("a1", "land", "officer", "neighbour_principal"):
        for step in (responses.take_call, responses.end_call):
            with pytest.raises(Forbidden):
                await driver.by(who, step, number, driver.people["a2"])
    await driver.by("a0", responses.end_call, number, driver.people["a2"])
    assert not await open_calls(driver, number)


async def test_a_mistake_is_told_to_all_and_the_next_press_is_a_new_call(driver: TownshipDriver) -> None:
    number = await in_distress(driver)
    before = len(await told(driver, "mobilisation_alarm"))
    await driver.by("a2", responses.called_by_mistake, number)
    heard = await texts(driver)
    assert "a2" not in heard
    assert all("误触" in text and "打电话" in text for text in heard.values())
    assert len(heard) == before
    with pytest.raises(Stale, match="mobilise-help-over"):
        await driver.by("a2", responses.called_by_mistake, number)
    with pytest.raises(Stale, match="mobilise-help-over"):
        await driver.by("duty", responses.take_call, number, driver.people["a2"])
    await driver.by("a2", responses.call_for_help, number)
    assert len(await told(driver, "mobilisation_alarm")) == 2 * before, (
        "no danger hides behind a mistake of a minute ago"
    )
    assert len(await open_calls(driver, number)) == 1


async def test_it_outlives_the_stand_down_and_holds_the_end(driver: TownshipDriver) -> None:
    number = await in_distress(driver)
    await driver.by("principal", stand_down.stand_down, number)
    squad = (await counted(driver, number)).name
    assert squad == A
    for who in ("a1",):
        await driver.by(who, stand_down.back, number)
    async with driver.town.database.reading() as session:
        found = await strength.of(session, await session.get_one(Mobilisation, number))
    await driver.by("duty", stand_down.all_back, number, found.squads[0][0])
    assert len(await open_calls(driver, number)) == 1, "the word of a captain ends nobody's call"
    with pytest.raises(Refused, match="mobilise-help-first"):
        await driver.by("principal", stand_down.end, number)
    await driver.by("duty", responses.end_call, number, driver.people["a2"])
    assert "您的求救已结束" in (await texts(driver))["a2"]
    await driver.by("principal", stand_down.end, number)


async def test_whoever_says_that_they_are_back_ends_their_own_call(driver: TownshipDriver) -> None:
    number = await in_distress(driver)
    await driver.by("principal", stand_down.stand_down, number)
    await driver.by("a2", stand_down.back, number)
    assert not await open_calls(driver, number)
    assert "已归队，求救结束" in (await texts(driver))["principal"]


async def test_at_most_so_many_counts_only_people_who_can_be_reached(driver: TownshipDriver) -> None:
    number = await running(driver)
    whole = await counted(driver, number)
    assert (whole.asked, whole.unreached, whole.possible) == (4, 1, 3)
    async with driver.town.database.transaction() as session:
        await session.execute(
            sa.update(Account).where(Account.person_id == driver.people["a0"]).values(reachable=False)
        )
    assert (await counted(driver, number)).possible == 2, "who has blocked the bot since is not counted either"
    await says(driver, number, Answer.CANNOT, "a1")
    ((_, row),) = await told(driver, "mobilisation_alarm")
    assert "最多能到 2 人，需 4 人。另有 2 人收不到消息，没有算在内" in row.content["text"]
    await says(driver, number, Answer.COMING, "a0")
    assert (await counted(driver, number)).possible == 3, "who answers is counted, however they were reached"
