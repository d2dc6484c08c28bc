"""Training sessions, moved by people of the township through the services."""

from datetime import UTC, datetime

import sqlalchemy as sa

from models import TrainingPerson, TrainingQuestion, TrainingSession
from models.enums import Role
from services.training import attendance, audience, invitations, sessions, timing
from township import TownshipDriver

AT = datetime(2026, 12, 4, 1, 0, tzinfo=UTC)
"""A Friday, 9:00 in Shanghai."""
ASKED = (("发现火情先打哪个电话？", ["110", "119"], "B", 60), ("哪些要随身带？", ["手机", "酒", "口罩"], "AC", 40))
"""Text, options, the right letters, points."""


async def planned(loop: TownshipDriver, at: datetime = AT, code: str = "fire") -> TrainingSession:
    """A session for the full-time staff and the villages' principals, on the plan."""
    session: TrainingSession = await loop.by("duty", sessions.add, code, at)
    await loop.by("duty", audience.toggle, session.id, audience.FULL_TIME)
    await loop.by("duty", audience.toggle, session.id, "roles", Role.VILLAGE_PRINCIPAL)
    return session


async def invited(loop: TownshipDriver, at: datetime = AT) -> TrainingSession:
    """A session whose people are invited."""
    session = await planned(loop, at)
    shown = await loop.by("duty", invitations.preview, session.id)
    await loop.by("duty", invitations.invite, session.id, shown.mark)
    return await fresh(loop, session)


async def held(loop: TownshipDriver, at: datetime, *who: str) -> TrainingSession:
    """A session where these people were, with its list entered."""
    session = await invited(loop, at)
    loop.clock.at = timing.ends_at(session)
    await loop.by("duty", attendance.note, session.id, [loop.people[one] for one in who])
    await loop.by("duty", attendance.enter, session.id)
    return await fresh(loop, session)


async def asks(loop: TownshipDriver, session_id: int) -> None:
    """Give a session two questions."""
    async with loop.town.database.transaction() as writing:
        writing.add_all(
            TrainingQuestion(session_id=session_id, number=at, text=text, options=options, right=right, points=points)
            for at, (text, options, right, points) in enumerate(ASKED, start=1)
        )


async def fresh(loop: TownshipDriver, session: TrainingSession) -> TrainingSession:
    """Return a session as it is now."""
    async with loop.town.database.reading() as reading:
        return await reading.get_one(TrainingSession, session.id)


async def people(loop: TownshipDriver, session: TrainingSession) -> dict[str, TrainingPerson]:
    """Return the people of a session."""
    names = {person_id: who for who, person_id in loop.people.items()}
    async with loop.town.database.reading() as reading:
        rows = await reading.scalars(sa.select(TrainingPerson).filter_by(session_id=session.id))
        return {names[row.person_id]: row for row in rows}
