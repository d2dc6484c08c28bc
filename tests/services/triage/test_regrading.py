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
async def driver(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(town)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Return an hour of Shanghai, days after the Monday."""
    return MONDAY.replace(hour=0, minute=0) + timedelta(days=day, hours=hour - 8, minutes=minute)


async def accepted(driver: TownshipDriver, case: Case) -> None:
    await driver.by("land", handling.accept, (await driver.assignment(case, LAND)).id)


async def issued(driver: TownshipDriver, case: Case) -> None:
    """Nobody has accepted it yet."""


async def partly(driver: TownshipDriver, case: Case) -> None:
    await driver.by("land", handling.accept, (await driver.assignment(case, LAND)).id, not_ours="道路归公路站")


async def asked(driver: TownshipDriver, case: Case) -> None:
    await accepted(driver, case)
    assignment = await driver.assignment(case, LAND)
    await driver.by("land", extensions.ask, assignment.id, until=at(14, 10), reason="材料未到")


async def granted(driver: TownshipDriver, case: Case) -> None:
    await asked(driver, case)
    await driver.by("duty", extensions.answer, (await driver.assignment(case, LAND)).id, granted=True, reason="")


async def fed_back(driver: TownshipDriver, case: Case) -> None:
    await accepted(driver, case)
    await driver.feeds_back("land", case, LAND)


async def returned(driver: TownshipDriver, case: Case) -> None:
    await fed_back(driver, case)
    await driver.by("duty", verification.send_back, (await driver.assignment(case, LAND)).id, reason="没有清理")


async def rerouted(driver: TownshipDriver, case: Case) -> None:
    await accepted(driver, case)
    old = (await driver.assignment(case, "construction-office")).id
    await driver.by("duty", dispatch.reroute, old, unit_id=driver.units["road-station"], reason="属公路")


async def paused(driver: TownshipDriver, case: Case) -> None:
    await accepted(driver, case)
    await driver.by("land", pauses.pause, (await driver.assignment(case, LAND)).id, until=at(2, 11), reason="等雨停")


ABSOLUTE = (issued, accepted, partly, asked, granted, fed_back, returned, rerouted)
"""The states in which the time runs."""


async def regraded(
    driver: TownshipDriver, state: State, *, when: datetime, was: Severity = Severity.ORDINARY, **grade: object
) -> tuple[Case, Assignment]:
    """Dispatch at 10:00, bring it into a state at 11:00, and grade it again."""
    case = await driver.dispatched(LAND, "construction-office", severity=was)
    driver.clock.at = at(0, 11)
    await state(driver, case)
    driver.clock.at = when
    await driver.by("duty", triage.judge, case.id, **grade)
    unit = "road-station" if state is rerouted else LAND
    assignment = await driver.assignment(case, unit)
    rows = await driver.running(case)
    if assignment.state is not AssignmentState.FED_BACK:
        assert rows[f"feed_back {unit}"] == assignment.due_at, "the row and the assignment say the same"
    return case, assignment


@pytest.mark.parametrize("state", ABSOLUTE)
async def test_a_graver_hazard_is_due_by_its_new_days_from_the_dispatch(driver: TownshipDriver, state: State) -> None:
    case, assignment = await regraded(driver, state, when=at(0, 15), severity=Severity.MAJOR)
    assert assignment.due_at == at(1, 10)
    assert (await driver.case(case.id)).due_at == at(1, 10)


@pytest.mark.parametrize("state", [*ABSOLUTE, paused])
@pytest.mark.parametrize(("when", "due"), [(at(0, 12), at(0, 14)), (at(0, 15), at(0, 19))])
async def test_what_becomes_an_incident_is_due_in_four_hours_at_most(
    driver: TownshipDriver, state: State, when: datetime, due: datetime
) -> None:
    case, assignment = await regraded(driver, state, when=when, kind=Kind.INCIDENT)
    rows = await driver.running(case)
    assert assignment.due_at == due
    assert assignment.state is not AssignmentState.PAUSED, "an incident does not wait"
    if state is issued:
        assert rows[f"accept {LAND}"] == when + driver.town.settings.clocks.incident_accept
    if state is asked:
        assert rows[f"extension {LAND}"] == max(at(0, 11) + timedelta(hours=1), when + timedelta(hours=1))
    if state in (accepted, partly, asked, granted, paused):
        assert rows[f"still_on {LAND}"] == when + driver.town.settings.clocks.incident_ask_again


async def test_a_feedback_sent_back_after_a_new_grade_is_due_by_that_grade(driver: TownshipDriver) -> None:
    case, assignment = await regraded(driver, fed_back, when=at(0, 15), severity=Severity.MAJOR)
    driver.clock.at = at(0, 16)
    await driver.by("duty", verification.send_back, assignment.id, reason="没有清理")
    assert (await driver.assignment(case, LAND)).due_at == at(1, 10), "what was left of the new time"
    await driver.feeds_back("land", case, LAND)
    driver.clock.at = at(2, 10)
    await driver.by("duty", verification.send_back, assignment.id, reason="还没有清理")
    assert (await driver.assignment(case, LAND)).due_at == at(3, 10), "passed: the new days from the return"
    await driver.by("duty", triage.judge, case.id, kind=Kind.INCIDENT)
    assert (await driver.assignment(case, LAND)).due_at == at(2, 14)


@pytest.mark.parametrize(("resumes", "due"), [(None, at(3, 10)), (at(1, 11), at(2, 10)), (at(0, 16), at(1, 15))])
async def test_what_is_paused_goes_on_with_what_is_left_of_the_new_time(
    driver: TownshipDriver, resumes: datetime | None, due: datetime
) -> None:
    case, assignment = await regraded(driver, paused, when=at(0, 15), severity=Severity.MAJOR)
    assert assignment.due_at == at(3, 10), "one of seven hours had passed: six from Wednesday 11:00"
    if resumes is not None:
        driver.clock.at = resumes
        await driver.by("land", pauses.resume, assignment.id)
        assignment = await driver.assignment(case, LAND)
        assert (await driver.running(case))[f"feed_back {LAND}"] == assignment.due_at
    assert assignment.due_at == due


async def test_after_a_pause_its_time_still_does_not_count(driver: TownshipDriver) -> None:
    async def resumed(driver: TownshipDriver, case: Case) -> None:
        await paused(driver, case)
        driver.clock.at = at(1, 11)
        await driver.by("land", pauses.resume, (await driver.assignment(case, LAND)).id)

    _, assignment = await regraded(driver, resumed, when=at(1, 15), severity=Severity.MAJOR)
    assert assignment.due_at == at(2, 10)


@pytest.mark.parametrize("state", [issued, accepted, partly, asked, fed_back, returned, rerouted])
async def test_a_milder_grade_puts_the_usual_date_off(driver: TownshipDriver, state: State) -> None:
    _, assignment = await regraded(driver, state, when=at(0, 15), was=Severity.MAJOR, severity=Severity.ORDINARY)
    assert assignment.due_at == at(8, 10), "six working days"


async def test_a_day_that_somebody_named_is_brought_forward_and_never_put_off(driver: TownshipDriver) -> None:
    _, assignment = await regraded(driver, granted, when=at(0, 15), was=Severity.MAJOR, severity=Severity.ORDINARY)
    assert assignment.due_at == at(14, 10)


async def test_grading_again_and_again_gives_no_more_time(driver: TownshipDriver) -> None:
    case, _ = await regraded(driver, accepted, when=at(0, 15), kind=Kind.INCIDENT)
    for hour, severity in ((16, Severity.MAJOR), (17, Severity.CONSIDERABLE), (18, Severity.MAJOR)):
        driver.clock.at = at(0, hour)
        await driver.by("duty", triage.judge, case.id, severity=severity)
        assert (await driver.assignment(case, LAND)).due_at == at(0, 19)


async def test_what_no_longer_happens_is_a_hazard_s_matter_in_every_state(driver: TownshipDriver) -> None:
    case = await driver.dispatched(LAND, "construction-office", kind=Kind.INCIDENT)
    await accepted(driver, case)
    await driver.by("build", handling.accept, (await driver.assignment(case, "construction-office")).id)
    await driver.feeds_back("build", case, "construction-office")
    driver.clock.at = at(0, 11)
    await driver.by("duty", triage.judge, case.id, kind=Kind.HAZARD)
    rows = await driver.running(case)
    assert rows[f"feed_back {LAND}"] == at(8, 10)
    assert f"still_on {LAND}" not in rows
    assert (await driver.assignment(case, "construction-office")).due_at == at(8, 10)


async def test_what_waits_for_dispatch_is_pressing_once_it_is_an_incident(driver: TownshipDriver) -> None:
    case = await driver.files()
    await driver.by("duty", triage.judge, case.id, line="geology")
    driver.clock.at = at(0, 11)
    await driver.by("duty", triage.judge, case.id, kind=Kind.INCIDENT)
    rows = await driver.running(case)
    assert rows[DeadlineKind.DISPATCH] == at(0, 11, 3)
