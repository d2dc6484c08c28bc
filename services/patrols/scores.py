"""The score of a patrol: of the questions that apply, how many were normal, in hundredths."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from models.enums import PatrolAnswer


@dataclass(frozen=True)
class Score:
    """The answers of a patrol, counted."""

    normal: int = 0
    problem: int = 0
    not_applicable: int = 0

    @property
    def points(self) -> Decimal | None:
        """0 to 100, to a tenth; None when no question applied: that is no score, neither 0 nor 100."""
        of = self.normal + self.problem
        return _tenth(Decimal(100 * self.normal) / of) if of else None


def of_answers(answers: Iterable[PatrolAnswer | None]) -> Score:
    """Return the score of these answers."""
    given = list(answers)
    return Score(
        given.count(PatrolAnswer.NORMAL), given.count(PatrolAnswer.PROBLEM), given.count(PatrolAnswer.NOT_APPLICABLE)
    )


def average(scores: Iterable[Score]) -> Decimal | None:
    """Return the mean of the scores; a patrol without one is left out."""
    known = [points for one in scores if (points := one.points) is not None]
    return _tenth(sum(known, Decimal()) / len(known)) if known else None


def shown(points: Decimal) -> str:
    """Return points as they are read: 70, 66.7."""
    return f"{points:f}".rstrip("0").rstrip(".") if "." in f"{points:f}" else f"{points:f}"


def _tenth(points: Decimal) -> Decimal:
    return points.quantize(Decimal("0.1"), ROUND_HALF_UP)
