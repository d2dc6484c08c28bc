"""The ledger of cases as an Excel file: a row a case, a row an assignment, for the station's archive."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from sqlalchemy.ext.asyncio import AsyncSession

from models import Assignment, Case, Person, Unit, Village
from services.cards.spreadsheet import clean
from services.core.labels import name
from services.settings.township import Township
from texts import Words

CASES = {
    "number": "number", "kind": "kind", "source": "source", "line": "line", "severity": "severity", "state": "state",
    "drill": "drill", "description": "description", "village": "village_id", "landmark": "landmark",
    "latitude": "latitude", "longitude": "longitude", "people": "people_at_risk", "reporter": "reporter_id",
    "submitted": "submitted_at", "triaged": "triaged_at", "dispatched": "dispatched_at", "due": "due_at",
    "over": "over_at", "verified": "verified_at", "verifier": "verified_by_id", "closed": "closed_at",
    "reopened": "reopened",
}  # fmt: skip
ASSIGNMENTS = {
    "number": "case_id", "unit": "unit_id", "part": "part", "state": "state", "issued": "issued_at",
    "issuer": "issued_by_id", "due": "due_at", "accepted": "accepted_at", "accepter": "accepted_by_id",
    "eta": "eta_at", "fed-back": "fed_back_at", "feeder": "fed_back_by_id", "feedback": "feedback",
    "returned": "returned",
}  # fmt: skip
"""Columns and their attributes; the titles are ``ledger-case-…`` and ``ledger-assignment-…``."""
_PEOPLE = ("reporter_id", "verified_by_id", "issued_by_id", "accepted_by_id", "fed_back_by_id")


async def write_cases(session: AsyncSession, path: Path | str, settings: Township, words: Words) -> int:
    """Write all cases with their assignments, names in full: the file stays at the station. Returns how many cases."""
    cases = list(await session.scalars(sa.select(Case).order_by(Case.id)))
    assignments = await session.scalars(sa.select(Assignment).order_by(Assignment.case_id, Assignment.id))
    names: dict[str, Mapping[Any, str]] = {
        "case_id": {case.id: case.number for case in cases},
        "line": {code: line.name.in_language(words.language) for code, line in settings.lines.items()},
        "village_id": await _names(session, Village.id, Village.name),
        "unit_id": await _names(session, Unit.id, Unit.name),
        **dict.fromkeys(_PEOPLE, await _names(session, Person.id, Person.name)),
    }

    def shown(row: Case | Assignment, attribute: str) -> Any:
        value = getattr(row, attribute)
        if attribute in names:
            return names[attribute].get(value, value)
        match value:
            case bool():
                return words.plain("roster-yes") if value else None
            case Enum():
                return str(name(words, value))
            case datetime():
                return f"{value.astimezone(settings.zone):%Y-%m-%d %H:%M}"
        return value

    book = Workbook(write_only=True)
    for kind, columns, rows in (("case", CASES, cases), ("assignment", ASSIGNMENTS, assignments)):
        _sheet(book, words, kind, columns, ([shown(one, of) for of in columns.values()] for one in rows))
    book.save(path)
    return len(cases)


async def _names(session: AsyncSession, number: Any, text: Any) -> dict[int, str]:
    return {row[0]: row[1] for row in await session.execute(sa.select(number, text))}


def _sheet(book: Workbook, words: Words, kind: str, columns: Iterable[str], rows: Iterable[Sequence[Any]]) -> None:
    sheet = book.create_sheet(words.plain(f"ledger-{kind}"))
    sheet.freeze_panes = "A2"
    titles = []
    for at, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = 18
        title = WriteOnlyCell(sheet, words.plain(f"ledger-{kind}-{column}"))
        title.font = Font(bold=True)
        titles.append(title)
    sheet.append(titles)
    for row in rows:
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, clean(value) if isinstance(value, str) else value)
            if isinstance(value, str):
                cell.data_type = "s"  # a villager's words never become a formula
            cells.append(cell)
        sheet.append(cells)
