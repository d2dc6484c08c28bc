"""A period of the assessment as an Excel file: the points of each kind of holder, the outcomes, the appeals."""

from typing import TYPE_CHECKING

from services.assessment import report
from services.assessment.periods import Period
from services.assessment.report import Part, Report
from services.cards.scores import shown
from services.cards.spreadsheet import add_sheet, new_book, saved, table
from services.core.act import Act
from texts import Words

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


async def workbook(act: Act, period: Period) -> tuple[str, bytes]:
    """Return the file's name and its content, as far as the actor may see. Raises ``Forbidden``."""
    return _drawn(act.town.words(act.actor.language), await report.of_period(act, period))


def _drawn(words: Words, found: Report) -> tuple[str, bytes]:
    title = words.plain("assess-sheet-title", town=found.town, period=found.period)
    state = words.plain("assess-sheet-state", state="closed" if found.closed_at else "open")
    book, sheet = new_book(words.plain("assess-sheet-about"), title)
    table(
        sheet,
        2,
        [words.plain("assess-column-kind"), words.plain("assess-column-mean"), words.plain("assess-column-state")],
        [[part.title, part.mean, state] for part in found.parts],
    )
    for part in found.parts:
        _part(words, add_sheet(book, part.title, title), part)
    outcomes = [
        [one.name, one.item, one.day.isoformat(), one.what, one.of, one.credit, one.lost] for one in found.outcomes
    ]
    titles = ("name", "item", "day", "what", "of", "credit", "lost")
    table(
        add_sheet(book, words.plain("assess-sheet-outcomes"), title),
        2,
        [words.plain(f"assess-column-{one}") for one in titles],
        outcomes,
        [18, 26, 12, 20, 44, 10, 10],
    )
    if found.appeals:
        of_appeals = ("name", "item", "of", "appeal", "state", "answer")
        table(
            add_sheet(book, words.plain("assess-sheet-appeals"), title),
            2,
            [words.plain(f"assess-column-{one}") for one in of_appeals],
            [[one.name, one.item, one.of, one.text, one.state_name, one.answer] for one in found.appeals],
            [18, 26, 32, 48, 12, 48],
        )
    return f"{title}.xlsx", saved(book)


def _part(words: Words, sheet: "Worksheet", part: Part) -> None:
    sums = [words.plain(f"assess-column-{one}") for one in ("own", "below", "total", "lost", "before")]
    columns = [
        words.plain("assess-column-item-points", item=item, points=shown(points)) for item, points in part.columns
    ]
    rows = [
        [one.name, *one.points, one.own, one.below, one.total, one.lost if one.own is not None else None, one.before]
        for one in part.rows
    ]
    table(sheet, 2, [words.plain("assess-column-name"), *columns, *sums], rows)
