"""The score of a patrol: of the questions that apply, how many were normal."""

from decimal import Decimal

import pytest

from models.enums import PatrolAnswer
from services.cards.scores import shown
from services.patrols.scores import Score, average, of_answers


@pytest.mark.parametrize(
    ("score", "points"),
    [
        (Score(7, 3, 5), "70"),
        (Score(0, 0, 5), None),
        (Score(2, 1, 0), "66.7"),
        (Score(1, 7, 1), "12.5"),
        (Score(0, 4, 0), "0"),
        (Score(5, 0, 9), "100"),
    ],
)
def test_points_are_a_share_of_what_applies(score: Score, points: str | None) -> None:
    assert (None if score.points is None else shown(score.points)) == points


def test_unanswered_is_no_answer() -> None:
    assert of_answers([PatrolAnswer.NORMAL, None]) == Score(1, 0, 0)


def test_no_score_is_out_of_the_average() -> None:
    assert average([Score(7, 3, 5), Score(0, 0, 5), Score(1, 0, 0)]) == Decimal("85.0")
    assert average([Score(0, 0, 5)]) is None
