"""``bihuan problems``: imports a workbook of problems after a look at each row."""

from pathlib import Path
from typing import Annotated

import typer

from bot.commands import terminal

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="七张问题清单 / the problem lists")


@app.callback()
def problems() -> None:
    """七张问题清单 / The seven problem lists."""


@app.command("import")
def problems_import(
    file: Annotated[Path, typer.Argument(help=".xlsx")],
    by: Annotated[str, typer.Option(help="导入人手机号 / phone of a leader of the station")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看结果，不写入 / look only")] = False,
) -> None:
    """导入问题：逐行说明新增、修改、存疑、不导入 / Import problems, with the result of each row."""
    settings = terminal.settings()
    from bot.commands.town_tasks import import_problems
    from services.core.errors import Refused
    from services.problems.workbook.importing import Verdict
    from services.problems.workbook.reading import read
    from services.roster.workbook.cells import phone as e164
    from texts.bundle import load

    words, number = settings.words, e164(by)
    if number is None:
        terminal.complain(words.plain("cli-no-phone", phone=by))
    try:
        lines = read(file, load())
        found = terminal.in_town(settings, lambda town: import_problems(town, number, lines, dry_run=dry_run))
    except Refused as refused:
        terminal.complain(refused.in_words(words).unescape())
    if found is None:
        terminal.complain(words.plain("cli-nobody", phone=by))
    for one in found:
        if one.verdict is not Verdict.SAME:
            why = words.plain("list-comma").join(words.plain(key) for key in one.why)
            about = {"row": one.row, "verdict": one.verdict.value, "about": one.about, "why": why or "no"}
            typer.echo(words.plain("cli-problem-row", **about))
    counts = {verdict.value: sum(one.verdict is verdict for one in found) for verdict in Verdict}
    typer.echo(words.plain("cli-problems-count", **counts))
    typer.echo(words.plain("cli-problems-tried" if dry_run else "cli-roster-imported"))
