"""The ledger of cases as an Excel file: a row a case, a row an assignment, for the station's archive."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from sqlalchemy.ext.asyncio import AsyncSession

from models import Assignment, Case, Person, Unit, Village
from services.cards.spreadsheet import clean
from services.settings.township import Township
from texts import Words

CASES = (
    "number", "kind", "source", "line", "severity", "state", "drill", "description", "village", "landmark", "latitude",
    "longitude", "people", "reporter", "submitted", "triaged", "dispatched", "due", "over", "verified", "verifier",
    "closed", "reopened",
)  # fmt: skip
ASSIGNMENTS = (
    "number", "unit", "part", "state", "issued", "issuer", "due", "accepted", "accepter", "eta", "fed-back", "feeder",
    "feedback", "returned",
)  # fmt: skip
"""Columns; their titles are ``ledger-case-…`` and ``ledger-assignment-…``."""


async def write_cases(session: AsyncSession, path: Path | str, settings: Township, words: Words) -> int:
    """Write all cases with their assignments, names in full: the file stays at the station. Returns how many cases."""
    people = {row.id: row.name for row in await session.execute(sa.select(Person.id, Person.name))}
    units = {row.id: row.name for row in await session.execute(sa.select(Unit.id, Unit.name))}
    villages = {row.id: row.name for row in await session.execute(sa.select(Village.id, Village.name))}
    shown = _Shown(settings, words, people, units, villages)
    book = Workbook(write_only=True)
    cases = list(await session.scalars(sa.select(Case).order_by(Case.id)))
    numbers = {case.id: case.number for case in cases}
    assignments = await session.scalars(sa.select(Assignment).order_by(Assignment.case_id, Assignment.id))
    _sheet(book, words, "case", CASES, (shown.case(case) for case in cases))
    _sheet(book, words, "assignment", ASSIGNMENTS, (shown.assignment(each, numbers) for each in assignments))
    book.save(path)
    return len(cases)


class _Shown:
    """Turns rows into what the ledger shows, in one language."""

    def __init__(
        self,
        settings: Township,
        words: Words,
        people: dict[int, str],
        units: dict[int, str],
        villages: dict[int, str],
    ) -> None:
        self.settings = settings
        self.words = words
        self.people = people
        self.units = units
        self.villages = villages

    def case(self, case: Case) -> Sequence[Any]:
        line = self.settings.lines.get(case.line or "")
        name = line.name.in_language(self.words.language) if line else case.line
        return (
            case.number,
            self._label("kind", case.kind),
            self._label("source", case.source),
            name,
            self._label("severity", case.severity),
            self._label("case-state", case.state),
            self.words.plain("roster-yes") if case.drill else None,
            case.description,
            self.villages.get(case.village_id or 0),
            case.landmark,
            case.latitude,
            case.longitude,
            case.people_at_risk,
            self.people.get(case.reporter_id),
            *map(self._time, (case.submitted_at, case.triaged_at, case.dispatched_at, case.due_at, case.over_at)),
            self._time(case.verified_at),
            self.people.get(case.verified_by_id or 0),
            self._time(case.closed_at),
            case.reopened,
        )

    def assignment(self, each: Assignment, numbers: dict[int, str]) -> Sequence[Any]:
        return (
            numbers[each.case_id],
            self.units.get(each.unit_id),
            self._label("part", each.part),
            self._label("assignment-state", each.state),
            self._time(each.issued_at),
            self.people.get(each.issued_by_id),
            self._time(each.due_at),
            self._time(each.accepted_at),
            self.people.get(each.accepted_by_id or 0),
            self._time(each.eta_at),
            self._time(each.fed_back_at),
            self.people.get(each.fed_back_by_id or 0),
            each.feedback,
            each.returned,
        )

    def _label(self, prefix: str, member: str) -> str:
        return self.words.plain(f"{prefix}-{str(member).replace('_', '-')}")

    def _time(self, at: datetime | None) -> str | None:
        return None if at is None else _wall(at, self.settings.zone)


def _wall(at: datetime, zone: ZoneInfo) -> str:
    return at.astimezone(zone).strftime("%Y-%m-%d %H:%M")


def _sheet(book: Workbook, words: Words, kind: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
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
                cell.data_type = "s"  # what a villager wrote never becomes a formula
            cells.append(cell)
        sheet.append(cells)
