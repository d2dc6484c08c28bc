"""A new grade reaches every unit's clock, whatever state its assignment is in; held to the tally by hand.

It is Monday 10:00 when a hazard is dispatched. Office hours are 8:30-12:00 and 14:00-17:30: seven hours a day.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import pytest

from models import Assignment, Case
from models.enums import AssignmentState, DeadlineKind, Kind, Severity
from services.assignments import extensions, handling, pauses, verification
from services.core.town import Town
from services.triage import dispatch, triage
from township import MONDAY, TownshipDriver

LAND = "natural-resources"
State = Callable[[TownshipDriver, Case], Awaitable[object]]


@pytest.fixture
async def loop(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(town)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Return an hour of Shanghai, days after the Monday."""
    return MONDAY.replace(hour=0, minute=0) + timedelta(days=day, hours=hour - 8, minutes=minute)


async def accepted(loop: TownshipDriver, case: Case) -> None:
    await loop.by("land", handling.accept, (await loop.assignment(case, LAND)).id)


async def issued(loop: TownshipDriver, case: Case) -> None:
    """Nobody has accepted it yet."""


async def partly(loop: TownshipDriver, case: Case) -> None:
    await loop.by("land", handling.accept, (await loop.assignment(case, LAND)).id, not_ours="道路归公路站")


async def asked(loop: TownshipDriver, case: Case) -> None:
    await accepted(loop, case)
    assignment = await loop.assignment(case, LAND)
    await loop.by("land", extensions.ask, assignment.id, until=at(14, 10), reason="材料未到")


async def granted(loop: TownshipDriver, case: Case) -> None:
    await asked(loop, case)
    await loop.by("duty", extensions.answer, (await loop.assignment(case, LAND)).id, granted=True, reason="")


async def fed_back(loop: TownshipDriver, case: Case) -> None:
    await accepted(loop, case)
    await loop.feeds_back("land", case, LAND)


async def returned(loop: TownshipDriver, case: Case) -> None:
    await fed_back(loop, case)
    await loop.by("duty", verification.send_back, (await loop.assignment(case, LAND)).id, reason="没有清理")


async def rerouted(loop: TownshipDriver, case: Case) -> None:
    await accepted(loop, case)
    old = (await loop.assignment(case, "construction-office")).id
    await loop.by("duty", dispatch.reroute, old, unit_id=loop.units["road-station"], reason="属公路")


async def paused(loop: TownshipDriver, case: Case) -> None:
    await accepted(loop, case)
    await loop.by("land", pauses.pause, (await loop.assignment(case, LAND)).id, until=at(2, 11), reason="等雨停")


ABSOLUTE = (issued, accepted, partly, asked, granted, fed_back, returned, rerouted)
"""The states in which the time runs."""


async def regraded(
    loop: TownshipDriver, state: State, *, when: datetime, was: Severity = Severity.ORDINARY, **grade: object
) -> tuple[Case, Assignment]:
    """Dispatch at 10:00, bring it into a state at 11:00, and grade it again."""
    case = await loop.dispatched(LAND, "construction-office", severity=was)
    loop.clock.at = at(0, 11)
    await state(loop, case)
    loop.clock.at = when
    await loop.by("duty", triage.judge, case.id, **grade)
    unit = "road-station" if state is rerouted else LAND
    assignment = await loop.assignment(case, unit)
    rows = await loop.running(case)
    if assignment.state is not AssignmentState.FED_BACK:
        assert rows[f"feed_back {unit}"] == assignment.due_at, "the row and the assignment say the same"
    return case, assignment


@pytest.mark.parametrize("state", ABSOLUTE)
async def test_a_graver_hazard_is_due_by_its_new_days_from_the_dispatch(loop: TownshipDriver, state: State) -> None:
    case, assignment = await regraded(loop, state, when=at(0, 15), severity=Severity.MAJOR)
    assert assignment.due_at == at(1, 10)
    assert (await loop.case(case.id)).due_at == at(1, 10)


@pytest.mark.parametrize("state", [*ABSOLUTE, paused])
@pytest.mark.parametrize(("when", "due"), [(at(0, 12), at(0, 14)), (at(0, 15), at(0, 19))])
async def test_what_becomes_an_incident_is_due_in_four_hours_at_most(
    loop: TownshipDriver, state: State, when: datetime, due: datetime
) -> None:
    case, assignment = await regraded(loop, state, when=when, kind=Kind.INCIDENT)
    rows = await loop.running(case)
    assert assignment.due_at == due
    assert assignment.state is not AssignmentState.PAUSED, "an incident does not wait"
    if state is issued:
        assert rows[f"accept {LAND}"] == when + loop.town.settings.clocks.incident_accept
    if state is asked:
        assert rows[f"extension {LAND}"] == max(at(0, 11) + timedelta(hours=1), when + timedelta(hours=1))
    if state in (accepted, partly, asked, granted, paused):
        assert rows[f"still_on {LAND}"] == when + loop.town.settings.clocks.incident_ask_again


