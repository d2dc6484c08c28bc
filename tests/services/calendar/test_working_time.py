"""Working time: office hours, statutory holidays and make-up days, the year's end, years not published yet."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from services.calendar import working_time
from services.settings.clocks import WorkingTime
from services.settings.township import Township

ZONE = ZoneInfo("Asia/Shanghai")
RULES = WorkingTime()


def local(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2026-11-23 10:00", 1, "2026-11-24 10:00"),  # Monday to Tuesday
        ("2026-11-27 16:00", 1, "2026-11-30 16:00"),  # over a weekend
        ("2026-11-23 13:00", 0.5, "2026-11-23 17:30"),  # noon counts from two o'clock
        ("2026-11-23 03:00", 1, "2026-11-23 17:30"),  # at night: from the next opening
        ("2026-11-28 10:00", 1, "2026-11-30 17:30"),  # on a Saturday
        ("2026-09-30 17:00", 1, "2026-10-08 17:00"),  # over the National Day holiday
        ("2026-02-13 17:30", 1, "2026-02-14 17:30"),  # the make-up Saturday before Spring Festival is worked
        ("2025-12-31 17:00", 1, "2026-01-04 17:00"),  # over New Year, made up on a Sunday
    ],
)
def test_deadlines_count_office_time_only(start: str, days: float, end: str) -> None:
    assert working_time.after(local(start), days, RULES, ZONE) == local(end).astimezone(UTC)


def test_the_townships_own_days_and_tables_win() -> None:
    rules = WorkingTime.model_validate(
        {
            "days_off": ["2026-11-24"],
            "days_worked": ["2026-11-28"],
            "years": {2027: {"off": ["2027-01-01"], "work": ["2027-01-09"]}},
        }
    )
    assert not working_time.is_working_day(rules, date(2026, 11, 24))
    assert working_time.is_working_day(rules, date(2026, 11, 28))
    assert not working_time.is_working_day(rules, date(2027, 1, 1))
    assert working_time.is_working_day(rules, date(2027, 1, 9))


def test_a_year_nobody_knows_is_provisional_and_known_to_be_so() -> None:
    assert working_time.is_known(RULES, 2026)
    assert not working_time.is_known(RULES, 2037)
    assert working_time.is_working_day(RULES, date(2037, 1, 2))  # a Friday that the notice may well take
    assert not working_time.is_working_day(RULES, date(2037, 1, 1)), "New Year's Day is off by law, notice or not"
    assert not working_time.is_working_day(RULES, date(2037, 10, 1))
    assert working_time.is_known(WorkingTime.model_validate({"years": {2037: {}}}), 2037)


def test_the_demo_township_works_seven_hours(township: Township) -> None:
    moment = working_time.after(local("2026-11-23 08:30"), 1, township.working_time, ZONE)
    assert moment == local("2026-11-23 17:30").astimezone(UTC)
