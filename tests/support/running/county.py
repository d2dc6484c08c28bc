"""A county office: the folder of its towns, the world around their bots, and both kinds of databases."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import httpx

import migrations
from bot.towns.folder import read_town
from models import Account, Person, Post
from models.enums import Role
from sandbox_client import Player, SandboxClient, fresh_token
from services.core.clock import SystemClock
from services.core.database import Database

ROOT = Path(__file__).parents[3]


@dataclass
class County:
    """A folder of towns and the world around their bots."""

    folder: Path
    url: str
    client: httpx.AsyncClient
    template: Path

    async def town(self, name: str, *, migrated: bool = True, **lines: str) -> "TownFolder":
        """Make the folder of a town; ``lines`` stand in its ``.env``."""
        made = TownFolder(self.folder.parent / "new" / name, SandboxClient(self.url, fresh_token(), self.client))
        made.folder.mkdir(parents=True)
        lines = {"BIHUAN_TOKEN": made.sandbox.token} | lines
        (made.folder / ".env").write_text("".join(f"{key}={value}\n" for key, value in lines.items()))
        shutil.copy(ROOT / "config.yaml", made.folder)
        url = read_town(made.folder, None).database_url
        if migrated and url.startswith("sqlite"):
            shutil.copy(self.template, made.folder / "bihuan.sqlite3")
        elif migrated:
            await migrations.migrate(url)
        made.folder = made.folder.rename(self.folder / name)  # whole: the process may look at any time
        return made


@dataclass
class TownFolder:
    """The folder of a town and the world around its bot."""

    folder: Path
    sandbox: SandboxClient

    @property
    def rules(self) -> Path:
        return self.folder / "config.yaml"

    async def officer(self, name: str) -> Player:
        """Put somebody on the town's roster, logged in."""
        player = await self.sandbox.person(name)
        database = Database(read_town(self.folder, None).database_url)
        async with database.transaction() as session:
            person = Person(name=name, phone=f"+86138{player.id % 10**8:08}")
            session.add(person)
            await session.flush()
            now = SystemClock().now()
            session.add(Post(person_id=person.id, role=Role.STATION_STAFF))
            session.add(Account(telegram_id=player.id, person_id=person.id, bound_at=now, via="contact"))
        await database.close()
        return player
