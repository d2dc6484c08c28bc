"""Where each person is: entered by officers at once, corrected, never overwritten in silence; shelters that fill."""

import asyncio

import pytest
import sqlalchemy as sa

from evacuation_steps import HALL, SCHOOL, counted, opened_with_homes, order_of, ordered, people, says, shelter, told
from models import Case, EvacueeEntry, ShelterStay
from models.enums import EvacuationState, EvacueeState, Severity
from scheduler import ticks
from services.core import journal
from services.core.errors import Forbidden, Refused, Stale
from services.core.town import Town
from services.evacuation.after import ending
from services.evacuation.order import balance, orders, stays
from services.evacuation.people import adding, correcting, doors, entering, finding
from services.evacuation.people.entering import Said
from township import TownshipDriver

S = EvacueeState


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await opened_with_homes(town)


async def test_a_household_or_some_of_it_is_in_exactly_one_state_and_the_sum_holds(driver: TownshipDriver) -> None:
    order = await ordered(driver)
    await says(driver, "officer", order, "H-0001", S.TOLD)
    await says(driver, "officer", order, "H-0002", S.LEFT, some=2)
    await says(driver, "officer", order, "H-0001", S.ARRIVED, some=1, place="下河村亲戚家", phone="13812341234")
    counts = await counted(driver, order)
    assert [counts.states[one] for one in (S.UNTOLD, S.TOLD, S.LEFT, S.ARRIVED)] == [1, 1, 2, 1]
    assert (counts.count(), counts.unaccounted) == (5, 4)
    assert (counts.figures.evacuated, counts.figures.relocated, counts.figures.dispersed) == (3, 1, 1)
    for wrong, said in (
        ({"state": S.AWAY}, "place-needed"),
        ({"state": S.UNWILLING}, "reason"),
        ({"state": S.RETURNED}, "not-lifted"),
    ):
        with pytest.raises(Refused, match=said):
            await says(driver, "officer", order, "H-0001", **wrong)
    with pytest.raises(Forbidden):
        await says(driver, "neighbour", order, "H-0001", S.TOLD)


async def test_two_officers_who_differ_are_both_kept_and_neither_wins_in_silence(driver: TownshipDriver) -> None:
    order = await ordered(driver)
    home = await people(driver, order, "H-0001")
    await asyncio.gather(
        says(driver, "officer", order, "H-0001", S.LEFT, seen=0),
        says(driver, "principal", order, "H-0001", S.NOT_HOME, seen=0),
    )
    async with driver.town.database.reading() as session:
        entries = list(await session.scalars(sa.select(EvacueeEntry).order_by(EvacueeEntry.id)))
    assert len(entries) == 4
    assert [entry.counts for entry in entries] == [True, True, False, False], "the first counts, the second is asked"
    assert (await counted(driver, order)).count() == 5
    first, second = entries[0], entries[-1]
    who = {number: name for name, number in driver.people.items()}
    done = await driver.by(who[second.by_id], correcting.hold_to, second.id)
    assert len(done.changed) == 2
    assert {one.state for one in await people(driver, order, "H-0001")} == {second.becomes}
    assert [name for name, _ in await told(driver, "evacuation_disputed")] == [who[first.by_id]]
    with pytest.raises(Stale):
        await driver.by(who[first.by_id], correcting.hold_to, second.id)
    seen = second.id + 2
    again = await driver.by(who[first.by_id], entering.enter, home[0].id, None, Said(S.TOLD), seen=seen)
    assert again.conflicts == (), "who has seen the last word may change it"


async def test_a_wrong_entry_is_undone_and_a_wrong_person_struck_off_and_all_is_kept(driver: TownshipDriver) -> None:
    order = await ordered(driver)
    there = await people(driver, order, "H-0002")
    await says(driver, "officer", order, "H-0002", S.ARRIVED, shelter_id=await shelter(driver, SCHOOL))
    done = await driver.by("officer", correcting.undo, there[0].id, [there[0].id], seen=99)
    counts = await counted(driver, order)
    assert (len(done.changed), counts.figures.relocated, counts.figures.gathered) == (1, 2, 2)
    await driver.by("officer", correcting.strike, there[0].id, [there[0].id], "早已搬走")
    assert (await counted(driver, order)).count() == 4
    await driver.by("officer", correcting.undo, there[0].id, [there[0].id], seen=99)
    assert (await counted(driver, order)).count() == 5
    added, alike = await driver.by("officer", adding.person, there[0].id, " 住户 20 ")
    assert (alike, (await counted(driver, order)).count()) == (1, 6), "a namesake is pointed out and never joined"
    assert added.household_id == there[0].household_id
    async with driver.town.database.reading() as session:
        assert await session.scalar(sa.select(sa.func.count(EvacueeEntry.id))) == 3 + 1 + 1 + 1


