"""Handing over in the field: the note, the other's own press, who is on scene then, and everything at once."""

import asyncio
from io import BytesIO
from typing import Any

import pytest
import sqlalchemy as sa
from openpyxl import load_workbook

from mobilisation_steps import RESERVE, A, counted, forward, opened_with_squads, running, says, squad_id, told
from models import Handover, Mobilisation, Response, Team
from models.enums import Answer, HandoverKind, HandoverState, Priority
from scheduler import ticks
from services.core import journal
from services.core.act import Act
from services.core.errors import Forbidden, Refused, Stale
from services.core.town import Town
from services.demobilisation import record as demobilisation_record
from services.demobilisation import stand_down
from services.field import handovers, takeovers
from services.mobilisation import calling as mobilisation_calling
from services.mobilisation import responses as mobilisation_responses
from services.mobilisation import strength
from township import TownshipDriver

SHIFT, COMMAND = HandoverKind.SHIFT, HandoverKind.COMMAND
SAID = {"done": "转移 12 户", "remains": "三组还剩 2 户", "dangers": "屋后 <裂缝>"}


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await opened_with_squads(town)


async def asked(driver: TownshipDriver, number: int, giver: str, taker: str, kind: HandoverKind = SHIFT) -> int:
    """Somebody asks another to take over, the note complete; answers the hand-over's id."""
    _, made = await driver.by(giver, handovers.begin, number, kind, driver.people[taker])
    actor = await driver.actor(giver)
    async with driver.town.database.transaction() as session:
        for field, text in SAID.items():
            await handovers.say(session, actor, made.id, field, text)
    await driver.by(giver, handovers.ask, made.id)
    return int(made.id)


async def takes(driver: TownshipDriver, who: str, handover: int, *, agrees: bool = True) -> HandoverState:
    _, found = await driver.by(who, takeovers.answer, handover, agrees=agrees)
    state: HandoverState = found.state
    return state


async def state(driver: TownshipDriver, handover: int) -> HandoverState:
    async with driver.town.database.reading() as session:
        return (await session.get_one(Handover, handover)).state


async def response(driver: TownshipDriver, number: int, who: str) -> Response:
    async with driver.town.database.reading() as session:
        return await session.get_one(Response, (number, driver.people[who]))


async def test_the_other_takes_over_with_the_note_and_the_first_is_off_but_out_until_back(
    driver: TownshipDriver,
) -> None:
    number = await running(driver)
    await says(driver, number, Answer.ON_SCENE, "a1", "a2")
    one = await asked(driver, number, "a1", "a4")
    ((who, row),) = await told(driver, "handover")
    assert who == "a4"
    for part in ("请您到现场接班", "转移 12 户", "三组还剩 2 户", "屋后 &lt;裂缝&gt;", "队员a1"):
        assert part in row.content["text"]
    assert (await counted(driver, number)).on_scene == 2, "until the other has pressed, nothing has changed"
    driver.forward(minutes=5)
    assert await takes(driver, "a4", one) is HandoverState.AGREED
    count = await counted(driver, number)
    assert (count.asked, count.on_scene, count.relieved, count.out, count.silent) == (5, 2, 1, 3, 2)
    there = await response(driver, number, "a4")
    assert (there.arrived_at, there.stands_in_for_id) == (driver.now, driver.people["a1"])
    assert sorted(who for who, _ in (await told(driver, "handover"))[1:]) == ["a1", "duty"]
    with pytest.raises(Stale, match="handover-moved-on"):
        await takes(driver, "a4", one)
    await driver.by("duty", stand_down.stand_down, number)
    with pytest.raises(Refused, match="mobilise-not-all-back"):
        await driver.by("duty", stand_down.end, number)
    for each in ("a1", "a2", "a4"):
        await driver.by(each, stand_down.back, number)
    await driver.by("duty", stand_down.end, number)


