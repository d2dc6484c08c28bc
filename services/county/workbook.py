"""The reports about an incident as an Excel file: one list of all versions, and a form for each of them."""

import re
from decimal import Decimal
from typing import Any

from models import Case, CountyReport
from models.enums import Action
from services.cards import spreadsheet
from services.cards.masking import masked_name
from services.cases.card import place
from services.cases.facts import CaseFacts, gather
from services.core.act import Act
from services.core.town import Town
from services.county import text
from services.county.figures import MEASURED, MOVING, NAMES, Figures
from services.county.standing import standing
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
    case, words = found.case, act.town.words(None)
    known = await gather(act, case)
    headline = _headline(act.town, words, case)
    titles = [
        *(words.plain(f"county-sheet-{key}") for key in _BEFORE),
        *(_figure_title(words, name) for name in NAMES),
        *(words.plain(f"county-sheet-{key}") for key in _AFTER),
    ]
    rows = [_row(act.town, words, known, report, names.get(report.made_by_id, "")) for report in found.reports]
    book, listed = spreadsheet.new_book(words.plain("county-sheet-list"), headline)
    spreadsheet.table(listed, 2, titles, rows)
    listed.freeze_panes = "B3"
    for report, row in list(zip(found.reports, rows, strict=True))[-SHEETS:]:
        # Of a merged case: both may have a first report.
        other = f" {report.id}" if report.case_id != case.id else ""
        name = _NOT_IN_TITLE.sub("", text.label(words, report))[: TITLE_LIMIT - len(other)] + other
        form = spreadsheet.add_sheet(book, name, headline)
        values = [*zip(titles, row, strict=True), (words.plain("county-sheet-text"), report.text)]
        spreadsheet.pairs(form, 2, values, (24, 60))
        form.page_setup.fitToWidth = 1
    mark = words.plain("county-sheet-drill") if case.drill else ""
    return f"{mark}{case.number}.xlsx", spreadsheet.saved(book)


def _row(town: Town, words: Words, known: CaseFacts, report: CountyReport, maker: str) -> list[Any]:
    figures = Figures.model_validate(report.figures)
    sent_at = words.time(report.sent_at, town.zone, style="full")
    return [
        text.label(words, report),
        known.case.number,
        place(known, words),
        words.time(report.event_at, town.zone, style="full"),
        sent_at,
        *(_figure(words, figures, name) for name in NAMES),
        words.plain("county-sheet-yes" if report.attention else "county-sheet-no"),
        report.situation,
        report.reason,
        report.sent_to,
        words.plain(f"report-way-{report.way.value}"),
        sent_at,
        masked_name(maker),
    ]


def _headline(town: Town, words: Words, case: Case) -> str:
    named = town.settings.name.in_language(words.language)
    mark = words.plain("case-drill") if case.drill else ""
    return words.plain("county-sheet-title", town=named, number=case.number) + (f" {mark}" if mark else "")


def _figure_title(words: Words, name: str) -> str:
    named, unit = words.plain(f"county-name-{name}"), words.plain(f"county-unit-{name}")
    return words.plain("county-sheet-figure", name=named, unit=unit)


def _figure(words: Words, figures: Figures, name: str) -> int | Decimal | str:
    known = getattr(figures, name)
    if known is None:
        return "—" if name in MOVING else words.plain("county-unknown")
    return Decimal(known) if name in MEASURED else int(known)