async def test_of_two_households_in_the_same_second_one_is_in_whole_the_other_is_offered_room(town: Town) -> None:
    driver = await opened_with_homes(town, 2, 3, 2)
    order, school = await ordered(driver), await shelter(driver, SCHOOL)
    await says(driver, "officer", order, "H-0003", S.ARRIVED, shelter_id=school)
    done = await asyncio.gather(
        says(driver, "officer", order, "H-0001", S.ARRIVED, shelter_id=school),
        says(driver, "principal", order, "H-0002", S.ARRIVED, shelter_id=school),
    )
    (full,) = [one for one in done if one.full is not None]
    assert (full.wanted, full.changed) == (3, ())
    counts = await counted(driver, order)
    assert (counts.figures.gathered, counts.count(S.UNTOLD)) == (4, 3), "a household is taken in whole or not at all"
    near = await driver.by("officer", stays.near, await order_of(driver, order), await people(driver, order, "H-0002"))
    assert [(site.shelter.name, site.left) for site in near] == [(HALL, 10), (SCHOOL, 0)]
    with pytest.raises(Refused, match="over-limit"):
        await says(driver, "chief", order, "H-0002", S.ARRIVED, shelter_id=school, over=True)
    asked = await says(driver, "officer", order, "H-0002", S.ARRIVED, shelter_id=school, over=True)
    assert asked.full is not None, "an officer cannot overfill it"


async def test_a_leader_overfills_a_shelter_within_the_limit_and_it_is_recorded(town: Town) -> None:
    driver = await opened_with_homes(town, 10, 1)
    order, hall = await ordered(driver), await shelter(driver, HALL)
    filled = await says(driver, "officer", order, "H-0001", S.ARRIVED, shelter_id=hall)
    assert filled.filled is not None
    await driver.by("officer", doors.tell_full, filled.home.order, filled.filled, filled.entries[0].id)
    assert "请去 中心小学" in (await told(driver, "evacuation_full"))[0][1].content["text"]
    assert (await says(driver, "chief", order, "H-0002", S.ARRIVED, shelter_id=hall, over=True)).changed
    async with driver.town.database.reading() as session:
        over = await session.scalar(sa.select(ShelterStay.over_by_id).where(ShelterStay.over_by_id.is_not(None)))
        said = [entry.action for entry in await journal.history(session, orders.subject(order))]
    assert (over, "overfill" in said) == (driver.people["chief"], True)


async def test_a_person_at_two_shelters_is_one_person_at_the_second_and_a_drill_fills_nothing(
    driver: TownshipDriver,
) -> None:
    school, hall = await shelter(driver, SCHOOL), await shelter(driver, HALL)
    drill = await ordered(driver, drill=True)
    await says(driver, "officer", drill, "H-0002", S.ARRIVED, shelter_id=school)
    order = await ordered(driver)
    await says(driver, "officer", order, "H-0002", S.ARRIVED, shelter_id=school)
    await says(driver, "officer", order, "H-0002", S.ARRIVED, some=1, shelter_id=hall)
    figures = (await counted(driver, order)).figures
    assert (figures.gathered, figures.sites, figures.relocated) == (3, 2, 3)
    await says(driver, "officer", order, "H-0001", S.ARRIVED, shelter_id=school)
    async with driver.town.database.reading() as session:
        open_stays = await session.execute(
            sa.select(ShelterStay.shelter_id, sa.func.count())
            .where(ShelterStay.until.is_(None), ~ShelterStay.drill)
            .group_by(ShelterStay.shelter_id)
        )
        assert dict(tuple(row) for row in open_stays) == {school: 4, hall: 1}


