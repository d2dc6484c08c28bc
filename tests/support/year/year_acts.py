"""What people do in the year, through the services; the plain township is told the same."""

from datetime import timedelta
from functools import partial
from typing import Any

import sqlalchemy as sa

from models import Case, Media, Meeting
from models.enums import DraftKind, MediaState, MeetingState, ProblemOrigin, Role
from patrol_steps import patrolled
from plain_calendar import SHANGHAI, at
from plain_duties import Fact, Owed
from problem_steps import found
from services.assignments import handling, verification
from services.core.act import Act
from services.drafts import drafts
from services.drills import planning as drill_planning
from services.drills.run import running
from services.duties import fulfilment
from services.inspections import inspections
from services.inspections.fields import InspectionFields
from services.meetings import agenda, meetings, members, minutes
from services.meetings.minutes import MinutesFields
from services.patrols import records
from services.reachability import asking as reachability
from services.training import attendance
from training_steps import invited
from year_walk import YearWalk

TOWN = ("town", "town")


async def patrol(walk: YearWalk, point: str) -> Fact:
    """Patrol a point, by its unit or its village."""
    place, year = walk.year.point(point), walk.year
    if place.unit:
        who = min(
            year.who(Role.UNIT_HANDLER, walk.now, unit=place.unit)
            or year.who(Role.UNIT_HEAD, walk.now, unit=place.unit)
        )
    else:
        who = min(year.who(Role.VILLAGE_PRINCIPAL, walk.now, village=place.village))
    done = await walk.driver.by(year.name(who), patrolled, place.id)
    fact = Fact("patrol", walk.now, walk.now, place.of | {("post", str(who))}, id=done.patrol.id)
    return walk.said(fact, done.duties)


async def inspect(walk: YearWalk, who: int) -> Fact:
    """Enter an inspection of today."""
    posts = [one for one in walk.year.posts if one.person == who]
    village = walk.driver.villages["shangwan"]

    async def entering(act: Act) -> inspections.Entered:
        fields = {"day": walk.now.date(), "text": "总体正常", "village_id": village}
        draft = await drafts.begin(
            act.session, act.actor, DraftKind.INSPECTION, now=act.now, form=InspectionFields, another=True, **fields
        )
        return await inspections.submit(act, draft)

    entered = await walk.driver.by(walk.year.name(who), entering)
    of = {TOWN, ("post", str(who)), ("village", str(village))}
    of |= {("unit", str(one.unit)) for one in posts if one.unit}
    of |= {("line", one.line) for one in posts if one.role is Role.DEPUTY_DIRECTOR and one.line}
    happened = min(at(walk.now.date(), 12), walk.now)
    fact = Fact("inspection", happened, walk.now, frozenset(of), id=entered.inspection.id)
    return walk.said(fact, entered.counted.of)


async def drill(walk: YearWalk, village: int | None) -> Fact:
    """Enter that a drill was held this morning."""
    who = "chief"
    if village is not None:
        who = walk.year.name(min(walk.year.who(Role.VILLAGE_PRINCIPAL, walk.now, village=village)))
    planned = await walk.driver.by(who, drill_planning.plan, village, walk.driver.now + timedelta(hours=1))
    counted = await walk.driver.by(who, running.record, planned.id, walk.driver.now)
    of, kind = (TOWN, "town_drill") if village is None else (("village", str(village)), "village_drill")
    return walk.said(Fact(kind, walk.now, walk.now, frozenset({of}), id=planned.id), counted)


async def train(walk: YearWalk) -> Fact:
    """Hold a training session this morning."""
    begins = walk.driver.now + timedelta(minutes=30)
    session = await invited(walk.driver, begins)
    walk.driver.clock.at += timedelta(hours=3)
    await walk.driver.by("duty", attendance.note, session.id, [walk.driver.people[one] for one in ("duty", "night")])
    counted = await walk.driver.by("duty", attendance.enter, session.id)
    fact = Fact("training", begins.astimezone(SHANGHAI), walk.now, frozenset({TOWN}), id=session.id)
    return walk.said(fact, counted)


