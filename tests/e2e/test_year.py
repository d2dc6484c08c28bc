"""A simulated year 2026: what a township owes without anybody asking, done, missed, excused, taken over, escalated."""

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from functools import partial
from typing import Any

import pytest
import sqlalchemy as sa

import year_phones as phones
from conversation import running
from models import Deadline, Duty, FiredStep, Message
from models.enums import AssessmentEach, Role
from plain_assessment import Plain, everything
from plain_calendar import DAY, at
from plain_duties import Owed
from sandbox_client import SandboxClient
from services.assessment import closing, period_results
from services.assessment.periods import Period
from services.core.act import Moment
from services.core.town import Town
from services.duties.planning import preview
from thoroughness import LONG
from year_acts import drill, excuse, inspect, late_topic, meet, patrol, take_back, train, work_of_units
from year_rules import FULL, SMALL, Size, ruled
from year_town import YearTown
from year_walk import YearWalk, key_of

BEGIN, END = date(2025, 12, 29), date(2027, 2, 1)
ASLEEP = date(2026, 10, 19), date(2026, 11, 2)
TOLD = {"joint-meeting": 12, "training": 1, "town-drill": 12}
"""The last months of periods that are not left to chance; of the first point, until March."""
SIZES = [("sqlite", FULL), ("postgres", FULL)] if LONG else [("sqlite", SMALL)]
YEAR, MARCH = Period(AssessmentEach.YEAR, date(2026, 1, 1)), Period(AssessmentEach.MONTH, date(2026, 3, 1))


@asynccontextmanager
async def the_year(town: Town, sandbox: SandboxClient, url: str, size: Size) -> AsyncIterator[YearWalk]:
    """Let a township live from the last days of 2025 on; everybody has a phone."""
    year = await YearTown.open(ruled(town), sandbox, size, at(BEGIN, 9))
    walk = YearWalk.of(year, sandbox, ASLEEP)
    async with running(walk, url, delivering=True):
        for player in walk.players.values():
            await player.sends("/start")
        await walk.settles()
        await walk.to(at(BEGIN, 10))
        yield walk


def by_chance(walk: YearWalk) -> None:
    """Let chance decide what becomes of each duty that is not told of below."""
    for duty in walk.plain.duties:
        told = duty.rule in TOLD or (duty.rule == "risk-point-check" and duty.who == first_point(walk))
        if told and duty.first.month <= TOLD.get(duty.rule, 3):
            continue
        act = seen_to(walk, duty)
        if act is not None:
            walk.fate(duty, act, partial(excuse, walk, duty), partial(take_back, walk, duty))


def first_point(walk: YearWalk) -> str:
    return str(walk.year.points[0].id)


def seen_to(walk: YearWalk, duty: Owed) -> Any:
    """Return what somebody does about a duty; None where nobody does it for its own sake."""
    year = walk.year
    match duty.rule:
        case "risk-point-check":
            return partial(patrol, walk, duty.who)
        case "leader-inspection" | "head-inspection":
            return lambda: inspect(walk, int(duty.who))
        case "unit-check" if year.who(Role.UNIT_HEAD, walk.now, unit=int(duty.who)):
            return lambda: inspect(walk, min(year.who(Role.UNIT_HEAD, walk.now, unit=int(duty.who))))
        case "line-review" if heads := [one.person for one in year.posts if one.line == duty.who]:
            return partial(inspect, walk, heads[0])
        case "village-drill" if duty.who != str(walk.driver.villages["shangwan"]):
            return partial(drill, walk, int(duty.who))
        case "training":
            return partial(train, walk)
    return None


def told(walk: YearWalk) -> None:
    """Plan what is done on phones, what is missed, and what else happens in the year."""
    walk.at(1, 20, partial(phones.patrols, walk))
    for month, day, who in ((2, 26, "land"), (2, 27, "land_head"), (2, 28, "geology_director"), (3, 3, "executive")):
        walk.at(month, day, partial(hears, walk, who))  # 28 February is a Saturday that is worked
    walk.at(3, 2, partial(phones.calls_the_meeting, walk))
    walk.at(3, 5, partial(phones.inspects, walk))
    walk.at(3, 10, partial(phones.trains, walk))
    walk.at(3, 13, partial(phones.holds_the_meeting, walk), hour=12)
    walk.at(3, 16, partial(phones.excuses, walk))
    walk.at(6, 5, partial(phones.drills, walk, "principal", "上湾村"))
    walk.at(7, 3, partial(meet, walk, "water-station"))  # eleven days after it was due
    walk.at(7, 8, partial(walk.succeeds, "director", "heir", "郝书记"))
    walk.at(7, 8, partial(phones.takes_over, walk))
    walk.at(7, 9, partial(walk.succeeds, "build_head", "build_heir", "岳主任"))
    walk.at(7, 17, partial(phones.red, walk))
    for day in (17, 18, 19):
        walk.at(7, day, walk.nothing, hour=18)
    walk.at(7, 20, partial(phones.lifts, walk), hour=12)
    walk.at(9, 11, partial(phones.drills, walk, "chief", "🏛 全镇"))
    walk.at(10, 8, partial(excused_meeting, walk))
    walk.at(12, 15, partial(late_topic, walk))
    walk.at(12, 18, partial(meet, walk, "road-station"))
    for month, day in ((10, 19), (11, 3)):
        walk.at(month, day, walk.nothing)


async def excused_meeting(walk: YearWalk) -> None:
    (duty,) = (one for one in walk.plain.duties if one.rule == "joint-meeting" and one.first.month == 7)
    await excuse(walk, duty)


