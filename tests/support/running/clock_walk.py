"""A walk along the sandbox's clock: a neglected case, what every phone shows of it, and when."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial, partialmethod
from unittest.mock import patch

from bot import clock_catch_up
from bot.clock_catch_up import catch_up
from bot.intake.role import take_in
from bot.sandbox_clock import SandboxClock
from conversation import Conversation
from delivery.role import deliver
from handlers import build_router
from models import Case, Shift
from models.enums import DutyKind
from patience import STANDSTILL
from product import together
from sandbox.world.clock import Clock
from sandbox_client import SandboxClient
from services.core.town import Town
from township import PEOPLE, TownshipDriver

LOOKS = tuple(timedelta(seconds=seconds) for seconds in (-160, -100, -25, 20, 50))
"""Seconds from a minute at which the clock stops: before it, where what comes too early shows by its minute; at the
begin of what is bundled for two minutes; and twice in it, because the world's seconds run on while a case is made."""

Told = tuple[str, str, str]
"""(minute on the township's clocks, who, first line: № for the case's number, ⚠ after what is marked provisional)."""
CARD, TAG = re.compile(r"\S+ (险情|隐患) №"), re.compile("<.*?>")
PROVISIONAL = re.compile(r" ⚠ \d{4} 年放假安排尚未公布.*")


@dataclass
class ClockWalk(Conversation):
    """A conversation whose time is the sandbox's: a move over HTTP returns when all that is due was done and sent."""

    since: int = 0
    """The number of the bot's calls when the walk began."""

    async def to(self, local: str) -> None:
        """Go to a minute, ``2026-12-31 23:59`` on the township's clocks, with looks on the way."""
        minute = datetime.fromisoformat(local).replace(tzinfo=self.town.zone).astimezone(UTC)
        for look in LOOKS:
            if minute + look > self.town.now():
                await self.sandbox.clock.set(minute + look)

    async def sets_out(self) -> None:
        """Wait until what was done so far is on the phones; the walk begins after it."""
        await self.sandbox.clock.forward(timedelta(0))
        self.since = int((await self.sandbox.get("count"))["calls"])

    async def through(self, table: list[Told]) -> None:
        """Go from moment to moment of a table, and ten days further."""
        for minute in dict.fromkeys(minute for minute, *_ in table):
            here = self.town.now().astimezone(self.town.zone)
            await self.to(f"{here.year + (minute < f'{here:%m-%d}')}-{minute}")
        await self.sandbox.clock.forward(timedelta(days=10))

    async def told(self, case: Case) -> list[Told]:
        """Return what was sent and edited about a case since the walk began, in order of time.

        A later step takes the place of an earlier one on the phone. A card without a word above it is left out.
        """
        found = []
        whose = {player.id: who for who, player in self.players.items()}
        for call in await self.sandbox.calls(after=self.since):
            params = call["params"]
            first, *_ = TAG.sub("", str(params.get("text") or params.get("caption") or "")).splitlines() or [""]
            said = PROVISIONAL.sub(" ⚠", first.replace(case.number, "№"))
            if "№" in said and not CARD.fullmatch(said) and call["ok"]:
                at = datetime.fromtimestamp(call["at"], self.town.zone).replace(second=0, microsecond=0)
                found.append((at, whose[int(params["chat_id"])], call["n"], said))
        return [(f"{at:%m-%d %H:%M}", who, said) for at, who, _, said in sorted(found)]

    async def on_duty(self, who: str, *, days: int) -> None:
        """Put somebody on the duty roster from now on, signed on."""
        now, person = self.town.now(), self.driver.people[who]
        async with self.town.database.transaction() as session:
            session.add(
                Shift(
                    kind=DutyKind.OFFICER,
                    starts_at=now,
                    ends_at=now + timedelta(days=days),
                    person_id=person,
                    rostered_id=person,
                    signed_on_at=now,
                )
            )


@contextmanager
def patient() -> Iterator[None]:
    """Let the product and the sandbox wait longer than is good for a person, so that a busy machine fails no walk."""
    with (
        patch.object(clock_catch_up, "PATIENCE", STANDSTILL),
        patch.object(Clock, "move", partialmethod(Clock.move, patience=STANDSTILL)),
    ):
        yield


@asynccontextmanager
async def walking(town: Town, sandbox: SandboxClient, url: str, start: str, *who: str) -> AsyncIterator[ClockWalk]:
    """Let people of ``township.PEOPLE`` live by the sandbox's clock from a minute of the township's clocks on."""
    clock, started = SandboxClock(url, "walk"), asyncio.Event()
    at = await sandbox.clock.set(datetime.fromisoformat(start).replace(tzinfo=town.zone))
    players = {
        key: await sandbox.person(name, phone=f"+86138000{index:05d}")
        for index, (key, (name, _)) in enumerate(PEOPLE.items())
        if key in who
    }
    driver = await TownshipDriver.open(town, at=at, accounts={key: player.id for key, player in players.items()})
    driver.town = replace(driver.town, clock=clock)
    clock.on_move(partial(catch_up, driver.town, ("scheduler", "delivery")))
    walk = ClockWalk(driver, sandbox, players)
    with patient():
        async with together(
            lambda stop: clock.follow(stop, started),
            lambda stop: take_in(driver.town, build_router(), api_base=url, stop=stop),
            lambda stop: deliver(driver.town, api_base=url, stop=stop, holder="test"),
        ):
            await started.wait()
            for player in players.values():  # Telegram lets a bot write to those only who have written to it
                await player.sends("/start")
            await walk.settles()
            yield walk
