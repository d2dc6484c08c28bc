"""Rules, posts and calendars that change in the middle of a period: what was owed, moved or done stays as it was."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
import sqlalchemy as sa

from duty_steps import at, counts, point, rows, ruled, run
from models import Duty, Person, Post, RiskPoint
from models.enums import DutyState, Level, Role
from scheduler import ticks
from services.core.act import Moment
from services.core.town import Town
from services.duties import fulfilment
from services.duties.owing import Who
from services.reminders import recalculation
from services.settings.duties import Owing
from township import TownshipDriver

MONTHLY: dict[str, Any] = {"owes": "village", "each": "month", "fulfilled_by": "patrol"}
POINTS = MONTHLY | {"owes": "risk_point", "levels": ["larger", "major"]}
LEADS = {"owes": "post", "roles": ["director"], "each": "quarter", "fulfilled_by": "inspection"}
OPEN, DONE, MISSED, VOID = DutyState.OPEN, DutyState.DONE, DutyState.MISSED, DutyState.VOID


async def opened(town: Town, when: str, **rules: dict[str, Any]) -> TownshipDriver:
    loop = await TownshipDriver.open(ruled(town, **rules), at=at(town, when))
    await run(loop.town)
    return loop


async def on(loop: TownshipDriver, when: str) -> None:
    """Move to a time, and let the clocks work."""
    loop.clock.at = at(loop.town, when)
    await run(loop.town)
    await ticks.work_off(loop.town)


def village(loop: TownshipDriver) -> Who:
    return Who(Owing.VILLAGE, str(loop.villages["shangwan"]))


async def of_village(loop: TownshipDriver) -> list[Duty]:
    return await rows(loop.town, who=village(loop).id)


@pytest.mark.parametrize(
    ("begins", "more", "counted"),
    [
        ("2026-02-09 08:00", {"each": "week"}, date(2026, 2, 9)),  # its Sunday and the whole next week are off
        ("2026-10-05 08:00", {"each": "month", "late": 0}, date(2026, 10, 1)),  # the 31st is a Saturday
        ("2026-09-07 08:00", {"each": "quarter", "by": 26, "late": 0}, date(2026, 7, 1)),
        ("2027-10-08 08:00", {"each": "half_year", "late": 0}, date(2027, 7, 1)),  # Friday, 31 December, moves nowhere
    ],
)
async def test_a_day_that_holidays_put_off_can_be_kept_and_is_in_time(
    town: Town, begins: str, more: dict[str, Any], counted: date
) -> None:
    loop = await opened(town, begins, rule=MONTHLY | more)
    duty = (await of_village(loop))[0]
    assert duty.closes >= duty.due_at.astimezone(loop.town.zone).date()
    await on(loop, f"{duty.due_at.astimezone(loop.town.zone):%Y-%m-%d} 10:00")
    (found,) = await counts(loop, 1, village(loop))
    assert (found.first, found.state) == (counted, DONE)
    assert found.settled_at is not None
    assert found.settled_at <= found.due_at


async def test_of_several_visits_the_last_one_decides_whether_it_was_late(town: Town) -> None:
    loop = await opened(town, "2026-11-02 08:00", rule=MONTHLY | {"times": 2, "by": 20})
    await on(loop, "2026-11-28 10:00")
    await counts(loop, 1, village(loop))
    await counts(loop, 2, village(loop), when=at(loop.town, "2026-11-10 10:00"))
    (november,) = [duty for duty in await of_village(loop) if duty.state is DONE]
    assert november.settled_at == at(loop.town, "2026-11-28 10:00")
    async with loop.town.database.transaction() as session:
        fact = fulfilment.Fact("patrol", 1, at(loop.town, "2026-11-18 10:00"), frozenset({village(loop)}))
        await fulfilment.restate(Moment(session, loop.town, loop.now), fact)
    (november,) = [duty for duty in await of_village(loop) if duty.state is DONE]
    assert november.settled_at == at(loop.town, "2026-11-18 10:00"), "a corrected day counts as corrected"


@pytest.mark.parametrize("more", [{}, {"every": 3}, {"each": "year", "every": 2}])
async def test_a_rule_that_is_put_off_owes_nothing_before_its_day(town: Town, more: dict[str, Any]) -> None:
    loop = await opened(town, "2026-11-02 08:00", rule=MONTHLY)
    loop.town = ruled(loop.town, rule=MONTHLY | {"since": "2027-03-10"} | more)
    for day in ("2026-11-26", "2026-12-26", "2027-03-03"):
        await on(loop, f"{day} 10:00")
    assert [duty.first for duty in await of_village(loop)] == [date(2026, 11, 1), date(2027, 3, 10)]


async def test_a_day_before_the_period_can_be_named_and_kept(town: Town) -> None:
    loop = await opened(town, "2026-11-25 08:00", rule=MONTHLY)
    await counts(loop, 1, village(loop))
    december = (await of_village(loop))[1]
    await loop.by("chief", fulfilment.move, december.id, at(loop.town, "2026-11-28 10:00"))
    loop.town = ruled(loop.town, rule=MONTHLY | {"by": 10})
    await on(loop, "2026-11-27 10:00")
    assert [duty.first for duty in await counts(loop, 2, village(loop))] == [date(2026, 12, 1)]


async def test_a_rule_that_comes_back_with_other_terms_keeps_the_month_and_changes_the_next(town: Town) -> None:
    loop = await opened(town, "2026-11-25 08:00", rule=MONTHLY)
    full = loop.town
    for rules, states, days in (
        ({}, [VOID, VOID], [30, 31]),
        ({"rule": MONTHLY | {"by": 10}}, [OPEN, OPEN], [30, 10]),
        ({"rule": MONTHLY | {"by": 20}}, [OPEN, OPEN], [30, 21]),  # the second change of the month; 20 is a Sunday
    ):
        loop.town = ruled(full, **rules)
        await run(loop.town)
        found = await of_village(loop)
        assert [duty.state for duty in found] == states
        assert [duty.due_at.astimezone(loop.town.zone).day for duty in found] == days


async def test_a_rule_that_asks_others_does_so_from_the_next_period(town: Town) -> None:
    loop = await opened(town, "2026-11-02 08:00", rule=POINTS)
    larger, major = await point(loop, "P1", Level.LARGER), await point(loop, "P2")
    general = await point(loop, "P3", Level.GENERAL)
    await run(loop.town)
    loop.town = ruled(loop.town, rule=POINTS | {"levels": ["general", "major"]})
    await on(loop, "2026-11-15 10:00")
    await on(loop, "2026-11-26 10:00")
    owed = {(int(duty.who), duty.first.month) for duty in await rows(loop.town, state=OPEN)}
    assert owed == {(larger, 11), (major, 11), (major, 12), (general, 12)}


async def test_a_late_check_stays_late_when_its_point_is_graded_down(town: Town) -> None:
    loop = await opened(town, "2026-11-02 08:00", rule=POINTS)
    await point(loop)
    await run(loop.town)
    await on(loop, "2026-12-02 10:00")
    async with loop.town.database.transaction() as session:
        await session.execute(sa.update(RiskPoint).values(level=Level.LOW))
    await run(loop.town)
    assert [duty.state for duty in await rows(loop.town)] == [OPEN, VOID]
    await on(loop, "2026-12-07 10:00")
    assert [duty.state for duty in await rows(loop.town)] == [MISSED, VOID]


async def test_a_successor_owes_nothing_that_was_settled_and_who_returns_owes_it_once(town: Town) -> None:
    loop = await opened(town, "2026-11-02 08:00", leads=LEADS)
    first = loop.people["director"]
    await counts(loop, 1, Who(Owing.POST, str(first)), kind="inspection")

    async def posts(**active: int) -> None:
        async with loop.town.database.transaction() as session:
            for id_ in active.values():
                await session.execute(sa.update(Post).where(Post.person_id == id_).values(active="in" in active))
        await run(loop.town)

    async def hired(number: int) -> int:
        async with loop.town.database.transaction() as session:
            heir = Person(name=f"第{number}任", phone=f"+86138000{number:05d}")
            session.add(heir)
            await session.flush()
            session.add(Post(person_id=heir.id, role=Role.DIRECTOR))
        await run(loop.town)
        return heir.id

    await posts(out=first)
    loop.forward(days=5)
    second = await hired(901)
    assert [(duty.who, duty.state) for duty in await rows(loop.town)] == [(str(first), DONE)]
    third = await hired(902)  # a second post of the kind
    await posts(out=third)
    await posts(**{"in": first})
    found = [(int(duty.who), duty.state) for duty in await rows(loop.town)]
    assert sorted(found, key=lambda one: one[0]) == [(first, DONE), (third, VOID)], "nobody owes a quarter twice"
    await on(loop, "2026-12-20 10:00")
    coming = [int(duty.who) for duty in await rows(loop.town) if duty.first == date(2027, 1, 1)]
    assert sorted(coming) == [first, second]


async def test_a_day_moves_when_the_holidays_of_its_year_become_known_unless_somebody_named_it(town: Town) -> None:
    loop = await opened(town, "2027-01-27 08:00", rule=MONTHLY | {"late": 0, "by": 29}, moved=MONTHLY | {"by": 8})
    (february,) = await rows(loop.town, who=village(loop).id, rule="moved", first=date(2027, 2, 1))
    await loop.by("chief", fulfilment.move, february.id, at(loop.town, "2027-02-05 10:00"))
    rules = loop.town.settings.working_time
    off = {2027: {"off": ["2027-01-29", "2027-02-01", "2027-02-05"], "work": ["2027-01-31"]}}
    known = type(rules).model_validate(rules.model_dump() | {"years": off})
    loop.town = replace(loop.town, settings=loop.town.settings.model_copy(update={"working_time": known}))
    async with loop.town.database.transaction() as session:
        await recalculation.recompute_all(Moment(session, loop.town, loop.now))
    (january,) = await rows(loop.town, who=village(loop).id, rule="rule", first=date(2027, 1, 1))
    assert january.due_at == datetime(2027, 1, 31, 9, 30, tzinfo=UTC), "a Sunday that is worked to make up"
    (february,) = await rows(loop.town, who=village(loop).id, rule="moved", first=date(2027, 2, 1))
    assert february.due_at == at(loop.town, "2027-02-05 10:00")
