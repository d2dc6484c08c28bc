"""Periods tile the calendar: no day is missing, none belongs to two, whatever the rule and the clock."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.core.town import Town
from services.duties.planning import periods
from services.settings.duties import DutyRule, with_defaults
from services.settings.township import Township

DAY = timedelta(days=1)
BASE = {
    "name": {"zh_CN": "巡查", "en": "Patrol"},
    "owes": "village",
    "fulfilled_by": "patrol",
}


def rule(**more: object) -> DutyRule:
    return DutyRule.model_validate(BASE | more)


def days_by(each: str, since: date, until: date, **more: object) -> list[date]:
    of = rule(each=each, **more)
    return [period.day for period in periods.periods(of, since, until)]


def test_the_31st_is_the_last_day_of_a_shorter_month() -> None:
    found = days_by("month", date(2028, 1, 1), date(2028, 4, 30), by=31)
    assert found == [date(2028, 1, 31), date(2028, 2, 29), date(2028, 3, 31), date(2028, 4, 30)]
    assert days_by("month", date(2026, 1, 1), date(2026, 2, 28), by=30) == [date(2026, 1, 30), date(2026, 2, 28)]


@pytest.mark.parametrize(
    ("day", "first", "last", "week"),
    [
        (date(2025, 12, 29), date(2025, 12, 29), date(2026, 1, 4), (2026, 1)),
        (date(2026, 1, 3), date(2025, 12, 29), date(2026, 1, 4), (2026, 1)),
        (date(2026, 12, 28), date(2026, 12, 28), date(2027, 1, 3), (2026, 53)),
        (date(2027, 1, 3), date(2026, 12, 28), date(2027, 1, 3), (2026, 53)),
    ],
)
def test_weeks_are_iso_weeks_over_new_year(day: date, first: date, last: date, week: tuple[int, int]) -> None:
    found = periods.period_on(rule(each="week"), day)
    assert (found.first, found.last) == (first, last)
    assert found.first.isocalendar()[:2] == week


def test_a_quarter_is_owed_by_a_day_of_its_last_month() -> None:
    found = days_by("quarter", date(2026, 1, 1), date(2026, 12, 31), by=25)
    assert found == [date(2026, 3, 25), date(2026, 6, 25), date(2026, 9, 25), date(2026, 12, 25)]


def test_once_in_two_years_counts_from_the_rules_start() -> None:
    of = rule(each="year", every=2, since=date(2025, 3, 1))
    assert periods.period_on(of, date(2026, 7, 1)).last == date(2026, 12, 31)
    assert periods.period_on(of, date(2025, 3, 1)).first == date(2025, 3, 1), "nothing before it is owed"
    assert periods.period_on(of, date(2027, 1, 1)).first == date(2027, 1, 1)
    assert periods.period_on(of, date(2028, 12, 31)).first == date(2027, 1, 1)


FLOOD = {"each": "week", "season": {"begins": "05-01", "ends": "09-30"}}
WINTER = {"each": "day", "season": {"begins": "11-20", "ends": "03-10"}}


def test_a_season_begins_on_its_first_day() -> None:
    of = rule(each="month", seasons=[FLOOD])
    assert periods.period_on(of, date(2026, 4, 30)).first == date(2026, 4, 1)
    assert periods.period_on(of, date(2026, 5, 1)).last == date(2026, 5, 3), "Friday to Sunday"
    assert periods.period_on(of, date(2026, 9, 30)).last == date(2026, 9, 30)
    assert periods.period_on(of, date(2026, 10, 1)).last == date(2026, 10, 31)


def test_a_season_may_reach_over_new_year() -> None:
    of = rule(each="month", seasons=[WINTER])
    assert periods.period_on(of, date(2026, 1, 1)).last == date(2026, 1, 1)
    assert periods.period_on(of, date(2026, 3, 11)).last == date(2026, 3, 31)
    assert periods.period_on(of, date(2026, 11, 19)).first == date(2026, 11, 1)


def test_a_rule_for_a_part_of_the_year_is_owed_only_then() -> None:
    of = rule(each="year", only={"begins": "03-01", "ends": "04-30"})
    found = list(periods.periods(of, date(2026, 1, 1), date(2026, 12, 31)))
    assert [(period.first, period.last) for period in found if period.owed] == [(date(2026, 3, 1), date(2026, 4, 30))]
    assert [period.day for period in found if period.owed] == [date(2026, 4, 30)]
    weekly = rule(each="week", only={"begins": "05-01", "ends": "09-30"})
    owed = [period for period in periods.periods(weekly, date(2026, 1, 1), date(2026, 12, 31)) if period.owed]
    assert (owed[0].first, owed[0].last, owed[-1].last) == (date(2026, 5, 1), date(2026, 5, 3), date(2026, 9, 30))


def test_the_stricter_variants_are_there_to_be_turned_on(township: Township) -> None:
    rules = with_defaults({"flood-in-season": {"active": True}})
    parsed = {code: DutyRule.model_validate(one) for code, one in rules.items()}
    chosen = [code for code, one in parsed.items() if one.active and not township.duties[code].active]
    assert chosen == ["flood-in-season"]
    assert [code for code, one in township.duties.items() if not one.active] == [
        "monthly-inspection",
        *(f"{line}-{when}-season" for line in ("flood", "geology") for when in ("before", "in", "after")),
    ]


rules = st.builds(
    lambda each, every, since, seasons, only: rule(each=each, every=every, since=since, seasons=seasons, only=only),
    st.sampled_from(["day", "week", "month", "quarter", "half_year", "year"]),
    st.integers(1, 3),
    st.dates(date(2024, 1, 1), date(2026, 12, 31)),
    st.lists(st.sampled_from([FLOOD, WINTER, {"each": "month", "season": {"begins": "02-29", "ends": "04-15"}}])),
    st.sampled_from([None, {"begins": "03-01", "ends": "11-15"}, {"begins": "10-31", "ends": "02-29"}]),
)


@settings(deadline=None)
@given(
    of=rules,
    one=st.dates(date(2024, 1, 1), date(2029, 12, 31)),
    days=st.integers(0, 500),  # over a new year, all seasons, and the 29th of February
)
def test_periods_tile_the_calendar_for_any_rule_and_any_two_clocks(of: DutyRule, one: date, days: int) -> None:
    since = max(one, of.since or one)
    until = since + days * DAY
    found = list(periods.periods(of, since, until))
    assert found[0].first <= since <= found[0].last
    assert found[-1].first <= until <= found[-1].last
    for before, after in pairwise(found):
        assert after.first == before.last + DAY
    for period in found:
        assert period.first <= period.day <= period.last
        for day in (period.first, period.day, period.last):
            assert periods.period_on(of, day) == period, "whatever day it is asked on"


@pytest.mark.parametrize(
    ("day", "how", "due"),
    [
        (date(2026, 2, 15), "next", date(2026, 2, 24)),  # the Spring Festival holiday, 15 to 23 February
        (date(2026, 2, 15), "before", date(2026, 2, 14)),  # a Saturday that is worked to make up
        (date(2026, 2, 15), "keep", date(2026, 2, 15)),
        (date(2026, 10, 31), "next", date(2026, 11, 2)),  # still October's duty
    ],
)
async def test_a_day_that_is_not_worked_moves_as_the_rule_says(town: Town, day: date, how: str, due: date) -> None:
    of = rule(each="month", by=day.day, on_holiday=how)
    found = periods.due_at(town, of, periods.period_on(of, day))
    assert found.astimezone(town.zone).date() == due
