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
async def loop(town: Town) -> TownshipDriver:
    return await opened_with_squads(town)


async def asked(loop: TownshipDriver, number: int, giver: str, taker: str, kind: HandoverKind = SHIFT) -> int:
    """Somebody asks another to take over, the note complete; answers the hand-over's id."""
    _, made = await loop.by(giver, handovers.begin, number, kind, loop.people[taker])
    actor = await loop.actor(giver)
    async with loop.town.database.transaction() as session:
        for field, text in SAID.items():
            await handovers.say(session, actor, made.id, field, text)
    await loop.by(giver, handovers.ask, made.id)
    return int(made.id)


async def takes(loop: TownshipDriver, who: str, handover: int, *, agrees: bool = True) -> HandoverState:
    _, found = await loop.by(who, takeovers.answer, handover, agrees=agrees)
    state: HandoverState = found.state
    return state


async def state(loop: TownshipDriver, handover: int) -> HandoverState:
    async with loop.town.database.reading() as session:
        return (await session.get_one(Handover, handover)).state


async def response(loop: TownshipDriver, number: int, who: str) -> Response:
    async with loop.town.database.reading() as session:
        return await session.get_one(Response, (number, loop.people[who]))


async def test_the_other_takes_over_with_the_note_and_the_first_is_off_but_out_until_back(loop: TownshipDriver) -> None:
    number = await running(loop)
    await says(loop, number, Answer.ON_SCENE, "a1", "a2")
    one = await asked(loop, number, "a1", "a4")
    ((who, row),) = await told(loop, "handover")
    assert who == "a4"
    for part in ("请您到现场接班", "转移 12 户", "三组还剩 2 户", "屋后 &lt;裂缝&gt;", "队员a1"):
        assert part in row.content["text"]
    assert (await counted(loop, number)).on_scene == 2, "until the other has pressed, nothing has changed"
    loop.forward(minutes=5)
    assert await takes(loop, "a4", one) is HandoverState.AGREED
    count = await counted(loop, number)
    assert (count.asked, count.on_scene, count.relieved, count.out, count.silent) == (5, 2, 1, 3, 2)
    there = await response(loop, number, "a4")
    assert (there.arrived_at, there.stands_in_for_id) == (loop.now, loop.people["a1"])
    assert sorted(who for who, _ in (await told(loop, "handover"))[1:]) == ["a1", "duty"]
    with pytest.raises(Stale, match="handover-moved-on"):
        await takes(loop, "a4", one)
    await loop.by("duty", stand_down.stand_down, number)
    with pytest.raises(Refused, match="mobilise-not-all-back"):
        await loop.by("duty", stand_down.end, number)
    for each in ("a1", "a2", "a4"):
        await loop.by(each, stand_down.back, number)
    await loop.by("duty", stand_down.end, number)


async def test_who_was_relieved_goes_home_while_the_others_go_on_and_may_come_again(loop: TownshipDriver) -> None:
    number = await running(loop)
    await says(loop, number, Answer.ON_SCENE, "a1", "a2")
    with pytest.raises(Stale, match="mobilise-not-over"):
        await loop.by("a1", stand_down.back, number)
    await takes(loop, "a4", await asked(loop, number, "a1", "a4"))
    with pytest.raises(Stale, match="handover-you-are-off"):
        await says(loop, number, Answer.CANNOT, "a1")
    await loop.by("a1", stand_down.back, number)
    assert (await counted(loop, number)).back == 1
    assert await forward(loop, 25, "team") == ["a2", "a4"], "the team's timer runs on"
    assert await says(loop, number, Answer.ON_SCENE, "a1", "a1") == [True, False]
    count = await counted(loop, number)
    assert (count.on_scene, count.relieved, count.back) == (3, 0, 0)
    await loop.by("duty", stand_down.stand_down, number)
    async with loop.town.database.reading() as session:
        missing = await strength.unaccounted(session, await session.get_one(Mobilisation, number))
    assert {one.person_id for one in missing} == {loop.people[who] for who in ("a1", "a2", "a4")}


