"""What a neglected case does by itself: who is told what and when, each step once (I5), on both databases."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from loop import MONDAY, Loop
from models import Message
from scheduler import ticks
from services import handling, triage
from services.town import Town


@pytest.fixture
async def loop(town: Town) -> Loop:
    return await Loop.open(town)


async def told_since(loop: Loop, before: int) -> list[tuple[str, str]]:
    """Return (who, first line) of what was queued about deadlines after a row's id."""
    names = {person: who for who, person in loop.people.items()}
    async with loop.town.database.reading() as session:
        rows = await session.execute(
            sa.select(Message.person_id, Message.content)
            .where(Message.id > before, Message.event.in_(("deadline", "reminder")))
            .order_by(Message.id)
        )
        return [(names[person], content["text"].splitlines()[0]) for person, content in rows]


async def newest(loop: Loop) -> int:
    async with loop.town.database.reading() as session:
        return await session.scalar(sa.select(sa.func.max(Message.id))) or 0


async def forward(loop: Loop, span: timedelta) -> dict[str, str]:
    """Move the clock, let it do what is due, and return who was told what since."""
    before = await newest(loop)
    loop.clock.at += span
    await ticks.work_off(loop.town)
    return dict(await told_since(loop, before))


async def to_call(loop: Loop) -> list[str]:
    """Return who is to be telephoned because messages were not enough."""
    names = {person: who for who, person in loop.people.items()}
    async with loop.town.database.reading() as session:
        return [names[person] for person in await session.scalars(sa.select(Message.person_id).where(Message.call))]


async def test_an_incident_nobody_confirms_climbs_to_the_director(loop: Loop) -> None:
    case = await loop.files("officer", kind="incident")
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


async def test_a_neglected_hazard_reminds_its_handler_and_then_climbs(loop: Loop) -> None:
    case = await loop.dispatched(
        "natural-resources", severity="major"
    )  # one working day, Monday 10:00 to Tuesday 10:00
    share = await loop.share(case, "natural-resources")
    await loop.by("land", handling.accept, share.id)
    at = MONDAY
    happened = []
    while at < MONDAY + timedelta(days=9):
        at += timedelta(minutes=15)
        told = await forward(loop, at - loop.clock.at)
        happened += [(f"{at.astimezone(loop.town.zone):%m-%d %H:%M}", who) for who in sorted(told)]
    assert happened == [
        ("11-23 15:45", "land"),  # 50 % of seven hours: 15:30 (the office is closed from 12 to 14), two minutes bundled
        ("11-24 09:00", "land"),  # 80 %: 08:36 on Tuesday
        ("11-24 10:15", "land"),  # due at 10:00
        ("11-24 12:15", "land_head"),  # two working hours late
        ("11-25 09:15", "geology_director"),  # four more
        ("11-26 09:15", "chief"),  # a working day more, and so on
        ("11-27 09:15", "director"),  # for the executive deputy director, whose post is vacant
        ("12-01 09:00", "director"),  # and somebody is to telephone
    ]
    assert await to_call(loop) == ["director"]


async def test_nobody_is_reminded_of_what_was_done(loop: Loop) -> None:
    case = await loop.dispatched("natural-resources", severity="major")
    share = await loop.share(case, "natural-resources")
    await loop.by("land", handling.accept, share.id)
    await loop.feeds_back("land", case, "natural-resources")
    before = await newest(loop)
    await forward(loop, timedelta(days=1))
    assert not [line for who, line in await told_since(loop, before) if who.startswith("land")]
