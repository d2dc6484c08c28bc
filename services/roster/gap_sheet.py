"""The roster check as an Excel file. It travels by chat: names are masked, and no text becomes a formula."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from services.cards import spreadsheet
from services.cards.masking import masked_name
from services.core.act import Act
from services.core.labels import name
from services.people.affiliation import Places
from services.roster.check import CheckResult, check
from texts import Words

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

WIDTHS = {"number": 6, "gap": 60, "grave": 10}
WIDTH = 22


async def workbook(act: Act, day: str) -> tuple[str, bytes]:
    """Return the file's name and content, as much as the actor may see. Raises ``Forbidden``."""
    found, words = await check(act), act.town.words(act.actor.language)
    villages = (await Places.load(act.session)).villages
    book, first = spreadsheet.new_book(words.plain("roster-check-sheet-gaps"))
    _fill(first, words, "gaps", ("number", "place", "gap", "grave"), _gaps(words, found, villages))
    second = spreadsheet.add_sheet(book, words.plain("roster-check-sheet-silent"))
    _fill(second, words, "silent", ("number", "place", "post", "name", "end"), _silent(words, found))
    drill = words.plain("county-sheet-drill") if act.town.settings.drill else ""
    return f"{drill}{words.plain('roster-check-file', day=day)}.xlsx", spreadsheet.saved(book)


def _gaps(words: Words, found: CheckResult, villages: Mapping[int | None, str]) -> Iterable[Sequence[Any]]:
    for number, gap in enumerate(found.gaps, start=1):
        place = villages.get(gap.village_id) or words.plain("roster-check-town")
        yield number, place, gap.said(words), words.plain("roster-yes" if gap.grave else "roster-no")


def _silent(words: Words, found: CheckResult) -> Iterable[Sequence[Any]]:
    for number, (one, at) in enumerate(found.silent, start=1):
        post = name(words, at.role).unescape() if at.role else ""
        yield number, at.place or words.plain("roster-check-town"), post, masked_name(one.name), one.phone[-4:]


def _fill(sheet: "Worksheet", words: Words, kind: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    titles = [words.plain(f"roster-check-column-{column}") for column in columns]
    spreadsheet.head(sheet, 1, titles, [WIDTHS.get(column, WIDTH) for column in columns])
    for row, values in enumerate(rows, start=2):
        for at, value in enumerate(values, start=1):
            spreadsheet.put(sheet, row, at, value, boxed=True)
