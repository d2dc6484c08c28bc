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
    from bot.commands.town_tasks import import_points
    from services.core.errors import Refused
    from services.risk_points import cards
    from services.risk_points.workbook.importing import Verdict
    from services.risk_points.workbook.reading import read
    from services.roster.workbook.cells import phone as e164
    from texts.bundle import load

    words, number = settings.words, e164(by)
    if number is None:
        terminal.complain(words.plain("cli-no-phone", phone=by))
    try:
        lines = read(file, settings.township, load())
        found = terminal.in_town(
            settings, lambda town: import_points(town, number, lines, dry_run=dry_run, doubtful=doubtful)
        )
    except Refused as refused:
        terminal.complain(refused.in_words(words).unescape())
    if found is None:
        terminal.complain(words.plain("cli-nobody", phone=by))
    for one in found:
        if one.verdict is Verdict.SAME:
            continue
        changed = one.verdict is Verdict.CHANGED
        why = words.plain("list-comma").join(
            cards.title(words, key) if changed else words.plain(key) for key in one.why
        )
        about = {"row": one.row, "verdict": one.verdict.value, "about": one.about, "why": why or "no"}
        typer.echo(words.plain("cli-point-row", **about))
    counts = {verdict.value: sum(one.verdict is verdict for one in found) for verdict in Verdict}
    typer.echo(words.plain("cli-points-count", **counts))
    if not doubtful and any(one.may_be_new for one in found):
        typer.echo(words.plain("cli-points-doubtful"))
    typer.echo(words.plain("cli-problems-tried" if dry_run else "cli-roster-imported"))
