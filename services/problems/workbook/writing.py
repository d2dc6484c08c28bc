"""Write the problems that somebody may see as an Excel file."""

import sqlalchemy as sa

from models import Problem
from services.cards.masking import shown_name
from services.cards.spreadsheet import new_book, saved, table
from services.core.act import Act
from services.core.labels import name
from services.problems import lists, standing
from services.problems.standing import Standing
from services.problems.workbook.columns import READ, SHOWN, WIDTHS, title
from texts import Words

STAMP = "%Y-%m-%d %H:%M"


async def workbook(act: Act) -> tuple[str, bytes]:
    """Return the file's name and its content: a row for each problem that the actor may see. Raises ``Forbidden``."""
    words = act.town.words(act.actor.language)
    rows = await act.session.scalars(sa.select(Problem).where(lists.seen_by(act)).order_by(Problem.id))
    found = await standing.load(act.session, list(rows))
    what = words.plain("problem-sheet")
    book, sheet = new_book(what, what)
    titles = [title(words, column) for column in (*READ, *SHOWN)]
    table(sheet, 2, titles, [_row(act, words, one) for one in found], WIDTHS)
    day = act.now.astimezone(act.town.zone)
    return f"{what}-{day:%Y%m%d}.xlsx", saved(book)


def _row(act: Act, words: Words, shown: Standing) -> list[str | int | None]:
    problem, zone = shown.problem, act.town.zone
    colour = shown.colour(act.town.settings.problems, act.now)
    return [
        problem.number,
        name(words, problem.on_list).unescape(),
        name(words, problem.origin).unescape(),
        problem.source,
        problem.text,
        shown.unit,
        shown_name(act.town, shown.person.name) if shown.person else None,
        f"{problem.due_at.astimezone(zone):{STAMP}}",
        words.plain("roster-yes") if problem.concealed else None,
        name(words, problem.state).unescape(),
        name(words, colour).unescape() if colour else None,
        "\n".join(one.text for one in shown.measures if not one.wider),
        "\n".join(one.text for one in shown.measures if one.wider),
        f"{shown.done}/{len(shown.measures)}" if shown.measures else None,
        f"{problem.filed_at.astimezone(zone):{STAMP}}",
        f"{problem.closed_at.astimezone(zone):{STAMP}}" if problem.closed_at else None,
    ]
