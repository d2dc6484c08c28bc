"""``bihuan points``: imports a workbook of risk points after a look at each row."""

from pathlib import Path
from typing import Annotated

import typer

from bot.commands import terminal

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="风险点台账 / the register of risk points")


@app.callback()
def points() -> None:
    """风险点台账 / The register of risk points."""


@app.command("import")
def points_import(
    file: Annotated[Path, typer.Argument(help=".xlsx")],
    by: Annotated[str, typer.Option(help="导入人手机号 / phone of somebody of the station")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看结果，不写入 / look only")] = False,
    doubtful: Annotated[
        bool, typer.Option("--doubtful", help="同名的也按新点导入 / namesakes are other points")
    ] = False,
) -> None:
    """导入风险点：逐行说明新增、修改、存疑、不导入 / Import risk points, with the result of each row."""
    settings = terminal.settings()
    from bot.commands import town_tasks
    from services.risk_points import cards
    from services.risk_points.workbook.importing import Judged, judge, take_over
    from services.risk_points.workbook.reading import read
    from services.roster.workbook.tables import Verdict
    from texts.bundle import load

    words = settings.words

    def why(one: Judged) -> list[str]:
        changed = one.verdict is Verdict.CHANGED
        return [cards.title(words, key) if changed else words.plain(key) for key in one.why]

    found = town_tasks.import_list(
        settings,
        by,
        lambda: read(file, settings.township, load()),
        judge,
        None if dry_run else lambda act, rows: take_over(act, rows, doubtful=doubtful),
    )
    town_tasks.tell_rows(found, words, "cli-point-row", "cli-points-count", why)
    if not doubtful and any(one.may_be_new for one in found):
        typer.echo(words.plain("cli-points-doubtful"))
    typer.echo(words.plain("cli-problems-tried" if dry_run else "cli-roster-imported"))
