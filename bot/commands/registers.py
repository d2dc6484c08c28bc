"""Imports of registers: each row is looked at first, and what becomes of it is said.

``bihuan points``, ``bihuan households``, ``bihuan problems`` and ``bihuan outlines``.
"""

from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from bot.commands import terminal

if TYPE_CHECKING:
    from services.core.town import Town
    from texts import Words

Lines = TypeVar("Lines")
points = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="风险点台账 / the register of risk points")
problems = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="七张问题清单 / the problem lists")
outlines = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="村社、网格边界 / villages and grids on the map"
)
households = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="户册 / the household register")
APPS = {"points": points, "households": households, "problems": problems, "outlines": outlines}
Book = Annotated[Path, typer.Argument(help=".xlsx")]
By = Annotated[str, typer.Option(help="导入人手机号 / phone of the person who imports")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="只看结果，不写入 / look only")]
Doubtful = Annotated[bool, typer.Option("--doubtful", help="存疑的也按新的导入 / doubtful rows are new ones")]


@points.callback()
@problems.callback()
@households.callback()
@outlines.callback()
def group() -> None:
    """导入台账 / Import a register."""


@points.command("import")
def points_import(file: Book, by: By, dry_run: DryRun = False, doubtful: Doubtful = False) -> None:
    """导入风险点：逐行说明新增、修改、存疑、不导入 / Import risk points, with the result of each row."""
    settings = terminal.settings()
    from bot.commands.town_tasks import import_points
    from services.risk_points import cards
    from services.risk_points.workbook.reading import read
    from texts.bundle import load

    words = settings.words
    found = _imported(
        by,
        lambda: read(file, settings.township, load()),
        lambda town, phone, lines: import_points(town, phone, lines, dry_run=dry_run, doubtful=doubtful),
    )
    _say(found, words, "cli-point-row", lambda key: cards.title(words, key))
    if not doubtful and any(one.may_be_new for one in found):
        typer.echo(words.plain("cli-points-doubtful"))
    typer.echo(words.plain("cli-problems-tried" if dry_run else "cli-roster-imported"))


@problems.command("import")
def problems_import(file: Book, by: By, dry_run: DryRun = False) -> None:
    """导入问题：逐行说明新增、修改、存疑、不导入 / Import problems, with the result of each row."""
    settings = terminal.settings()
    from bot.commands.town_tasks import import_problems
    from services.problems.workbook.reading import read
    from texts.bundle import load

    found = _imported(
        by,
        lambda: read(file, load()),
        lambda town, phone, lines: import_problems(town, phone, lines, dry_run=dry_run),
    )
    _say(found, settings.words, "cli-problem-row", settings.words.plain)
    typer.echo(settings.words.plain("cli-problems-tried" if dry_run else "cli-roster-imported"))


@households.command("import")
def households_import(file: Book, by: By, dry_run: DryRun = False, doubtful: Doubtful = False) -> None:
    """导入户册：户、人两张表或只有人一张表 / Import households and people, with the result of each row."""
    settings = terminal.settings()
    from bot.commands.town_tasks import import_households
    from services.households.workbook.sheets import read
    from services.roster.workbook.sheets import sheet_title
    from texts.bundle import load

    words = settings.words
    found = _imported(
        by,
        lambda: read(file, settings.township, load()),
        lambda town, phone, rows: import_households(town, phone, rows, dry_run=dry_run, doubtful=doubtful),
    )
    _say(found, words, "cli-point-row", sheet=lambda one: sheet_title(words, one.sort))
    if not doubtful and any(one.may_be_new for one in found):
        typer.echo(words.plain("cli-households-doubtful"))
    typer.echo(words.plain("cli-problems-tried" if dry_run else "cli-roster-imported"))


@outlines.command("import")
def outlines_import(
    file: Annotated[Path, typer.Argument(help=".geojson")],
    dry_run: DryRun = False,
) -> None:
    """导入边界（GeoJSON），按编码或名称对应村社、网格 / Import outlines, matched by code or name."""
    settings = terminal.settings()
    from bot.commands.town_tasks import import_outlines
    from services.core.errors import Refused
    from services.roster.outlines.importing import Verdict
    from services.roster.outlines.reading import read

    words = settings.words
    try:
        features = read(file)
        found = terminal.in_town(settings, lambda town: import_outlines(town, features, dry_run=dry_run))
    except Refused as refused:
        terminal.complain(refused.in_words(words).unescape())
    for one in found:
        if one.verdict is not Verdict.SAME:
            why = words.plain(one.why) if one.why else "no"
            told = {"at": one.at, "verdict": one.verdict.value, "about": one.about, "why": why}
            typer.echo(words.plain("cli-outline", **told))
    counts = {verdict.value: sum(one.verdict is verdict for one in found) for verdict in Verdict}
    typer.echo(words.plain("cli-outlines-count", **counts))
    typer.echo(words.plain("cli-problems-tried" if dry_run else "cli-outlines-next"))
    raise typer.Exit(terminal.FOUND if counts[Verdict.REFUSED.value] else 0)


def _imported(
    by: str,
    read: Callable[[], Lines],
    work: "Callable[[Town, str, Lines], Coroutine[Any, Any, Sequence[Any] | None]]",
) -> Sequence[Any]:
    """Return what became of each row, imported as the person with this number."""
    settings = terminal.settings()
    from services.core.errors import Refused
    from services.roster.workbook.cells import phone as e164

    words, number = settings.words, e164(by)
    if number is None:
        terminal.complain(words.plain("cli-no-phone", phone=by))
    try:
        lines = read()
        found = terminal.in_town(settings, lambda town: work(town, number, lines))
    except Refused as refused:
        terminal.complain(refused.in_words(words).unescape())
    if found is None:
        terminal.complain(words.plain("cli-nobody", phone=by))
    return found


def _say(
    found: Sequence[Any],
    words: "Words",
    key: str,
    title: Callable[[str], str] = str,
    sheet: Callable[[Any], str] | None = None,
) -> None:
    """Print a line for each row that is not the same, and the counts.

    ``title`` names what changed; rows of several sheets explain themselves, and ``sheet`` names theirs.
    """
    counts = dict.fromkeys(("new", "changed", "same", "doubtful", "refused"), 0)
    for one in found:
        verdict = one.verdict.value
        counts[verdict] += 1
        if verdict == "same":
            continue
        if sheet is not None:
            why, about = one.explained(words), f"{sheet(one)} {one.about}"
        else:
            told = title if verdict == "changed" else words.plain
            why, about = words.plain("list-comma").join(told(text) for text in one.why), one.about
        typer.echo(words.plain(key, row=one.row, verdict=verdict, about=about, why=why or "no"))
    typer.echo(words.plain("cli-points-count", **counts))