async def test_a_shelters_keeper_takes_in_by_number_and_tells_what_is_needed(driver: TownshipDriver) -> None:
    order, school = await ordered(driver), await shelter(driver, SCHOOL)
    found = await driver.by("land", adding.of_code, await order_of(driver, order), "h-2")
    there = await people(driver, order, "H-0002")
    assert found == there[0].id
    with pytest.raises(Forbidden):
        await driver.by("land", entering.enter, found, None, Said(S.ARRIVED, shelter_id=await shelter(driver, HALL)))
    await driver.by("land", entering.enter, found, None, Said(S.ARRIVED, shelter_id=school))
    with pytest.raises(Forbidden):
        await driver.by("road", entering.enter, found, None, Said(S.ARRIVED, place="亲戚家"))
    await driver.by("land", entering.enter, found, [found], Said(S.ARRIVED, place="亲戚家"))
    assert (await counted(driver, order)).figures.gathered == 2, "the keeper lets out who stays there, and nobody else"
    with pytest.raises(Forbidden):
        await driver.by("land", entering.enter, found, [found], Said(S.LEFT))
    assert await driver.by("land", adding.of_code, await order_of(driver, order), "H-0101") is None
    await driver.by("land", adding.household, order, "101")
    assert (await counted(driver, order)).count() == 7, "a household that nobody had listed comes to the door"
    await driver.by("land", doors.need, school, "棉被 30 床")
    assert "棉被 30 床" in (await told(driver, "evacuation_need"))[0][1].content["text"]
    with pytest.raises(Forbidden):
        await driver.by("road", doors.need, school, "水")
    with pytest.raises(Refused, match="no-household"):
        await driver.by("land", adding.of_code, await order_of(driver, order), "H-9999")


async def test_a_keeper_lets_out_their_own_guests_and_moves_nobody_of_the_household_who_is_elsewhere(
    driver: TownshipDriver,
) -> None:
    order, school, hall = await ordered(driver), await shelter(driver, SCHOOL), await shelter(driver, HALL)
    first, second, third = await people(driver, order, "H-0002")
    for person, shelter_id in ((first, school), (second, hall)):
        await driver.by("officer", entering.enter, first.id, [person.id], Said(S.ARRIVED, shelter_id=shelter_id))
    out = Said(S.ARRIVED, place="亲戚家")
    done = await driver.by("land", entering.enter, first.id, None, out, leaving=school)
    assert [one.id for one in done.changed] == [first.id]
    with pytest.raises(Stale, match="nobody-here"):
        await driver.by("land", entering.enter, first.id, None, out, leaving=school)
    with pytest.raises(Forbidden):
        await driver.by("land", entering.enter, first.id, None, out, leaving=hall)
    with pytest.raises(Forbidden):
        await driver.by("land", entering.enter, first.id, [second.id, third.id], out)
    done = await driver.by("principal", entering.enter, first.id, None, out, leaving=hall)
    assert [one.id for one in done.changed] == [second.id], (
        "at a door it is the guests, also for a person with more rights"
    )
    assert [one.state for one in await people(driver, order, "H-0002")] == [S.ARRIVED, S.ARRIVED, S.UNTOLD]


async def test_the_door_counts_the_guests_that_its_places_count(driver: TownshipDriver) -> None:
    school = await shelter(driver, SCHOOL)
    drill = await ordered(driver, drill=True)
    await says(driver, "officer", drill, "H-0002", S.ARRIVED, shelter_id=school)
    order = await ordered(driver)
    await says(driver, "officer", order, "H-0001", S.ARRIVED, shelter_id=school)
    for one, people_there in ((drill, 3), (order, 2)):
        guests = await driver.by("land", stays.guests, await order_of(driver, one), school)
        assert list(guests.values()) == [people_there]


async def test_people_who_will_not_go_are_the_stations_to_decide(driver: TownshipDriver) -> None:
    order = await ordered(driver)
    done = await says(driver, "officer", order, "H-0001", S.UNWILLING, why="要看家")
    await driver.by("officer", correcting.report_unwilling, done, "要看家")
    assert "要看家" in (await told(driver, "evacuation_unwilling"))[0][1].content["text"]
    with pytest.raises(Forbidden):
        await driver.by("officer", correcting.decide, done.changed[0].id, force=True)
    await driver.by("duty", correcting.decide, done.changed[0].id, force=True)
    who, word = (await told(driver, "evacuation_unwilling"))[-1]
    assert (who, "强制转移" in word.content["text"]) == ("officer", True)


