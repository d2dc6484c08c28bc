"""The facts of the record of a mobilisation: its people, and all of its journal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from statistics import median

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import JournalEntry, Mobilisation, Person, Response, RollCallEntry, Squad
from services.core.act import Actor
from services.core.database import begins
from services.core.town import Town
from services.mobilisation import deployed, mobilisations, strength
from services.mobilisation.strength import Turnout
from texts import Words

Row = tuple[Response, RollCallEntry, Person, str]
"""The response of a person who was called, the answer, the person, and the squad's name."""


@dataclass(frozen=True)
class RecordFacts:
    """A mobilisation with all that its record is drawn from."""

    one: Mobilisation
    counted: Turnout
    people: Sequence[Row]
    entries: Sequence[JournalEntry]

    @cached_property
    def names(self) -> dict[int, tuple[str, str]]:
        """Names and numbers of the people called; another person who acts in it commands it."""
        return {person.id: (person.name, person.phone) for _, _, person, _ in self.people}

    @property
    def answered(self) -> list[timedelta]:
        """How long each took to answer, the fastest first."""
        return sorted(entry.answered_at - entry.asked_at for _, entry, _, _ in self.people if entry.answered_at)

    @property
    def arrived(self) -> list[timedelta]:
        """How long each took to be on scene, the fastest first."""
        return sorted(
            response.arrived_at - entry.asked_at for response, entry, _, _ in self.people if response.arrived_at
        )


async def gather(session: AsyncSession, actor: Actor, mobilisation_id: int) -> RecordFacts:
    """Return the facts of a record. Raises ``Forbidden`` or ``Stale``."""
    one = await mobilisations.commanded(session, actor, mobilisation_id)
    return RecordFacts(one, await strength.of(session, one), await _people(session, one), await _entries(session, one))


def minutes(spans: Sequence[timedelta]) -> float | str:
    """Return the median in minutes, to a tenth; empty when there is none."""
    return round(median(span.total_seconds() for span in spans) / 60, 1) if spans else ""


def at(town: Town, words: Words, moment: datetime | None) -> str:
    """Return date and time as the record writes them; empty when there is none."""
    return words.time(moment, town.zone, style="full") if moment else ""


async def _people(session: AsyncSession, one: Mobilisation) -> list[Row]:
    rows = await session.execute(
        deployed.people(one, Response, RollCallEntry, Person, Squad.name)
        .join(Person, Person.id == Response.person_id)
        .join(Squad, Squad.id == Response.squad_id)
        .order_by(Squad.code, RollCallEntry.answered_at.is_(None), RollCallEntry.answered_at, Person.id)
    )
    return [(row[0], row[1], row[2], row[3]) for row in rows]


async def _entries(session: AsyncSession, one: Mobilisation) -> Sequence[JournalEntry]:
    """Return everything the journal has of it: the commander's steps, each person's answers, the teams' check-ins."""
    own = mobilisations.subject(one.id)
    found = await session.scalars(
        sa.select(JournalEntry)
        .where(
            sa.or_(
                JournalEntry.subject == own,
                begins(JournalEntry.subject, f"{own}:"),
                begins(JournalEntry.subject, f"roll_call:{one.roll_call_id}:"),
                begins(JournalEntry.subject, f"team:{one.id}:"),
            )
        )
        .order_by(JournalEntry.at, JournalEntry.id)
    )
    return list(found)
