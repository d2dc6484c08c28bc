"""The beginning of a typhoon night: the town on its database, the phones, and the product in a process of its own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
import yaml

from clock_walk import patient
from forked_product import Forker
from models import Account
from patience import until
from sandbox.server import Server
from sandbox.world.state import World
from sandbox_client import SandboxClient, client_of
from services.core.town import Town
from services.settings.township import Township
from township import PEOPLE, TownshipDriver
from typhoon_night import Night
from typhoon_town import VILLAGES, Size, TyphoonTown
from whole_product import CONFIG, product


@asynccontextmanager
async def night(processes: Forker, town: Town, database_url: str, folder: Path, size: Size) -> AsyncIterator[Night]:
    """Let the night begin at seven in the evening: everybody has a phone, one officer no account, two block the bot."""
    feed, config = folder / "feed", folder / "config.yaml"
    feed.mkdir()
    rules: dict[str, Any] = yaml.safe_load(CONFIG.read_text(encoding="utf-8"))
    rules["warnings"] |= {
        "regions": ["500235101"],
        "feeds": [{"name": "县气象局", "address": str(feed), "every": "1 min"}],
    }
    rules["files"] = (rules.get("files") or {}) | {"store": f"file://{folder}/media"}
    config.write_text(yaml.safe_dump(rules, allow_unicode=True), encoding="utf-8")
    with patient():
        async with (
            Server(World()) as server,
            client_of(server) as client,
            SandboxClient(server.url, town.token, client) as sandbox,
        ):
            town = replace(town, settings=Township.parse(rules))
            await sandbox.clock.set(datetime.fromisoformat("2026-07-14 19:00").replace(tzinfo=town.zone))
            players = {key: await sandbox.person(name) for key, (name, _) in PEOPLE.items()}
            accounts = {key: player.id for key, player in players.items()}
            driver = await TownshipDriver.open(town, at=server.world.clock.now(), accounts=accounts)
            driver.town = replace(driver.town, clock=server.world.clock)
            there = TyphoonTown(driver, players=players)
            for number in range(len(VILLAGES)):
                for key in there.posts(number):
                    if key != there.stranger:
                        players[key] = await sandbox.person(there.name(key))
            await there.settle(size)
            bot = server.world.bot(sandbox.token)
            for player in players.values():
                server.world.private(server.world.people[player.id], bot).started = True
            for key in there.blocked:
                await players[key].blocks()
            async with product(processes, town, database_url, server.url, config, chat_per_second=30) as running:

                async def known() -> bool:
                    blocked = sa.select(sa.func.count()).select_from(Account).where(sa.not_(Account.reachable))
                    async with driver.town.database.reading() as session:
                        return await session.scalar(blocked) == len(there.blocked)

                await until(known, what="the product does not hear who has blocked it")
                yield Night(there, sandbox, server.world, running, feed, size)