async def test_an_officer_is_reminded_and_the_ladder_climbs_until_everybody_is_accounted_for(
    driver: TownshipDriver,
) -> None:
    order = await ordered(driver)
    driver.forward(hours=2, minutes=1)
    await ticks.work_off(driver.town)
    reminded = [who for who, row in await told(driver, "deadline") if "转移未清点 5 人" in row.content["text"]]
    assert "officer" in reminded
    await says(driver, "officer", order, "H-0001", S.ARRIVED, shelter_id=await shelter(driver, HALL))
    await says(driver, "officer", order, "H-0002", S.AWAY, place="县城")
    before = len(await told(driver, "deadline"))
    driver.forward(hours=5)
    await ticks.work_off(driver.town)
    assert len(await told(driver, "deadline")) == before


async def test_it_ends_with_a_leaders_reason_is_lifted_after_checks_and_is_over_when_all_are_back(
    driver: TownshipDriver,
) -> None:
    order = await ordered(driver)
    await says(driver, "officer", order, "H-0001", S.ARRIVED, shelter_id=await shelter(driver, HALL))
    with pytest.raises(Refused, match="unaccounted"):
        await driver.by("chief", ending.end, order)
    with pytest.raises(Forbidden):
        await driver.by("duty", ending.end, order, "夜间无法继续")
    await driver.by("chief", ending.end, order, "其余人已由消防队带走，名单待补")
    there = await people(driver, order, "H-0001")
    done, case = await driver.by("officer", ending.seen_back, there[0].id, [there[0].id], seen=99)
    assert (case.description, len(done.changed)) == (
        f"转移令 {done.home.order.number} 未解除，H-0001 户有 1 人擅自返回危险区",
        1,
    )
    assert (await counted(driver, order)).figures.evacuated == 2, "who is back had left"
    with pytest.raises(Refused, match="unchecked"):
        await driver.by("chief", ending.lift, order)
    await driver.by("duty", ending.check, order, ending.GROUND, "裂缝无新增")
    assert (await counted(driver, order)).figures.gathered == 1, "an order to leave frees no bed"
    await driver.by("chief", ending.lift, order)
    assert (await counted(driver, order)).figures.gathered == 1, "nor does the lifting"
    async with driver.town.database.reading() as session:
        cases = list(await session.scalars(sa.select(Case.description).order_by(Case.id)))
    assert "返回前检查房屋" in cases[-1]
    await says(driver, "officer", order, "H-0001", S.RETURNED)
    await ticks.work_off(driver.town)
    one = await order_of(driver, order)
    assert (one.state, one.over_at, one.unaccounted) == (EvacuationState.OVER, driver.now, 3)


async def test_a_person_is_found_by_who_may_and_each_search_is_journalled(driver: TownshipDriver) -> None:
    await ordered(driver)
    with pytest.raises(Refused, match="name-short"):
        await driver.by("duty", finding.find, " % ")
    with pytest.raises(Forbidden):
        await driver.by("land", finding.find, "住户10")
    assert [hit.code for hit in await driver.by("duty", finding.find, "住 户10")] == ["H-0001"]
    assert await driver.by("neighbour", finding.find, "住户10") == [], "not of another village"
    async with driver.town.database.reading() as session:
        said = await journal.history(session, finding.SUBJECT)
    assert [(entry.actor_id, entry.details["found"]) for entry in said] == [
        (driver.people["duty"], 1),
        (driver.people["neighbour"], 0),
    ]
    assert "住户" not in str([entry.details for entry in said])


async def test_a_figure_by_telephone_is_never_added_and_the_level_follows_from_the_people(
    driver: TownshipDriver,
) -> None:
    order = await ordered(driver)
    await driver.by("duty", ending.report, order, 50, "下河村电话")
    assert (await counted(driver, order)).count() == 5
    assert [balance.level(driver.town, people) for people in (99, 100, 500, 1000)] == list(Severity)
