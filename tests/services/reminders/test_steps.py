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
async def loop(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(town)


async def told_since(loop: TownshipDriver, before: int) -> list[tuple[str, str]]:
    """Return (who, first line) of what was queued about deadlines after a row's id."""
    names = {person: who for who, person in loop.people.items()}
    async with loop.town.database.reading() as session:
        rows = await session.execute(
            sa.select(Message.person_id, Message.content)
            .where(Message.id > before, Message.event.in_(("deadline", "reminder")))
            .order_by(Message.id)
        )
        return [(names[person], content["text"].splitlines()[0]) for person, content in rows]


async def newest(loop: TownshipDriver) -> int:
    async with loop.town.database.reading() as session:
        return await session.scalar(sa.select(sa.func.max(Message.id))) or 0


async def forward(loop: TownshipDriver, span: timedelta) -> dict[str, str]:
    """Move the clock, let it do what is due, and return who was told what since."""
    before = await newest(loop)
    loop.clock.at += span
    await ticks.work_off(loop.town)
    return dict(await told_since(loop, before))


async def to_call(loop: TownshipDriver) -> list[str]:
    """Return who is to be telephoned because messages were not enough."""
    names = {person: who for who, person in loop.people.items()}
    async with loop.town.database.reading() as session:
        return [names[person] for person in await session.scalars(sa.select(Message.person_id).where(Message.call))]


async def test_an_incident_nobody_confirms_climbs_to_the_director(loop: TownshipDriver) -> None:
    case = await loop.files("officer", kind="incident")
    await loop.by("deputy", county_steps.waive, case.id, reason="未达到报送标准")  # that clock has tests of its own
    assert await forward(loop, timedelta(minutes=2, seconds=59)) == {}
    told = await forward(loop, timedelta(seconds=1))
    assert set(told) == {"deputy"}
    assert "险情无人研判" in told["deputy"]
    assert set(await forward(loop, timedelta(minutes=5))) == {"chief"}
    assert set(await forward(loop, timedelta(minutes=10))) == {"director"}
    assert await forward(loop, timedelta(days=3)) == {}, "the ladder has an end"
    assert await to_call(loop) == ["director"], "a message alone is not enough at the top"
    await loop.by("duty", triage.judge, case.id, line="geology")
    assert await to_call(loop) == [], "somebody is on it: nobody need be telephoned"


async def test_a_neglected_hazard_reminds_its_handler_and_then_climbs(loop: TownshipDriver) -> None:
    case = await loop.dispatched(
        "natural-resources", severity="major"
    )  # one working day, Monday 10:00 to Tuesday 10:00
    assignment = await loop.assignment(case, "natural-resources")
    await loop.by("land", handling.accept, assignment.id)
    happened, before = [], await newest(loop)
    async for at in due_moments(loop, MONDAY + timedelta(days=9)):
        told, before = await told_since(loop, before), await newest(loop)
        happened += [(f"{at.astimezone(loop.town.zone):%m-%d %H:%M}", who) for who, _ in told]
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
    assert await to_call(loop) == ["director"]


async def test_nobody_is_reminded_of_what_was_done(loop: TownshipDriver) -> None:
    case = await loop.dispatched("natural-resources", severity="major")
    assignment = await loop.assignment(case, "natural-resources")
    await loop.by("land", handling.accept, assignment.id)
    await loop.feeds_back("land", case, "natural-resources")
    before = await newest(loop)
    await forward(loop, timedelta(days=1))
    assert not [line for who, line in await told_since(loop, before) if who.startswith("land")]


async def fired(loop: TownshipDriver) -> list[tuple[str, str]]:
    """Return (doing, rank) of every step that was taken, in the order written down."""
    async with loop.town.database.reading() as session:
        rows = await session.execute(sa.select(FiredStep.doing, FiredStep.rank).order_by(FiredStep.id))
        return [(doing, rank) for doing, rank in rows]


async def test_a_clock_that_slept_takes_every_step_once_and_tells_each_person_once(loop: TownshipDriver) -> None:
    case = await loop.dispatched("natural-resources", severity="major")
    assignment = await loop.assignment(case, "natural-resources")
    await loop.by("land", handling.accept, assignment.id)
    before = await newest(loop)
    await forward(loop, timedelta(days=30))
    steps = await fired(loop)
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
    await forward(loop, timedelta(minutes=5))
    told = [who for who, _ in await told_since(loop, before)]
    assert sorted(told) == ["chief", "director", "geology_director", "land", "land_head"]
    assert await fired(loop) == steps


async def test_several_things_are_told_together(loop: TownshipDriver) -> None:
    cases = [await loop.dispatched("natural-resources", severity="major") for _ in range(3)]
    for case in cases:
        await loop.by("land", handling.accept, (await loop.assignment(case, "natural-resources")).id)
    await forward(loop, timedelta(hours=5, minutes=31))  # half of the time has passed for all three
    told = await forward(loop, timedelta(minutes=2))
    assert told["land"] == "⏰ 有 3 件事项请您抓紧"


async def reminders(loop: TownshipDriver, who: str) -> list[dict[str, object]]:
    """Return the contents of a person's reminders, in order."""
    async with loop.town.database.reading() as session:
        rows = await session.scalars(
            sa.select(Message.content)
            .where(Message.person_id == loop.people[who], Message.event == "reminder")
            .order_by(Message.id)
        )
        return list(rows)


async def test_a_reminder_of_one_thing_is_its_card_with_the_button_to_press(loop: TownshipDriver) -> None:
    await loop.dispatched("natural-resources", severity="major")
    await forward(loop, timedelta(hours=9))
    await forward(loop, timedelta(minutes=2))
    (content,) = await reminders(loop, "land")
    first, second = str(content["text"]).splitlines()[:2]
    assert "待签收" in first
    assert "待反馈" in second, "what else is to be done on the case stands with it"
    assert "地质灾害" in str(content["text"])
    assert next(button["text"] for button in content["rows"][0]) == "✅ 签收 · 30 分钟到"  # type: ignore[index]


async def test_who_hears_of_several_late_things_reads_whose_they_are_and_what_they_are_about(
    loop: TownshipDriver,
) -> None:
    for _ in range(2):
        case = await loop.dispatched("natural-resources", severity="major")
        await loop.by("land", handling.accept, (await loop.assignment(case, "natural-resources")).id)
    await forward(loop, timedelta(days=1, hours=3))
    await forward(loop, timedelta(minutes=2))
    (content,) = await reminders(loop, "land_head")
    text = str(content["text"])
    assert text.count("自然资源所反馈已逾期") == 2
    assert text.count("地质灾害 · 上湾村 · ") == 2


async def test_two_clocks_at_once_take_each_step_once(loop: TownshipDriver) -> None:
    for _ in range(5):
        await loop.files("officer", kind="incident")
    loop.clock.at += timedelta(minutes=20)
    await asyncio.gather(*(ticks.work_off(loop.town) for _ in range(4)))
    steps = await fired(loop)
    assert len(steps) == 5 * 3
    async with loop.town.database.reading() as session:
        told = await session.scalar(sa.select(sa.func.count(Message.id)).where(Message.event == "deadline"))
    assert told == 5 * 3


async def test_what_can_wait_waits_for_the_morning_and_danger_to_life_does_not(loop: TownshipDriver) -> None:
    night = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)  # 23:00 in Shanghai
    assert quiet_hours.until(loop.town, Priority.REMINDER, night) == datetime(2026, 11, 23, 23, 0, tzinfo=UTC)
    assert quiet_hours.until(loop.town, Priority.DIGEST, night + timedelta(hours=7)) == datetime(
        2026, 11, 23, 23, tzinfo=UTC
    )
    assert quiet_hours.until(loop.town, Priority.LIFE, night) == night
    noon = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
    assert quiet_hours.until(loop.town, Priority.REMINDER, noon) == noon


