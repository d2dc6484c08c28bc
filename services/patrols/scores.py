"""The score of a patrol: of the questions that apply, how many were normal, in hundredths."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from models.enums import PatrolAnswer
from services.cards import scores


@dataclass(frozen=True)
class Score:
    """The answers of a patrol, counted."""

    normal: int = 0
    problem: int = 0
    not_applicable: int = 0

    @property
    def points(self) -> Decimal | None:
        """0 to 100, to a tenth; None when no question applied: that is no score, neither 0 nor 100."""
        return scores.of_hundred(self.normal, self.normal + self.problem)


def of_answers(answers: Iterable[PatrolAnswer | None]) -> Score:
    """Return the score of these answers."""
    given = list(answers)
    return Score(
        given.count(PatrolAnswer.NORMAL), given.count(PatrolAnswer.PROBLEM), given.count(PatrolAnswer.NOT_APPLICABLE)
    )


def average(of: Iterable[Score]) -> Decimal | None:
    """Return the mean of the scores; a patrol without one is left out."""
    return scores.average(one.points for one in of)
