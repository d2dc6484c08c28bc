"""The demo has outlines without overlaps, shelters with keepers, households with people, and cards to print."""

import sqlalchemy as sa

from bot.demo import homes, workbook
from models import Household, HouseholdMember, Outline, RiskPointCard, Shelter
from services.core.town import Town
from services.roster.outlines import checks


async def test_the_demo_can_be_evacuated(town: Town) -> None:
    await workbook.populate(town.database, town.settings, now=town.now())
    async with town.database.transaction() as session:
        await homes.furnish(session, town.now())
    async with town.database.reading() as session:
        count = sa.select(sa.func.count())
        people = await session.scalar(sa.select(sa.func.sum(Household.people)))
        assert await session.scalar(count.select_from(HouseholdMember)) == people, "everybody is known by name"
        needing = await session.scalars(sa.select(HouseholdMember.vulnerable))
        assert sum(map(bool, needing)) == await session.scalar(sa.select(sa.func.sum(Household.vulnerable)))
        assert all(one.keeper_id for one in await session.scalars(sa.select(Shelter)))
        assert await session.scalar(count.select_from(RiskPointCard)) == 8
        assert await session.scalar(count.select_from(Outline)) == 36
        assert not await checks.faults(session)
