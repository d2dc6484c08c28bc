"""The whole conversation at work for a small township: people with phones against intake, over the sandbox."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from bot.intake.role import take_in
from delivery.role import deliver
from handlers import build_router
from models import Attachment, Case, Draft, Message
from models.enums import MessageState
from patience import until
from product import quiet, together
from sandbox_client import Player, SandboxClient, Seen
from scheduler import ticks
from services.core.town import Town
from services.messaging import undelivered
from township import MONDAY, PEOPLE, TownshipDriver

DUE = sa.select(sa.func.count(Message.id)).where(
    Message.state.in_((MessageState.QUEUED, MessageState.SENDING)),
    Message.not_before <= sa.bindparam("now", type_=Message.not_before.type),
)
"""How many messages may go and have not gone."""


@dataclass
class Conversation:
    """Who plays, and what the database holds."""

    driver: TownshipDriver
    sandbox: SandboxClient
    players: dict[str, Player] = field(default_factory=dict)

    def __getitem__(self, who: str) -> Player:
        return self.players[who]

    @property
    def town(self) -> Town:
        """The township at work, by the driver's clock."""
        return self.driver.town

    async def press(self, who: str, part: str, *, stale: bool = False) -> dict[str, Any]:
        """Let somebody tap the newest button whose label has ``part``, when all is handled; returns the answer."""
        await self.settles()
        player = self.players[who]
        return await (player.taps(part, stale=True) if stale else player.presses(part))

    async def sees(self, who: str) -> Seen:
        """Return the newest message the bot has shown somebody, once everything was handled."""
        await self.settles()
        return await self.players[who].last()

    async def settles(self) -> None:
        """Wait until everything sent was handled."""
        await quiet(self.town, self.sandbox)

    async def delivered(self) -> None:
        """Wait until everything sent was handled, and everything pushed has gone out and stands in the ledger.

        A reply is known by the ledger's number of the message that it answers. The desk has heard of what reached
        nobody.
        """
        await self.settles()

        async def waiting() -> int:
            return await self.number(DUE.params(now=self.town.now())) or await lost()

        async def lost() -> int:
            async with self.town.database.reading() as session:
                return len(await undelivered.untended(session, limit=100))

        async def none() -> bool:
            return not await waiting()

        await until(none, what="messages that wait", progress=waiting)

    async def cases(self) -> list[Case]:
        """Return every case, oldest first."""
        async with self.town.database.reading() as session:
            return list(await session.scalars(sa.select(Case).order_by(Case.id)))

    async def case(self) -> Case:
        """Return the only case."""
        (only,) = await self.cases()
        return only

    async def drafts(self) -> list[Draft]:
        """Return every draft, oldest first."""
        async with self.town.database.reading() as session:
            return list(await session.scalars(sa.select(Draft).order_by(Draft.id)))

    async def files_of(self, case: Case) -> int:
        """Return how many files a case has."""
        return await self.number(sa.select(sa.func.count(Attachment.id)).where(Attachment.case_id == case.id))

    async def number(self, query: Any) -> int:
        """Return the number a query counts."""
        async with self.town.database.reading() as session:
            return int(await session.scalar(query) or 0)

    async def news(self) -> None:
        """Let the two minutes pass for which reminders wait for company."""
        self.driver.forward(minutes=2)
        await ticks.do(self.town, "tell_reminders")

    async def queued(self, event: str) -> list[Message]:
        """Return what was queued about an event."""
        async with self.town.database.reading() as session:
            return list(await session.scalars(sa.select(Message).where(Message.event == event).order_by(Message.id)))


@asynccontextmanager
async def acting(
    town: Town, sandbox: SandboxClient, url: str, *who: str, strangers: tuple[str, ...] = (), delivering: bool = False
) -> AsyncIterator[Conversation]:
    """Let people of ``township.PEOPLE`` play, bound to their accounts; ``strangers`` are not bound yet."""
    players = {}
    for index, (key, (name, _)) in enumerate(PEOPLE.items()):
        if key in who or key in strangers:
            players[key] = await sandbox.person(name, phone=f"+86138000{index:05d}")
    driver = await TownshipDriver.open(town, at=MONDAY, accounts={key: players[key].id for key in who} or {"nobody": 0})
    conversation = Conversation(driver, sandbox, players)
    async with running(conversation, url, delivering=delivering):
        if delivering:  # Telegram lets a bot write to those only who have written to it
            for key in who:
                await players[key].sends("/start")
        yield conversation


@asynccontextmanager
async def running(conversation: Conversation, url: str, *, delivering: bool = False) -> AsyncIterator[None]:
    """Run the product while the block runs; again after a block is a restart."""
    roles = [lambda stop: take_in(conversation.town, build_router(), api_base=url, stop=stop)]
    if delivering:
        roles.append(lambda stop: deliver(conversation.town, api_base=url, stop=stop, holder="test"))
    async with together(*roles):
        yield
