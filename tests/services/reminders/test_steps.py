"""What a neglected case does by itself: who is told what and when, each step once (I5), on both databases."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from due_walk import due_moments
from models import Deadline, FiredStep, Message
from models.enums import DeadlineKind, Priority
from scheduler import ticks
from services.assignments import handling, pauses, still_working
from services.calendar import quiet_hours
from services.core.town import Town
from services.county import steps as county_steps
from services.deadlines import deadlines
from services.triage import triage
from township import MONDAY, TownshipDriver


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(town)


async def told_since(driver: TownshipDriver, before: int) -> list[tuple[str, str]]:
    """Return (who, first line) of what was queued about deadlines after a row's id."""
    names = {person: who for who, person in driver.people.items()}
    async with driver.town.database.reading() as session:
        rows = await session.execute(
            sa.select(Message.person_id, Message.content)
            .where(Message.id > before, Message.event.in_(("deadline", "reminder")))
            .order_by(Message.id)
        )
        return [(names[person], content["text"].splitlines()[0]) for person, content in rows]


async def newest(driver: TownshipDriver) -> int:
    async with driver.town.database.reading() as session:
        return await session.scalar(sa.select(sa.func.max(Message.id))) or 0


async def forward(driver: TownshipDriver, span: timedelta) -> dict[str, str]:
    """Move the clock, let it do what is due, and return who was told what since."""
    before = await newest(driver)
    driver.clock.at += span
    await ticks.work_off(driver.town)
    return dict(await told_since(driver, before))


async def to_call(driver: TownshipDriver) -> list[str]:
    """Return the people to telephone, because messages were not enough."""
    names = {person: who for who, person in driver.people.items()}
    async with driver.town.database.reading() as session:
        return [names[person] for person in await session.scalars(sa.select(Message.person_id).where(Message.call))]


async def test_an_incident_nobody_confirms_climbs_to_the_director(driver: TownshipDriver) -> None:
    case = await driver.files("officer", kind="incident")
    await driver.by("deputy", county_steps.waive, case.id, reason="未达到报送标准")  # that clock has tests of its own
    assert await forward(driver, timedelta(minutes=2, seconds=59)) == {}
    told = await forward(driver, timedelta(seconds=1))
    assert set(told) == {"deputy"}
    assert "险情无人研判" in told["deputy"]
    assert set(await forward(driver, timedelta(minutes=5))) == {"chief"}
    assert set(await forward(driver, timedelta(minutes=10))) == {"director"}
    assert await forward(driver, timedelta(days=3)) == {}, "the ladder has an end"
    assert await to_call(driver) == ["director"], "a message alone is not enough at the top"
    await driver.by("duty", triage.judge, case.id, line="geology")
    assert await to_call(driver) == [], "somebody is on it: nobody need be telephoned"


async def test_a_neglected_hazard_reminds_its_handler_and_then_climbs(driver: TownshipDriver) -> None:
    case = await driver.dispatched(
        "natural-resources", severity="major"
    )  # one working day, Monday 10:00 to Tuesday 10:00
    assignment = await driver.assignment(case, "natural-resources")
    await driver.by("land", handling.accept, assignment.id)
    happened, before = [], await newest(driver)
    async for at in due_moments(driver, MONDAY + timedelta(days=9)):
        told, before = await told_since(driver, before), await newest(driver)
        happened += [(f"{at.astimezone(driver.town.zone):%m-%d %H:%M}", who) for who, _ in told]
    assert happened == [
        ("11-23 15:32", "land"),  # 50 % of seven hours: 15:30 (the office is closed from 12 to 14), two minutes bundled
        ("11-24 08:38", "land"),  # 80 %: 08:36 on Tuesday
        ("11-24 10:02", "land"),  # due at 10:00
        ("11-24 12:02", "land_head"),  # two working hours late
        ("11-25 09:02", "geology_director"),  # four more
        ("11-26 09:02", "chief"),  # a working day more, and so on
        ("11-27 09:02", "director"),  # for the executive deputy director, whose post is vacant
        ("12-01 09:00", "director"),  # and somebody is to telephone
    ]
    assert await to_call(driver) == ["director"]


async def test_nobody_is_reminded_of_what_was_done(driver: TownshipDriver) -> None:
    case = await driver.dispatched("natural-resources", severity="major")
    assignment = await driver.assignment(case, "natural-resources")
    await driver.by("land", handling.accept, assignment.id)
    await driver.feeds_back("land", case, "natural-resources")
    before = await newest(driver)
    await forward(driver, timedelta(days=1))
    assert not [line for who, line in await told_since(driver, before) if who.startswith("land")]