async def test_a_running_case_keeps_its_ladder_when_the_settings_change(loop: TownshipDriver) -> None:
    await loop.files("officer", kind="incident")
    short = loop.town.settings.ladders.model_copy(update={"confirm": loop.town.settings.ladders.confirm[:1]})
    loop.town = replace(loop.town, settings=loop.town.settings.model_copy(update={"ladders": short}))
    assert set(await forward(loop, timedelta(minutes=3))) == {"deputy"}


async def test_a_pause_is_not_counted_and_nobody_is_reminded_in_it(loop: TownshipDriver) -> None:
    case = await loop.dispatched("natural-resources", severity="major")
    assignment = await loop.assignment(case, "natural-resources")
    await loop.by("land", handling.accept, assignment.id)
    await loop.by("land", pauses.pause, assignment.id, until=loop.now + timedelta(days=7), reason="等雨停")
    await forward(loop, timedelta(days=6) - timedelta(minutes=3))
    assert "恢复办理" in (await forward(loop, timedelta(minutes=3)))["land"], "only of the pause's own limit"
    await forward(loop, timedelta(days=1))  # the limit: the clock goes on, Monday 10:00
    assert [who for who in await forward(loop, timedelta(hours=5)) if who == "land"] == []
    await forward(loop, timedelta(minutes=30))
    assert "land" in await forward(loop, timedelta(minutes=3)), "half of the time that was allowed has passed"


