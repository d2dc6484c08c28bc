"""The facts of a training session that its cards show, looked up together."""

from dataclasses import dataclass

import sqlalchemy as sa

from models import Attachment, Draft, Person, TrainingPerson, TrainingQuestion, TrainingSession
from models.enums import Action, DraftKind, DraftState, TrainingAnswer
from services.core.act import Act, Moment
from services.people.access import require
from services.training import loading


@dataclass(frozen=True)
class Listed:
    """A person of a session; also one who has left the roster since."""

    row: TrainingPerson
    person: Person


@dataclass(frozen=True)
class Facts:
    """The facts on a session's card."""

    session: TrainingSession
    organiser: Person
    people: list[Listed]
    questions: int
    files: int

    def of(self, person_id: int) -> TrainingPerson | None:
        """Return the row of a person, if there is one."""
        return next((one.row for one in self.people if one.row.person_id == person_id), None)

    def answered(self, answer: TrainingAnswer | None) -> int:
        """Return how many of the invited gave this answer."""
        return sum(one.row.answer is answer for one in self.people if one.row.invited_at is not None)

    @property
    def present(self) -> int:
        """How many were there, as far as is noted."""
        return sum(one.row.present is True for one in self.people)


async def opened(act: Act, session_id: int) -> Facts:
    """Return a session with what its card shows. Raises ``Forbidden``, ``Stale``."""
    require(act.actor, Action.ATTEND_TRAINING)
    session = await loading.load(act, session_id)
    count = sa.select(sa.func.count(TrainingQuestion.id)).where(
        TrainingQuestion.session_id == session.id, TrainingQuestion.active
    )
    return Facts(
        session,
        await act.session.get_one(Person, session.organiser_id),
        await people_of(act, session.id),
        int(await act.session.scalar(count) or 0),
        len(await files_of(act, session.id)),
    )


async def people_of(act: Moment, session_id: int) -> list[Listed]:
    """Return the people of a session in the roster's order."""
    rows = await act.session.execute(
        sa.select(TrainingPerson, Person)
        .join(Person, Person.id == TrainingPerson.person_id)
        .where(TrainingPerson.session_id == session_id)
        .order_by(Person.id)
        .execution_options(populate_existing=True)
    )
    return [Listed(row, person) for row, person in rows]


async def files_of(act: Moment, session_id: int) -> list[Attachment]:
    """Return the material of a session, in the order sent."""
    found = await act.session.scalars(
        sa.select(Attachment)
        .join(Draft, Draft.id == Attachment.draft_id)
        .where(
            Draft.kind == DraftKind.TRAINING_MATERIAL,
            Draft.subject_id == session_id,
            Draft.state == DraftState.SENT,
        )
        .options(sa.orm.joinedload(Attachment.media))
        .order_by(Attachment.id)
    )
    return list(found)