async def fired(driver: TownshipDriver) -> list[tuple[str, str]]:
    """Return (doing, rank) of every step that was taken, in the order written down."""
    async with driver.town.database.reading() as session:
        rows = await session.execute(sa.select(FiredStep.doing, FiredStep.rank).order_by(FiredStep.id))
        return [(doing, rank) for doing, rank in rows]


async def test_a_clock_that_slept_takes_every_step_once_and_tells_each_person_once(driver: TownshipDriver) -> None:
    case = await driver.dispatched("natural-resources", severity="major")
    assignment = await driver.assignment(case, "natural-resources")
    await driver.by("land", handling.accept, assignment.id)
    before = await newest(driver)
    await forward(driver, timedelta(days=30))
    steps = await fired(driver)
    assert steps == [
        ("remind", "handler"),
        ("remind", "handler"),
        ("escalate", "handler"),
        ("escalate", "unit_head"),
        ("escalate", "line_deputy_director"),
        ("escalate", "station_chief"),
        ("escalate", "executive_deputy_director"),
        ("escalate", "director"),
    ], "each step, in order, and none twice"
    await forward(driver, timedelta(minutes=5))
    told = [who for who, _ in await told_since(driver, before)]
    assert sorted(told) == ["chief", "director", "geology_director", "land", "land_head"]
    assert await fired(driver) == steps


async def test_several_things_are_told_together(driver: TownshipDriver) -> None:
    cases = [await driver.dispatched("natural-resources", severity="major") for _ in range(3)]
    for case in cases:
        await driver.by("land", handling.accept, (await driver.assignment(case, "natural-resources")).id)
    await forward(driver, timedelta(hours=5, minutes=31))  # half of the time has passed for all three
    told = await forward(driver, timedelta(minutes=2))
    assert told["land"] == "⏰ 有 3 件事项请您抓紧"


async def reminders(driver: TownshipDriver, who: str) -> list[dict[str, object]]:
    """Return the contents of a person's reminders, in order."""
    async with driver.town.database.reading() as session:
        rows = await session.scalars(
            sa.select(Message.content)
            .where(Message.person_id == driver.people[who], Message.event == "reminder")
            .order_by(Message.id)
        )
        return list(rows)


async def test_a_reminder_of_one_thing_is_its_card_with_the_button_to_press(driver: TownshipDriver) -> None:
    await driver.dispatched("natural-resources", severity="major")
    await forward(driver, timedelta(hours=9))
    await forward(driver, timedelta(minutes=2))
    (content,) = await reminders(driver, "land")
    first, second = str(content["text"]).splitlines()[:2]
    assert "待签收" in first
    assert "待反馈" in second, "what else is to be done on the case stands with it"
    assert "地质灾害" in str(content["text"])
    assert next(button["text"] for button in content["rows"][0]) == "✅ 签收 · 30 分钟到"  # type: ignore[index]


async def test_who_hears_of_several_late_things_reads_whose_they_are_and_what_they_are_about(
    driver: TownshipDriver,
) -> None:
    for _ in range(2):
        case = await driver.dispatched("natural-resources", severity="major")
        await driver.by("land", handling.accept, (await driver.assignment(case, "natural-resources")).id)
    await forward(driver, timedelta(days=1, hours=3))
    await forward(driver, timedelta(minutes=2))
    (content,) = await reminders(driver, "land_head")
    text = str(content["text"])
    assert text.count("自然资源所反馈已逾期") == 2
    assert text.count("地质灾害 · 上湾村 · ") == 2


async def test_two_clocks_at_once_take_each_step_once(driver: TownshipDriver) -> None:
    for _ in range(5):
        await driver.files("officer", kind="incident")
    driver.clock.at += timedelta(minutes=20)
    await asyncio.gather(*(ticks.work_off(driver.town) for _ in range(4)))
    steps = await fired(driver)
    assert len(steps) == 5 * 3
    async with driver.town.database.reading() as session:
        told = await session.scalar(sa.select(sa.func.count(Message.id)).where(Message.event == "deadline"))
    assert told == 5 * 3


