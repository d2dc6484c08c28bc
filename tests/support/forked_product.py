"""A product with next to no handlers, or with all of them (``--whole``), in processes of its own that can be killed.

Run as a program it imports everything once, then forks a product for each line it reads, and answers its process id:
so that a test can kill twenty of them without paying for twenty imports.
"""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import aiogram_first  # noqa: F401 - before anything else imports aiogram

# isort: split
import yaml
from aiogram import F, Router
from aiogram.types import Message
from sqlalchemy.ext.asyncio import AsyncSession

import texts.bundle
from bot.intake.role import take_in
from handlers.kit.answers import Answers
from models import JournalEntry
from services.core import journal
from services.core.clock import SystemClock
from services.core.database import Database
from services.core.town import Town
from services.registry import open_town
from services.settings.township import Township

ROOT = Path(__file__).parents[2]
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


def make_town(database_url: str, token: str) -> Town:
    """Return a township at work on the demo township's rules."""
    rules = Township.parse(yaml.safe_load((ROOT / "config.yaml").read_text(encoding="utf-8")))
    return open_town(rules, Database(database_url), texts.bundle.load(), SystemClock(), token)


def whole() -> Router:
    """Return the real conversation."""
    from handlers import build_router

    return build_router()


async def run(database_url: str, token: str, api_base: str, router: Router) -> None:
    """Take updates in until SIGTERM."""
    town = make_town(database_url, token)
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    await take_in(town, router, api_base=api_base, stop=stop)
    await town.database.close()


class Forker:
    """Starts products that share one import; ``start`` answers the process id of a new one."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def start(self, database_url: str, token: str, api_base: str) -> int:
        """Fork a product."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{database_url} {token} {api_base}\n".encode())
        return int(await self._process.stdout.readline())

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        await self._process.wait()


@asynccontextmanager
async def forker(*options: str) -> AsyncIterator[Forker]:
    """Yield a forker that is ready; with ``--whole`` its products have the real conversation."""
    pipe = asyncio.subprocess.PIPE
    environment = os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests/support'}"}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-u", __file__, *options, stdin=pipe, stdout=pipe, env=environment
    )
    async with Forker(process) as forking:
        yield forking


def main() -> None:
    """Fork a product for each line."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the killed
    build = whole if "--whole" in sys.argv else filing
    build()  # imports what it needs before the first fork
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            os.dup2(2, 1)
            with contextlib.suppress(KeyboardInterrupt):
                asyncio.run(run(*line.split(), build()))
            os._exit(0)
        print(child, flush=True)


if __name__ == "__main__":
    main()
