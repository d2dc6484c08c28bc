"""The questions of a quiz. They come from a sheet (``services.training.sheets``); one can be left out of the quiz."""

import sqlalchemy as sa

from models import TrainingQuestion, TrainingSession
from models.enums import TrainingState
from services.core import journal
from services.core.act import Act, Moment
from services.core.errors import existing
from services.training import loading

LETTERS = "ABCDEFGH"
"""The names of the options, in order."""


async def of_session(act: Moment, session_id: int, *, active: bool = False) -> list[TrainingQuestion]:
    """Return the questions of a session in their order; ``active``: without those that were left out."""
    query = sa.select(TrainingQuestion).where(TrainingQuestion.session_id == session_id)
    if active:
        query = query.where(TrainingQuestion.active)
    return list(await act.session.scalars(query.order_by(TrainingQuestion.number, TrainingQuestion.id)))


async def kept(act: Act, session_id: int) -> tuple[TrainingSession, list[TrainingQuestion]]:
    """Return a session with its questions, for who keeps them. Raises ``Forbidden``, ``Stale``."""
    session = await loading.kept(act, session_id, *loading.OPEN, TrainingState.HELD)
    return session, await of_session(act, session.id)


async def switch(act: Act, question_id: int) -> TrainingQuestion:
    """Leave a question out of the quiz, or put it back. An attempt that has begun keeps what it began with."""
    question = existing(await act.session.get(TrainingQuestion, question_id), "training-gone")
    await kept(act, question.session_id)
    question.active = not question.active
    await act.session.flush()
    details = {"question": question.id, "active": question.active}
    await journal.record(act, loading.subject(question.session_id), "switch_question", details=details)
    return question
