"""Parts of the product in processes of their own that can be killed: see ``PROGRAMS``.

Run as a program it imports everything once, then forks a process for each line it reads, and answers its number:
so that the tests can kill many of them without paying for as many imports.
"""

import asyncio
import contextlib
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import aiogram_first  # noqa: F401 - before anything else imports aiogram

# isort: split
import psutil
import yaml
from aiogram import F, Router
from aiogram.types import Message
from sqlalchemy.ext.asyncio import AsyncSession

import texts.bundle
from bot import runtime
from bot.intake.role import take_in
from bot.launch import Launch, ProcessRole
from delivery.role import deliver
from handlers import build_router
from handlers.kit.answers import Answers
from models import JournalEntry
from movable_clock import MovableClock
from patience import until
from scheduler import ticks
from services.core import journal
from services.core.clock import SystemClock
from services.core.database import Database
from services.core.town import Town
from services.operations import held_lease
from services.registry import open_town
from services.settings.township import Township

ROOT = Path(__file__).parents[3]
LOOK_EVERY = 0.005
"""Seconds between two looks at a clock's file."""
TICK_EVERY = 0.05
"""Seconds between two rounds of a clock's ticks while its time stands still."""
JOURNALLED = JournalEntry.__table__


def filing() -> Router:
    """Return handlers that keep each text as a journal row of its sender, and say so."""
    router = Router()

    @router.message(F.text)
    async def note(message: Message, say: Answers, session: AsyncSession, now: datetime) -> None:
        said = {"text": message.text, "message_id": message.message_id}
        seq = await journal.append(session, f"chat:{message.chat.id}", "note", now=now, actor_id=None, details=said)
        say.send(f"noted {seq}: {message.text}")

    return router


def deadly() -> Router:
    """Return the same, and a handler that ends the process."""
    router = Router()

    @router.message(F.text == "deadly")
    async def die(message: Message) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    router.include_router(filing())
    return router


def make_town(database_url: str, token: str, **sections: Any) -> Town:
    """Return a township at work on the demo township's rules, with other sections of its config."""
    config = yaml.safe_load((ROOT / "config.yaml").read_text(encoding="utf-8"))
    rules = Township.parse(config | sections)
    return open_town(rules, Database(database_url), texts.bundle.load(), SystemClock(), token)


async def take_updates(router: Router, database_url: str, token: str, api_base: str) -> None:
    """Take updates in until SIGTERM."""
    town = make_town(database_url, token)
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    await take_in(town, router, api_base=api_base, stop=stop)
    await town.database.close()


async def share_updates(database_url: str, token: str, api_base: str) -> None:
    """Take updates in beside other processes, with leases that lapse soon, until SIGTERM."""
    held_lease.LIFETIME, held_lease.RENEW_EVERY, held_lease.ASK_EVERY = timedelta(seconds=3), 0.5, 0.2
    await take_updates(filing(), database_url, token, api_base)


async def send(database_url: str, token: str, api_base: str, holder: str) -> None:
    """Deliver until killed."""
    await deliver(make_town(database_url, token), api_base=api_base, stop=asyncio.Event(), holder=holder)


async def tick(database_url: str, file: str) -> None:
    """Take the steps of deadlines that are due by the time in a file, until killed."""
    await _keep(make_town(database_url, "1:x"), Path(file), "lapse", "take_due", "tell_reminders")


def make_duties(database_url: str, file: str, sections: str) -> Coroutine[Any, Any, None]:
    """Make duties and let them be missed by the time in a file, under the rules in another, until killed."""
    rules = yaml.safe_load(Path(sections).read_text(encoding="utf-8"))
    town = make_town(database_url, "1:x", **rules)
    return _keep(town, Path(file), "sync_duties", "make_duties", "lapse", "take_due")


