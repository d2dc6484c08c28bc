"""Calling squads together: groups first, each person alone, the silent chased, substitutes, safety, counted back."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
import sqlalchemy as sa
from openpyxl import load_workbook

from mobilisation_steps import (
    RESERVE,
    A,
    B,
    counted,
    draft,
    forward,
    logs_in,
    opened_with_squads,
    running,
    says,
    squad_id,
    told,
)
from models import Message, Mobilisation, Post
from models.enums import Answer, Manner, MessageState, MobilisationState, Priority
from scheduler import ticks
from services.cards.card import Card, words_of
from services.core import journal
from services.core.act import Act
from services.core.errors import Forbidden, Refused, Stale
from services.core.town import Town
from services.demobilisation import record as demobilisation_record
from services.demobilisation import stand_down
from services.mobilisation import calling as mobilisation_calling
from services.mobilisation import mobilisations, safety_checks
from services.mobilisation import responses as mobilisation_responses
from services.settings.areas.groups import Groups, Pinned
from township import MONDAY, SLOPE, TownshipDriver

CALLS = ("mobilisation_group", "mobilisation")


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await opened_with_squads(town)


async def test_the_groups_hear_it_first_then_each_person_but_no_substitute(driver: TownshipDriver) -> None:
    await running(driver, A, B)
    rows = await told(driver, *CALLS)
    assert [who for who, _ in rows] == ["-1001", "-1002", *["a0", "a1", "a2", "a3", "b0", "b1", "b2", "b3"]]
    assert {row.priority for _, row in rows} == {Priority.LIFE}
    text = rows[2][1].content["text"]
    for said in ("紧急集结 · 实战", "JJ20261123-0001", "转移三组群众", "村委会", "请本人答复"):
        assert said in text
    assert dict(rows)["a3"].failure == "no_account", "the station sees whom to telephone"


async def test_nothing_begins_without_task_place_squads_or_a_choice_between_drill_and_live(
    driver: TownshipDriver,
) -> None:
    for lacking in ({"task": ""}, {"place": "", "latitude": None, "longitude": None}, {"squads": []}, {"drill": None}):
        with pytest.raises(Refused, match="broadcast-incomplete"):
            await draft(driver, A, **lacking)
    assert await told(driver, *CALLS) == []


async def test_started_by_two_at_once_it_begins_once(driver: TownshipDriver) -> None:
    number = await draft(driver, A)
    done = await asyncio.gather(
        driver.by("duty", mobilisation_calling.start, number),
        driver.by("chief", mobilisation_calling.start, number),
        return_exceptions=True,
    )
    assert sorted(isinstance(one, Mobilisation) for one in done) == [False, True]
    assert len(await told(driver, *CALLS)) == 5


async def test_an_answer_is_personal_and_the_same_twice_is_once(driver: TownshipDriver) -> None:
    number = await running(driver)
    assert await says(driver, number, Answer.RECEIVED, "a0", "a0") == [True, False]
    assert await says(driver, number, Answer.COMING, "a0", "a1") == [True, True]
    assert await says(driver, number, Answer.ON_SCENE, "a1") == [True]
    count = await counted(driver, number)
    assert (count.asked, count.coming, count.on_scene, count.silent, count.unreached) == (4, 1, 1, 2, 1)
    with pytest.raises(Stale, match="roll-call-not-on-it"):
        await says(driver, number, Answer.COMING, "b1")


async def test_only_the_silent_are_chased_and_in_the_end_telephoned(driver: TownshipDriver) -> None:
    number = await running(driver)
    await says(driver, number, Answer.COMING, "a0")
    assert await forward(driver, 2.9, "roll_call") == []
    assert await forward(driver, 0.1, "roll_call") == ["a1", "a2", "a3"]
    await says(driver, number, Answer.CANNOT, "a2")  # nobody stands in: the only substitute is another's
    assert await forward(driver, 3, "roll_call") == ["a1", "a3"]
    await says(driver, number, Answer.RECEIVED, "a1")
    assert await forward(driver, 4, "roll_call") == ["a3"]
    assert await forward(driver, 5, "roll_call") == ["a3"]
    assert [(who, row.dedupe.split(":")[2]) for who, row in await told(driver, "roll_call") if row.beside] == [
        ("a3", "3")
    ], "the third time by other channels too"
    assert [who for who, row in await told(driver, "roll_call") if row.call] == ["a3"]
    assert await forward(driver, 300, "roll_call") == []


async def test_other_channels_are_tried_once_after_a_sleep_and_not_for_who_has_answered(driver: TownshipDriver) -> None:
    number = await running(driver)
    assert await forward(driver, 12, "roll_call") == ["a0", "a1", "a2", "a3"], "the clock slept: once, not three times"
    assert [who for who, row in await told(driver, "roll_call") if row.beside] == ["a0", "a1", "a2", "a3"]
    await says(driver, number, Answer.COMING, "a0")
    assert [who for who, row in await told(driver, "roll_call") if row.beside] == ["a1", "a2", "a3"]
    assert await forward(driver, 3, "roll_call") == ["a1", "a2", "a3"]
    assert not any(row.beside for _, row in (await told(driver, "roll_call"))[4:]), "then somebody telephones"
    await driver.by("duty", stand_down.stand_down, number)
    assert not any(row.beside or row.call for _, row in await told(driver, "roll_call"))


async def test_whoever_cannot_come_is_replaced_by_the_own_substitute(driver: TownshipDriver) -> None:
    number = await running(driver)
    await says(driver, number, Answer.CANNOT, "a1")
    who, row = (await told(driver, *CALLS))[-1]
    assert who == "a4"
    assert "您是 B 角" in row.content["text"]
    await says(driver, number, Answer.CANNOT, "a1")
    await driver.by("a1", lambda act: mobilisation_responses.give_reason(act.session, act.actor, number, "ill"))
    assert len(await told(driver, *CALLS)) == 1 + 4 + 1
    assert await forward(driver, 3, "roll_call") == ["a0", "a2", "a3", "a4"], "who stands in is chased like the rest"
    again = {who: words_of(row.content) for who, row in await told(driver, "roll_call")}
    assert "您是 B 角" in again["a4"]
    assert "您是 B 角" not in again["a0"]


async def test_a_squad_under_strength_is_an_alarm_once_with_the_nearest_squads(driver: TownshipDriver) -> None:
    await logs_in(driver, "a3")
    number = await running(driver)
    await says(driver, number, Answer.CANNOT, "a1")
    assert await told(driver, "mobilisation_alarm") == [], "the substitute keeps the strength"
    await says(driver, number, Answer.CANNOT, "a2")
    await says(driver, number, Answer.CANNOT, "a0")
    ((who, row),) = await told(driver, "mobilisation_alarm")
    assert who == "duty"
    assert f"{A}人手不够" in row.content["text"]
    labels = [button["text"] for line in row.content["rows"] for button in line]
    assert [label.split()[0] for label in labels] == [RESERVE, B], "the nearest first"


async def test_another_squad_is_called_while_it_runs(driver: TownshipDriver) -> None:
    number = await running(driver)
    reserve = await squad_id(driver, RESERVE)
    count, name = await driver.by("duty", mobilisation_calling.reinforce, number, reserve)
    assert (count, name) == (3, RESERVE)
    assert [who for who, _ in await told(driver, *CALLS)][-3:] == ["r0", "r1", "r2"]
    with pytest.raises(Stale, match="mobilise-called-already"):
        await driver.by("duty", mobilisation_calling.reinforce, number, reserve)


async def cards(driver: TownshipDriver) -> list[tuple[str, MessageState, str]]:
    return [(who, row.state, row.content["text"]) for who, row in await told(driver, "live_card")]


async def arrives(driver: TownshipDriver) -> None:
    """Let everything queued so far be sent."""
    async with driver.town.database.transaction() as session:
        await session.execute(
            sa.update(Message).where(Message.state == MessageState.QUEUED).values(state=MessageState.SENT)
        )


async def test_the_live_card_follows_the_figures_and_never_delays_the_first_message(driver: TownshipDriver) -> None:
    number = await running(driver)
    await ticks.do(driver.town, "refresh_cards")
    assert [who for who, _, _ in await cards(driver)] == ["duty"], "the group's first message has not gone yet"
    await arrives(driver)
    await ticks.do(driver.town, "refresh_cards")
    assert [who for who, _, _ in await cards(driver)] == ["duty", "-1001"]
    await arrives(driver)
    await ticks.do(driver.town, "refresh_cards")
    assert len(await cards(driver)) == 2, "nothing has changed"
    await says(driver, number, Answer.COMING, "a0", "a1")
    await ticks.do(driver.town, "refresh_cards")
    newest = (await cards(driver))[2:]
    assert [who for who, _, _ in newest] == ["duty", "-1001"]
    assert all("出发 <b>2</b>" in text and "未答复 <b>2</b>" in text for _, _, text in newest)
    await says(driver, number, Answer.ON_SCENE, "a0")
    await ticks.do(driver.town, "refresh_cards")
    assert len(await cards(driver)) == 4, "a card that still waits is left"
    await arrives(driver)
    await ticks.do(driver.town, "refresh_cards")
    assert "到场 <b>1</b>" in (await cards(driver))[-1][2]


async def test_a_groups_card_is_one_that_is_pinned_and_changes_without_a_sound_until_the_stand_down(
    driver: TownshipDriver,
) -> None:
    number = await running(driver)
    await arrives(driver)
    await says(driver, number, Answer.COMING, "a0")
    await ticks.do(driver.town, "refresh_cards")
    await arrives(driver)
    await driver.by("duty", stand_down.stand_down, number)
    await ticks.do(driver.town, "refresh_cards")
    rows = [row for who, row in await told(driver, "mobilisation_group", "live_card") if who == "-1001"]
    shown = [Card.model_validate(row.content) for row in rows]
    assert [(card.pinned, card.silent) for card in shown] == [(True, False), (True, True), (False, True)]
    assert {(row.card, row.manner) for row in rows} == {(f"mobilisation:{number}", Manner.EDIT)}
    assert {card.rows[0][0].url for card in shown} == {f"bot:mobilisation_{number}"}


async def test_a_township_that_pins_nothing_pins_no_mobilisation(driver: TownshipDriver) -> None:
    settings = driver.town.settings.model_copy(update={"groups": Groups(pin=Pinned.NEVER)})
    driver.town = replace(driver.town, settings=settings)
    await running(driver)
    ((_, row),) = await told(driver, "mobilisation_group")
    assert not Card.model_validate(row.content).pinned


async def test_a_team_in_the_field_says_that_all_is_well_or_somebody_looks_for_it(driver: TownshipDriver) -> None:
    number = await running(driver)
    assert await forward(driver, 60, "team") == [], "nobody is out yet"
    await says(driver, number, Answer.ON_SCENE, "a2")
    assert await forward(driver, 24, "team") == []
    assert await forward(driver, 1, "team") == ["a2"], "who is there is asked five minutes before the time"
    await driver.by("a2", safety_checks.check_in, number)
    assert await forward(driver, 24, "team") == []
    assert await forward(driver, 1, "team") == ["a2"]
    assert await forward(driver, 5, "team") == ["a0", "a2", "duty"], "the alarm"
    late = [row for who, row in await told(driver, "team") if who == "duty"]
    assert f"{A}没有报平安" in late[0].content["text"]
    assert await forward(driver, 10, "team") == ["a0", "a2", "duty"]
    assert await forward(driver, 10, "team") == ["a0", "a2", "duty"]
    called = sorted(who for who, row in await told(driver, "team") if row.call)
    assert called == ["a0", "a2"], "somebody telephones the captain, and whoever is there"
    assert await forward(driver, 600, "team") == []
    await driver.by("a2", safety_checks.check_in, number)
    assert await forward(driver, 25, "team") == ["a2"]


async def test_a_cry_for_help_reaches_commander_captain_and_station_once(driver: TownshipDriver) -> None:
    number = await running(driver, who="principal")
    await says(driver, number, Answer.ON_SCENE, "a2")
    for _ in range(2):
        await driver.by("a2", mobilisation_responses.call_for_help, number)
    heard = [who for who, _ in await told(driver, "mobilisation_alarm")]
    assert sorted(heard) == sorted(["a0", "principal", "chief", "deputy", "duty", "night", "spare", "both"])
    assert {row.priority for _, row in await told(driver, "mobilisation_alarm")} == {Priority.LIFE}
    driver.forward(minutes=2)
    await driver.by("a2", mobilisation_responses.call_for_help, number)
    assert len(await told(driver, "mobilisation_alarm")) == 2 * len(heard), "later it is another cry"


async def test_only_who_was_told_of_a_cry_sees_the_number_and_each_look_is_journalled(driver: TownshipDriver) -> None:
    number = await running(driver, A, B, who="principal")
    await says(driver, number, Answer.ON_SCENE, "a2")
    crier = driver.people["a2"]
    with pytest.raises(Stale):
        await driver.by("principal", mobilisation_responses.phone_of, number, crier)
    await driver.by("a2", mobilisation_responses.call_for_help, number)
    for who in ("principal", "a0", "duty", "chief"):
        person = await driver.by(who, mobilisation_responses.phone_of, number, crier)
        assert (person.name, person.phone) == ("队员a2", "+861390097002")
    for who in ("a1", "b0", "land", "officer", "neighbour_principal"):
        with pytest.raises(Forbidden):
            await driver.by(who, mobilisation_responses.phone_of, number, crier)
    with pytest.raises(Stale):
        await driver.by("duty", mobilisation_responses.phone_of, number, driver.people["a1"])
    async with driver.town.database.reading() as session:
        lines = await journal.history(session, f"{mobilisations.subject(number)}:{crier}")
    assert [line.action for line in lines].count("phone_shown") == 4


async def test_an_old_button_takes_nobody_out_of_the_count_back(driver: TownshipDriver) -> None:
    number = await running(driver)
    await says(driver, number, Answer.ON_SCENE, "a1")
    await says(driver, number, Answer.COMING, "a2")
    for said in (Answer.CANNOT, Answer.RECEIVED, Answer.COMING):
        with pytest.raises(Stale, match="mobilise-you-are-there"):
            await says(driver, number, said, "a1")
    with pytest.raises(Stale, match="mobilise-you-are-coming"):
        await says(driver, number, Answer.RECEIVED, "a2")
    await driver.by("duty", stand_down.stand_down, number)
    with pytest.raises(Refused, match="mobilise-not-all-back"):
        await driver.by("duty", stand_down.end, number)
    count = await counted(driver, number)
    assert (count.on_scene, count.coming, count.cannot) == (1, 1, 0)


async def test_a_captain_who_is_the_only_one_out_is_not_asked_to_count(driver: TownshipDriver) -> None:
    number = await running(driver)
    await says(driver, number, Answer.ON_SCENE, "a0")
    await driver.by("duty", stand_down.stand_down, number)
    assert await told(driver, "count_back") == []
    await driver.by("a0", stand_down.back, number)
    assert (await driver.by("duty", stand_down.end, number)).state is MobilisationState.ENDED


async def test_it_ends_only_when_everybody_who_was_out_is_counted_back(driver: TownshipDriver) -> None:
    number = await running(driver, A, B)
    await says(driver, number, Answer.ON_SCENE, "a0", "a1", "b1")
    await says(driver, number, Answer.COMING, "a2")
    await driver.by("duty", stand_down.stand_down, number)
    assert len(await told(driver, "stand_down")) == 8, "everybody who was called hears it"
    assert sorted(who for who, _ in await told(driver, "count_back")) == ["a0", "b0"]
    assert await forward(driver, 3, "roll_call") == [], "nobody is chased any more"
    with pytest.raises(Stale, match="mobilise-over"):
        await says(driver, number, Answer.COMING, "b2")
    with pytest.raises(Refused, match="mobilise-not-all-back"):
        await driver.by("duty", stand_down.end, number)
    await driver.by("b1", stand_down.back, number)
    with pytest.raises(Stale, match="mobilise-back-already"):
        await driver.by("b1", stand_down.back, number)
    with pytest.raises(Forbidden):
        await driver.by("b0", stand_down.all_back, number, await squad_id(driver, A))
    _, count = await driver.by("a0", stand_down.all_back, number, await squad_id(driver, A))
    assert count == 3
    ended = await driver.by("duty", stand_down.end, number)
    assert ended.state is MobilisationState.ENDED
    assert await forward(driver, 120, "team") == [], "no timer runs on"


async def test_a_replaced_captain_counts_nobody_back(driver: TownshipDriver) -> None:
    number = await running(driver)
    await says(driver, number, Answer.ON_SCENE, "a1")
    await driver.by("duty", stand_down.stand_down, number)
    async with driver.town.database.transaction() as session:
        await session.execute(sa.update(Post).where(Post.person_id == driver.people["a0"]).values(active=False))
    with pytest.raises(Forbidden):
        await driver.by("a0", stand_down.all_back, number, await squad_id(driver, A))


async def test_a_drill_says_so_in_every_message_and_goes_behind_what_is_real(driver: TownshipDriver) -> None:
    number = await running(driver, drill=True)
    await says(driver, number, Answer.CANNOT, "a1", "a2")
    await says(driver, number, Answer.ON_SCENE, "a0")
    await driver.by("a0", mobilisation_responses.call_for_help, number)
    await forward(driver, 30)
    await driver.by("duty", stand_down.stand_down, number)
    async with driver.town.database.reading() as session:
        rows = list(await session.scalars(sa.select(Message)))
    ours = [row for row in rows if not row.event.startswith(("digest", "holidays"))]
    assert {row.event for row in ours} >= {
        *CALLS,
        "roll_call",
        "team",
        "mobilisation_alarm",
        "stand_down",
        "live_card",
    }
    for row in ours:
        assert row.drill, row.event
        assert row.priority is not Priority.LIFE
        assert "演练" in row.content["text"]
        assert "实战" not in row.content["text"]


async def test_a_village_calls_its_own_squad_only_and_a_unit_none(driver: TownshipDriver) -> None:
    number = await draft(driver, A, B, RESERVE, who="principal")
    await driver.by("principal", mobilisation_calling.start, number)
    assert {who for who, _ in await told(driver, *CALLS)} == {"-1001", "a0", "a1", "a2", "a3"}
    with pytest.raises(Forbidden):
        await draft(driver, A, who="land")
    with pytest.raises(Forbidden):
        await driver.by("neighbour_principal", mobilisation_calling.reinforce, number, await squad_id(driver, B))


async def test_for_a_case_it_takes_its_place_and_stands_in_its_timeline(driver: TownshipDriver) -> None:
    case = await driver.files(kind="incident", life_danger=True)
    number = await draft(driver, A, case=case.id, task="抢险")
    one: Mobilisation = await driver.by("duty", mobilisation_calling.start, number)
    assert (one.latitude, one.drill) == (SLOPE[0], False)
    async with driver.town.database.reading() as session:
        entries: Sequence[Any] = await journal.history(session, journal.of_case(case.id))
        assert "mobilise" in [entry.action for entry in entries]
        assert [fault async for fault in journal.audit(session)] == []


async def test_over_midnight_and_new_year_its_number_is_of_the_day(driver: TownshipDriver) -> None:
    driver.clock.at = MONDAY + timedelta(days=38, hours=13, minutes=59)  # 31 December 23:59
    first = await running(driver)
    driver.forward(minutes=2)
    second = await running(driver, B)
    async with driver.town.database.reading() as session:
        numbers = [(await session.get_one(Mobilisation, number)).number for number in (first, second)]
    assert numbers == ["JJ20261231-0001", "JJ20270101-0001"]


async def test_the_record_says_how_fast_and_who_was_where_and_runs_nothing_that_was_typed(
    driver: TownshipDriver,
) -> None:
    number = await running(driver, A, B, task="=HYPERLINK(1)")
    driver.forward(minutes=2)
    await says(driver, number, Answer.COMING, "a0")
    driver.forward(minutes=10)
    await says(driver, number, Answer.ON_SCENE, "a0")
    await says(driver, number, Answer.CANNOT, "b1")
    await driver.by("b1", lambda act: mobilisation_responses.give_reason(act.session, act.actor, number, "road"))
    await driver.by("duty", stand_down.stand_down, number)
    actor = await driver.actor("duty")
    async with driver.town.database.reading() as session:
        file, content = await demobilisation_record.workbook(Act(session, driver.town, driver.now, actor), number)
    assert file == "JJ20261123-0001.xlsx"
    book = load_workbook(BytesIO(content))
    assert book.sheetnames == ["概况", "人员", "过程"]
    overview = {row[0].value: row[1] for row in book["概况"].iter_rows(min_row=2, max_row=10)}
    assert (overview["任务"].value, overview["任务"].data_type) == ("=HYPERLINK(1)", "s")
    assert overview["最快答复（分钟）"].value == 2
    assert overview["最快到场（分钟）"].value == 12
    people = [[cell.value for cell in row] for row in book["人员"].iter_rows(min_row=2)]
    assert len(people) == 8
    assert people[0][:2] == [A, "队*（尾号7000）"]
    assert [next(row for row in people if row[5] == "不能到")[at] for at in (5, 8)] == ["不能到", "道路不通"]
    done = [row[2].value for row in book["过程"].iter_rows(min_row=2)]
    assert done[0] == "发出集结"
    assert done[-1] == "解除集结"
    assert {"出发", "到场", "不能到"} <= set(done)
    land = await driver.actor("land")
    async with driver.town.database.reading() as session:
        with pytest.raises(Forbidden):
            await demobilisation_record.workbook(Act(session, driver.town, driver.now, land), number)


async def test_the_morning_tells_leaders_and_the_village_of_it_and_of_no_drill(driver: TownshipDriver) -> None:
    await ticks.do(driver.town, "make_digests")
    number = await running(driver)
    await running(driver, B, drill=True)
    driver.forward(hours=22)
    await ticks.do(driver.town, "make_digests")
    morning = {who: str(row.content["text"]) for who, row in await told(driver, "digest")}
    for who in ("duty", "director", "principal"):
        assert "🚨 昨日集结 1 次，<b>1 次还没有收队</b>" in morning[who]
    for who in ("neighbour_principal", "land", "geology_director"):
        assert "集结" not in morning[who], "another village's, a unit's, another line's"
    await driver.by("duty", stand_down.stand_down, number)
    await driver.by("duty", stand_down.end, number)
    driver.forward(hours=24)
    await ticks.do(driver.town, "make_digests")
    assert "集结" not in {who: str(row.content["text"]) for who, row in await told(driver, "digest")}["duty"]
