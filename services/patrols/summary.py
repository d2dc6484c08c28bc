"""A month of patrols: by line, and each answer under the question that it was given to; and what they count."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

import orjson
import sqlalchemy as sa

from models import Patrol, PatrolItem, RiskPoint
from models.enums import Action, PatrolAnswer
from services.assessment import measures
from services.assessment.measures import Asked, Measure, Occasion
from services.calendar import months
from services.core.act import Act, Moment
from services.duties.planning import periods
from services.patrols import cards, scores
from services.patrols.scores import Score
from services.people.access import require, within

_Answers = list[PatrolAnswer | None]


@dataclass
class OfLine:
    """The patrols of one line in a month."""

    line: str
    points: set[int] = field(default_factory=set)
    patrols: dict[int, _Answers] = field(default_factory=lambda: defaultdict(list))
    questions: dict[bytes, _Answers] = field(default_factory=lambda: defaultdict(list))
    """The answers by question as it was worded: a code whose words have changed stands twice."""

    @property
    def score(self) -> Score:
        """All answers, counted."""
        return scores.of_answers(answer for answers in self.patrols.values() for answer in answers)

    @property
    def average(self) -> Decimal | None:
        """The mean score of the patrols that have one."""
        return scores.average(scores.of_answers(answers) for answers in self.patrols.values())

    def by_question(self, language: str) -> list[tuple[str, Score]]:
        """Return each question in a language with its answers, counted."""
        found = []
        for said, answers in self.questions.items():
            asked: dict[str, str] = orjson.loads(said)
            found.append((asked.get(language) or next(iter(asked.values()), ""), scores.of_answers(answers)))
        return found


async def of_month(act: Act, year: int, month: int) -> list[OfLine]:
    """Return the patrols of a month that the actor may see, by line; withdrawn ones do not count."""
    require(act.actor, Action.SEE_RISK_POINTS)
    first = date(year, month, 1)
    rows = await act.session.execute(
        sa.select(Patrol.id, Patrol.line, Patrol.point_id, PatrolItem.code, PatrolItem.asked, PatrolItem.answer)
        .join(PatrolItem, PatrolItem.patrol_id == Patrol.id)
        .join(RiskPoint, RiskPoint.id == Patrol.point_id)
        .where(
            Patrol.at >= periods.begins_at(act.town, first),
            Patrol.at < periods.begins_at(act.town, months.after(first)),
            Patrol.withdrawn_at.is_(None),
            within(act.actor, Action.SEE_RISK_POINTS, RiskPoint),
        )
        .order_by(Patrol.line, PatrolItem.place, Patrol.id)
    )
    found: dict[str, OfLine] = {}
    for row in rows:
        line = found.setdefault(row.line, OfLine(row.line))
        line.points.add(row.point_id)
        line.patrols[row.id].append(row.answer)
        if row.code:
            line.questions[orjson.dumps(row.asked, option=orjson.OPT_SORT_KEYS)].append(row.answer)
    known = {code: at for at, code in enumerate(act.town.settings.lines)}
    return sorted(found.values(), key=lambda one: (known.get(one.line, len(known)), one.line))


async def checked(act: Moment, asked: Asked) -> Sequence[Occasion]:
    """Count the patrols of these days by the state of their points: of the questions that apply, how many are normal.

    It rewards no patrol (duties do), and a patrol where no question applied has no score: neither 0 nor 100.
    """
    rows = await act.session.execute(
        sa.select(Patrol, RiskPoint, PatrolItem.answer)
        .join(RiskPoint, RiskPoint.id == Patrol.point_id)
        .join(PatrolItem, PatrolItem.patrol_id == Patrol.id)
        .where(
            Patrol.at >= asked.begins,
            Patrol.at < asked.ends,
            Patrol.withdrawn_at.is_(None),
            Patrol.drill.is_(act.town.settings.drill),
            PatrolItem.code != "",
        )
    )
    found: dict[int, tuple[Patrol, RiskPoint, _Answers]] = {}
    for patrol, point, answer in rows:
        found.setdefault(patrol.id, (patrol, point, []))[2].append(answer)
    return [_outcome(*one) for one in found.values() if asked.on_line(one[0].line)]


def _outcome(patrol: Patrol, point: RiskPoint, answers: _Answers) -> Occasion:
    score = scores.of_answers(answers)
    of = score.normal + score.problem
    return Occasion(
        measures.line(patrol.line)
        | {measures.unit(point.unit_id) if point.unit_id else measures.village(point.village_id)},
        f"patrol:{patrol.id}",
        patrol.at,
        "occasion-patrol",
        point.name,
        Fraction(score.normal, of) if of else None,
        cards.RECORD,
        patrol.id,
    )


MEASURES = (Measure("patrols", "measure-patrols", checked),)
