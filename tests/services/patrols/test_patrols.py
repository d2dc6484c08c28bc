"""Patrols: who makes them, for which period they count, and what becomes of a wrong one; on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from models import Duty, Grid, JournalEntry, Message, Patrol, Person, Post
from models.enums import DutyState, PatrolAnswer, Role
from patrol_steps import (
    NORMAL,
    PROBLEM,
    SKIPPED,
    duties,
    make_duties,
    patrolled,
    records,
    risk_point,
    with_checklist,
    with_rule,
)
from scheduler import ticks
from services.core.act import Act
from services.core.errors import Forbidden, Refused, Stale
from services.core.town import Town
from services.drafts import drafts
from services.patrols import patrols, points
from services.patrols.fields import PatrolFields
from services.patrols.patrols import Submitted
from services.patrols.records import withdraw
from services.patrols.scores import of_answers
from township import SLOPE, TownshipDriver


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(town)


async def test_seven_normal_three_problems_five_not_applicable_score_70(driver: TownshipDriver) -> None:
    driver.town = with_checklist(driver.town, *(f"q{number}" for number in range(15)))
    place = await risk_point(driver)
    answers = (*[NORMAL] * 7, *[PROBLEM] * 3, *[SKIPPED] * 5)
    await driver.by("land", patrolled, place, *answers)
    (patrol,) = await records(driver.town)
    assert of_answers(item.answer for item in patrol.items).points == 70
    assert sum(item.case_id is not None for item in patrol.items) == 3, "each problem is a hazard"


async def test_a_checklist_that_changes_in_mid_patrol_does_not_mix(driver: TownshipDriver) -> None:
    driver.town = with_checklist(driver.town, "cracks", "drains")
    place = await risk_point(driver)

    async def half(act: patrols.Act) -> int:
        draft = await patrols.begin(act, place)
        await patrols.answer(act, draft, 0, PatrolAnswer.NORMAL)
        return draft.id

    await driver.by("land", half)
    driver.town = with_checklist(driver.town, "trees", "cracks", "signs")
    driver.forward(days=1)
    await driver.by("land", patrolled, place)
    await driver.by("officer", patrolled, place)
    old, new = await records(driver.town)
    assert [item.code for item in old.items] == ["cracks", "drains"]
    assert [item.code for item in new.items] == ["trees", "cracks", "signs"]
    assert old.checklist != new.checklist


async def test_everybody_of_the_point_may_patrol_it_and_their_substitutes(driver: TownshipDriver) -> None:
    async with driver.town.database.transaction() as session:
        for number, (role, columns) in enumerate(
            (
                (Role.GRID_OFFICER, {"grid_id": driver.grids["shangwan"]}),
                (Role.GRID_OFFICER, {"grid_id": driver.grids["shangwan"], "substitute": True}),
                (Role.INFORMATION_OFFICER, {"village_id": driver.villages["shangwan"], "substitute": True}),
                (Role.UNIT_HEAD, {"unit_id": driver.units["natural-resources"], "substitute": True}),
                (Role.GRID_OFFICER, {"grid_id": driver.grids["xiahe"]}),
            )
        ):
            person = Person(name=f"第{number}人", phone=f"+86139000{number:05d}")
            session.add(person)
            await session.flush()
            session.add(Post(person_id=person.id, role=role, **columns))
            driver.people[f"new{number}"] = person.id
        grid = await session.get_one(Grid, driver.grids["shangwan"])
        assert grid.village_id == driver.villages["shangwan"]
    place = await risk_point(driver, grid_id=driver.grids["shangwan"])
    for who in ("land", "land_head", "officer", "principal", "new0", "new1", "new2", "new3"):
        await driver.by(who, patrolled, place)
    for who in ("road", "neighbour", "neighbour_principal", "new4", "chief", "operator"):
        with pytest.raises(Forbidden):
            await driver.by(who, patrolled, place)
    assert len(await records(driver.town)) == 8


@pytest.mark.parametrize(("early", "counts"), [(7, "12-01"), (0, "11-01")])
async def test_done_early_it_counts_for_the_period_that_was_named_if_its_rule_allows_it(
    driver: TownshipDriver, early: int, counts: str
) -> None:
    driver.town = with_rule(driver.town, early=early)
    place = await risk_point(driver)
    driver.forward(days=3)
    await make_duties(driver.town)
    assert await duties(driver.town) == [("11-01", "open"), ("12-01", "open")]
    async with driver.town.database.reading() as session:
        december = await session.scalar(
            sa.select(Duty.id).where(Duty.first > driver.now.date(), Duty.fact == points.FACT)
        )
    done = await driver.by("land", patrolled, place, duty_id=december)
    assert [f"{duty.first:%m-%d}" for duty in done.duties] == [counts]
    assert (counts, "done") in await duties(driver.town)


async def test_a_second_patrol_of_the_month_counts_for_nothing_until_the_first_is_withdrawn(
    driver: TownshipDriver,
) -> None:
    place = await risk_point(driver)
    first = await driver.by("land", patrolled, place)
    second = await driver.by("officer", patrolled, place)
    assert (len(first.duties), second.duties) == (1, [])
    with pytest.raises(Forbidden):
        await driver.by("officer", withdraw, first.patrol.id, "不是我的")
    with pytest.raises(Refused):
        await driver.by("land", withdraw, first.patrol.id, "  ")
    await driver.by("land", withdraw, first.patrol.id, "选错了点")
    assert await duties(driver.town) == [("11-01", "done")], "the second one was there all the time"
    with pytest.raises(Stale):
        await driver.by("chief", withdraw, first.patrol.id, "再撤一次")
    why = "没有到现场。" * 40
    await driver.by("duty", withdraw, second.patrol.id, why)
    assert await duties(driver.town) == [("11-01", "open")]
    async with driver.town.database.reading() as session:
        kept = await session.execute(
            sa.select(JournalEntry.action, JournalEntry.reason).where(
                JournalEntry.subject == patrols.subject(second.patrol.id)
            )
        )
        assert [tuple(row) for row in kept] == [("submit", None), ("withdraw", why)]
        assert await session.scalar(sa.select(Patrol.withdrawn_because).filter_by(id=second.patrol.id)) == why
        told = await session.scalars(sa.select(Message.person_id).where(Message.event == "patrol_withdrawn"))
        assert list(told) == [driver.people["officer"]], "the author hears of it, unless it was the author"


async def test_a_patrol_needs_every_answer_and_a_place_or_the_word_that_there_is_none(driver: TownshipDriver) -> None:
    place = await risk_point(driver)

    async def bare(act: patrols.Act, **given: object) -> None:
        draft = await patrols.begin(act, place)
        await drafts.patch(act.session, draft, PatrolFields, act.now, **given)
        await patrols.submit(act, draft)

    with pytest.raises(Refused, match="patrol-unanswered"):
        await driver.by("land", bare)
    answered = {"items": [{"code": "one", "answer": "normal"}]}
    with pytest.raises(Refused, match="patrol-place-wanted"):
        await driver.by("land", bare, **answered)
    away = {"latitude": SLOPE[0] + 1, "longitude": SLOPE[1], "placed_at": driver.now}
    with pytest.raises(Refused, match="patrol-far-ask"):
        await driver.by("land", bare, **answered, **away)
    await driver.by("land", bare, **answered, no_place=True)


async def test_a_point_that_left_the_register_is_patrolled_to_the_end_and_begun_no_more(driver: TownshipDriver) -> None:
    place = await risk_point(driver)
    draft = await driver.by("land", patrols.begin, place)
    async with driver.town.database.transaction() as session:
        point = await session.get_one(points.RiskPoint, place)
        point.active = False

    async def ends(act: patrols.Act) -> None:
        mine = await drafts.load(act.session, act.actor, draft.id)
        await patrols.rest_normal(act, mine)
        await drafts.patch(act.session, mine, PatrolFields, act.now, no_place=True)
        await patrols.submit(act, mine)

    await driver.by("land", ends)
    assert len(await records(driver.town)) == 1
    with pytest.raises(Stale):
        await driver.by("land", patrols.begin, place)


async def test_a_hazard_of_a_patrol_of_a_training_copy_is_a_drill(driver: TownshipDriver) -> None:
    driver.town = replace(driver.town, settings=driver.town.settings.model_copy(update={"drill": True}))
    place = await risk_point(driver)
    done = await driver.by("land", patrolled, place, PROBLEM)
    assert done.patrol.drill
    case = await driver.case((await records(driver.town))[0].items[0].case_id or 0)
    assert case.drill


@pytest.mark.parametrize("owes", ["unit", "village", "grid", "line", "town", "post"])
async def test_a_second_patrol_is_needed_when_the_first_is_taken_back_also_at_another_point_and_late(
    driver: TownshipDriver, owes: str
) -> None:
    more = {"owes": owes, "levels": ()} | ({"roles": ["unit_handler"]} if owes == "post" else {})
    driver.town = with_rule(driver.town, **more)
    one, other = [
        await risk_point(driver, name, grid_id=driver.grids["shangwan"]) for name in ("东坡滑坡点", "西坡滑坡点")
    ]
    first = await driver.by("land", patrolled, one)
    assert [duty.owing for duty in first.duties] == [owes]
    assert (await driver.by("land", patrolled, other)).duties == []
    driver.forward(days=20)
    await make_duties(driver.town)
    await ticks.work_off(driver.town)
    await driver.by("land", withdraw, first.patrol.id, "没有到现场")
    async with driver.town.database.reading() as session:
        assert await session.scalar(sa.select(Duty.state).where(Duty.id == first.duties[0].id)) is DutyState.DONE


async def test_a_patrol_that_was_sent_in_time_and_is_known_late_is_not_missed(driver: TownshipDriver) -> None:
    driver.town = with_rule(driver.town, each="day")
    place = await risk_point(driver)
    sent_at = driver.now + timedelta(hours=13)  # 23:00
    driver.forward(hours=15)
    await make_duties(driver.town)
    await ticks.work_off(driver.town)
    assert (await duties(driver.town))[0] == ("11-23", "missed")

    async def late(act: Act) -> Submitted:
        return await patrolled(replace(act, said_at=sent_at), place)

    done = await driver.by("land", late)
    assert (done.patrol.at, [duty.first.day for duty in done.duties]) == (sent_at, [23])
