"""``bihuan roster``: writes an empty workbook, and imports a filled one into the database."""

import itertools
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from bot.commands import terminal

if TYPE_CHECKING:
    from bot.faults import Fault
    from services.roster.workbook.faults import RosterFault
    from texts import Words

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="花名册 / the roster (Excel)")


@app.command("template")
def roster_template(
    file: Annotated[Path, typer.Argument(help=".xlsx")],
    force: Annotated[bool, typer.Option("--force", help="覆盖已有文件 / overwrite")] = False,
) -> None:
    """生成空花名册 / Write an empty roster workbook."""
    settings = terminal.settings()
    terminal.writable(file, force, settings.words)
    from services.roster.workbook.template import write_template

    write_template(file, settings.township, settings.words)
    typer.echo(settings.words.plain("cli-written", file=str(file)))


@app.command("import")
def roster_import(
    file: Annotated[Path, typer.Argument(help=".xlsx")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只检查，不写入 / check only")] = False,
) -> None:
    """导入花名册：全部无误才写入 / Import the roster, all or nothing."""
    settings = terminal.settings()
    from bot.commands.town_tasks import import_workbook
    from services.roster.workbook.faults import RosterRefused
    from services.roster.workbook.reader import read_workbook

    words = settings.words
    found = read_workbook(file, settings.township)
    if isinstance(found, list):
        _refuse(file, found, words)
    try:
        summary = terminal.in_town(settings, lambda town: import_workbook(town, found, dry_run=dry_run))
    except RosterRefused as refused:
        _refuse(file, [fault.placed(found.places) for fault in refused.faults], words)
    for sheet, counts in summary.items():
        name = words.plain(f"roster-sheet-{sheet.replace('_', '-')}")
        numbers = {key: str(getattr(counts, key)) for key in ("created", "updated", "unchanged", "deactivated")}
        typer.echo(words.plain("cli-roster-sheet", sheet=name, **numbers))
        if counts.kept:
            typer.echo(words.plain("cli-roster-kept", count=str(counts.kept)))
    typer.echo(words.plain("cli-roster-tried" if dry_run else "cli-roster-imported"))


def _refuse(file: Path, faults: "list[RosterFault]", words: "Words") -> NoReturn:
    """Show every fault, and write a copy of the workbook beside it that has them marked."""
    from services.roster.workbook.marking import marked
    from services.settings.private_files import open_new

    terminal.show([_roster_fault(fault, words) for fault in faults], words)
    if content := marked(file, faults, words):
        copy = _free(file, words.plain("roster-marked"))
        try:
            with os.fdopen(open_new(copy), "wb") as opened:
                opened.write(content)
        except OSError:
            terminal.complain(words.plain("cli-roster-unmarked", file=str(copy)))
        terminal.complain(words.plain("cli-roster-marked", file=str(copy)))
    raise typer.Exit(terminal.FOUND)


def _free(file: Path, mark: str) -> Path:
    """Return the name of a copy beside the file that no file has: nothing that somebody corrects is written over."""
    stem = f"{file.stem.partition(f'-{mark}')[0]}-{mark}"
    names = (file.with_name(f"{stem}{number or ''}.xlsx") for number in itertools.count())
    return next(name for name in names if not name.exists())


def _roster_fault(fault: "RosterFault", words: "Words") -> "Fault":
    from bot.faults import Fault, shown

    met = shown(fault.value) if fault.value else words.plain("fault-nothing")
    return Fault(fault.where(words), met, fault.expected(words), fault.mend(words))
