"""Imports of registers: each row is looked at first, and what becomes of it is said.

``bihuan points``, ``bihuan households``, ``bihuan shelters``, ``bihuan problems`` and ``bihuan outlines``.
"""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands import terminal

if TYPE_CHECKING:
    from texts import Texts

points = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="风险点台账 / the register of risk points")
problems = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="七张问题清单 / the problem lists")
outlines = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="村社、网格边界 / villages and grids on the map"
)
households = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="户册 / the household register")
shelters = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="安置点 / the register of shelters")
APPS = {
    "points": points,
    "households": households,
    "shelters": shelters,
    "problems": problems,
    "outlines": outlines,
}
Book = Annotated[Path, typer.Argument(help=".xlsx")]
By = Annotated[str, typer.Option(help="导入人手机号 / phone of the person who imports")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="只看结果，不写入 / look only")]
Doubtful = Annotated[bool, typer.Option("--doubtful", help="存疑的也按新的导入 / doubtful rows are new ones")]


@points.callback()
@problems.callback()
@households.callback()
@shelters.callback()
@outlines.callback()
def group() -> None:
    """导入台账 / Import a register."""


@points.command("import")
def points_import(file: Book, by: By, dry_run: DryRun = False, doubtful: Doubtful = False) -> None:
    """导入风险点：逐行说明新增、修改、存疑、不导入 / Import risk points, with the result of each row."""
    from bot.commands.town_tasks import import_list
    from services.risk_points.workbook import importing, reading

    take_over = partial(importing.take_over, doubtful=doubtful)
    doubts = None if doubtful else "cli-points-doubtful"
    import_list(file, by, reading.read, importing.judge, take_over, dry_run=dry_run, doubts=doubts)


@problems.command("import")
def problems_import(file: Book, by: By, dry_run: DryRun = False) -> None:
    """导入问题：逐行说明新增、修改、存疑、不导入 / Import problems, with the result of each row."""
    from bot.commands.town_tasks import import_list
    from services.problems.workbook import importing, reading

    def read(book: Path, _: object, texts: "Texts") -> list[reading.Line]:
        return reading.read(book, texts)

    import_list(file, by, read, importing.judge, importing.take_over, dry_run=dry_run, of="problem")


@households.command("import")
def households_import(file: Book, by: By, dry_run: DryRun = False, doubtful: Doubtful = False) -> None:
    """导入户册：户、人两张表或只有人一张表 / Import households and people, with the result of each row."""
    from bot.commands.town_tasks import import_list
    from services.households.workbook import importing, sheets

    take_over = partial(importing.take_over, doubtful=doubtful)
    doubts = None if doubtful else "cli-households-doubtful"
    import_list(file, by, sheets.read, importing.judge, take_over, dry_run=dry_run, doubts=doubts)


@shelters.command("import")
def shelters_import(file: Book, by: By, dry_run: DryRun = False) -> None:
    """导入安置点，一个房间一行 / Import shelters, a row for each room, with the result of each row."""
    from bot.commands.town_tasks import import_list
    from services.shelters.workbook import importing, sheets

    import_list(file, by, sheets.read, importing.judge, importing.take_over, dry_run=dry_run)


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
