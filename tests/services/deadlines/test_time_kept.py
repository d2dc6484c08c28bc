"""No course of pauses, resumptions, more time, re-routing and reopening loses time or doubles it, on both databases.

The services act on rows; beside them a tally with three figures: how long was worked, how much is left, how late.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from models import Case, Deadline
from models.enums import DeadlineKind, Severity
from scheduler import ticks
from services.assignments import extensions, handling, pauses, verification
from services.calendar.working_time import WorkingClock
from services.cases import deadlines as case_deadlines
from services.core.town import Town
from services.deadlines import deadlines, ladders
from services.triage import dispatch
from township import MONDAY, TownshipDriver

NOTHING = timedelta()
MINUTE = timedelta(minutes=1)
WORKERS = {"natural-resources": "land", "construction-office": "build"}

courses = st.lists(
    st.tuples(
        st.sampled_from(["resumed", "resumed by the limit", "granted", "refused", "rerouted", "reopened"]),
        st.integers(0, 20 * 60),  # minutes at work before it
        st.integers(1, 6 * 24 * 60),  # minutes of the pause, or of more time
        st.integers(0, 100),  # per cent of the pause that had passed when it was resumed
    ),
    min_size=1,
    max_size=5,
)


@dataclass
class Tally:
    """What is owed, by the rule alone."""

    driver: TownshipDriver
    case: Case
    unit: str = "natural-resources"
    worked: timedelta = NOTHING
    left: timedelta = NOTHING
    late: timedelta = NOTHING

    async def begins(self) -> None:
        """Count again from a fresh dispatch."""
        self.worked = self.late = NOTHING
        self.left = self.clock.between(self.driver.now, (await self.assignment).due_at)
        await self.by_worker(handling.accept)

    @property
    def clock(self) -> WorkingClock:
        return case_deadlines.clock_of(self.driver.town, self.case)

    @property
    async def assignment(self):  # type: ignore[no-untyped-def]
        return await self.driver.assignment(self.case, self.unit)

    async def by_worker(self, service, **more):  # type: ignore[no-untyped-def]
        await self.driver.by(WORKERS[self.unit], service, (await self.assignment).id, **more)

    def work(self, until: datetime) -> None:
        """Let the clock run while the unit is at work."""
        passed = self.clock.between(self.driver.now, until)
        self.driver.clock.at = until
        self.worked += passed
        self.late += max(passed - self.left, NOTHING)
        self.left = max(self.left - passed, NOTHING)

    async def row(self) -> Deadline:
        """Return the running deadline; there is one."""
        async with self.driver.town.database.reading() as session:
            rows = await session.scalars(
                sa.select(Deadline).where(
                    Deadline.case_id == self.case.id,
                    Deadline.kind == DeadlineKind.FEED_BACK,
                    Deadline.ended_at.is_(None),
                )
            )
            return rows.one()

    async def holds(self) -> None:
        """Check the rows against the tally: the assignment, its deadline, and when each ladder step comes."""
        row, assignment, now = await self.row(), await self.assignment, self.driver.now
        run = deadlines.run_of(row)
        assert row.due_at == assignment.due_at
        assert (row.subject_kind, row.subject_id) == ("assignment", assignment.id)
        assert run.used_at(self.clock, now) == self.worked, "what was worked is counted once, what was paused never"
        if self.late:
            assert row.due_at <= now
        else:
            assert self.clock.between(now, row.due_at) == self.left, "what is left is there to the minute"
        waited = NOTHING
        coming = {step.to: step.at for step in deadlines.steps_of(self.driver.town, row) if step.doing == "escalate"}
        for step in ladders.kept_policy(row.policy).ladder:
            if waited > self.late:
                assert self.clock.between(now, coming[step.to]) == self.left + waited - self.late, step.to
            waited += step.wait


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(town)


@settings(
    max_examples=20,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # shrinking would walk through the services for minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # each example has a case of its own
)
@example(course=[("resumed", 260, 600, 50)], incident=True, start=0)  # paused when it was late: the ladder goes on
@example(course=[("resumed", 0, 600, 0), ("rerouted", 60, 1, 0)], incident=False, start=0)  # paused, then re-routed
@example(  # paused at night, when its time had run out and nobody had worked since
    course=[("granted", 599, 1, 0), ("granted", 1149, 1, 0), ("resumed", 1149, 1149, 77), ("resumed", 1395, 550, 77)],
    incident=False,
    start=40533,
)
@given(course=courses, incident=st.booleans(), start=st.integers(0, 40 * 24 * 60))
async def test_time_is_neither_lost_nor_doubled(
    driver: TownshipDriver, course: list[tuple[str, int, int, int]], incident: bool, start: int
) -> None:
    driver.clock.at = MONDAY + start * MINUTE  # over New Year, too
    kind = {"kind": "incident"} if incident else {}
    case = await driver.dispatched("natural-resources", severity=Severity.CONSIDERABLE, **kind)
    tally, filed = Tally(driver, case), case.submitted_at
    await tally.begins()
    for what, minutes, span, share in course:
        tally.work(driver.now + minutes * MINUTE)
        await _happens(tally, what, span * MINUTE, share / 100)
        await tally.holds()
        assert (await driver.case(case.id)).submitted_at == filed, "the first clock is kept"


async def _happens(tally: Tally, what: str, span: timedelta, share: float) -> None:
    driver, case = tally.driver, tally.case
    match what:
        case "resumed" | "resumed by the limit":
            until = driver.now + span
            await tally.by_worker(pauses.pause, until=until, reason="等雨停")
            driver.clock.at += (span * share) // MINUTE * MINUTE
            if what == "resumed" and driver.now < until:
                await tally.by_worker(pauses.resume)
            else:
                driver.clock.at = until
                tally.work(until + 90 * MINUTE)  # the clock itself slept
                await ticks.do(driver.town, "lapse")
        case "granted" | "refused":
            until = max((await tally.assignment).due_at, driver.now) + span
            await tally.by_worker(extensions.ask, until=until, reason="材料未到")
            answer = {"granted": what == "granted", "reason": "按期"}
            await driver.by("duty", extensions.answer, (await tally.assignment).id, **answer)
            if what == "granted":
                tally.left, tally.late = tally.clock.between(driver.now, until), NOTHING
        case "rerouted":
            old = (await tally.assignment).id
            tally.unit = next(unit for unit in WORKERS if unit != tally.unit)
            await driver.by("duty", dispatch.reroute, old, unit_id=driver.units[tally.unit], reason="属在建工程")
            await tally.by_worker(handling.accept)
        case "reopened":
            await driver.feeds_back(WORKERS[tally.unit], case, tally.unit)
            await driver.verifies("principal", case)
            await driver.by("duty", verification.close, case.id)
            driver.clock.at += span
            await driver.by("officer", verification.reopen, case.id, reason="又塌了")
            await driver.hands(case, tally.unit)
            await tally.begins()
