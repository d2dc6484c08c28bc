"""Attempts at a quiz: begun, broken off, taken up again, finished, and repeated.

An attempt keeps the questions that it was begun with, so that a new sheet changes none that is under way. One that was
broken off, at whichever question, is neither passed nor failed.
"""

from collections import Counter
from dataclasses import dataclass

import sqlalchemy as sa
from pydantic import BaseModel

from models import TrainingAttempt, TrainingQuestion, TrainingSession
from models.enums import Action, TrainingState
from services.core.act import Act
from services.core.errors import Forbidden, Refused, Stale
from services.people.access import require
from services.training import loading, timing
from services.training.facts import people_of
from services.training.quiz import questions
from services.training.quiz.questions import LETTERS


class Asked(BaseModel, frozen=True):
    """A question as an attempt keeps it."""

    text: str
    options: tuple[str, ...]
    right: str
    points: int
    why: str = ""

    @classmethod
    def of(cls, question: TrainingQuestion) -> "Asked":
        """Return a question as it is now."""
        why = question.why or ""
        return cls(text=question.text, options=question.options, right=question.right, points=question.points, why=why)

    @property
    def several(self) -> bool:
        """Whether several options are right together."""
        return len(self.right) > 1


@dataclass(frozen=True)
class Score:
    """The result of a finished attempt: the points of each right answer, and all points there were."""

    right: tuple[int, ...]
    out_of: int

    @property
    def points(self) -> int:
        """The sum."""
        return sum(self.right)

    @property
    def share(self) -> float:
        """The sum as a share of all points."""
        return self.points / self.out_of if self.out_of else 0

    @property
    def written(self) -> str:
        """The sum written out: ``10×7 + 5×2 = 80``."""
        counts = Counter(self.right)
        parts = " + ".join(f"{points}×{counts[points]}" for points in sorted(counts, reverse=True))
        return f"{parts or '0'} = {self.points}"


def asked(attempt: TrainingAttempt) -> list[Asked]:
    """Return the questions of an attempt."""
    return [Asked.model_validate(one) for one in attempt.questions]


def score(attempt: TrainingAttempt) -> Score | None:
    """Return the result; None for an attempt that is not finished."""
    if attempt.finished_at is None:
        return None
    found = asked(attempt)
    right = tuple(one.points for one, said in zip(found, attempt.answers, strict=True) if said == one.right)
    return Score(right, sum(one.points for one in found))


async def begin(act: Act, session_id: int) -> TrainingAttempt:
    """Begin an attempt, or take up the one that was broken off.

    Raises ``Refused`` before the session, after the time of the quiz, and without questions; ``Forbidden`` for who is
    not of the session.
    """
    require(act.actor, Action.ATTEND_TRAINING)
    session = await loading.load(act, session_id, *loading.OPEN, TrainingState.HELD)
    _open(act, session)
    if all(one.person.id != act.actor.person_id for one in await people_of(act, session.id)):
        raise Forbidden("training-not-invited")
    theirs = await act.session.scalars(
        sa.select(TrainingAttempt)
        .filter_by(session_id=session.id, person_id=act.actor.person_id)
        .order_by(TrainingAttempt.number.desc())
    )
    last = theirs.first()
    if last is not None and last.finished_at is None:
        return last
    found = [Asked.of(one) for one in await questions.of_session(act, session.id, active=True)]
    if not found:
        raise Refused("training-no-questions")
    attempt = TrainingAttempt(
        session_id=session.id,
        person_id=act.actor.person_id,
        number=last.number + 1 if last is not None else 1,
        questions=[one.model_dump(mode="json") for one in found],
        answers=[],
        begun_at=act.now,
    )
    act.session.add(attempt)
    await act.session.flush()
    return attempt


def _open(act: Act, session: TrainingSession) -> None:
    if act.now < session.at:
        raise Refused("training-quiz-early", at=act.town.on_the_wall(session.at))
    if act.at > timing.quiz_until(act.town, session):
        raise Refused("training-quiz-over")


async def own(act: Act, attempt_id: int) -> TrainingAttempt:
    """Return the actor's own attempt, locked. Raises ``Stale`` for any other."""
    attempt = await act.session.get(TrainingAttempt, attempt_id, with_for_update=True, populate_existing=True)
    if attempt is None or attempt.person_id != act.actor.person_id:
        raise Stale("training-gone")
    return attempt


async def answer(act: Act, attempt_id: int, place: int, letters: str) -> TrainingAttempt:
    """Answer the question at a place. An old button, of a question that was answered, changes nothing.

    Raises ``Refused`` without a choice, and after the time of the quiz.
    """
    attempt = await own(act, attempt_id)
    if attempt.finished_at is not None or place != len(attempt.answers):
        return attempt
    _open(act, await act.session.get_one(TrainingSession, attempt.session_id))
    question = asked(attempt)[place]
    chosen = "".join(sorted(set(letters)))
    if not chosen or not set(chosen) <= set(LETTERS[: len(question.options)]):
        raise Refused("training-quiz-choose")
    attempt.answers = [*attempt.answers, chosen]
    if len(attempt.answers) == len(attempt.questions):
        attempt.finished_at = act.at
    await act.session.flush()
    return attempt
