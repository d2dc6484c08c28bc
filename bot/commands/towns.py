"""Commands for many towns at once: each town is done by itself, and a fault in one keeps no other from being done."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from bot.commands import terminal

if TYPE_CHECKING:
    from bot.launch import ProcessRole
    from bot.settings import Settings
    from texts import Words


def run(folder: Path, roles: "frozenset[ProcessRole]") -> int:
    """Run every town of a folder in this process until SIGTERM; return the exit code."""
    from bot import logs
    from bot.settings import SettingsFaulty, read_environment
    from bot.towns import process

    try:
        environment = read_environment()
    except SettingsFaulty as error:
        terminal.faulty(error.faults, error.words)
    words = _words()
    logs.configure(words=words)
    with terminal.start_errors(words):
        try:
            return process.run(folder, roles, environment)
        except OSError as error:
            terminal.complain(words.plain("cli-no-towns", folder=str(folder), reason=error.strerror or "OSError"))


def migrate(folder: Path) -> int:
    """Bring the databases of all towns to the newest revision, one at a time; return the exit code.

    Each is one transaction. One that is at the newest revision is left alone, so an interrupted run can be repeated.
    """
    import migrations

    head = migrations.head()

    def one(name: str, settings: "Settings") -> str:
        url = settings.database_url
        at = asyncio.run(_revision(url))
        if at != head:
            migrations.upgrade(url)
        return settings.words.plain("cli-town-migrated" if at != head else "cli-town-newest", town=name, revision=head)

    return _each(folder, one)


def backup(folder: Path, target: Path, force: bool) -> int:
    """Write a backup of each town into a folder; return the exit code."""
    from bot.commands import backup as archive
    from services.core.clock import SystemClock
    from services.settings.private_files import make_folder

    make_folder(target)

    def one(name: str, settings: "Settings") -> str:
        file = target / f"{name}.zip"
        terminal.writable(file, force, settings.words)
        saving = archive.backup(settings.database_url, settings.township.files.store, file, now=SystemClock().now())
        contents = terminal.archiving(settings, saving)
        return settings.words.plain("cli-backed-up", file=str(file), rows=contents.rows, files=contents.files)

    return _each(folder, one)


def check(folder: Path, as_json: bool) -> int:
    """Check every town; return the exit code."""
    from bot.commands.checks import Report, examine
    from bot.settings import SettingsFaulty
    from bot.towns.folder import read_town, shared_with
    from services.core.clock import SystemClock

    reports: dict[str, Report] = {}
    known: list[tuple[str, Settings]] = []
    for name in _towns(folder):
        try:
            settings = read_town(folder / name)
        except SettingsFaulty as error:
            report, words = Report(error.faults), error.words
        else:
            words = settings.words
            report = asyncio.run(examine(settings, SystemClock().now()))
            if settings.token is None:
                report.faults.append(terminal.missing_token(settings))
            if (shared := shared_with(settings, known)) is not None:
                report.faults.append(_shared(shared.event, shared.other, words))
            known.append((name, settings))
        reports[name] = report
        if not as_json:
            typer.echo(f"[{name}]")
            terminal.show_report(report.notes, report.faults, words)
    well = not any(report.faults for report in reports.values())
    if as_json:
        import orjson

        found: dict[str, Any] = {"ok": well, "towns": {name: one.as_json() for name, one in reports.items()}}
        typer.echo(orjson.dumps(found, option=orjson.OPT_INDENT_2).decode())
    return 0 if well else terminal.FOUND


def _shared(event: str, other: str, words: "Words") -> Any:
    from bot.faults import Fault

    key = event.replace("_", "-")
    return Fault(words.plain(f"where-{key}"), other, words.plain(f"log-{key}", other=other), words.plain(f"mend-{key}"))


def _each(folder: Path, work: Callable[[str, "Settings"], str]) -> int:
    """Do the work for each town, say how far it is, and at the end which towns failed; return the exit code."""
    from bot.settings import SettingsFaulty
    from bot.towns.folder import read_town

    names, failed = list(_towns(folder)), list[str]()
    for number, name in enumerate(names, 1):
        try:
            settings = read_town(folder / name)
            with terminal.database_errors(settings.words):
                typer.echo(f"{number}/{len(names)} {work(name, settings)}")
        except SettingsFaulty as error:
            terminal.show(error.faults, error.words)
            failed.append(name)
        except typer.Exit:  # its reason was shown
            failed.append(name)
        else:
            continue
        typer.echo(_words().plain("cli-town-failed", number=f"{number}/{len(names)}", town=name), err=True)
    words = _words()
    typer.echo(words.plain("cli-towns-done", done=len(names) - len(failed), count=len(names)))
    if failed:
        typer.echo(words.plain("cli-towns-failed", towns=words.plain("list-comma").join(failed)), err=True)
    return terminal.FOUND if failed else 0


def _towns(folder: Path) -> Iterator[str]:
    """Yield the names of the towns; show why there are none, and exit."""
    from bot.towns.folder import towns

    try:
        found = towns(folder)
    except OSError as error:
        terminal.complain(_words().plain("cli-no-towns", folder=str(folder), reason=error.strerror or "OSError"))
    if not found:
        terminal.complain(_words().plain("cli-towns-empty", folder=str(folder)))
    yield from found


def _words() -> "Words":
    from bot.settings import operator_words, variables_of

    return operator_words(variables_of())


async def _revision(url: str) -> str | None:
    import migrations

    exists = not url.startswith("sqlite") or migrations.sqlite_exists(url)
    return await migrations.current(url) if exists else None
