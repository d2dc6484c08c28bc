"""Messages to many: to whom, seen before they go, a second person for what is grave, chased, taken back."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from models import Broadcast, Deadline, Message, Post
from models.enums import Answer, BroadcastLevel, BroadcastState, Correction, MessageState, Priority, Role
from scheduler import ticks
from services.broadcasts import broadcasts
from services.broadcasts import consent as broadcasts_consent
from services.broadcasts import sending as broadcasts_sending
from services.cards.card import words_of
from services.core.act import Act
from services.core.errors import Forbidden, Refused, Stale
from services.core.town import Town
from services.messaging import audiences, roll_calls
from services.messaging.audiences import Match, Selection
from services.people.access import Action, villages_of
from services.reminders import agenda
from township import MONDAY, TownshipDriver
from two_at_once import Does, at_once

OFFICERS = Selection(roles=(Role.INFORMATION_OFFICER,))
RED = BroadcastLevel.RED


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(town)


def names(driver: TownshipDriver, ids: Sequence[int]) -> set[str]:
    return {who for who, person in driver.people.items() if person in ids}


async def meant(driver: TownshipDriver, selection: Selection, who: str = "duty") -> set[str]:
    """Return whom a selection means when ``who`` chooses it."""
    actor = await driver.actor(who)
    async with driver.town.database.reading() as session:
        reach = villages_of(actor, Action.BROADCAST)
        found = await audiences.find(session, driver.town, selection, villages=reach)
        return names(driver, [one.person_id for one in found.people])


async def draft(driver: TownshipDriver, who: str = "duty", to: Selection = OFFICERS, **changes: Any) -> int:
    """Put a message together and look at it."""
    actor = await driver.actor(who)
    async with driver.town.database.transaction() as session:
        made = await broadcasts.begin(Act(session, driver.town, driver.now, actor))
        given = {"text": "请立即巡查", "drill": False, "audience": to.model_dump(mode="json")} | changes
        await broadcasts.change(session, actor, made.id, **given)
        await broadcasts.look(Act(session, driver.town, driver.now, actor), made.id)
        return made.id


async def send(driver: TownshipDriver, number: int, who: str = "duty", **more: Any) -> Broadcast:
    sent: Broadcast = await driver.by(who, broadcasts_consent.send, number, **more)
    return sent


async def agree(driver: TownshipDriver, number: int, who: str = "deputy", *, agrees: bool = True) -> Broadcast:
    asked = await load(driver, number)
    said: Broadcast = await driver.by(who, broadcasts_consent.answer, number, agrees=agrees, version=asked.version)
    return said


async def load(driver: TownshipDriver, number: int) -> Broadcast:
    async with driver.town.database.reading() as session:
        return await session.get_one(Broadcast, number)


async def told(driver: TownshipDriver, event: str = "broadcast") -> list[tuple[str, Message]]:
    by_id = {person: who for who, person in driver.people.items()}
    async with driver.town.database.reading() as session:
        rows = await session.scalars(sa.select(Message).where(Message.event == event).order_by(Message.id))
        return [(by_id.get(row.person_id or 0, "group"), row) for row in rows]


async def answers(driver: TownshipDriver, who: str, number: int) -> Answer | None:
    """Let somebody confirm; returns what they had answered before."""
    sent, actor = await load(driver, number), await driver.actor(who)
    async with driver.town.database.transaction() as session:
        _, before = await roll_calls.answer(
            Act(session, driver.town, driver.now, actor), sent.roll_call_id or 0, Answer.RECEIVED
        )
        return before


async def chased(driver: TownshipDriver, minutes: float) -> set[str]:
    """Move the clock and return who was asked again."""
    before = len(await told(driver, "roll_call"))
    driver.forward(minutes=minutes)
    await ticks.do(driver.town, "chase_silent")
    return {who for who, _ in (await told(driver, "roll_call"))[before:]}


async def test_kinds_of_choice_together_mean_only_who_meets_them_all(driver: TownshipDriver) -> None:
    shangwan = driver.villages["shangwan"]
    assert await meant(driver, OFFICERS) == {"officer", "neighbour"}
    assert await meant(driver, Selection(villages=(shangwan,))) == {"officer", "principal"}
    both = Selection(villages=(shangwan,), roles=(Role.INFORMATION_OFFICER,))
    assert await meant(driver, both) == {"officer"}
    assert await meant(driver, both.model_copy(update={"match": Match.ANY})) == {"officer", "principal", "neighbour"}
    assert await meant(driver, Selection(lines=("geology",))) >= {"geology_director", "land", "land_head"}
    assert await meant(driver, Selection()) == set(), "nothing chosen is nobody, never everybody"
    assert "road" in await meant(driver, Selection(everyone=True))


async def test_one_post_has_to_meet_every_kind(driver: TownshipDriver) -> None:
    async with driver.town.database.transaction() as session:
        post = {"role": Role.INFORMATION_OFFICER, "village_id": driver.villages["xiahe"]}
        session.add(Post(person_id=driver.people["principal"], **post))
    wanted = Selection(villages=(driver.villages["shangwan"],), roles=(Role.INFORMATION_OFFICER,))
    assert await meant(driver, wanted) == {"officer"}, "the principal of Shangwan is an officer elsewhere only"


async def test_a_village_speaks_to_its_own_people_only(driver: TownshipDriver) -> None:
    assert await meant(driver, OFFICERS, "principal") == {"officer"}
    assert await meant(driver, Selection(everyone=True), "principal") == {"officer", "principal"}
    number = await draft(driver, "principal")
    await send(driver, number, "principal")
    ((who, row),) = await told(driver)
    assert who == "officer"
    assert "—— 上湾村" in row.content["text"]
    with pytest.raises(Forbidden):
        await draft(driver, "officer")


async def test_nothing_goes_to_nobody_or_without_words_or_undecided_between_drill_and_live(
    driver: TownshipDriver,
) -> None:
    for given in ({"to": Selection()}, {"text": " "}, {"drill": None}):
        with pytest.raises(Refused) as refused:
            await draft(driver, **given)  # type: ignore[arg-type]
        assert refused.value.key == "broadcast-incomplete"
    assert await told(driver) == []


async def test_a_list_that_has_changed_is_looked_at_again(driver: TownshipDriver) -> None:
    number = await draft(driver)
    async with driver.town.database.transaction() as session:
        post = {"role": Role.INFORMATION_OFFICER, "village_id": driver.villages["xiahe"]}
        session.add(Post(person_id=driver.people["road"], **post))
    with pytest.raises(Refused, match="broadcast-look-again"):
        await send(driver, number)
    assert await told(driver) == []


async def test_red_goes_only_when_a_second_person_agrees(driver: TownshipDriver) -> None:
    number = await draft(driver, level=RED, text="上湾村立即转移")
    asked = await send(driver, number)
    assert asked.state is BroadcastState.AWAITING
    assert await told(driver) == []
    consent = await told(driver, "broadcast_consent")
    assert {who for who, _ in consent} == {"chief", "deputy"}
    text = consent[0][1].content["text"]
    for said in ("上湾村立即转移", "红色预警 · 实战", "2 人"):
        assert said in text
    with pytest.raises(Forbidden, match="broadcast-own-consent"):
        await agree(driver, number, "duty")
    with pytest.raises(Forbidden):
        await agree(driver, number, "land")
    await agree(driver, number)
    sent = await told(driver)
    assert {who for who, _ in sent} == {"officer", "neighbour"}
    assert {row.priority for _, row in sent} == {Priority.LIFE}
    with pytest.raises(Stale):
        await agree(driver, number, "chief")
    assert len(await told(driver)) == 2


async def test_two_who_agree_at_once_send_it_once(driver: TownshipDriver) -> None:
    number = await draft(driver, level=RED)
    await send(driver, number)
    done = await asyncio.gather(agree(driver, number), agree(driver, number, "chief"), return_exceptions=True)
    assert sorted(isinstance(one, Broadcast) for one in done) == [False, True]
    assert len(await told(driver)) == 2


async def test_a_refusal_brings_the_draft_back_and_tells_its_author(driver: TownshipDriver) -> None:
    number = await draft(driver, level=RED)
    await send(driver, number)
    await agree(driver, number, agrees=False)
    assert (await load(driver, number)).state is BroadcastState.DRAFT
    ((who, row),) = await told(driver, "broadcast_answered")
    assert who == "duty"
    assert "不同意" in row.content["text"]
    with pytest.raises(Refused, match="broadcast-look-again"):
        await send(driver, number)
    assert await told(driver) == []


async def test_a_refusal_for_good_ends_it_and_each_reason_reaches_the_author(driver: TownshipDriver) -> None:
    number = await draft(driver, level=RED)
    await send(driver, number)
    await agree(driver, number, agrees=False)
    await driver.by("deputy", broadcasts_consent.say_why, number, "地点写错了")
    with pytest.raises(Stale):
        await driver.by("chief", broadcasts_consent.say_why, number, "不是我答的")
    await driver.by("duty", broadcasts.look, number)
    asked = await send(driver, number)
    await driver.by("deputy", broadcasts_consent.answer, number, agrees=False, version=asked.version, final=True)
    assert (await load(driver, number)).state is BroadcastState.DROPPED
    await driver.by("deputy", broadcasts_consent.say_why, number, "预警已解除")
    texts = [row.content["text"] for who, row in await told(driver, "broadcast_answered") if who == "duty"]
    assert [("退回修改" in text, "本次作罢" in text) for text in texts[::2]] == [(True, False), (False, True)]
    assert ["地点写错了" in texts[1], "预警已解除" in texts[3]] == [True, True]
    again: Broadcast = await driver.by("duty", broadcasts_consent.again, number)
    assert (again.state, again.text, again.level) == (BroadcastState.DRAFT, asked.text, RED)
    assert await told(driver) == []


async def test_consent_lapses_and_the_question_can_be_taken_back(driver: TownshipDriver) -> None:
    number = await draft(driver, level=RED)
    await send(driver, number)
    driver.forward(minutes=31)
    with pytest.raises(Stale, match="lapsed"):
        await agree(driver, number)
    actor = await driver.actor("duty")
    async with driver.town.database.transaction() as session:
        await broadcasts_consent.take_back(Act(session, driver.town, driver.now, actor), number)
    with pytest.raises(Stale):
        await agree(driver, number)
    assert await told(driver) == []


async def test_an_author_whom_nobody_has_answered_hears_that_it_was_not_sent(driver: TownshipDriver) -> None:
    number = await draft(driver, level=RED, drill=True, text="上湾村立即转移")
    asked = await send(driver, number)
    driver.forward(minutes=29, seconds=59)
    assert await ticks.do(driver.town, "lapse") == 0, "there is time yet"
    driver.forward(seconds=1)
    await asyncio.gather(ticks.do(driver.town, "lapse"), ticks.do(driver.town, "lapse"))
    ((who, row),) = await told(driver, "broadcast_answered")
    assert who == "duty"
    assert row.drill
    for said in ("【演】", "没有人答复", "“上湾村立即转移”没有发送", "打电话请示"):
        assert said in row.content["text"]
    assert (await load(driver, number)).state is BroadcastState.DRAFT
    with pytest.raises(Stale):
        await driver.by("deputy", broadcasts_consent.answer, number, agrees=True, version=asked.version)
    assert await told(driver) == []


async def owing(driver: TownshipDriver, who: str) -> list[str]:
    """Return what stands in somebody's list of the day, and the outcomes of what has ended."""
    actor = await driver.actor(who)
    async with driver.town.database.reading() as session:
        found = await agenda.agenda(Act(session, driver.town, driver.now, actor))
        shown = [due.thing.today(driver.town, actor, due.row, driver.now, "").text for due in found.listing.entries]
        ended = await session.scalars(
            sa.select(Deadline.outcome).where(Deadline.kind == "consent").order_by(Deadline.id)
        )
        return shown + [outcome.value for outcome in ended if outcome is not None]


