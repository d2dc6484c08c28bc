"""An order to evacuate: seen, agreed to by another, its list made at once, a part for each officer; taken back."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from evacuation_steps import counted, drafted, moment, opened_with_homes, order_of, ordered, people, says, told
from models import Account, Deadline, Group, Household, Message
from models.enums import EvacuationState, EvacueeState, GroupPurpose, Manner, MessageState, Priority
from scheduler import ticks
from services.calls import calls
from services.cards.card import Card
from services.core.act import Act
from services.core.errors import Forbidden, Refused, Stale
from services.core.town import Town
from services.evacuation import owed
from services.evacuation.giving import consent, handing
from services.evacuation.order import orders, targets, views
from services.evacuation.order.targets import Targets
from services.evacuation.people import finding
from services.people import directory
from township import SLOPE, TownshipDriver

STATION = -100


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await opened_with_homes(town)


async def test_on_consent_the_list_is_made_and_each_officer_has_their_part(driver: TownshipDriver) -> None:
    order = await ordered(driver, villages=("shangwan", "xiahe"))
    counts = await counted(driver, order)
    assert (counts.count(), counts.vulnerable, counts.states[EvacueeState.UNTOLD]) == (7, 1, 7)
    assert sorted(len(some.cells) > 0 for some in counts.by(lambda cell: cell.village_id).values()) == [True, True]
    messages = await told(driver, "evacuation")
    assert [who for who, _ in messages] == ["officer", "neighbour", "principal", "neighbour_principal"]
    assert {row.priority for _, row in messages} == {Priority.LIFE}
    assert "2 户</b>" not in messages[1][1].content["text"]
    for said in ("<b>2</b> 户 <b>5</b> 人", "后山裂缝扩大", "沿村道向东"):
        assert said in messages[0][1].content["text"]
    unnamed = await people(driver, order, "H-0101")
    assert [one.member_id for one in unnamed] == [None, None], "people who are only counted are on the list"
    async with driver.town.database.reading() as session:
        due = set(await session.scalars(sa.select(Deadline.due_at).where(Deadline.kind == orders.PART)))
    assert due == {driver.now + driver.town.settings.evacuation.within}


async def test_a_villages_principal_is_alarmed_with_all_its_homes_reads_the_list_and_is_rung_without(
    driver: TownshipDriver,
) -> None:
    order = await ordered(driver, villages=("shangwan", "xiahe"))
    heard = dict(await told(driver, "evacuation"))
    card = Card.model_validate(heard["principal"].content)
    assert card.alarm
    assert "您村有 <b>2</b> 户 <b>5</b> 人要转移，其中 1 户" in card.text
    assert card.rows[0][0].text == "📋 打开名单"
    driver.forward(minutes=11)
    assert await _rung(driver) == {"officer", "neighbour", "principal", "neighbour_principal"}

    async def reads(act: Act) -> tuple[bool, int]:
        one = await orders.seen_by(act.session, act.actor, order)
        mine, those = await finding.opened(act, one)
        return mine, (await views.of(act, one, *those)).homes

    assert await driver.by("principal", reads) == (False, 2), "the list of the village"
    assert await driver.by("officer", reads) == (True, 2)
    assert await _rung(driver) == {"neighbour", "neighbour_principal"}
    async with driver.town.database.reading() as session:
        owed = await session.scalar(sa.select(sa.func.count(Deadline.id)).where(Deadline.kind == orders.PART))
    assert owed == 2, "only households are owed"


async def _rung(driver: TownshipDriver) -> set[str]:
    """Return the people whom the duty officer has to telephone because they have not opened their list."""
    whose = {number: who for who, number in driver.people.items()}
    rows = await driver.by("duty", calls.wanted)
    return {whose[one.of] for row in rows for one in row.matters if one.source == "evacuation"}


async def test_nothing_goes_without_a_second_person_or_for_another_list_than_was_shown(driver: TownshipDriver) -> None:
    order = await drafted(driver)
    asked = await driver.by("duty", consent.ask, order)
    assert {who for who, _ in await told(driver, "evacuation_consent")} >= {"chief", "deputy"}
    with pytest.raises(Forbidden, match="own-consent"):
        await driver.by("duty", consent.answer, order, agrees=True, version=asked.version)
    with pytest.raises(Refused, match="reason"):
        await driver.by("chief", consent.answer, order, agrees=False, version=asked.version)
    async with driver.town.database.transaction() as session:
        session.add(Household(code="H-0009", village_id=driver.villages["shangwan"], people=1))
    await driver.by("chief", consent.answer, order, agrees=True, version=asked.version)
    assert (await order_of(driver, order)).state is EvacuationState.DRAFT
    assert await told(driver, "evacuation") == []
    with pytest.raises(Refused, match="look-again"):
        await driver.by("duty", consent.ask, order)


async def test_without_an_answer_it_lapses_and_a_refusal_has_its_reason(driver: TownshipDriver) -> None:
    order = await drafted(driver)
    await driver.by("duty", consent.ask, order)
    driver.forward(minutes=31)
    await ticks.work_off(driver.town)
    assert (await order_of(driver, order)).state is EvacuationState.DRAFT
    await driver.by("duty", consent.look, order)
    asked = await driver.by("duty", consent.ask, order)
    await driver.by("deputy", consent.answer, order, agrees=False, version=asked.version, why="路线不对")
    (_, lapsed), (_, refused) = await told(driver, "evacuation_answered")
    assert "没有人在时限内答复" in lapsed.content["text"]
    assert "路线不对" in refused.content["text"]


async def test_an_order_for_nobody_is_refused_with_all_that_is_missing(driver: TownshipDriver) -> None:
    draft = await driver.by("duty", orders.begin)
    with pytest.raises(Refused) as refusal:
        await driver.by("duty", consent.look, draft.id)
    assert len(refusal.value.arguments["missing"]) == 5


async def test_taken_back_before_anybody_has_left_and_not_after(driver: TownshipDriver) -> None:
    order = await ordered(driver)
    await says(driver, "officer", order, "H-0001", EvacueeState.LEFT, some=1)
    with pytest.raises(Refused, match="moved-already"):
        await driver.by("deputy", consent.take_back, order)
    await says(driver, "officer", order, "H-0001", EvacueeState.TOLD, some=1)
    await driver.by("deputy", consent.take_back, order)
    assert {who for who, _ in await told(driver, "evacuation_news")} == {"officer", "principal", "duty", "chief"}
    with pytest.raises(Stale):
        await says(driver, "officer", order, "H-0001", EvacueeState.LEFT)
    async with driver.town.database.reading() as session:
        running = sa.select(Deadline).where(Deadline.kind == orders.PART, Deadline.ended_at.is_(None))
        assert (await session.scalars(running)).all() == []


async def test_two_orders_do_not_list_a_household_twice_but_a_drill_hides_nobody(driver: TownshipDriver) -> None:
    await ordered(driver, drill=True)
    order = await ordered(driver)
    assert (await counted(driver, order)).count() == 5
    with pytest.raises(Refused):
        await drafted(driver)
    async with driver.town.database.reading() as session:
        meant = await targets.meant(session, Targets(villages=(driver.villages["shangwan"],)), drill=False)
    assert (meant.homes, meant.moving) == ([], 2)


async def test_a_drawn_area_takes_households_inside_and_says_who_has_no_pin(driver: TownshipDriver) -> None:
    lat, lon = SLOPE
    square = "\n".join(f"{lon + x},{lat + y}" for x, y in ((-0.1, -0.1), (0.1, -0.1), (0.1, 0.1), (-0.1, 0.1)))
    async with driver.town.database.reading() as session:
        meant = await targets.meant(session, Targets(area=targets.area_of(square)), drill=False)
    assert [home.code for home in meant.homes] == ["H-0001", "H-0002"]
    for wrong in ("", "1,2", "108,30 109,30", '{"type": "Point", "coordinates": [1, 2]}', "{", "a,b c,d e,f"):
        with pytest.raises(Refused, match="area-unclear"):
            targets.area_of(wrong)


async def test_a_long_list_is_split_and_an_officer_out_of_reach_is_passed_over(driver: TownshipDriver) -> None:
    rules = driver.town.settings.evacuation.model_copy(update={"households_a_part": 1})
    driver.town = replace(driver.town, settings=driver.town.settings.model_copy(update={"evacuation": rules}))
    order = await ordered(driver)
    assert [who for who, _ in await told(driver, "evacuation")] == ["officer", "principal"]
    await driver.by("duty", consent.take_back, order)
    async with driver.town.database.transaction() as session:
        await session.execute(
            sa.update(Account).where(Account.person_id == driver.people["officer"]).values(reachable=False)
        )
    await ordered(driver)
    assert [who for who, _ in await told(driver, "evacuation")][2:] == ["principal"]


async def test_a_part_goes_to_another_officer_with_its_deadline_and_all_that_was_entered(
    driver: TownshipDriver,
) -> None:
    order = await ordered(driver, villages=("shangwan", "xiahe"))
    await says(driver, "officer", order, "H-0001", EvacueeState.LEFT)
    _, (part, _) = await driver.by("duty", handing.parts, order)
    officer, neighbour = driver.people["officer"], driver.people["neighbour"]
    assert part.person_id == officer
    with pytest.raises(Forbidden):
        await driver.by("neighbour", handing.hand, part.id, neighbour, was=officer)
    await driver.by("duty", handing.hand, part.id, neighbour, was=officer)
    with pytest.raises(Stale, match="part-moved"):
        await driver.by("chief", handing.hand, part.id, driver.people["land"], was=officer)
    (to, yours), (before, gone) = (await told(driver, "evacuation"))[-1], (await told(driver, "evacuation_news"))[-1]
    assert (to, before) == ("neighbour", "officer")
    assert "未清点 <b>5</b> 人" in yours.content["text"], "who has left has not arrived"
    assert "您登记的都保留" in gone.content["text"]
    assert (await counted(driver, order)).states[EvacueeState.LEFT] == 2
    await says(driver, "neighbour", order, "H-0002", EvacueeState.TOLD)
    async with driver.town.database.reading() as session:
        (former,) = await directory.by_ids(session, [officer])
        assert not await orders.has_part(session, former, order)
        assert await orders.whose_now(session, former, order) == ("陈信息员",)
        rows = await session.scalars(sa.select(Deadline).where(Deadline.subject_id == part.id))
        (row,) = [one for one in rows if one.kind == orders.PART]
        things = await owed.OWED[1].load(moment(driver, session), [row])
    assert (row.ended_at, things[row.id].whose(row).person_id) == (None, neighbour)


async def test_the_stations_group_has_one_live_card_that_is_pinned_until_the_order_is_over(
    driver: TownshipDriver,
) -> None:
    async with driver.town.database.transaction() as session:
        bound = {"bound_by_id": driver.people["chief"], "bound_at": driver.now, "title": "应急站群"}
        session.add(Group(chat_id=STATION, purpose=GroupPurpose.STATION, **bound))

    async def refreshed() -> list[Message]:
        await ticks.do(driver.town, "refresh_evacuations")
        async with driver.town.database.transaction() as session:
            await session.execute(sa.update(Message).values(state=MessageState.SENT))
        return [row for _, row in await told(driver, "evacuation_card") if row.chat_id == STATION]

    order = await ordered(driver)
    await refreshed()
    await says(driver, "officer", order, "H-0001", EvacueeState.TOLD)
    assert len(await refreshed()) == len(await refreshed()), "nothing has changed"
    await driver.by("duty", consent.take_back, order)
    rows = await refreshed()
    shown = [Card.model_validate(row.content) for row in rows]
    assert [(card.pinned, card.silent) for card in shown] == [(True, False), (True, True), (False, True)]
    assert {(row.card, row.manner) for row in rows} == {(f"evacuation:{order}", Manner.EDIT)}
    assert {one.url for card in shown for line in card.rows for one in line} == {f"bot:evacuation_{order}"}
    assert "已撤回" in shown[-1].text
