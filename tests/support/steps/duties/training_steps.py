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


async def planned(driver: TownshipDriver, at: datetime = AT, code: str = "fire") -> TrainingSession:
    """A session for the full-time staff and the villages' principals, on the plan."""
    session: TrainingSession = await driver.by("duty", sessions.add, code, at)
    await driver.by("duty", audience.toggle, session.id, audience.FULL_TIME)
    await driver.by("duty", audience.toggle, session.id, "roles", Role.VILLAGE_PRINCIPAL)
    return session


async def invited(driver: TownshipDriver, at: datetime = AT) -> TrainingSession:
    """A session whose people are invited."""
    session = await planned(driver, at)
    shown = await driver.by("duty", invitations.preview, session.id)
    await driver.by("duty", invitations.invite, session.id, shown.mark)
    return await fresh(driver, session)


async def held(driver: TownshipDriver, at: datetime, *who: str) -> TrainingSession:
    """A session where these people were, with its list entered."""
    session = await invited(driver, at)
    driver.clock.at = timing.ends_at(session)
    await driver.by("duty", attendance.note, session.id, [driver.people[one] for one in who])
    await driver.by("duty", attendance.enter, session.id)
    return await fresh(driver, session)


async def asks(driver: TownshipDriver, session_id: int) -> None:
    """Give a session two questions."""
    async with driver.town.database.transaction() as writing:
        writing.add_all(
            TrainingQuestion(session_id=session_id, number=at, text=text, options=options, right=right, points=points)
            for at, (text, options, right, points) in enumerate(ASKED, start=1)
        )


async def fresh(driver: TownshipDriver, session: TrainingSession) -> TrainingSession:
    """Return a session as it is now."""
    async with driver.town.database.reading() as reading:
        return await reading.get_one(TrainingSession, session.id)


async def people(driver: TownshipDriver, session: TrainingSession) -> dict[str, TrainingPerson]:
    """Return the people of a session."""
    names = {person_id: who for who, person_id in driver.people.items()}
    async with driver.town.database.reading() as reading:
        rows = await reading.scalars(sa.select(TrainingPerson).filter_by(session_id=session.id))
        return {names[row.person_id]: row for row in rows}
