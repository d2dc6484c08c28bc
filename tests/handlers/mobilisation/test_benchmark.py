"""The benchmarks call squads by a commander's own buttons, which must be there."""

import httpx
import pytest
import sqlalchemy as sa

from benchmarks.support import filing, squads
from benchmarks.support.harness import Sandbox
from bot.intake.role import take_in
from handlers import build_router
from models import Response
from product import quiet, together
from sandbox_client import SandboxClient
from services.core.town import Town
from township import TownshipDriver


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_the_commander_of_the_benchmarks_finds_the_way_to_the_last_button(
    town: Town, sandbox: SandboxClient, sandbox_url: str, sandbox_client: httpx.AsyncClient
) -> None:
    await TownshipDriver.open(town, accounts={"nobody": 0})
    world = Sandbox(sandbox_url, sandbox_client)
    field = await squads.field(world, town, squads=2, strong=2)
    async with together(lambda stop: take_in(town, build_router(), api_base=sandbox_url, stop=stop)):
        start = await squads.ready(world, town, field)
        await filing.tapped(world, town.token, field.commander, start, 10)
        await quiet(town, sandbox)
    async with town.database.reading() as session:
        assert await session.scalar(sa.select(sa.func.count()).select_from(Response)) == 4