async def test_who_was_relieved_goes_home_while_the_others_go_on_and_may_come_again(driver: TownshipDriver) -> None:
    number = await running(driver)
    await says(driver, number, Answer.ON_SCENE, "a1", "a2")
    with pytest.raises(Stale, match="mobilise-not-over"):
        await driver.by("a1", stand_down.back, number)
    await takes(driver, "a4", await asked(driver, number, "a1", "a4"))
    with pytest.raises(Stale, match="handover-you-are-off"):
        await says(driver, number, Answer.CANNOT, "a1")
    await driver.by("a1", stand_down.back, number)
    assert (await counted(driver, number)).back == 1
    assert await forward(driver, 25, "team") == ["a2", "a4"], "the team's timer runs on"
    assert await says(driver, number, Answer.ON_SCENE, "a1", "a1") == [True, False]
    count = await counted(driver, number)
    assert (count.on_scene, count.relieved, count.back) == (3, 0, 0)
    await driver.by("duty", stand_down.stand_down, number)
    async with driver.town.database.reading() as session:
        missing = await strength.unaccounted(session, await session.get_one(Mobilisation, number))
    assert {one.person_id for one in missing} == {driver.people[who] for who in ("a1", "a2", "a4")}


async def test_the_teams_questions_go_to_whoever_took_over_from_the_captain(driver: TownshipDriver) -> None:
    number = await running(driver)
    await says(driver, number, Answer.ON_SCENE, "a0")
    await takes(driver, "a2", await asked(driver, number, "a0", "a2"))
    await driver.by("a0", stand_down.back, number)
    assert await forward(driver, 25, "team") == ["a2"]
    assert await forward(driver, 5, "team") == ["a2", "duty"]
    await takes(driver, "a1", await asked(driver, number, "a2", "a1"))
    assert await forward(driver, 10, "team") == ["a1", "duty"], "and on to the next"
    await driver.by("a1", mobilisation_responses.call_for_help, number)
    assert "a0" not in {who for who, _ in await told(driver, "mobilisation_alarm")}
    await driver.by("duty", stand_down.stand_down, number)
    assert [who for who, _ in await told(driver, "count_back")] == ["a1"]
    _, count = await driver.by("a1", stand_down.all_back, number, await squad_id(driver, A))
    assert count == 2


async def test_a_reserve_takes_a_place_in_another_squad_and_the_own_timer_rests(driver: TownshipDriver) -> None:
    number = await running(driver, A, RESERVE)
    await says(driver, number, Answer.ON_SCENE, "a1", "r1")
    await takes(driver, "r1", await asked(driver, number, "a1", "r1"))
    assert (await response(driver, number, "r1")).squad_id == await squad_id(driver, A)
    assert (await counted(driver, number)).on_scene == 1
    assert (await counted(driver, number, RESERVE)).on_scene == 0
    async with driver.town.database.reading() as session:
        rests = await session.get_one(Team, (number, await squad_id(driver, RESERVE)))
        runs = await session.get_one(Team, (number, await squad_id(driver, A)))
    assert rests.next_at is None, "nobody of it is out"
    assert runs.next_at is not None


async def test_only_to_who_can_press_and_only_from_who_is_there(driver: TownshipDriver) -> None:
    number = await running(driver)
    await says(driver, number, Answer.COMING, "a1")
    with pytest.raises(Refused, match="handover-not-there"):
        await asked(driver, number, "a1", "a2")
    await says(driver, number, Answer.ON_SCENE, "a1")
    for unfit in ("a1", "a3", "b1", "duty"):  # oneself, without an account, not called, of no squad
        with pytest.raises(Refused, match="handover-unfit"):
            await asked(driver, number, "a1", unfit)
    one = await asked(driver, number, "a1", "a2")
    for other in ("a4", "duty"):
        with pytest.raises(Forbidden):
            await takes(driver, other, one)
    await takes(driver, "a2", one)
    with pytest.raises(Refused, match="handover-not-there"):
        await asked(driver, number, "a1", "a4")


async def test_nothing_is_asked_without_the_three_parts_of_the_note(driver: TownshipDriver) -> None:
    number = await running(driver)
    await says(driver, number, Answer.ON_SCENE, "a1")
    _, made = await driver.by("a1", handovers.begin, number, SHIFT, driver.people["a2"])
    with pytest.raises(Refused, match="broadcast-incomplete"):
        await driver.by("a1", handovers.ask, made.id)
    actor = await driver.actor("a1")
    async with driver.town.database.transaction() as session:
        with pytest.raises(Refused, match="mobilise-too-long"):
            await handovers.say(session, actor, made.id, "done", "长" * 1001)
    other = await driver.actor("a2")
    async with driver.town.database.transaction() as session:
        with pytest.raises(Forbidden):
            await handovers.say(session, other, made.id, "done", "改成别的")
    assert await told(driver, "handover") == []