async def test_the_teams_questions_go_to_whoever_took_over_from_the_captain(loop: TownshipDriver) -> None:
    number = await running(loop)
    await says(loop, number, Answer.ON_SCENE, "a0")
    await takes(loop, "a2", await asked(loop, number, "a0", "a2"))
    await loop.by("a0", stand_down.back, number)
    assert await forward(loop, 25, "team") == ["a2"]
    assert await forward(loop, 5, "team") == ["a2", "duty"]
    await takes(loop, "a1", await asked(loop, number, "a2", "a1"))
    assert await forward(loop, 10, "team") == ["a1", "duty"], "and on to the next"
    await loop.by("a1", mobilisation_responses.call_for_help, number)
    assert "a0" not in {who for who, _ in await told(loop, "mobilisation_alarm")}
    await loop.by("duty", stand_down.stand_down, number)
    assert [who for who, _ in await told(loop, "count_back")] == ["a1"]
    _, count = await loop.by("a1", stand_down.all_back, number, await squad_id(loop, A))
    assert count == 2


async def test_a_reserve_takes_a_place_in_another_squad_and_the_own_timer_rests(loop: TownshipDriver) -> None:
    number = await running(loop, A, RESERVE)
    await says(loop, number, Answer.ON_SCENE, "a1", "r1")
    await takes(loop, "r1", await asked(loop, number, "a1", "r1"))
    assert (await response(loop, number, "r1")).squad_id == await squad_id(loop, A)
    assert (await counted(loop, number)).on_scene == 1
    assert (await counted(loop, number, RESERVE)).on_scene == 0
    async with loop.town.database.reading() as session:
        rests = await session.get_one(Team, (number, await squad_id(loop, RESERVE)))
        runs = await session.get_one(Team, (number, await squad_id(loop, A)))
    assert rests.next_at is None, "nobody of it is out"
    assert runs.next_at is not None


async def test_only_to_who_can_press_and_only_from_who_is_there(loop: TownshipDriver) -> None:
    number = await running(loop)
    await says(loop, number, Answer.COMING, "a1")
    with pytest.raises(Refused, match="handover-not-there"):
        await asked(loop, number, "a1", "a2")
    await says(loop, number, Answer.ON_SCENE, "a1")
    for unfit in ("a1", "a3", "b1", "duty"):  # oneself, without an account, not called, of no squad
        with pytest.raises(Refused, match="handover-unfit"):
            await asked(loop, number, "a1", unfit)
    one = await asked(loop, number, "a1", "a2")
    for other in ("a4", "duty"):
        with pytest.raises(Forbidden):
            await takes(loop, other, one)
    await takes(loop, "a2", one)
    with pytest.raises(Refused, match="handover-not-there"):
        await asked(loop, number, "a1", "a4")


async def test_nothing_is_asked_without_the_three_parts_of_the_note(loop: TownshipDriver) -> None:
    number = await running(loop)
    await says(loop, number, Answer.ON_SCENE, "a1")
    _, made = await loop.by("a1", handovers.begin, number, SHIFT, loop.people["a2"])
    with pytest.raises(Refused, match="broadcast-incomplete"):
        await loop.by("a1", handovers.ask, made.id)
    actor = await loop.actor("a1")
    async with loop.town.database.transaction() as session:
        with pytest.raises(Refused, match="mobilise-too-long"):
            await handovers.say(session, actor, made.id, "done", "长" * 1001)
    other = await loop.actor("a2")
    async with loop.town.database.transaction() as session:
        with pytest.raises(Forbidden):
            await handovers.say(session, other, made.id, "done", "改成别的")
    assert await told(loop, "handover") == []