async def test_the_question_stands_in_the_list_of_the_day_until_it_is_answered(driver: TownshipDriver) -> None:
    number = await draft(driver, level=RED)
    await send(driver, number)
    ((entry,), author) = await owing(driver, "deputy"), await owing(driver, "duty")
    assert "群发复核" in entry
    assert author == []
    assert await owing(driver, "land") == []
    await agree(driver, number)
    assert await owing(driver, "deputy") == ["met"]
    driver.forward(hours=1)
    assert await ticks.do(driver.town, "lapse") == 0


async def test_the_time_ends_with_what_is_taken_back_refused_or_dropped(driver: TownshipDriver) -> None:
    number = await draft(driver, level=RED)
    actor = await driver.actor("duty")
    for given_up in (broadcasts_consent.take_back, None, broadcasts.drop):
        async with driver.town.database.transaction() as session:
            await broadcasts.look(Act(session, driver.town, driver.now, actor), number)
        await send(driver, number)
        if given_up is None:
            await agree(driver, number, agrees=False)
        else:
            await driver.by("duty", given_up, number)
    assert await owing(driver, "deputy") == ["cancelled", "met", "cancelled"]
    driver.forward(hours=1)
    assert await ticks.do(driver.town, "lapse") == 0


async def test_consent_is_to_what_was_shown(driver: TownshipDriver) -> None:
    number = await draft(driver, level=RED)
    before = await send(driver, number)
    actor = await driver.actor("duty")
    async with driver.town.database.transaction() as session:
        await broadcasts_consent.take_back(Act(session, driver.town, driver.now, actor), number)
        await broadcasts.change(session, actor, number, text="原地待命")
        await broadcasts.look(Act(session, driver.town, driver.now, actor), number)
    await send(driver, number)
    with pytest.raises(Stale):
        await driver.by("deputy", broadcasts_consent.answer, number, agrees=True, version=before.version)
    assert await told(driver) == []