async def test_refused_the_first_stays_and_asks_another(driver: TownshipDriver) -> None:
    number = await running(driver)
    await says(driver, number, Answer.ON_SCENE, "a1")
    one = await asked(driver, number, "a1", "a2")
    assert await takes(driver, "a2", one, agrees=False) is HandoverState.REFUSED
    who, row = (await told(driver, "handover"))[-1]
    assert who == "a1"
    assert "不能接班" in row.content["text"]
    assert (await counted(driver, number)).on_scene == 1
    second = await asked(driver, number, "a1", "a4")
    third = await asked(driver, number, "a1", "a0")
    assert await state(driver, second) is HandoverState.WITHDRAWN, "one place, one request"
    assert (
        "不用您接了"
        in next(row for who, row in reversed(await told(driver, "handover")) if who == "a4").content["text"]
    )
    with pytest.raises(Stale, match="handover-moved-on"):
        await takes(driver, "a4", second)
    await takes(driver, "a0", third)


async def test_two_accept_at_once_or_it_is_taken_back_meanwhile_one_of_them_counts(driver: TownshipDriver) -> None:
    number = await running(driver)
    await says(driver, number, Answer.ON_SCENE, "a1", "a2")
    one = await asked(driver, number, "a1", "a4")
    done = await asyncio.gather(takes(driver, "a4", one), takes(driver, "a4", one), return_exceptions=True)
    assert sorted(isinstance(each, Stale) for each in done) == [False, True]
    two = await asked(driver, number, "a2", "a0")
    raced: list[Any] = await asyncio.gather(
        takes(driver, "a0", two), driver.by("a2", handovers.withdraw, two), return_exceptions=True
    )
    assert sum(isinstance(each, Stale) for each in raced) == 1
    agreed = await state(driver, two) is HandoverState.AGREED
    count = await counted(driver, number)
    assert (count.on_scene, count.relieved) == ((2, 2) if agreed else (2, 1))


async def test_stood_down_meanwhile_nobody_takes_over(driver: TownshipDriver) -> None:
    number = await running(driver)
    await says(driver, number, Answer.ON_SCENE, "a1")
    one = await asked(driver, number, "a1", "a4")
    raced: list[Any] = await asyncio.gather(
        takes(driver, "a4", one), driver.by("duty", stand_down.stand_down, number), return_exceptions=True
    )
    taken = not isinstance(raced[0], Stale)
    assert await state(driver, one) is (HandoverState.AGREED if taken else HandoverState.LAPSED)
    out = {"a1", "a4"} if taken else {"a1"}
    async with driver.town.database.reading() as session:
        missing = await strength.unaccounted(session, await session.get_one(Mobilisation, number))
    assert {each.person_id for each in missing} == {driver.people[who] for who in out}
    with pytest.raises(Stale):
        await takes(driver, "a4", one)


async def test_the_command_goes_to_who_accepts_it_and_the_live_card_with_it(driver: TownshipDriver) -> None:
    number = await running(driver)
    await ticks.do(driver.town, "refresh_cards")
    with pytest.raises(Forbidden):
        await asked(driver, number, "a0", "chief", COMMAND)
    for unfit in ("duty", "a0", "neighbour_principal", "land"):
        with pytest.raises(Refused, match="handover-unfit"):
            await asked(driver, number, "duty", unfit, COMMAND)
    one = await asked(driver, number, "duty", "chief", COMMAND)
    assert "请您接指挥" in (await told(driver, "handover"))[-1][1].content["text"]
    assert await takes(driver, "chief", one) is HandoverState.AGREED
    await ticks.do(driver.town, "refresh_cards")
    cards = dict(await told(driver, "live_card"))
    assert "到场" in cards["chief"].content["text"]
    assert "现在由赵站长" in cards["duty"].content["text"]
    assert not cards["duty"].content.get("rows"), "and has no buttons any more"
    await says(driver, number, Answer.ON_SCENE, "a1")
    assert await forward(driver, 30, "team") == ["a0", "a1", "chief"]
    async with driver.town.database.reading() as session:
        entries = await journal.history(session, f"mobilisation:{number}")
        assert [entry.action for entry in entries] == ["start", "handover_ask", "handover_agreed"]
        assert entries[-1].details["taker"] == driver.people["chief"]
        assert [fault async for fault in journal.audit(session)] == []


