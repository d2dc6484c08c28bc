"""The people who hear the result of a case besides its reporter."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Follower


async def followers_of(session: AsyncSession, case_id: int) -> list[int]:
    """Return the followers' person ids."""
    return list(await session.scalars(sa.select(Follower.person_id).where(Follower.case_id == case_id)))


async def add(session: AsyncSession, case_id: int, person_id: int, *, via: str, now: datetime) -> bool:
    """Add a follower; False when the person followed already."""
    if await session.get(Follower, (case_id, person_id)) is not None:
        return False
    session.add(Follower(case_id=case_id, person_id=person_id, via=via, at=now))
    await session.flush()
    return True


async def remove(session: AsyncSession, case_id: int, *, via: str) -> None:
    """Take out the followers who came by a merge that is undone."""
    await session.execute(sa.delete(Follower).where(Follower.case_id == case_id, Follower.via == via))