async def test_nobody_is_woken_for_a_verification(loop: TownshipDriver) -> None:
    case = await loop.dispatched("natural-resources", kind="incident", severity="major")
    await loop.by("land", handling.accept, (await loop.assignment(case, "natural-resources")).id)
    await loop.feeds_back("land", case, "natural-resources")
    async with loop.town.database.reading() as session:
        row = await session.scalar(sa.select(Deadline).where(Deadline.kind == DeadlineKind.VERIFY))
    assert row is not None
    assert row.priority is Priority.REMINDER
    for step in deadlines.steps_of(loop.town, row):
        local = step.at.astimezone(loop.town.zone)
        assert 8 <= local.hour <= 17, f"{step.doing} at {local}"


async def test_an_incident_whose_unit_has_gone_silent_is_to_be_accepted_again(loop: TownshipDriver) -> None:
    case = await loop.dispatched("natural-resources", kind="incident", severity="major")
    assignment = await loop.assignment(case, "natural-resources")
    await loop.by("land", handling.accept, assignment.id)
    told = await forward(loop, timedelta(minutes=60))
    assert "是否仍在处置" in told["land"]
    await loop.by("land", still_working.confirm, assignment.id)
    await forward(loop, timedelta(minutes=30))
    assert (await loop.assignment(case, "natural-resources")).state.value == "accepted", "it said so half an hour ago"
    assert "是否仍在处置" in (await forward(loop, timedelta(minutes=30)))["land"]
    await forward(loop, timedelta(minutes=14))
    assert (await loop.assignment(case, "natural-resources")).state.value == "accepted"
    await forward(loop, timedelta(minutes=1))
    fresh = await loop.assignment(case, "natural-resources")
    assert (fresh.state.value, fresh.accepted_by_id) == ("issued", None)
    assert (await loop.case(case.id)).state.value == "dispatched"
    assert set(await loop.told("lapsed", case)) >= {"duty", "land", "land_head"}
    assert "accept natural-resources" in await loop.running(case)
    await loop.by("land", handling.accept, assignment.id)
    assert (await loop.assignment(case, "natural-resources")).state.value == "accepted"


async def test_a_hazard_is_not_asked_about(loop: TownshipDriver) -> None:
    case = await loop.dispatched("natural-resources", severity="major")
    await loop.by("land", handling.accept, (await loop.assignment(case, "natural-resources")).id)
    assert "still_on natural-resources" not in await loop.running(case)