async def test_refused_the_first_stays_and_asks_another(loop: TownshipDriver) -> None:
    number = await running(loop)
    await says(loop, number, Answer.ON_SCENE, "a1")
    one = await asked(loop, number, "a1", "a2")
    assert await takes(loop, "a2", one, agrees=False) is HandoverState.REFUSED
    who, row = (await told(loop, "handover"))[-1]
    assert who == "a1"
    assert "不能接班" in row.content["text"]
    assert (await counted(loop, number)).on_scene == 1
    second = await asked(loop, number, "a1", "a4")
    third = await asked(loop, number, "a1", "a0")
    assert await state(loop, second) is HandoverState.WITHDRAWN, "one place, one request"
    assert (
        "不用您接了" in next(row for who, row in reversed(await told(loop, "handover")) if who == "a4").content["text"]
    )
    with pytest.raises(Stale, match="handover-moved-on"):
        await takes(loop, "a4", second)
    await takes(loop, "a0", third)


async def test_two_accept_at_once_or_it_is_taken_back_meanwhile_one_of_them_counts(loop: TownshipDriver) -> None:
    number = await running(loop)
    await says(loop, number, Answer.ON_SCENE, "a1", "a2")
    one = await asked(loop, number, "a1", "a4")
    done = await asyncio.gather(takes(loop, "a4", one), takes(loop, "a4", one), return_exceptions=True)
    assert sorted(isinstance(each, Stale) for each in done) == [False, True]
    two = await asked(loop, number, "a2", "a0")
    raced: list[Any] = await asyncio.gather(
        takes(loop, "a0", two), loop.by("a2", handovers.withdraw, two), return_exceptions=True
    )
    assert sum(isinstance(each, Stale) for each in raced) == 1
    agreed = await state(loop, two) is HandoverState.AGREED
    count = await counted(loop, number)
    assert (count.on_scene, count.relieved) == ((2, 2) if agreed else (2, 1))


async def test_stood_down_meanwhile_nobody_takes_over(loop: TownshipDriver) -> None:
    number = await running(loop)
    await says(loop, number, Answer.ON_SCENE, "a1")
    one = await asked(loop, number, "a1", "a4")
    raced: list[Any] = await asyncio.gather(
        takes(loop, "a4", one), loop.by("duty", stand_down.stand_down, number), return_exceptions=True
    )
    taken = not isinstance(raced[0], Stale)
    assert await state(loop, one) is (HandoverState.AGREED if taken else HandoverState.LAPSED)
    out = {"a1", "a4"} if taken else {"a1"}
    async with loop.town.database.reading() as session:
        missing = await strength.unaccounted(session, await session.get_one(Mobilisation, number))
    assert {each.person_id for each in missing} == {loop.people[who] for who in out}
    with pytest.raises(Stale):
        await takes(loop, "a4", one)


async def test_the_command_goes_to_who_accepts_it_and_the_live_card_with_it(loop: TownshipDriver) -> None:
    number = await running(loop)
    await ticks.do(loop.town, "refresh_cards")
    with pytest.raises(Forbidden):
        await asked(loop, number, "a0", "chief", COMMAND)
    for unfit in ("duty", "a0", "neighbour_principal", "land"):
        with pytest.raises(Refused, match="handover-unfit"):
            await asked(loop, number, "duty", unfit, COMMAND)
    one = await asked(loop, number, "duty", "chief", COMMAND)
    assert "请您接指挥" in (await told(loop, "handover"))[-1][1].content["text"]
    assert await takes(loop, "chief", one) is HandoverState.AGREED
    await ticks.do(loop.town, "refresh_cards")
    cards = dict(await told(loop, "live_card"))
    assert "到场" in cards["chief"].content["text"]
    assert "现在由赵站长" in cards["duty"].content["text"]
    assert not cards["duty"].content.get("rows"), "and has no buttons any more"
    await says(loop, number, Answer.ON_SCENE, "a1")
    assert await forward(loop, 30, "team") == ["a0", "a1", "chief"]
    async with loop.town.database.reading() as session:
        entries = await journal.history(session, f"mobilisation:{number}")
        assert [entry.action for entry in entries] == ["start", "handover_ask", "handover_agreed"]
        assert entries[-1].details["taker"] == loop.people["chief"]
        assert [fault async for fault in journal.audit(session)] == []


