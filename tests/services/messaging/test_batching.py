"""Notices that can wait: told together after two minutes, not at night; nothing of a live incident is ever held."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from models import HeldNotice, Message
from scheduler import ticks
from services.assignments import handling, pauses, verification
from services.cases import notices as cases_notices
from services.core.town import Town
from services.messaging.batching import SHOWN
from township import MONDAY, TownshipDriver

NIGHT = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
"""23:00 in Shanghai: quiet hours are from 22:00 to 07:00."""
MORNING = datetime(2026, 11, 23, 23, 0, tzinfo=UTC)


@pytest.fixture
async def loop(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(town)


async def shown(loop: TownshipDriver, who: str, *events: str) -> list[str]:
    """Return the texts queued for somebody about these events."""
    async with loop.town.database.reading() as session:
        rows = await session.scalars(
            sa.select(Message.content)
            .where(Message.person_id == loop.people[who], Message.event.in_(events))
            .order_by(Message.id)
        )
        return [content["text"] for content in rows]


async def at(loop: TownshipDriver, moment: datetime) -> None:
    loop.clock.at = moment
    await ticks.do(loop.town, "tell_reminders")


async def paused(loop: TownshipDriver, **fields: object) -> str:
    """Let a unit pause its share of a new case; returns the case's number."""
    case = await loop.dispatched("natural-resources", **fields)
    assignment = await loop.assignment(case, "natural-resources")
    await loop.by("land", handling.accept, assignment.id)
    await loop.by("land", pauses.pause, assignment.id, until=loop.now + timedelta(days=2), reason="等雨停")
    return case.number


async def test_one_comes_as_it_is_after_two_minutes(loop: TownshipDriver) -> None:
    number = await paused(loop)
    await at(loop, MONDAY + timedelta(minutes=1, seconds=59))
    assert await shown(loop, "officer", "paused", "held") == []
    await at(loop, MONDAY + timedelta(minutes=2))
    (text,) = await shown(loop, "officer", "paused")
    assert text.startswith(f"自然资源所暂停办理 {number}")
    await at(loop, MONDAY + timedelta(minutes=10))
    assert len(await shown(loop, "officer", "paused", "held")) == 1, "once"


async def test_several_are_one_message_with_a_button_for_each_case(loop: TownshipDriver) -> None:
    numbers = [await paused(loop)]
    loop.forward(minutes=1)
    numbers.append(await paused(loop))
    await at(loop, MONDAY + timedelta(minutes=2))
    (text,) = await shown(loop, "officer", "held")
    assert text.splitlines()[0] == "📬 有 2 条新进展"
    assert all(number in text for number in numbers)
    async with loop.town.database.reading() as session:
        query = sa.select(Message.content).where(Message.event == "held", Message.person_id == loop.people["officer"])
        content = await session.scalar(query)
    assert content is not None
    assert [button["text"] for (button,) in content["rows"]] == [f"🔍 {number}" for number in numbers]


async def test_what_does_not_fit_is_counted(loop: TownshipDriver) -> None:
    for _ in range(SHOWN + 2):
        await paused(loop)
    await at(loop, MONDAY + timedelta(minutes=2))
    (text,) = await shown(loop, "officer", "held")
    assert text.splitlines()[-1] == "另有 2 条未列出"


async def test_in_quiet_hours_they_wait_for_the_morning_and_come_as_one(loop: TownshipDriver) -> None:
    loop.clock.at = NIGHT
    for _ in range(3):
        await paused(loop)
        loop.forward(minutes=20)
    await at(loop, MORNING - timedelta(seconds=1))
    assert await shown(loop, "officer", "paused", "held") == []
    assert len(await shown(loop, "land", "issued")) == 3, "an order passes"
    await at(loop, MORNING)
    (text,) = await shown(loop, "officer", "held")
    assert text.startswith("📬 有 3 条新进展")


async def test_of_a_live_incident_nothing_is_held_also_at_night(loop: TownshipDriver) -> None:
    loop.clock.at = NIGHT
    number = await paused(loop, kind="incident", severity="major")
    (text,) = await shown(loop, "officer", "paused")
    assert number in text
    async with loop.town.database.reading() as session:
        assert await session.scalar(sa.select(sa.func.count(HeldNotice.id))) == 0


async def test_a_township_may_let_results_wait_for_the_morning_too(loop: TownshipDriver) -> None:
    rules = loop.town.settings
    hours = rules.quiet_hours.model_copy(update={"lets_through": ("life", "order")})  # type: ignore[union-attr]
    loop.town = replace(loop.town, settings=rules.model_copy(update={"quiet_hours": hours}))
    loop.clock.at = NIGHT
    await loop.dispatched("natural-resources")
    await loop.dispatched("natural-resources", kind="incident")
    async with loop.town.database.reading() as session:
        rows = await session.execute(sa.select(Message.event, Message.not_before).order_by(Message.id))
        results = [(event, when) for event, when in rows if event in ("receipt", "dispatched", "issued")]
    assert results == [
        ("receipt", NIGHT),
        ("issued", NIGHT),
        ("issued", NIGHT),
        ("dispatched", MORNING),
        ("receipt", NIGHT),
        ("issued", NIGHT),
        ("issued", NIGHT),
        ("dispatched", NIGHT),
    ]


async def test_once_the_emergency_is_over_it_can_wait(loop: TownshipDriver) -> None:
    case = await loop.dispatched("natural-resources", kind="incident", severity="major")
    assignment = await loop.assignment(case, "natural-resources")
    await loop.by("land", handling.accept, assignment.id)
    await loop.by("duty", verification.declare_over, case.id)
    await loop.by("land", pauses.pause, assignment.id, until=loop.now + timedelta(days=1), reason="等雨停")
    assert await shown(loop, "officer", "paused") == []


async def test_two_clocks_tell_them_once(loop: TownshipDriver) -> None:
    await paused(loop)
    loop.forward(minutes=2)
    await asyncio.gather(*(ticks.do(loop.town, "tell_reminders") for _ in range(4)))
    assert len(await shown(loop, "officer", "paused", "held")) == 1


def test_only_news_can_wait() -> None:
    waits = {notice.event for notice in cases_notices.KINDS if notice.may_wait}
    assert waits == {"supplemented", "corrected", "paused", "resumed"}


async def test_news_and_reminders_for_one_person_are_one_message(loop: TownshipDriver) -> None:
    waiting = await loop.files()
    half = MONDAY + timedelta(hours=5, minutes=30)  # of a working day: the office is closed at noon
    loop.clock.at = half
    number = await paused(loop)
    await ticks.do(loop.town, "take_due")
    await at(loop, half + timedelta(minutes=2))
    (text,) = await shown(loop, "duty", "paused", "held", "reminder")
    assert text.index("📬 有 1 条新进展") < text.index(number) < text.index("⏰ 有 1 件事项请您抓紧")
    assert waiting.number in text
    async with loop.town.database.reading() as session:
        content = await session.scalar(sa.select(Message.content).where(Message.event == "reminder"))
    assert content is not None
    assert [button["text"] for (button,) in content["rows"]] == [f"🔍 {number}", f"🔍 {waiting.number}"]
