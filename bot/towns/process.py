"""A process of many towns: it looks at their folder now and then, and starts, restarts and ends one town at a time."""

import asyncio
import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import structlog

from bot import health
from bot.launch import NotReady, ProcessRole
from bot.runtime import FREEZE_AFTER, freeze, runner, stop_on_signals
from bot.settings import ENV_FILE, Environment, Settings
from bot.towns.folder import towns
from bot.towns.life import Common, Life
from services.core.town import Town
from services.operations.waiting import end, pause

log = structlog.get_logger(__name__)

LOOK_EVERY = 3.0
"""Seconds between two looks at the folder."""
PATIENCE = 10.0
"""Seconds that one town may take to say how it is."""


def run(folder: Path, roles: frozenset[ProcessRole], environment: Environment) -> int:
    """Run the towns of a folder until SIGTERM or SIGINT and return the exit code. Raises ``NotReady``, ``OSError``."""
    if ProcessRole.CONSOLE in roles:
        raise NotReady("the console is not part of this version: leave it out of --roles", "cli-no-console")
    if environment.webhook_url:
        raise NotReady("towns of one process poll: take BIHUAN_WEBHOOK_URL away", "cli-towns-poll")
    towns(folder)
    with runner() as running:
        running.run(_run(folder, roles, environment))
    return 0


async def _run(folder: Path, roles: frozenset[ProcessRole], environment: Environment) -> None:
    stop = asyncio.Event()
    stop_on_signals(stop)
    many = Towns(folder, roles)
    beside = []
    if environment.health:
        host, _, port = environment.health.rpartition(":")
        beside.append(health.serve_all(many.look, many.feed, host.strip("[]"), int(port), stop))
    if environment.heartbeat_url and ProcessRole.SCHEDULER in roles:
        beside.append(health.beat(many.look, environment.heartbeat_url.get_secret_value(), stop))
    async with asyncio.TaskGroup() as group:
        for work in beside:
            group.create_task(work)
        group.create_task(many.run(stop))


class Towns:
    """The towns of one process."""

    def __init__(self, folder: Path, roles: frozenset[ProcessRole], env_file: Path | None = ENV_FILE) -> None:
        self._folder = folder
        self._common = Common(roles, self._others, env_file)
        self._lives: dict[str, Life] = {}
        self._tidying: asyncio.TimerHandle | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Keep the towns of the folder at work until ``stop``, then let each finish what is in flight."""
        try:
            while not stop.is_set():
                await self._look()
                await pause(stop, LOOK_EVERY)
        finally:
            await self._end(list(self._lives))
            await self._common.servers.close()

    async def look(self) -> tuple[bool, dict[str, Any]]:
        """Return whether every town is well, and the state of each."""
        lives = list(self._lives.values())
        found = await asyncio.gather(*(_patiently(life) for life in lives))
        well = all(one for one, _ in found)
        return well, {
            "status": "well" if well else "late",
            "towns": {life.name: said for life, (_, said) in zip(lives, found, strict=True)},
        }

    def feed(self, path: str) -> tuple[Town, str] | None:
        """Return the town whose orders stand at ``/<town>/orders.atom``, and the secret that opens them."""
        name, slash, rest = path.removeprefix("/").partition("/")
        life = self._lives.get(name)
        if life is None or life.town is None or life.settings is None or slash + rest != health.FEED:
            return None
        token = life.settings.environment.feed_token
        return (life.town, token.get_secret_value()) if token else None

    async def _look(self) -> None:
        """Start the towns that came, end those that went, and let one start again whose files have changed."""
        try:
            found = await asyncio.to_thread(towns, self._folder)
        except OSError as error:
            log.error("towns_unreadable", folder=str(self._folder), reason=error.strerror or type(error).__name__)
            return
        if gone := [name for name in self._lives if name not in found]:
            await self._end(gone)
        for name, stamp in found.items():
            life = self._lives.get(name)
            if life is None:
                self._lives[name] = Life(self._folder / name, stamp, self._common)
                self._tidy_soon()
            elif life.stamp != stamp:
                log.info("town_changed", town=name)
                await life.changed(stamp)
                self._tidy_soon()

    async def _end(self, names: list[str]) -> None:
        ending = [self._lives.pop(name) for name in names]
        for life in ending:
            life.end()
        if ending:
            await asyncio.wait([life.living for life in ending], timeout=3 * PATIENCE)
            await end(*(life.living for life in ending))
            for life in ending:
                log.info("town_ended", town=life.name)
            self._tidy_soon()

    def _tidy_soon(self) -> None:
        """Free what a town has left behind, and hide the rest from the garbage collector, when all is quiet again."""
        if self._tidying is not None:
            self._tidying.cancel()
        self._tidying = asyncio.get_running_loop().call_later(FREEZE_AFTER, _tidy)

    def _others(self, life: Life) -> Iterator[tuple[str, Settings]]:
        return ((one.name, one.settings) for one in self._lives.values() if one is not life and one.settings)


async def _patiently(life: Life) -> tuple[bool, dict[str, Any]]:
    try:
        async with asyncio.timeout(PATIENCE):
            return await life.look()
    except TimeoutError:
        return False, {"status": "no_answer"}


def _tidy() -> None:
    gc.unfreeze()
    gc.collect()
    freeze()