async def meet(walk: YearWalk, *absent: str) -> Fact:
    """Hold the meeting that is next on the plan, without some of the units, and enter its minutes."""
    meeting = await next_meeting(walk)
    if meeting.at > walk.driver.now:  # else it was not held on its day
        await walk.driver.by("chief", meetings.move, meeting.id, walk.driver.now + timedelta(minutes=5))
        await walk.driver.by("chief", meetings.call, meeting.id)
        walk.driver.clock.at += timedelta(minutes=10)

    async def entering(act: Act) -> Any:
        given = {"text": "研究了安全生产工作。", "held_at": act.now}
        draft = await drafts.begin(
            act.session,
            act.actor,
            DraftKind.MINUTES,
            now=act.now,
            subject_id=meeting.id,
            form=MinutesFields,
            **given,
        )
        return await minutes.enter(act, draft)

    await walk.driver.by("duty", entering)
    await walk.driver.by("duty", members.call_roll, meeting.id)
    async with walk.town.database.reading() as session:
        rows = await members.rows_of(session, meeting.id)
    away = {walk.driver.units[one] for one in absent}
    missing = [row.id for row in rows if row.member.value == "unit" and row.member_id in away]
    await walk.driver.by("duty", members.call_roll, meeting.id, missing)
    fact = Fact("meeting", walk.now, walk.now, frozenset({TOWN}), id=meeting.id)
    walk.plain.fact(fact)
    return fact


async def late_topic(walk: YearWalk) -> None:
    """Let the land office hand in a topic that is late."""

    async def handing(act: Act) -> Any:
        draft = await drafts.begin(
            act.session,
            act.actor,
            DraftKind.TOPIC,
            now=act.now,
            subject_id=(await next_meeting(walk)).id,
            text="补报议题",
        )
        return await agenda.hand_in(act, draft)

    assert (await walk.driver.by("land", handing)).late


async def next_meeting(walk: YearWalk) -> Meeting:
    """Return the meeting that is next on the plan."""
    async with walk.town.database.reading() as session:
        those = Meeting.state.in_((MeetingState.PLANNED, MeetingState.CALLED))
        return (await session.scalars(sa.select(Meeting).where(those).order_by(Meeting.first).limit(1))).one()


def work_of_units(walk: YearWalk) -> None:
    """Plan the hazards, problems and the test that the year's points come from besides."""
    driver, cases = walk.driver, dict[str, Case]()

    async def kept() -> None:
        """Their files are made up: there is nothing to fetch."""
        async with walk.town.database.transaction() as session:
            await session.execute(sa.update(Media).values(state=MediaState.STORED))

    async def filed(name: str, line: str) -> None:
        cases[name] = await driver.dispatched("natural-resources", line=line)
        await driver.by("land", handling.accept, (await driver.assignment(cases[name], "natural-resources")).id)
        await kept()

    async def fed_back(name: str) -> None:
        await driver.feeds_back("land", cases[name], "natural-resources")
        await kept()

    async def gone(name: str) -> None:
        await driver.verifies("principal", cases[name])
        await driver.by("duty", verification.close, cases[name].id)
        await kept()

    async def tested() -> None:
        test = await driver.by("duty", reachability.start)
        for who in ("principal", "officer", "land"):
            await driver.by(who, reachability.answer, test.id)

    walk.at(2, 10, partial(filed, "wires", "fire"))
    walk.at(2, 12, partial(fed_back, "wires"))
    walk.at(2, 13, partial(gone, "wires"))
    walk.at(4, 14, lambda: driver.by("duty", verification.reopen, cases["wires"].id, reason="又拉了电线"))
    walk.at(3, 10, partial(filed, "slope", "geology"))
    walk.at(3, 24, partial(fed_back, "slope"))  # late
    walk.at(9, 1, partial(filed, "never", "geology"))
    for month, given in ((3, {}), (5, {"concealed": True}), (6, {"origin": ProblemOrigin.SELF})):
        walk.at(month, 3, partial(found, driver, **given))
    walk.at(6, 10, tested)
    walk.at(6, 10, walk.nothing, hour=12)


async def excuse(walk: YearWalk, duty: Owed) -> None:
    """Let the chief excuse a duty that was not done."""
    if duty.state(walk.now) in ("open", "missed"):
        await walk.driver.by("chief", fulfilment.excuse, (await walk.row(duty)).id, "道路中断，无法到达")
        walk.plain.excuse(duty, walk.now)


async def take_back(walk: YearWalk, duty: Owed) -> None:
    """Take back the newest fact that counts for a duty."""
    services: dict[str, Any] = {
        "patrol": records.withdraw,
        "inspection": inspections.withdraw,
        "village_drill": running.undo,
        "town_drill": running.undo,
        "meeting": minutes.withdraw,
        "training": attendance.reopen,
    }
    if duty.facts:
        fact = max(duty.facts, key=lambda one: one.at)
        await walk.driver.by("chief", services[fact.kind], fact.id, "登记有误")
        walk.plain.withdraw(fact, walk.now)