async def test_the_whole_town_needs_its_head_count_typed(driver: TownshipDriver) -> None:
    number = await draft(driver, to=Selection(everyone=True))
    for typed in (None, 3):
        with pytest.raises(Refused, match="broadcast-type-count"):
            await send(driver, number, typed=typed)
    await send(driver, number, typed=len(driver.people))
    assert len(await told(driver)) == len(driver.people)


async def test_a_drill_says_so_everywhere_and_does_not_go_before_what_is_real(driver: TownshipDriver) -> None:
    number = await draft(driver, level=RED, drill=True, confirmed=True)
    await send(driver, number)
    await agree(driver, number)
    await chased(driver, 5)
    ((_, answered),) = await told(driver, "broadcast_answered")
    assert answered.content["text"].startswith("【演】")
    assert answered.drill
    rows = [row for event in ("broadcast_consent", "broadcast", "roll_call") for _, row in await told(driver, event)]
    assert len(rows) == 2 + 2 + 2
    for row in rows:
        assert row.drill
        assert row.priority is Priority.ORDER
        assert "演练 演练 演练" in words_of(row.content)
        assert "演练" in row.content["text"]
        assert "实战" not in str(row.content)


async def test_the_silent_are_chased_three_times_and_then_telephoned(driver: TownshipDriver) -> None:
    number = await draft(driver, level=BroadcastLevel.YELLOW, confirmed=True)
    await send(driver, number)
    assert await chased(driver, 4.9) == set()
    assert await answers(driver, "officer", number) is None
    assert await answers(driver, "officer", number) is Answer.RECEIVED, "twice is once"
    assert await chased(driver, 0.2) == {"neighbour"}, "one answer never silences the other"
    assert await chased(driver, 5) == {"neighbour"}
    assert await chased(driver, 5) == {"neighbour"}
    assert await chased(driver, 5) == {"neighbour"}
    calls = [row for _, row in await told(driver, "roll_call") if row.call]
    assert len(calls) == 1
    assert await chased(driver, 600) == set(), "it has an end"
    await answers(driver, "neighbour", number)
    assert not [row for _, row in await told(driver, "roll_call") if row.call], "nobody need be telephoned any more"