async def hears(walk: YearWalk, who: str) -> None:
    """See that a person hears that the patrol of February is late, once the ladder has come there."""
    said = [message.text for message in await walk[who].reads() if "应于 02-25 17:30 前完成" in message.text]
    assert len([one for one in said if "第0号风险点" in one]) == 1, said


@pytest.mark.timeout(3600 if LONG else 900)
@pytest.mark.parametrize(("database_url", "size"), SIZES, indirect=["database_url"])
async def test_the_year(town: Town, sandbox: SandboxClient, sandbox_url: str, size: Size) -> None:
    async with the_year(town, sandbox, sandbox_url, size) as walk:
        await as_it_was_planned(walk)
        told(walk)
        work_of_units(walk)
        by_chance(walk)
        await walk.through(date(2026, 4, 10))
        march = await closed(walk, MARCH)
        await walk.through(ASLEEP[1])
        await wakes_after_a_fortnight(walk)
        await walk.through(END)
        await walk.to(at(END, 10))
        await as_owed(walk)
        await as_escalated(walk)
        await phones.closes_the_year(walk)
        await assessed(walk, YEAR)
        assert (await totals(walk, MARCH)) == march, "a closed month keeps its figures"


async def as_it_was_planned(walk: YearWalk) -> None:
    """See that the plan of the year, printed before it happens, is what will be owed."""
    async with walk.town.database.reading() as session:
        act = Moment(session, walk.town, walk.driver.now)
        planned = [*await preview.of_year(act, 2026), *await preview.of_year(act, 2027)]  # week 53 is due in January
    ours = [one for one in planned if one.period.first <= YEAR.last]
    shown = {(one.rule, one.period.first, one.period.last, one.due_at): one.owed_by for one in ours}
    assert shown == Counter((one.rule, one.first, one.last, one.due) for one in walk.plain.duties)


async def wakes_after_a_fortnight(walk: YearWalk) -> None:
    """See that nobody is flooded by what was due while the clock slept."""
    async with walk.town.database.reading() as session:
        before = await session.scalar(sa.select(sa.func.max(Message.id)))
    await walk.to(at(ASLEEP[1], 10))
    async with walk.town.database.reading() as session:
        query = sa.select(Message.person_id, Message.event).where(Message.id > before)
        heard = Counter(tuple(row) for row in await session.execute(query))
        people = Counter(person for person, _ in heard.elements())
    reminded = [number for (_, event), number in heard.items() if event == "reminder"]
    assert set(reminded) == {1}, "of everything that is late, each hears once"
    assert max(people.values()) <= 4


async def as_owed(walk: YearWalk) -> None:
    """See that each duty of the year is there once, and what became of it."""
    async with walk.town.database.reading() as session:
        rows = list(await session.scalars(sa.select(Duty).where(Duty.first <= YEAR.last)))
    its = {
        key_of(one): (one.due_at, one.opens, one.last, one.closes, one.needed, one.done, one.state.value)
        for one in rows
    }
    mine = {
        one.key: (one.due, one.opens, one.last, one.closes, one.needed, len(one.facts), one.state(walk.now))
        for one in walk.plain.duties
    }
    assert len(rows) == len(its)
    assert its == mine
    done = {one.key: one.done for one in walk.plain.duties if one.state(walk.now) == "done"}
    assert {key_of(one): one.settled_at for one in rows if one.state.value == "done"} == done
    late = {one.rule for one in walk.plain.duties if one.done is not None and one.done > one.due}
    assert {one.state.value for one in rows} == {"done", "missed", "excused", "void"}
    assert {"risk-point-check", "joint-meeting", "village-watch"} <= late
    assert any(one.former and one.facts for one in walk.plain.duties), "a successor has done what was left"


async def as_escalated(walk: YearWalk) -> None:
    """See that each duty was reminded of and climbed its ladder as config says, and who was told."""
    async with walk.town.database.reading() as session:
        rows = await session.execute(
            sa.select(Duty, FiredStep)
            .join(Deadline, Deadline.id == FiredStep.deadline_id)
            .join(Duty, sa.and_(Duty.id == Deadline.subject_id, Deadline.kind == "duty"))
            .where(Duty.first <= YEAR.last)
            .order_by(FiredStep.at)
        )
        its: dict[Any, list[Any]] = {one.key: [] for one in walk.plain.duties}
        for duty, step in rows:
            its[key_of(duty)].append((step.at, step.doing, step.rank, frozenset(step.told)))
    mine = {
        one.key: [
            (when, doing, rank, frozenset(walk.year.hear(one, rank, came)))
            for when, doing, rank, came in walk.plain.fired(one)
        ]
        for one in walk.plain.duties
    }
    assert its == mine


async def totals(walk: YearWalk, period: Period) -> dict[Any, Any]:
    """Return the scores of a period."""
    found = await walk.driver.by("chief", period_results.of_period, period)
    return {(one.holder.whose.kind.value, one.holder.whose.id): one.total for one in found.results}


async def closed(walk: YearWalk, period: Period) -> dict[Any, Any]:
    """Let the chief close a period; its scores are those that a plain walk over every row gives."""
    await walk.to(at(walk.now.date() + DAY, 10))
    await walk.driver.by("chief", closing.close, period)
    return await assessed(walk, period)


async def assessed(walk: YearWalk, period: Period) -> dict[Any, Any]:
    """See that the scores of a period are those that a plain walk over every row gives."""
    found = await totals(walk, period)
    plain = Plain(walk.town, await everything(walk.town), period.first, period.last, walk.driver.now)
    judged = {code for (kind, code), total in found.items() if kind == "line" and total is not None}
    assert found == plain.totals(walk.driver.villages.values(), walk.driver.units.values(), judged)
    return found
