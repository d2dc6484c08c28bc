"""The reports about an incident as an Excel file: one list of all versions, and a form for each of them."""

import re
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from models import Case, CountyReport
from models.enums import Action
from services.cards.masking import masked_name
from services.cards.spreadsheet import put
from services.cases.card import place
from services.cases.facts import CaseFacts, gather
from services.core.act import Act
from services.core.town import Town
from services.county import text
from services.county.figures import MEASURED, NAMES, Figures
from services.county.standing import Standing, standing
from services.people import directory
from texts import Words

_NOT_IN_TITLE = re.compile(r"[\[\]:*?/\\]")
TITLE_LIMIT = 31
"""Characters of a sheet's name (Excel)."""
SHEETS = 60
"""Versions that get a form of their own, the newest; the list has all of them."""
_BEFORE = ("report", "number", "place", "event", "as-of")
_AFTER = ("attention", "situation", "reason", "to", "way", "sent", "maker")
"""Columns before and after the figures; their titles are ``county-sheet-…``."""


async def workbook(act: Act, case_id: int) -> tuple[str, bytes]:
    """Return the file's name and content, in the township's language. Raises ``Forbidden`` or ``Stale``."""
    found = await standing(act.session, act.actor, case_id, Action.SEE_REPORTS)
    names = await directory.names(act.session, [one.made_by_id for one in found.reports])
    known = await gather(act, found.case)
    words = act.town.words(None)
    book = Workbook()
    listed = book.active
    if not isinstance(listed, Worksheet):
        raise TypeError("a new workbook has a sheet")
    _list(listed, act.town, words, found, known, names)
    for report in found.reports[-SHEETS:]:
        _form(book, act.town, words, found.case, report, known, names)
    content = BytesIO()
    book.save(content)
    mark = words.plain("county-sheet-drill") if found.case.drill else ""
    return f"{mark}{found.case.number}.xlsx", content.getvalue()


def _list(sheet: Worksheet, town: Town, words: Words, found: Standing, known: CaseFacts, names: dict[int, str]) -> None:
    sheet.title = words.plain("county-sheet-list")
    sheet.freeze_panes = "B3"
    put(sheet, 1, 1, _title(town, words, found.case)).font = Font(bold=True, size=14)
    titles = [words.plain(f"county-sheet-{key}") for key in _BEFORE]
    titles += [_named(words, name) for name in NAMES]
    titles += [words.plain(f"county-sheet-{key}") for key in _AFTER]
    for column, title in enumerate(titles, start=1):
        cell = put(sheet, 2, column, title, boxed=True)
        cell.font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = 16
    for row, report in enumerate(found.reports, start=3):
        figures = Figures.model_validate(report.figures)
        before, after = _around(town, words, found.case, report, known, names)
        for column, value in enumerate([*before, *(_figure(words, figures, name) for name in NAMES), *after], start=1):
            put(sheet, row, column, value, boxed=True)


def _form(
    book: Workbook,
    town: Town,
    words: Words,
    case: Case,
    report: CountyReport,
    known: CaseFacts,
    names: dict[int, str],
) -> None:
    """Draw one version as the form it is sent as: a line each, with its unit."""
    label = _label(words, report)
    other = f" {report.id}" if report.case_id != case.id else ""  # of a merged case: both may have a first report
    sheet = book.create_sheet(_NOT_IN_TITLE.sub("", label)[: TITLE_LIMIT - len(other)] + other)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 60
    put(sheet, 1, 1, _title(town, words, case)).font = Font(bold=True, size=14)
    before, after = _around(town, words, case, report, known, names)
    figures = Figures.model_validate(report.figures)
    lines = [
        *zip((words.plain(f"county-sheet-{key}") for key in _BEFORE), before, strict=True),
        *((_named(words, name), _figure(words, figures, name)) for name in NAMES),
        *zip((words.plain(f"county-sheet-{key}") for key in _AFTER), after, strict=True),
        (words.plain("county-sheet-text"), report.text),
    ]
    for row, (title, value) in enumerate(lines, start=2):
        put(sheet, row, 1, title, boxed=True).font = Font(bold=True)
        put(sheet, row, 2, value, boxed=True)
    sheet.page_setup.fitToWidth = 1


def _around(
    town: Town, words: Words, case: Case, report: CountyReport, known: CaseFacts, names: dict[int, str]
) -> tuple[list[Any], list[Any]]:
    before = [
        _label(words, report),
        case.number,
        place(known, words),
        words.time(report.event_at, town.zone, style="full"),
        words.time(report.sent_at, town.zone, style="full"),
    ]
    after = [
        words.plain("county-sheet-yes" if report.attention else "county-sheet-no"),
        report.situation,
        report.reason,
        report.sent_to,
        words.plain(f"report-way-{report.way.value}"),
        words.time(report.sent_at, town.zone, style="full"),
        masked_name(names.get(report.made_by_id, "")),
    ]
    return before, after


def _label(words: Words, report: CountyReport) -> str:
    return text.label(words, report.kind, report.number, report.edition, zero=report.zero)


def _title(town: Town, words: Words, case: Case) -> str:
    named = town.settings.name.in_language(words.language)
    mark = words.plain("case-drill") if case.drill else ""
    return words.plain("county-sheet-title", town=named, number=case.number) + (f" {mark}" if mark else "")


def _named(words: Words, name: str) -> str:
    return words.plain(
        "county-sheet-figure",
        name=words.plain(f"county-name-{name}"),
        unit=words.plain(f"county-unit-{name}"),
    )


def _figure(words: Words, figures: Figures, name: str) -> int | Decimal | str:
    known = getattr(figures, name)
    if known is None:
        return words.plain("county-unknown")
    return Decimal(known) if name in MEASURED else int(known)