async def test_a_village_hands_its_own_squad_over_to_the_station_but_not_to_another_village(
    loop: TownshipDriver,
) -> None:
    number = await running(loop, who="principal")
    with pytest.raises(Refused, match="handover-unfit"):
        await asked(loop, number, "principal", "neighbour_principal", COMMAND)
    assert await takes(loop, "duty", await asked(loop, number, "principal", "duty", COMMAND)) is HandoverState.AGREED
    with pytest.raises(Forbidden):
        await loop.by("principal", stand_down.stand_down, number)


async def test_of_two_who_accept_the_command_at_once_one_commands(loop: TownshipDriver) -> None:
    number = await running(loop)
    mine = await asked(loop, number, "duty", "deputy", COMMAND)
    theirs = await asked(loop, number, "chief", "night", COMMAND)  # the station's chief may command as well
    assert await state(loop, mine) is HandoverState.WITHDRAWN
    again = await asked(loop, number, "duty", "deputy", COMMAND)
    done: list[Any] = await asyncio.gather(
        takes(loop, "deputy", again), takes(loop, "night", theirs), return_exceptions=True
    )
    assert [isinstance(each, Stale) for each in done] == [False, True]
    async with loop.town.database.reading() as session:
        assert (await session.get_one(Mobilisation, number)).commander_id == loop.people["deputy"]


async def test_a_drill_says_so_and_the_record_has_the_whole_note(loop: TownshipDriver) -> None:
    number = await running(loop, A, drill=True)
    await says(loop, number, Answer.ON_SCENE, "a1")
    await takes(loop, "a4", await asked(loop, number, "a1", "a4"))
    rows = await told(loop, "handover")
    assert len(rows) == 3
    for _, row in rows:
        assert (row.drill, row.priority) == (True, Priority.RECEIPT)
        assert "演练" in row.content["text"]
    actor = await loop.actor("duty")
    async with loop.town.database.reading() as session:
        _, content = await demobilisation_record.workbook(Act(session, loop.town, loop.now, actor), number)
    book = load_workbook(BytesIO(content))
    line = [cell.value for cell in book["换班交接"][2]]
    assert line[1:6] == ["现场换班", A, "队*（尾号7001）", "队*（尾号7004）", "已交接"]
    assert line[7:] == ["转移 12 户", "三组还剩 2 户", "屋后 <裂缝>"]
    people = {row[1].value: row for row in book["人员"].iter_rows(min_row=2)}
    assert people["队*（尾号7001）"][10].value, "when relieved"
    assert "接班或接指挥" in [row[2].value for row in book["过程"].iter_rows(min_row=2)]


async def test_a_squad_that_is_relieved_man_by_man_stays_in_the_figures(loop: TownshipDriver) -> None:
    number = await running(loop)
    await says(loop, number, Answer.ON_SCENE, "a0", "a1", "a2")
    await loop.by("duty", mobilisation_calling.reinforce, number, await squad_id(loop, RESERVE))
    await says(loop, number, Answer.COMING, "r0", "r1", "r2")
    for giver, taker in (("a0", "r0"), ("a1", "r1"), ("a2", "r2")):
        await takes(loop, taker, await asked(loop, number, giver, taker))
    count, reserve = await counted(loop, number), await counted(loop, number, RESERVE)
    assert (count.on_scene, count.relieved, count.out, count.silent) == (3, 3, 6, 1)
    assert reserve.asked == 0
    async with loop.town.database.reading() as session:
        rows = await session.scalars(sa.select(Response.person_id).where(Response.relieved_at.is_not(None)))
        assert set(rows) == {loop.people[who] for who in ("a0", "a1", "a2")}