async def test_what_can_wait_waits_for_the_morning_and_danger_to_life_does_not(driver: TownshipDriver) -> None:
    night = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)  # 23:00 in Shanghai
    assert quiet_hours.until(driver.town, Priority.REMINDER, night) == datetime(2026, 11, 23, 23, 0, tzinfo=UTC)
    assert quiet_hours.until(driver.town, Priority.DIGEST, night + timedelta(hours=7)) == datetime(
        2026, 11, 23, 23, tzinfo=UTC
    )
    assert quiet_hours.until(driver.town, Priority.LIFE, night) == night
    noon = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
    assert quiet_hours.until(driver.town, Priority.REMINDER, noon) == noon


async def test_a_running_case_keeps_its_ladder_when_the_settings_change(driver: TownshipDriver) -> None:
    await driver.files("officer", kind="incident")
    short = driver.town.settings.ladders.model_copy(update={"confirm": driver.town.settings.ladders.confirm[:1]})
    driver.town = replace(driver.town, settings=driver.town.settings.model_copy(update={"ladders": short}))
    assert set(await forward(driver, timedelta(minutes=3))) == {"deputy"}


async def test_a_pause_is_not_counted_and_nobody_is_reminded_in_it(driver: TownshipDriver) -> None:
    case = await driver.dispatched("natural-resources", severity="major")
    assignment = await driver.assignment(case, "natural-resources")
    await driver.by("land", handling.accept, assignment.id)
    await driver.by("land", pauses.pause, assignment.id, until=driver.now + timedelta(days=7), reason="等雨停")
    await forward(driver, timedelta(days=6) - timedelta(minutes=3))
    assert "恢复办理" in (await forward(driver, timedelta(minutes=3)))["land"], "only of the pause's own limit"
    await forward(driver, timedelta(days=1))  # the limit: the clock goes on, Monday 10:00
    assert [who for who in await forward(driver, timedelta(hours=5)) if who == "land"] == []
    await forward(driver, timedelta(minutes=30))
    assert "land" in await forward(driver, timedelta(minutes=3)), "half of the time that was allowed has passed"


async def test_nobody_is_woken_for_a_verification(driver: TownshipDriver) -> None:
    case = await driver.dispatched("natural-resources", kind="incident", severity="major")
    await driver.by("land", handling.accept, (await driver.assignment(case, "natural-resources")).id)
    await driver.feeds_back("land", case, "natural-resources")
    async with driver.town.database.reading() as session:
        row = await session.scalar(sa.select(Deadline).where(Deadline.kind == DeadlineKind.VERIFY))
    assert row is not None
    assert row.priority is Priority.REMINDER
    for step in deadlines.steps_of(driver.town, row):
        local = step.at.astimezone(driver.town.zone)
        assert 8 <= local.hour <= 17, f"{step.doing} at {local}"


async def test_an_incident_whose_unit_has_gone_silent_is_to_be_accepted_again(driver: TownshipDriver) -> None:
    case = await driver.dispatched("natural-resources", kind="incident", severity="major")
    assignment = await driver.assignment(case, "natural-resources")
    await driver.by("land", handling.accept, assignment.id)
    told = await forward(driver, timedelta(minutes=60))
    assert "是否仍在处置" in told["land"]
    await driver.by("land", still_working.confirm, assignment.id)
    await forward(driver, timedelta(minutes=30))
    assert (await driver.assignment(case, "natural-resources")).state.value == "accepted", "it said so half an hour ago"
    assert "是否仍在处置" in (await forward(driver, timedelta(minutes=30)))["land"]
    await forward(driver, timedelta(minutes=14))
    assert (await driver.assignment(case, "natural-resources")).state.value == "accepted"
    await forward(driver, timedelta(minutes=1))
    fresh = await driver.assignment(case, "natural-resources")
    assert (fresh.state.value, fresh.accepted_by_id) == ("issued", None)
    assert (await driver.case(case.id)).state.value == "dispatched"
    assert set(await driver.told("lapsed", case)) >= {"duty", "land", "land_head"}
    assert "accept natural-resources" in await driver.running(case)
    await driver.by("land", handling.accept, assignment.id)
    assert (await driver.assignment(case, "natural-resources")).state.value == "accepted"


async def test_a_hazard_is_not_asked_about(driver: TownshipDriver) -> None:
    case = await driver.dispatched("natural-resources", severity="major")
    await driver.by("land", handling.accept, (await driver.assignment(case, "natural-resources")).id)
    assert "still_on natural-resources" not in await driver.running(case)
