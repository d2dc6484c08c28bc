"""Problems of the seven lists in the assessment: concealed ones double, self-found ones not at all."""

from collections.abc import Sequence
from fractions import Fraction

import sqlalchemy as sa

from models import Problem, Unit
from models.enums import ProblemOrigin, ProblemState
from services.assessment import measures
from services.assessment.measures import NOT_DONE, Asked, Measure, Occasion
from services.core.act import Moment
from services.problems import cards, standing
from services.settings.problems import Weights


async def problems(act: Moment, asked: Asked) -> Sequence[Occasion]:
    """Count the problems that were entered in these days, by the unit, and by the line that it leads."""
    rows = await act.session.execute(
        sa.select(Problem, Unit.code)
        .join(Unit, Unit.id == Problem.unit_id)
        .where(Problem.filed_at >= asked.begins, Problem.filed_at < asked.ends, Problem.state != ProblemState.DROPPED)
    )
    weights = asked.only.weights or act.town.settings.problems.weights
    return [_occasion(act, one, code, weights) for one, code in rows]


def _occasion(act: Moment, one: Problem, unit_code: str, weights: Weights) -> Occasion:
    key = "occasion-problem"
    if one.concealed:
        key = "occasion-problem-concealed"
    elif one.origin is ProblemOrigin.SELF:
        key = "occasion-problem-self"
    return Occasion(
        measures.line(standing.line_of(act.town.settings, unit_code)) | {measures.unit(one.unit_id)},
        f"problem:{one.id}",
        one.filed_at,
        key,
        one.number,
        NOT_DONE,
        cards.OPEN,
        one.id,
        Fraction(str(standing.weight(weights, one))),
    )


MEASURES = (Measure("problems", "measure-problems", problems),)