async def test_a_village_hands_its_own_squad_over_to_the_station_but_not_to_another_village(
    driver: TownshipDriver,
) -> None:
    number = await running(driver, who="principal")
    with pytest.raises(Refused, match="handover-unfit"):
        await asked(driver, number, "principal", "neighbour_principal", COMMAND)
    assert (
        await takes(driver, "duty", await asked(driver, number, "principal", "duty", COMMAND)) is HandoverState.AGREED
    )
    with pytest.raises(Forbidden):
        await driver.by("principal", stand_down.stand_down, number)


async def test_of_two_who_accept_the_command_at_once_one_commands(driver: TownshipDriver) -> None:
    number = await running(driver)
    mine = await asked(driver, number, "duty", "deputy", COMMAND)
    theirs = await asked(driver, number, "chief", "night", COMMAND)  # the station's chief may command as well
    assert await state(driver, mine) is HandoverState.WITHDRAWN
    again = await asked(driver, number, "duty", "deputy", COMMAND)
    done: list[Any] = await asyncio.gather(
        takes(driver, "deputy", again), takes(driver, "night", theirs), return_exceptions=True
    )
    assert [isinstance(each, Stale) for each in done] == [False, True]
    async with driver.town.database.reading() as session:
        assert (await session.get_one(Mobilisation, number)).commander_id == driver.people["deputy"]


async def test_a_drill_says_so_and_the_record_has_the_whole_note(driver: TownshipDriver) -> None:
    number = await running(driver, A, drill=True)
    await says(driver, number, Answer.ON_SCENE, "a1")
    await takes(driver, "a4", await asked(driver, number, "a1", "a4"))
    rows = await told(driver, "handover")
    assert len(rows) == 3
    for _, row in rows:
        assert (row.drill, row.priority) == (True, Priority.RECEIPT)
        assert "演练" in row.content["text"]
    actor = await driver.actor("duty")
    async with driver.town.database.reading() as session:
        _, content = await demobilisation_record.workbook(Act(session, driver.town, driver.now, actor), number)
    book = load_workbook(BytesIO(content))
    line = [cell.value for cell in book["换班交接"][2]]
    assert line[1:6] == ["现场换班", A, "队*（尾号7001）", "队*（尾号7004）", "已交接"]
    assert line[7:] == ["转移 12 户", "三组还剩 2 户", "屋后 <裂缝>"]
    people = {row[1].value: row for row in book["人员"].iter_rows(min_row=2)}
    assert people["队*（尾号7001）"][10].value, "when relieved"
    assert "接班或接指挥" in [row[2].value for row in book["过程"].iter_rows(min_row=2)]


async def test_a_squad_that_is_relieved_man_by_man_stays_in_the_figures(driver: TownshipDriver) -> None:
    number = await running(driver)
    await says(driver, number, Answer.ON_SCENE, "a0", "a1", "a2")
    await driver.by("duty", mobilisation_calling.reinforce, number, await squad_id(driver, RESERVE))
    await says(driver, number, Answer.COMING, "r0", "r1", "r2")
    for giver, taker in (("a0", "r0"), ("a1", "r1"), ("a2", "r2")):
        await takes(driver, taker, await asked(driver, number, giver, taker))
    count, reserve = await counted(driver, number), await counted(driver, number, RESERVE)
    assert (count.on_scene, count.relieved, count.out, count.silent) == (3, 3, 6, 1)
    assert reserve.asked == 0
    async with driver.town.database.reading() as session:
        rows = await session.scalars(sa.select(Response.person_id).where(Response.relieved_at.is_not(None)))
        assert set(rows) == {driver.people[who] for who in ("a0", "a1", "a2")}