async def test_after_a_sleep_the_silent_are_asked_once(driver: TownshipDriver) -> None:
    number = await draft(driver, level=BroadcastLevel.YELLOW, confirmed=True)
    await send(driver, number)
    assert await chased(driver, 12) == {"officer", "neighbour"}
    assert len(await told(driver, "roll_call")) == 2
    assert await chased(driver, 3) == {"officer", "neighbour"}


async def test_two_clocks_chase_each_once(driver: TownshipDriver) -> None:
    number = await draft(driver, level=BroadcastLevel.YELLOW, confirmed=True)
    await send(driver, number)
    driver.forward(minutes=5)
    await asyncio.gather(ticks.do(driver.town, "chase_silent"), ticks.do(driver.town, "chase_silent"))
    assert len(await told(driver, "roll_call")) == 2


async def test_whoever_was_not_asked_cannot_answer(driver: TownshipDriver) -> None:
    number = await draft(driver, level=BroadcastLevel.YELLOW, confirmed=True)
    await send(driver, number)
    with pytest.raises(Stale, match="roll-call-not-on-it"):
        await answers(driver, "land", number)


async def taken_back(
    driver: TownshipDriver, number: int, who: str = "duty", kind: Correction = Correction.CANCEL
) -> int:
    prepared: Broadcast = await driver.by(who, broadcasts_sending.correct, number, kind)
    return prepared.id


