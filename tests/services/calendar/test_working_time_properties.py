"""Working-time arithmetic against a slow, obvious reference: minutes counted one by one."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from services.calendar import working_time
from services.calendar.working_time import WorkingClock
from services.deadlines.ladders import Run
from services.settings.clocks import WorkingTime

ZONE = ZoneInfo("Asia/Shanghai")
RULES = WorkingTime.model_validate({"years": {2027: {"off": ["2027-01-01", "2027-01-02"], "work": ["2027-01-09"]}}})
MINUTE = timedelta(minutes=1)

moments = st.datetimes(datetime(2025, 12, 20), datetime(2027, 1, 20)).map(  # noqa: DTZ001 - made aware below
    lambda naive: naive.replace(second=0, microsecond=0, tzinfo=ZONE).astimezone(UTC)
)
spans = st.integers(0, 3 * 7 * 60).map(lambda minutes: timedelta(minutes=minutes))  # up to three working days

WORKED = {
    date(2025, 12, 31),
    date(2026, 1, 4),
    date(2026, 2, 14),
    date(2026, 2, 28),
    date(2026, 5, 9),
    date(2027, 1, 9),
}
"""Days on which a naive calendar of weekdays would be wrong, looked up in the notices by hand."""


def open_at(moment: datetime) -> bool:
    """Whether the office is open in the minute that begins here."""
    local = moment.astimezone(ZONE)
    clock = local.time()
    hours = time(8, 30) <= clock < time(12) or time(14) <= clock < time(17, 30)
    return hours and working_time.is_working_day(RULES, local.date())


def slowly_plus(start: datetime, span: timedelta) -> datetime:
    moment, left = start, span
    while left > timedelta():
        if open_at(moment):
            left -= MINUTE
        moment += MINUTE
    return moment


def slowly_between(start: datetime, end: datetime) -> timedelta:
    moment, total = start, timedelta()
    while moment < end:
        if open_at(moment):
            total += MINUTE
        moment += MINUTE
    return total


def test_the_reference_itself_knows_the_make_up_days() -> None:
    for day in WORKED:
        assert working_time.is_working_day(RULES, day), day


@settings(max_examples=150, deadline=None)
@given(start=moments, span=spans)
def test_adding_office_time_agrees_with_counting_minutes(start: datetime, span: timedelta) -> None:
    assert WorkingClock(True, RULES, ZONE).plus(start, span) == slowly_plus(start, span)


@settings(max_examples=60, deadline=None)
@given(start=moments, length=st.integers(0, 20 * 24 * 60))
def test_office_time_between_two_moments_agrees_with_counting_minutes(start: datetime, length: int) -> None:
    end = start + length * MINUTE
    assert WorkingClock(True, RULES, ZONE).between(start, end) == slowly_between(start, end)


@settings(max_examples=300, deadline=None)
@given(start=moments, span=spans, working=st.booleans())
def test_what_was_added_is_what_lies_between(start: datetime, span: timedelta, working: bool) -> None:
    clock = WorkingClock(working, RULES, ZONE)
    end = clock.plus(start, span)
    assert clock.between(start, end) == span
    assert clock.between(end, start) == timedelta()


@settings(max_examples=300, deadline=None)
@given(start=moments, one=spans, other=spans, working=st.booleans())
def test_two_stretches_are_one_long_stretch(start: datetime, one: timedelta, other: timedelta, working: bool) -> None:
    clock = WorkingClock(working, RULES, ZONE)
    assert clock.plus(clock.plus(start, one), other) == clock.plus(start, one + other)


@settings(max_examples=200, deadline=None)
@given(start=moments, span=spans, share=st.floats(0, 1), working=st.booleans())
def test_a_part_of_the_way_lies_on_the_way(start: datetime, span: timedelta, share: float, working: bool) -> None:
    clock = WorkingClock(working, RULES, ZONE)
    end = clock.plus(start, span)
    assert start <= clock.part(start, end, share) <= end
    assert clock.part(start, end, 1) == end


worked_and_paused = st.lists(
    st.tuples(st.integers(0, 600), st.integers(0, 4 * 24 * 60), st.integers(0, 300)), max_size=4
)
"""(minutes at work, minutes of a pause, minutes of more time granted after it), one after the other."""


@settings(max_examples=60, deadline=None)
@given(start=moments, allowed=st.integers(60, 2000), course=worked_and_paused, working=st.booleans())
def test_no_sequence_of_pauses_and_extensions_loses_or_doubles_time(
    start: datetime, allowed: int, course: list[tuple[int, int, int]], working: bool
) -> None:
    clock = WorkingClock(working, RULES, ZONE)
    run = Run(start, start, timedelta(), clock.plus(start, allowed * MINUTE))
    now, at_work, granted, late = start, timedelta(), allowed * MINUTE, False
    for work, pause, more in course:
        stopped = now + work * MINUTE
        at_work += slowly_between(now, stopped) if working else stopped - now
        late = late or run.due_at <= stopped
        now = stopped + pause * MINUTE
        run = replace(
            run.stopped(clock, stopped), due_at=run.carried_over(clock, stopped=stopped, at=now), counted_from=now
        )
        if not late:
            run = replace(run, due_at=clock.plus(run.due_at, more * MINUTE))
            granted += more * MINUTE
    assert run.used_at(clock, now) == at_work, "what was worked is counted once, what was paused never"
    if not late:
        assert clock.between(now, run.due_at) == granted - at_work, "what was granted is there to the minute"
