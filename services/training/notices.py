"""The messages about training, and the people who get them."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from models import Attachment, TrainingPerson, TrainingSession
from models.enums import DraftKind, Priority, TrainingAnswer
from services.core.act import Actor, Moment
from services.drafts.unsent import DROP, LOOK, Form
from services.messaging import messages
from services.messaging.kinds import MessageKind
from services.people import directory
from services.training import cards

INVITATION = MessageKind("training_invitation", Priority.REMINDER, by_night=False)
CHANGED = MessageKind("training_changed", Priority.REMINDER, by_night=False)
MATERIAL = MessageKind("training_material", Priority.RECEIPT, by_night=False)
SHEET = MessageKind("training_sheet", Priority.RECEIPT)

KINDS = (INVITATION, CHANGED, MATERIAL, SHEET)

FORMS = (Form(DraftKind.TRAINING_MATERIAL, ((LOOK, "training_files", "show"), (DROP, "training_files", "cancel"))),)


async def invitation(act: Moment, session: TrainingSession, ids: Collection[int]) -> None:
    """Invite these people."""
    people = await directory.by_ids(act.session, ids)
    await messages.tell(
        act, people, lambda words: cards.invitation(act.town, words, session), INVITATION, about=session
    )


async def changed(act: Moment, session: TrainingSession, number: int, was: datetime | None = None) -> None:
    """Tell that a session is at another time or place, or called off; ``number`` is the journal's."""
    await messages.tell(
        act,
        await _people(act, session),
        lambda words: cards.changed(act.town, words, session, was),
        CHANGED,
        about=(session, number),
    )


async def material(
    act: Moment, session: TrainingSession, files: Collection[Attachment], text: str, draft_id: int
) -> None:
    """Send new material to everybody who has not said that they cannot come."""
    await messages.tell(
        act,
        await _people(act, session, but=TrainingAnswer.CANNOT),
        lambda words: cards.material(act.town, words, session, files, text),
        MATERIAL,
        about=(session, draft_id),
    )


async def _people(act: Moment, session: TrainingSession, but: TrainingAnswer | None = None) -> list[Actor]:
    query = sa.select(TrainingPerson.person_id).where(TrainingPerson.session_id == session.id)
    if but is not None:
        query = query.where(sa.or_(TrainingPerson.answer.is_(None), TrainingPerson.answer != but))
    return await directory.by_ids(act.session, await act.session.scalars(query))
