"""``bihuan duties``: prints a year's duties before they happen."""

from typing import Annotated

import typer

from bot.commands import terminal

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="责任事项 / duties")


@app.callback()
def duties() -> None:
    """责任事项 / What is owed without anybody asking."""


@app.command("preview")
def preview(year: Annotated[int, typer.Argument(min=2000, max=2199, help="2027")]) -> None:
    """打印一年的责任事项安排 / Print a year's duties: when each is due, and by how many it is owed."""
    settings = terminal.settings()
    from bot.commands.town_tasks import duties_of
    from services.duties import cards

    words = settings.words
    found = terminal.in_town(settings, lambda town: duties_of(town, year))
    typer.echo(words.plain("cli-duties-head", year=str(year), count=len(found)))
    for one in found:
        typer.echo(
            words.plain(
                "cli-duty",
                due=words.time(one.due_at, settings.township.zone, style="full"),
                what=cards.rule_name(settings.township, words, one.rule),
                first=one.period.first.isoformat(),
                last=one.period.last.isoformat(),
                count=one.owed_by,
                times=one.period.rhythm.times,
                settled="yes" if one.settled else "no",
            )
        )
    if not all(one.settled for one in found):
        typer.echo(words.plain("duties-unsettled"))
