"""Shared by the commands: settings, the township's database, and faults shown before an exit with 1."""

import asyncio
import os
import sys
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import typer

if TYPE_CHECKING:
    from bot.commands.backup_format import Contents
    from bot.faults import Fault
    from bot.launch import ProcessRole
    from bot.settings import Settings
    from services.core.database import Progress
    from services.core.town import Town
    from texts import Words

T = TypeVar("T")

FOUND = 1
"""Exit code when faults were found."""
STEP_ASIDE = 10
"""How much nicer long work is than the bot, which then has nine tenths of a core that both want."""


def settings() -> "Settings":
    """Return the settings; show every fault in them and exit if there are any."""
    from bot.settings import SettingsFaulty
    from bot.towns.folder import read_chosen

    try:
        return read_chosen()
    except SettingsFaulty as error:
        faulty(error.faults, error.words)


def roles_of(written: str) -> "frozenset[ProcessRole]":
    """Return the roles of a list like ``intake,delivery``. Raises ``BadParameter`` for one that is unknown."""
    from bot.launch import ProcessRole

    names = [name.strip() for name in written.split(",") if name.strip()]
    if not names or any(name not in list(ProcessRole) for name in names):
        raise typer.BadParameter(", ".join(ProcessRole), param_hint="--roles")
    return frozenset(map(ProcessRole, names))


def in_town(settings: "Settings", work: "Callable[[Town], Coroutine[Any, Any, T]]") -> T:
    """Run one piece of work on the township's database, which must be at the newest revision."""
    from bot.launch import Launch, NotReady
    from bot.runtime import check_schema, opened

    async def working() -> T:
        async with opened(Launch.of(settings, frozenset()), asyncio.Event()) as town:
            await check_schema(town)
            return await work(town)

    try:
        with database_errors(settings.words):
            return asyncio.run(working())
    except NotReady:
        complain(settings.words.plain("cli-not-migrated"))


@contextmanager
def long_work(said: str) -> "Iterator[Progress]":
    """Let the bot on this machine go first, and show on the terminal how far the work is that the block does."""
    if sys.platform != "win32":
        os.nice(STEP_ASIDE)
    with typer.progressbar(length=1, label=said, file=sys.stderr) as bar:

        def show(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        yield show


@contextmanager
def database_errors(words: "Words") -> Iterator[None]:
    """Replace the traceback of an unusable database by one line."""
    import sqlalchemy as sa

    try:
        yield
    except (sa.exc.DBAPIError, OSError) as error:
        origin = getattr(error, "orig", None) or error
        complain(words.plain("cli-no-database", reason=type(origin).__name__))


@contextmanager
def start_errors(words: "Words") -> Iterator[None]:
    """Say what keeps the bot from running: a token that Telegram refuses, or a database that is not ready."""
    from bot.faults import Fault
    from bot.launch import NotReady
    from services.core.errors import TokenRefused

    try:
        yield
    except TokenRefused:
        said = words.plain("fault-token-refused"), words.plain("mend-token-refused")
        faulty([Fault("BIHUAN_TOKEN", words.plain("fault-hidden"), *said)], words)
    except NotReady as error:
        complain(words.plain(error.key))


def archiving(settings: "Settings", work: "Coroutine[Any, Any, Contents]") -> "Contents":
    """Run a backup or restore; show the reason and exit if it is refused."""
    from bot.commands.backup_format import BackupRefused

    try:
        with database_errors(settings.words):
            return asyncio.run(work)
    except BackupRefused as refused:
        complain(settings.words.plain(refused.key, **refused.arguments))


def writable(file: Path, force: bool, words: "Words") -> None:
    """Refuse to overwrite a file, unless forced to."""
    if file.exists() and not force:
        complain(words.plain("cli-exists", file=str(file)))
    if not file.absolute().parent.is_dir():
        complain(words.plain("cli-no-folder", file=str(file)))


def missing_token(settings: "Settings") -> "Fault":
    """Return the fault of a command that needs the token."""
    from bot.faults import Fault

    words = settings.words
    return Fault("BIHUAN_TOKEN", words.plain("fault-nothing"), words.plain("fault-token"), words.plain("mend-token"))


def show(faults: "list[Fault]", words: "Words") -> None:
    """Show every fault, then every alarm, and the number of each."""
    for key in ("cli-fault", "cli-alarm"):
        found = [fault for fault in faults if fault.alarm == (key == "cli-alarm")]
        for fault in found:
            typer.echo(words.plain(key, **fault.as_json()), err=True)
        if found:
            typer.echo(words.plain(f"{key}s", count=len(found)), err=True)


def show_report(notes: "list[str]", faults: "list[Fault]", words: "Words") -> None:
    """Show the findings of a check."""
    for note in notes:
        typer.echo(f"· {note}")
    show(faults, words)
    if not faults:
        typer.echo(words.plain("cli-all-well"))


def faulty(faults: "list[Fault]", words: "Words") -> NoReturn:
    """Show every fault and exit."""
    show(faults, words)
    raise typer.Exit(FOUND)


def complain(sentence: str) -> NoReturn:
    """Show a sentence and exit."""
    typer.echo(sentence, err=True)
    raise typer.Exit(FOUND)
