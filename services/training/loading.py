"""A training session, loaded and locked for a step of its way."""

import sqlalchemy as sa

from models import TrainingSession
from models.enums import Action, TrainingState
from services.core.act import Act, Moment
from services.core.errors import Stale, existing
from services.people.access import require

OPEN = (TrainingState.PLANNED, TrainingState.INVITED)
"""The states of a session that is yet to be held."""


def subject(session_id: int) -> str:
    """Return the subject of a session's journal."""
    return f"training:{session_id}"


async def load(act: Moment, session_id: int, *states: TrainingState) -> TrainingSession:
    """Return a session (in one of these states), locked. Raises ``Stale``."""
    query = sa.select(TrainingSession).where(TrainingSession.id == session_id).with_for_update(key_share=True)
    session: TrainingSession = existing(
        await act.session.scalar(query.execution_options(populate_existing=True)), "training-gone"
    )
    if states and session.state not in states:
        raise Stale(f"training-is-{session.state.value}")
    return session


async def kept(act: Act, session_id: int, *states: TrainingState) -> TrainingSession:
    """Return a session that the actor may change: one to come, or in one of these states. Raises ``Forbidden``."""
    require(act.actor, Action.KEEP_TRAINING)
    return await load(act, session_id, *(states or OPEN))