async def test_taking_back_is_prepared_and_goes_to_exactly_those_who_heard(driver: TownshipDriver) -> None:
    number = await draft(driver, level=RED, confirmed=True, text="上湾村立即转移")
    await send(driver, number)
    await agree(driver, number)
    async with driver.town.database.transaction() as session:
        post = {"role": Role.INFORMATION_OFFICER, "village_id": driver.villages["xiahe"]}
        session.add(Post(person_id=driver.people["road"], **post))
    back = await taken_back(driver, number, "night")
    sent = await send(driver, back, "night")
    assert sent.state is BroadcastState.SENT, "taking back waits for nobody"
    later = [(who, row) for who, row in await told(driver) if f":{back}:" in row.dedupe]
    assert {who for who, _ in later} == {"officer", "neighbour"}
    assert "撤销通知" in later[0][1].content["text"]
    assert "上湾村立即转移" in later[0][1].content["text"]
    first = [row for _, row in await told(driver) if f":{number}:" in row.dedupe]
    assert {row.state for row in first} == {MessageState.REPLACED}, "what had not gone yet goes no more"
    ((who, row),) = await told(driver, "broadcast_undone")
    assert who == "deputy", "whoever consented hears it"
    assert "李夜班已撤销" in row.content["text"]
    assert await chased(driver, 60) == {"officer", "neighbour"}, "only the withdrawal is asked about now"
    with pytest.raises(Stale, match="roll-call-closed"):
        await answers(driver, "officer", number)
    with pytest.raises(Stale, match="broadcast-cancelled-already"):
        await taken_back(driver, number)


async def test_two_who_take_back_at_once_tell_everybody_once(driver: TownshipDriver) -> None:
    number = await draft(driver)
    await send(driver, number)
    backs = [await taken_back(driver, number, who) for who in ("duty", "night")]
    _, second = await at_once(
        driver,
        Does("duty", broadcasts_consent.send, (backs[0],)),
        Does("night", broadcasts_consent.send, (backs[1],)),
    )
    assert isinstance(second, Stale)
    assert second.key == "broadcast-cancelled-already"
    assert [who for who, row in await told(driver) if f":{backs[1]}:" in row.dedupe] == []


async def test_a_correction_of_what_is_grave_needs_consent_again_and_keeps_its_audience(driver: TownshipDriver) -> None:
    number = await draft(driver, level=RED)
    await send(driver, number)
    await agree(driver, number)
    new = await taken_back(driver, number, kind=Correction.CORRECT)
    actor = await driver.actor("duty")
    async with driver.town.database.transaction() as session:
        with pytest.raises(Stale):
            await broadcasts.change(session, actor, new, audience={"everyone": True})
        await broadcasts.change(session, actor, new, text="改到镇中学集合")
        await broadcasts.look(Act(session, driver.town, driver.now, actor), new)
    assert (await send(driver, new)).state is BroadcastState.AWAITING
    await agree(driver, new)
    texts = [row.content["text"] for _, row in await told(driver) if f":{new}:" in row.dedupe]
    assert len(texts) == 2
    assert "更正" in texts[0]
    assert "改到镇中学集合" in texts[0]


async def test_a_notice_at_night_waits_for_the_morning(driver: TownshipDriver) -> None:
    driver.clock.at = MONDAY + timedelta(hours=13)  # 23:00
    await send(driver, await draft(driver))
    at = {row.not_before.astimezone(driver.town.zone).strftime("%d %H:%M") for _, row in await told(driver)}
    assert at == {"24 07:00"}


async def test_hostile_and_huge_words(driver: TownshipDriver) -> None:
    with pytest.raises(Refused, match="broadcast-text-long"):
        await draft(driver, text="长" * 2501)
    await send(driver, await draft(driver, text="<b>&'\"" + "长" * 2490))
    text = (await told(driver))[0][1].content["text"]
    assert "&lt;b&gt;&amp;" in text
