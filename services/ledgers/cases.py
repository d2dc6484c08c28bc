"""The ledger of cases as an Excel file: a row a case, a row an assignment, for the station's archive."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from sqlalchemy.ext.asyncio import AsyncSession

from models import Assignment, Case, Person, Unit, Village
from models.base import UtcDateTime
from services.cards.spreadsheet import clean
from services.core.database import Progress, portions, untold
from services.core.labels import name
from services.settings.township import Township
from texts import Words

_OF_CASE = {
    "number": "number", "kind": "kind", "source": "source", "line": "line", "severity": "severity", "state": "state",
    "drill": "drill", "description": "description", "village": "village_id", "landmark": "landmark",
    "latitude": "latitude", "longitude": "longitude", "people": "people_at_risk", "reporter": "reporter_id",
    "submitted": "submitted_at", "triaged": "triaged_at", "dispatched": "dispatched_at", "due": "due_at",
    "over": "over_at", "verified": "verified_at", "verifier": "verified_by_id", "closed": "closed_at",
    "reopened": "reopened",
}  # fmt: skip
_OF_ASSIGNMENT = {
    "unit": "unit_id", "part": "part", "state": "state", "issued": "issued_at",
    "issuer": "issued_by_id", "due": "due_at", "accepted": "accepted_at", "accepter": "accepted_by_id",
    "eta": "eta_at", "fed-back": "fed_back_at", "feeder": "fed_back_by_id", "feedback": "feedback",
    "returned": "returned",
}  # fmt: skip
CASES = {title: getattr(Case, attribute) for title, attribute in _OF_CASE.items()}
ASSIGNMENTS = {"number": Case.number} | {title: getattr(Assignment, of) for title, of in _OF_ASSIGNMENT.items()}
"""Columns and where their values stand; the titles are ``ledger-case-…`` and ``ledger-assignment-…``."""
_PEOPLE = ("reporter_id", "verified_by_id", "issued_by_id", "accepted_by_id", "fed_back_by_id")
_CASES: sa.Select[Any] = sa.select(*CASES.values()).order_by(Case.id)
_ASSIGNMENTS: sa.Select[Any] = sa.select(*ASSIGNMENTS.values()).join(Case).order_by(Assignment.case_id, Assignment.id)


async def write_cases(
    session: AsyncSession, path: Path | str, settings: Township, words: Words, progress: Progress = untold
) -> int:
    """Write all cases with their assignments, names in full: the file stays at the station. Returns how many cases."""
    people = await _names(session, Person.id, Person.name)
    names: dict[str, Mapping[Any, str]] = {
        "line": {code: line.name.in_language(words.language) for code, line in settings.lines.items()},
        "village_id": await _names(session, Village.id, Village.name),
        "unit_id": await _names(session, Unit.id, Unit.name),
        **dict.fromkeys(_PEOPLE, people),
    }

    def shown_in(column: sa.ColumnElement[Any]) -> Callable[[Any], Any]:
        """Return how a value of this column is written."""
        if named := names.get(column.key or ""):
            return lambda value: named.get(value, value)
        match column.type:
            case sa.Enum():
                return cache(lambda value: str(name(words, value)))
            case sa.Boolean():
                return {True: words.plain("roster-yes")}.get
            case UtcDateTime():
                return lambda value: f"{value.astimezone(settings.zone):%Y-%m-%d %H:%M}"
            case sa.String():
                return clean
        return lambda value: value

    counts = [await session.scalar(sa.select(sa.func.count()).select_from(of)) or 0 for of in (Case, Assignment)]
    done, book = 0, Workbook(write_only=True)
    for kind, titles, query in (("case", CASES, _CASES), ("assignment", ASSIGNMENTS, _ASSIGNMENTS)):
        sheet = _sheet(book, words, kind, titles)
        shown = [shown_in(column) for column in query.selected_columns]
        async for portion in portions(session, query):
            for row in portion:
                sheet.append([_cell(sheet, value, show) for value, show in zip(row, shown, strict=True)])
            done += len(portion)
            progress(done, sum(counts))
    book.save(path)
    return counts[0]


def _cell(sheet: Any, value: Any, show: Callable[[Any], Any]) -> Any:
    """Return a value as it is written. A villager's words never become a formula, or an error of Excel."""
    said = None if value is None else show(value)
    if isinstance(said, str) and said.startswith(("=", "#")):
        said = WriteOnlyCell(sheet, said)
        said.data_type = "s"
    return said


async def _names(session: AsyncSession, number: Any, text: Any) -> dict[int, str]:
    return {row[0]: clean(row[1]) for row in await session.execute(sa.select(number, text))}


def _sheet(book: Workbook, words: Words, kind: str, columns: Iterable[str]) -> Any:
    """Return a new sheet with its titles."""
    sheet = book.create_sheet(words.plain(f"ledger-{kind}"))
    sheet.freeze_panes = "A2"
    titles = []
    for at, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = 18
        title = WriteOnlyCell(sheet, words.plain(f"ledger-{kind}-{column}"))
        title.font = Font(bold=True)
        titles.append(title)
    sheet.append(titles)
    return sheet
