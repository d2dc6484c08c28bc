"""A year's training of the full-time staff as a Word file: the hours of each person with the sum, and the sessions."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa

from models import TrainingPerson
from models.enums import TrainingState
from services.core.act import Act
from services.core.errors import Stale
from services.documents import documents
from services.documents.content import Content
from services.documents.documents import Document
from services.training import cards, hours, sessions
from services.training.documents.session import RECORD, SIGN_IN

if TYPE_CHECKING:
    from services.documents.paper import Paper


@dataclass(frozen=True)
class StaffRow:
    """One of the full-time staff."""

    number: int
    person: str
    total: str
    """The sum of hours, written out."""
    lacking: str


@dataclass(frozen=True)
class HeldRow:
    """A session that was held in the year."""

    number: int
    date: str
    subject: str
    speaker: str
    hours: str
    attendance: int


@dataclass(frozen=True, kw_only=True)
class Year(Content):
    """A year of training."""

    year: str
    target: str
    count: int
    below_target: int
    """How many have fewer hours than they should."""
    staff: tuple[StaffRow, ...]
    sessions: tuple[HeldRow, ...]


async def of_year(act: Act, year: int) -> Year:
    """Return the hours of a year. Raises ``Forbidden``, ``Stale``."""
    if not 2000 < year < 2200:
        raise Stale("menu-button-gone")
    found, words = await hours.staff(act, year), act.town.words(None)
    target = act.town.settings.training.full_time_hours * 60
    held = [one for one in await sessions.of_year(act, year) if one.state is TrainingState.HELD]
    there = await act.session.execute(
        sa.select(TrainingPerson.session_id, sa.func.count(TrainingPerson.id))
        .where(TrainingPerson.session_id.in_([one.id for one in held]), TrainingPerson.present.is_(True))
        .group_by(TrainingPerson.session_id)
    )
    counts = {row[0]: row[1] for row in there}
    return Year(
        **documents.head(act, "document-title-training-hours", year=str(year)),
        year=str(year),
        target=cards.hours(target),
        count=len(found),
        below_target=sum(sum(one.minutes) < target for one in found),
        staff=tuple(
            StaffRow(
                number,
                cards.person(act.town, words, one.person),
                hours.summed(one.minutes),
                words.plain("document-lacking", hours=cards.hours(max(target - sum(one.minutes), 0))),
            )
            for number, one in enumerate(found, start=1)
        ),
        sessions=tuple(
            HeldRow(
                number,
                documents.short_day(act, one.at),
                cards.title(act.town, words, one),
                one.speaker or "",
                cards.hours(one.minutes),
                counts.get(one.id, 0),
            )
            for number, one in enumerate(held, start=1)
        ),
    )


def _write(paper: "Paper") -> None:
    paper.title()
    paper.heading("staff")
    paper.sentence("document-training-staff", "year", "target", "count", "below_target")
    paper.table("staff", {"number": 12, "person": 40, "total": 78, "lacking": 26})
    paper.heading("sessions")
    paper.table("sessions", {"number": 12, "date": 26, "subject": 50, "speaker": 34, "hours": 14, "attendance": 20})
    paper.signature()


HOURS = Document("training-hours", "document-training-hours", Year, of_year, _write)
DOCUMENTS = (SIGN_IN, RECORD, HOURS)
