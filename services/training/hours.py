"""Hours of training by year: of one person, with the certificates, and of the full-time staff against the target."""

from dataclasses import dataclass

import sqlalchemy as sa

from models import Person, Post, TrainingPerson, TrainingSession
from models.enums import STATION, Action, TrainingState
from services.core.act import Act
from services.people.access import require
from services.training import sessions
from services.training.cards import hours
from services.training.quiz import results
from services.training.quiz.attempts import Score


@dataclass(frozen=True)
class Attended:
    """A held session of one person: there or not, and the best result of its quiz."""

    session: TrainingSession
    present: bool
    best: Score | None


@dataclass(frozen=True)
class Year:
    """One person's year."""

    year: int
    attended: list[Attended]

    @property
    def minutes(self) -> list[int]:
        """The minutes of the sessions where the person was."""
        return [one.session.minutes for one in self.attended if one.present]

    def passed(self, share: float) -> int:
        """Return how many quizzes were passed."""
        return sum(one.best is not None and one.best.share >= share for one in self.attended)


@dataclass(frozen=True)
class Staff:
    """One of the full-time staff with the minutes of each session attended."""

    person: Person
    minutes: list[int]


def summed(minutes: list[int]) -> str:
    """Return the sum of hours, written out where there are several: ``2 + 1.5 = 3.5``."""
    total = hours(sum(minutes))
    return f"{' + '.join(map(hours, minutes))} = {total}" if len(minutes) > 1 else total


async def own(act: Act) -> list[Year]:
    """Return the actor's years, the latest first; the quiz counts also where one was absent."""
    require(act.actor, Action.ATTEND_TRAINING)
    rows = await act.session.execute(
        sa.select(TrainingSession, TrainingPerson.present)
        .join(TrainingPerson, TrainingPerson.session_id == TrainingSession.id)
        .where(TrainingPerson.person_id == act.actor.person_id, TrainingSession.state == TrainingState.HELD)
        .order_by(TrainingSession.year.desc(), TrainingSession.at, TrainingSession.id)
    )
    found = [(one, bool(present)) for one, present in rows]
    best = await results.of_person(act, act.actor.person_id, {one.id for one, _ in found})
    years: dict[int, list[Attended]] = {}
    for one, present in found:
        years.setdefault(one.year, []).append(Attended(one, present, best.get(one.id)))
    return [Year(year, attended) for year, attended in years.items()]


async def staff(act: Act, year: int) -> list[Staff]:
    """Return the full-time staff with their hours, the fewest first. Raises ``Forbidden``.

    This year's staff is that of the roster, too; an earlier year's is known by the lists of its sessions.
    """
    require(act.actor, Action.KEEP_TRAINING)
    rows = await act.session.execute(
        sa.select(TrainingPerson.person_id, TrainingSession.minutes)
        .join(TrainingSession, TrainingSession.id == TrainingPerson.session_id)
        .where(
            TrainingSession.year == year,
            TrainingSession.state == TrainingState.HELD,
            TrainingPerson.full_time,
            TrainingPerson.present.is_(True),
        )
        .order_by(TrainingSession.at, TrainingSession.id)
    )
    minutes: dict[int, list[int]] = {}
    for person_id, each in rows:
        minutes.setdefault(person_id, []).append(each)
    by_roster = sa.select(Post.person_id).where(Post.active, Post.full_time, Post.role.in_(STATION))
    this_year = sessions.year_of(act.town.settings, act.now)
    people = await act.session.scalars(
        sa.select(Person).where(
            sa.or_(
                Person.id.in_(minutes),
                sa.and_(sa.literal(year >= this_year), Person.active, Person.id.in_(by_roster)),
            )
        )
    )
    found = [Staff(one, minutes.get(one.id, [])) for one in people]
    return sorted(found, key=lambda one: (sum(one.minutes), one.person.id))
