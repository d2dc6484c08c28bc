"""The results of a quiz: each person's best finished attempt. A person who broke off is named, and failed nothing."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from models import Person, TrainingAttempt
from services.core.act import Act, Moment
from services.training.facts import people_of
from services.training.quiz import questions
from services.training.quiz.attempts import Score, score

ADDENDS = 12
"""Addends that a sum is written out with; beyond that only the total is."""


@dataclass(frozen=True)
class Result:
    """One person's results in a quiz."""

    person: Person
    best: Score | None
    finished: int
    """How many attempts are finished."""
    answered: int | None
    """Of an attempt that was broken off, how many questions are answered; None: there is none."""


def percent(share: float) -> str:
    """Return a share in points of a hundred, without zeroes at the end."""
    return f"{share * 100:.1f}".removesuffix(".0")


def average(found: Iterable[Result]) -> str | None:
    """Return the average with the sum written out; None when nobody has finished."""
    shares = [one.best.share for one in found if one.best is not None]
    if not shares:
        return None
    addends = "+".join(map(percent, shares)) if len(shares) <= ADDENDS else percent(sum(shares))
    return f"({addends})÷{len(shares)} = {percent(sum(shares) / len(shares))}"


async def of_session(act: Act, session_id: int) -> list[Result]:
    """Return a session's results: of the people who have finished, the best first, then of the others."""
    session, _ = await questions.kept(act, session_id)
    tries = await _tries(act, TrainingAttempt.session_id == session.id)
    found = [
        _result(one.person, tries.get((session.id, one.person.id), [])) for one in await people_of(act, session.id)
    ]
    return sorted(found, key=lambda one: (-one.best.share if one.best else 1, one.answered is None))


async def of_person(act: Moment, person_id: int, ids: Collection[int]) -> dict[int, Score]:
    """Return a person's best results by session."""
    those = sa.and_(TrainingAttempt.person_id == person_id, TrainingAttempt.session_id.in_(ids))
    tries = await _tries(act, those)
    return {session_id: best for (session_id, _), found in tries.items() if (best := _best(found)) is not None}


async def _tries(act: Moment, those: sa.ColumnElement[bool]) -> dict[tuple[int, int], list[TrainingAttempt]]:
    found: dict[tuple[int, int], list[TrainingAttempt]] = {}
    for one in await act.session.scalars(sa.select(TrainingAttempt).where(those).order_by(TrainingAttempt.number)):
        found.setdefault((one.session_id, one.person_id), []).append(one)
    return found


def _result(person: Person, tries: list[TrainingAttempt]) -> Result:
    broken = [len(one.answers) for one in tries if one.finished_at is None]
    return Result(person, _best(tries), len(tries) - len(broken), broken[0] if broken else None)


def _best(tries: list[TrainingAttempt]) -> Score | None:
    scores = [found for one in tries if (found := score(one)) is not None]
    return max(scores, key=lambda one: one.share, default=None)
