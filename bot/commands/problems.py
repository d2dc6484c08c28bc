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
    from bot.commands import town_tasks
    from services.problems.workbook.importing import Judged, judge, take_over
    from services.problems.workbook.reading import read
    from texts.bundle import load

    words = settings.words

    def why(one: Judged) -> list[str]:
        return [words.plain(key) for key in one.why]

    found = town_tasks.import_list(settings, by, lambda: read(file, load()), judge, None if dry_run else take_over)
    town_tasks.tell_rows(found, words, "cli-problem-row", "cli-problems-count", why)
    typer.echo(words.plain("cli-problems-tried" if dry_run else "cli-roster-imported"))
