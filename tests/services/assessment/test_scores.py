"""The sums of the assessment, without a database: shares, deductions, weights, rounding, and what is left out."""

from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from models.enums import Assessed, AssessmentEach
from services.assessment import period_results, periods, scores
from services.assessment.holders import Holder
from services.assessment.measures import Occasion, Whose
from services.assessment.tables import Item, Table
from services.registry import MEASURES
from services.settings.assessment.measures import MeasureName
from services.settings.assessment.table import Assessment

VILLAGE = Whose(Assessed.VILLAGE, "1")


def item(points: str = "100", each: str | None = None, cap: str | None = None, **more: Any) -> Item:
    usual = {"code": "x", "names": {"zh_CN": "项目"}, "measure": "feedback", "applies": ["village", "unit", "line"]}
    return Item.model_validate(usual | {"points": points, "each": each, "cap": cap} | more)


def outcomes(*given_credits: Fraction | int | None, weight: Fraction | int = 1) -> list[Occasion]:
    return [
        Occasion(
            frozenset({VILLAGE}),
            f"duty:{at}",
            datetime(2026, 8, 1, tzinfo=UTC),
            "occasion-duty-done",
            "x",
            None if credit is None else Fraction(credit),
            "duty",
            at,
            Fraction(weight),
        )
        for at, credit in enumerate(given_credits)
    ]


def test_seven_yes_three_no_five_not_applicable_are_seventy() -> None:
    figure = scores.figure(item(), outcomes(*[1] * 7, *[0] * 3, *[None] * 5))
    assert (figure.got, figure.good, figure.of, figure.neutral) == (70, 7, 10, 5)


def test_nothing_to_judge_by_is_no_score_and_out_of_the_average() -> None:
    share, deducting = item("60"), item("40", each="2", code="y")
    table = Table(items=(share, deducting), own_percent=80, below={"line:l": ("unit:a", "unit:b")})
    unit_a, unit_b, line = (Whose(Assessed.UNIT, "1"), Whose(Assessed.UNIT, "2"), Whose(Assessed.LINE, "l"))
    everybody = [Holder(unit_a, "a", "甲"), Holder(unit_b, "b", "乙"), Holder(line, "l", "线")]
    some = {"x": outcomes(1, 0)}
    found = period_results.compute(table, everybody, {unit_a: some, line: some, unit_b: {"x": outcomes(None, None)}})
    a, b, of_line = found
    assert a.figures[0].got == 30
    assert a.total == 70, "30 of 60, and 40 of 40 that nobody lost"
    assert (b.own, b.total) == (None, None), "neither 0 nor 100"
    assert (of_line.own, of_line.below, of_line.total) == (70, 70, 70), "the mean of the one that has a score"
    assert scores.mean([None, None]) is None


def test_an_item_without_outcomes_is_left_out_of_the_sum() -> None:
    figures = [scores.figure(item("30"), outcomes(1, 1, 0)), scores.figure(item("70"), [])]
    assert figures[1].got is None
    assert scores.own(figures, judged=True) == Decimal("66.67")


def test_a_deduction_counts_weights_and_stops_at_its_cap() -> None:
    concealed, self_found = outcomes(0, weight=2), outcomes(0, weight=0)
    assert scores.figure(item("10", each="2"), concealed).got == 6
    assert scores.figure(item("10", each="2"), self_found).got == 10
    assert scores.figure(item("10", each="0.5"), outcomes(*[0] * 3, 1)).got == Decimal("8.5")
    assert scores.figure(item("10", each="4", cap="5"), outcomes(*[0] * 9)).got == 5
    assert scores.figure(item("10", each="4"), outcomes(*[0] * 9)).got == 0
    assert scores.figure(item("10", each="4"), []).got == 10


def test_own_work_counts_four_fifths_and_subordinates_one() -> None:
    assert scores.mixed(Decimal(90), Decimal("75.5"), 80) == Decimal("87.10")
    assert scores.mixed(Decimal(90), None, 80) == 90, "no subordinates"
    assert scores.mixed(None, Decimal(50), 80) is None, "nothing of its own to judge by"


@given(st.fractions(min_value=0, max_value=1000))
def test_a_figure_is_rounded_half_up_to_hundredths(exact: Fraction) -> None:
    plain = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert abs(scores.rounded(exact) - plain) <= (0 if exact.denominator < 10**9 else Decimal("0.01"))


@given(st.lists(st.tuples(st.sampled_from([None, 0, 1, Fraction(1, 2)]), st.sampled_from([0, 1, 2])), max_size=12))
def test_a_share_is_between_nothing_and_all_and_says_its_sum(given_: list[tuple[Fraction | None, int]]) -> None:
    those = [one for credit, weight in given_ for one in outcomes(credit, weight=weight)]
    figure = scores.figure(item("40"), those)
    counted = [(credit, weight) for credit, weight in given_ if credit is not None and weight]
    assert figure.neutral == len(given_) - len(counted)
    if not counted:
        assert figure.got is None
        return
    good, of = sum(credit * weight for credit, weight in counted), sum(weight for _, weight in counted)
    assert figure.got == scores.rounded(Fraction(40) * good / of)
    assert 0 <= figure.got <= 40


def test_periods_follow_each_other_and_name_themselves() -> None:
    for code, each, last in (
        ("2026m2", "month", "2026-02-28"),
        ("2026q4", "quarter", "2026-12-31"),
        ("2026y1", "year", "2026-12-31"),
    ):
        found = periods.read(code)
        assert (found.code, found.each, found.last.isoformat()) == (code, AssessmentEach(each), last)
        assert found.after.before == found
        assert periods.holding(found.each, found.last) == found


def test_every_measure_that_an_item_may_name_is_stated_by_an_area() -> None:
    assert sorted(one.name for one in MEASURES) == sorted(MeasureName)


def test_the_default_table_makes_100_with_40_for_production_safety() -> None:
    items = Assessment().items
    for kind in (Assessed.VILLAGE, Assessed.UNIT):
        theirs = {code: one.points for code, one in items.items() if kind in one.applies}
        assert sum(theirs.values()) == 100
        assert sum(points for code, points in theirs.items() if code.startswith("safety-")) == 40
    assert (items["meetings"].each, items["topics"].each) == (Decimal("0.5"), Decimal("0.2"))
    assert Assessment().own_percent == 80


ROW = "{measure: meetings, applies: [unit], points: 100, name: {zh_CN: 会, en: m}}"


@pytest.mark.parametrize(
    ("items", "kind"),
    [
        ("{mine: {measure: meetings, applies: [unit], points: 99, name: {zh_CN: 会, en: m}}}", "assessment_points"),
        ("{mine: {measure: clicks, applies: [unit], points: 100, name: {zh_CN: 会, en: m}}}", "enum"),
        ("{mine: {measure: meetings, applies: [unit], points: 100}}", "assessment_name"),
        (f"{{mine: {ROW[:-1]}, only: {{late: 0.5}}}}}}", "assessment_only"),
        (f"{{mine: {ROW[:-1]}, each: 1, cap: 100.5}}}}", "less_than_equal"),
        (f"{{mine: {ROW[:-1]}, cap: 5}}}}", "assessment_cap"),
    ],
)
def test_a_table_that_cannot_be_right_is_refused(items: str, kind: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Assessment.model_validate({"items": yaml.safe_load(items)})
    assert kind in [fault["type"] for fault in refused.value.errors()]