async def test_a_feedback_sent_back_after_a_new_grade_is_due_by_that_grade(loop: TownshipDriver) -> None:
    case, assignment = await regraded(loop, fed_back, when=at(0, 15), severity=Severity.MAJOR)
    loop.clock.at = at(0, 16)
    await loop.by("duty", verification.send_back, assignment.id, reason="没有清理")
    assert (await loop.assignment(case, LAND)).due_at == at(1, 10), "what was left of the new time"
    await loop.feeds_back("land", case, LAND)
    loop.clock.at = at(2, 10)
    await loop.by("duty", verification.send_back, assignment.id, reason="还没有清理")
    assert (await loop.assignment(case, LAND)).due_at == at(3, 10), "passed: the new days from the return"
    await loop.by("duty", triage.judge, case.id, kind=Kind.INCIDENT)
    assert (await loop.assignment(case, LAND)).due_at == at(2, 14)


@pytest.mark.parametrize(("resumes", "due"), [(None, at(3, 10)), (at(1, 11), at(2, 10)), (at(0, 16), at(1, 15))])
async def test_what_is_paused_goes_on_with_what_is_left_of_the_new_time(
    loop: TownshipDriver, resumes: datetime | None, due: datetime
) -> None:
    case, assignment = await regraded(loop, paused, when=at(0, 15), severity=Severity.MAJOR)
    assert assignment.due_at == at(3, 10), "one of seven hours had passed: six from Wednesday 11:00"
    if resumes is not None:
        loop.clock.at = resumes
        await loop.by("land", pauses.resume, assignment.id)
        assignment = await loop.assignment(case, LAND)
        assert (await loop.running(case))[f"feed_back {LAND}"] == assignment.due_at
    assert assignment.due_at == due


async def test_after_a_pause_its_time_still_does_not_count(loop: TownshipDriver) -> None:
    async def resumed(loop: TownshipDriver, case: Case) -> None:
        await paused(loop, case)
        loop.clock.at = at(1, 11)
        await loop.by("land", pauses.resume, (await loop.assignment(case, LAND)).id)

    _, assignment = await regraded(loop, resumed, when=at(1, 15), severity=Severity.MAJOR)
    assert assignment.due_at == at(2, 10)


@pytest.mark.parametrize("state", [issued, accepted, partly, asked, fed_back, returned, rerouted])
async def test_a_milder_grade_puts_the_usual_date_off(loop: TownshipDriver, state: State) -> None:
    _, assignment = await regraded(loop, state, when=at(0, 15), was=Severity.MAJOR, severity=Severity.ORDINARY)
    assert assignment.due_at == at(8, 10), "six working days"


async def test_a_day_that_somebody_named_is_brought_forward_and_never_put_off(loop: TownshipDriver) -> None:
    _, assignment = await regraded(loop, granted, when=at(0, 15), was=Severity.MAJOR, severity=Severity.ORDINARY)
    assert assignment.due_at == at(14, 10)


async def test_grading_again_and_again_gives_no_more_time(loop: TownshipDriver) -> None:
    case, _ = await regraded(loop, accepted, when=at(0, 15), kind=Kind.INCIDENT)
    for hour, severity in ((16, Severity.MAJOR), (17, Severity.CONSIDERABLE), (18, Severity.MAJOR)):
        loop.clock.at = at(0, hour)
        await loop.by("duty", triage.judge, case.id, severity=severity)
        assert (await loop.assignment(case, LAND)).due_at == at(0, 19)


async def test_what_no_longer_happens_is_a_hazard_s_matter_in_every_state(loop: TownshipDriver) -> None:
    case = await loop.dispatched(LAND, "construction-office", kind=Kind.INCIDENT)
    await accepted(loop, case)
    await loop.by("build", handling.accept, (await loop.assignment(case, "construction-office")).id)
    await loop.feeds_back("build", case, "construction-office")
    loop.clock.at = at(0, 11)
    await loop.by("duty", triage.judge, case.id, kind=Kind.HAZARD)
    rows = await loop.running(case)
    assert rows[f"feed_back {LAND}"] == at(8, 10)
    assert f"still_on {LAND}" not in rows
    assert (await loop.assignment(case, "construction-office")).due_at == at(8, 10)


async def test_what_waits_for_dispatch_is_pressing_once_it_is_an_incident(loop: TownshipDriver) -> None:
    case = await loop.files()
    await loop.by("duty", triage.judge, case.id, line="geology")
    loop.clock.at = at(0, 11)
    await loop.by("duty", triage.judge, case.id, kind=Kind.INCIDENT)
    rows = await loop.running(case)
    assert rows[DeadlineKind.DISPATCH] == at(0, 11, 3)