async def run(database_url: str, token: str, api_base: str, config: str, chat_per_second: str) -> None:
    """Run every role by the sandbox's clock, as ``bihuan run`` does, until SIGTERM."""
    rules = Township.parse(yaml.safe_load(Path(config).read_text(encoding="utf-8")))  # noqa: ASYNC240 - a few bytes
    budget = rules.send.model_copy(update={"chat_per_second": int(chat_per_second)})
    roles = frozenset({ProcessRole.INTAKE, ProcessRole.SCHEDULER, ProcessRole.DELIVERY})
    given = {"database_url": database_url, "token": token, "api_base": api_base, "sandbox_clock": True}
    launch = Launch(township=rules.model_copy(update={"send": budget}), roles=roles, **given)
    stop = asyncio.Event()
    runtime.stop_on_signals(stop)
    async with runtime.opened(launch, stop) as town:
        await runtime.serve(town, roles=roles, stop=stop, api_base=api_base)


async def _keep(town: Town, at: Path, *names: str) -> None:
    """Do ticks by the time in a file. One that fails is tried again, as in the product."""
    clock = MovableClock(datetime.fromisoformat(at.read_text()))  # noqa: ASYNC240 - a few bytes
    town = replace(town, clock=clock)
    at.with_suffix(f".{os.getpid()}").touch()
    again = 0.0
    while True:
        now = datetime.fromisoformat(at.read_text())  # noqa: ASYNC240
        if now == clock.at and time.monotonic() < again:
            await asyncio.sleep(LOOK_EVERY)
            continue
        clock.at = now
        for name in names:
            try:
                await ticks.do(town, name)
            except Exception as error:  # noqa: BLE001 - two clocks got in each other's way
                print(type(error).__name__, flush=True)
                with at.with_suffix(".errors").open("a") as errors:
                    errors.write(f"{name}: {error!r}\n")
        again = time.monotonic() + TICK_EVERY


PROGRAMS: dict[str, Callable[..., Coroutine[Any, Any, None]]] = {
    "filing": lambda *given: take_updates(filing(), *given),
    "sharing": share_updates,
    "deadly": lambda *given: take_updates(deadly(), *given),
    "whole": lambda *given: take_updates(build_router(), *given),
    "delivery": send,
    "clock": tick,
    "maker": make_duties,
    "product": run,
}
"""What a process does, with the arguments of its line: intake with next to no handlers (beside others of its
kind, or with a deadly one), or with all; delivery; time; everything."""


class Process:
    """A process that was started."""

    def __init__(self, number: int) -> None:
        self.number = number

    def send(self, number: signal.Signals) -> None:
        """Send it a signal; nothing happens when it has ended."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.number, number)

    def kill(self) -> None:
        """Kill it, as a power cut does."""
        self.send(signal.SIGKILL)

    async def ended(self) -> None:
        """Wait for its end."""
        await until(self._gone, what="the process does not end")

    async def _gone(self) -> bool:
        return not psutil.pid_exists(self.number)


class Forker:
    """Starts processes that share one import."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def start(self, program: str, *arguments: object) -> Process:
        """Fork a process that runs one of ``PROGRAMS``."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{program} {' '.join(map(str, arguments))}\n".encode())
        return Process(int(await self._process.stdout.readline()))


@asynccontextmanager
async def forker() -> AsyncIterator[Forker]:
    """Yield a forker."""
    pipe = asyncio.subprocess.PIPE
    environment = os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests/support'}"}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-u", __file__, stdin=pipe, stdout=pipe, env=environment
    )
    yield Forker(process)
    assert process.stdin is not None
    process.stdin.close()
    await process.wait()


def main() -> None:
    """Fork a process for each line."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the killed
    texts.bundle.load()
    build_router()  # imports what it needs before the first fork
    for line in sys.stdin:
        program, *arguments = line.split()
        child = os.fork()
        if child == 0:
            os.dup2(2, 1)
            with contextlib.suppress(KeyboardInterrupt):
                asyncio.run(PROGRAMS[program](*arguments))
            os._exit(0)
        print(child, flush=True)


if __name__ == "__main__":
    main()
