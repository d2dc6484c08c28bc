"""The life of one town in a process of many: started, tried again when it fails, stopped; it never ends the others."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

import structlog
from structlog.contextvars import bound_contextvars

from bot import health
from bot.faults import Fault
from bot.launch import Launch, NotReady, ProcessRole
from bot.runtime import check_schema, opened, serve
from bot.settings import ENV_FILE, Settings, SettingsFaulty
from bot.towns.folder import Stamp, read_town, shared_with
from services.core.engines.postgres import Servers
from services.core.errors import TokenRefused
from services.core.town import Town
from services.operations.database_errors import describe
from services.operations.waiting import pause
from services.operations.watchdog import Reception

log = structlog.get_logger(__name__)

AGAIN, LONGEST = 5.0, 60.0
"""Seconds until a town that failed is started again; doubled with each failure in a row."""
LOOK_AGAIN = 15.0
"""Seconds until a town is tried again that waits for its migration, or for another town to give up its token."""
REFUSED_AGAIN = 600.0
"""Seconds until a token that Telegram refused is tried again."""
FOREVER = 24 * 3600.0
"""Faulty settings are read again when a file has changed."""


class TownState(StrEnum):
    """How far a town is."""

    STARTING = "starting"
    WORKING = "working"
    FAULTY = "settings_faulty"
    """A person has to mend its files."""
    REFUSED = "token_refused"
    """Telegram does not know its token."""
    NOT_MIGRATED = "not_migrated"
    """It waits for ``bihuan migrate --towns``."""
    FAILED = "failed"
    """It is started again in a moment."""
    STOPPED = "stopped"


@dataclass
class Common:
    """The things that all towns of a process share."""

    roles: frozenset[ProcessRole]
    others: Callable[["Life"], Iterable[tuple[str, Settings]]]
    """Returns the settings of the other towns that are at work."""
    env_file: Path | None = ENV_FILE
    servers: Servers = field(default_factory=Servers)
    reading: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))
    """Settings are read one after another, so that the towns which are at work already are not held up."""


class Life:
    """One town, from the reading of its settings to its end."""

    def __init__(self, folder: Path, stamp: Stamp, common: Common) -> None:
        """Begin to live."""
        self.name, self.stamp = folder.name, stamp
        self.state = TownState.STARTING
        self.settings: Settings | None = None
        """The settings that it works with."""
        self.town: Town | None = None
        self._folder, self._common = folder, common
        self._is_faulty = False
        """Whether its files are faulty; a town that is at work goes on with what it had."""
        self._reception = Reception()
        self._stop, self._over = asyncio.Event(), False
        self._looking = asyncio.Lock()  # its database is not closed while somebody looks at it
        self._failures = 0
        self.living = asyncio.create_task(self._live(), name=f"town {self.name}")

    async def changed(self, stamp: Stamp) -> None:
        """Start again with files that somebody has changed; with faulty ones, say so and go on as before."""
        self.stamp = stamp
        with bound_contextvars(town=self.name):
            if await self._read() is not None or self.state is not TownState.WORKING:
                self._failures = 0
                self._stop.set()

    def end(self) -> None:
        """Ask it to finish what is in flight and to end."""
        self._over = True
        self._stop.set()

    async def look(self) -> tuple[bool, dict[str, Any]]:
        """Return whether it is well, and the answer for a monitor: counts only."""
        async with self._looking:
            if self.town is None or self.state is not TownState.WORKING:
                return False, {"status": self.state.value}
            well, said = await health.state(self.town, self._reception)
        return (False, {"status": TownState.FAULTY.value}) if well and self._is_faulty else (well, said)

    async def _live(self) -> None:
        with bound_contextvars(town=self.name):
            while not self._over:
                self._stop.clear()
                self.state, again = await self._work()
                self.settings = None
                if not self._over:
                    await pause(self._stop, again)
            self.state = TownState.STOPPED

    async def _work(self) -> tuple[TownState, float]:
        """Work until asked to stop; return the state afterwards, and the seconds until the next try."""
        settings = await self._read()
        if settings is None:
            return TownState.FAULTY, FOREVER
        if (common := shared_with(settings, self._common.others(self))) is not None:
            if self._failures == 0:
                log.error(common.event, other=common.other)
            self._failures += 1
            return TownState.FAULTY, LOOK_AGAIN
        self.settings = settings
        try:
            await self._serve(Launch.of(settings, self._common.roles))
        except TokenRefused:
            log.error("town_token_refused")
            return TownState.REFUSED, REFUSED_AGAIN
        except NotReady:
            if self._failures == 0:
                log.error("town_not_migrated")
            self._failures += 1
            return TownState.NOT_MIGRATED, LOOK_AGAIN
        except Exception as error:
            again = min(LONGEST, AGAIN * 2**self._failures)
            self._failures += 1
            log.exception("town_failed", reason=describe(error))
            return TownState.FAILED, again
        return TownState.STARTING, 0.0

    async def _serve(self, launch: Launch) -> None:
        async with opened(launch, self._stop, self._common.servers) as town:
            await check_schema(town)
            self.town, self.state = town, TownState.WORKING
            self._reception = Reception()
            log.info("town_working")
            try:
                await serve(
                    town,
                    roles=launch.roles,
                    stop=self._stop,
                    api_base=launch.api_base,
                    proxy=launch.proxy,
                    heartbeat=launch.heartbeat,
                    reception=self._reception,
                )
            finally:
                async with self._looking:
                    self.town = None

    async def _read(self) -> Settings | None:
        """Return the settings in its folder; say every fault in them and return None if there is any."""
        async with self._common.reading:
            try:
                settings = await asyncio.to_thread(read_town, self._folder, self._common.env_file)
            except SettingsFaulty as error:
                if self._folder.is_dir():  # else it was taken away meanwhile
                    self._say(error.faults)
                return None
        words = settings.words
        if settings.token is None:
            said = words.plain("fault-nothing"), words.plain("fault-token"), words.plain("mend-token")
            self._say([Fault("BIHUAN_TOKEN", *said)])
            return None
        self._is_faulty = False
        return settings

    def _say(self, faults: list[Fault]) -> None:
        self._is_faulty = True
        for fault in faults:
            log.error("town_settings_faulty", **fault.as_json())
