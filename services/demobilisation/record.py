"""The record of a mobilisation (集结记录): what happened when, how fast, who was where; as an Excel file.

Names are masked as everywhere in chat (I9); the whole journal stays at the station.
"""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy.ext.asyncio import AsyncSession

from models import Handover, JournalEntry, Response, RollCallEntry
from models.enums import Answer
from services.cards.people import named
from services.cards.spreadsheet import head, put
from services.core.act import Act, Actor
from services.core.labels import name
from services.core.town import Town
from services.demobilisation import record_field
from services.demobilisation.record_facts import Facts, Row, gather, minutes
from services.field import handovers, notes, tracks
from services.mobilisation import mobilisations
from services.mobilisation.strength import Count
from services.people import directory
from texts import Words

_FIGURES = ("needed", "asked", "received", "coming", "on_scene", "cannot", "silent", "relieved", "back")
_PERSON = (
    "squad",
    "name",
    "asked",
    "answered",
    "minutes",
    "answer",
    "eta",
    "arrived",
    "reason",
    "stands-in",
    "relieved",
    "back",
)


async def workbook(act: Act, mobilisation_id: int) -> tuple[str, bytes]:
    """Return the file's name and content, in the township's language. Raises ``Forbidden`` or ``Stale``."""
    facts = await gather(act.session, act.actor, mobilisation_id)
    one, words, counted = facts.one, act.town.words(None), facts.counted
    book = Workbook()
    first = book.active
    if not isinstance(first, Worksheet):
        raise TypeError("a new workbook has a sheet")
    _overview(first, act.town, words, facts)
    _persons(book.create_sheet(words.plain("action-sheet-people")), act.town, words, facts.people)
    if told := await notes.of(act.session, one.id):
        record_field.notes(book.create_sheet(words.plain("action-sheet-field")), act.town, words, told)
    if handed := await handovers.of(act.session, one.id):
        squads = dict(await mobilisations.names(act.session, [squad_id for squad_id, _ in counted.squads]))
        known = {person.person_id: person for person in await _both_sides(act.session, handed)}
        sheet = book.create_sheet(words.plain("action-sheet-handovers"))
        record_field.handed_over(sheet, act.town, words, handed, known, squads)
    if way := await tracks.way(act.session, one.id):
        record_field.places_of(book.create_sheet(words.plain("action-sheet-track")), act.town, words, one, way)
    _timeline(book.create_sheet(words.plain("action-sheet-timeline")), act.town, words, facts)
    content = BytesIO()
    book.save(content)
    mark = words.plain("county-sheet-drill") if one.drill else ""
    return f"{mark}{one.number or 'JJ'}.xlsx", content.getvalue()


async def _both_sides(session: AsyncSession, handed: Sequence[Handover]) -> list[Actor]:
    return await directory.by_ids(session, {side for one in handed for side in (one.giver_id, one.taker_id)})


def _overview(sheet: Worksheet, town: Town, words: Words, facts: Facts) -> None:
    one, counted = facts.one, facts.counted
    sheet.title = words.plain("action-sheet-overview")
    title = words.plain("action-title", number=one.number or "", town=town.settings.name.in_language(words.language))
    put(sheet, 1, 1, f"{title} {words.plain('case-drill')}" if one.drill else title).font = Font(bold=True, size=14)
    answered, arrived = facts.answered, facts.arrived
    told: list[tuple[str, Any]] = [
        ("task", one.task),
        ("place", one.place),
        ("started", _at(town, words, one.started_at)),
        ("stood-down", _at(town, words, one.stood_down_at)),
        ("ended", _at(town, words, one.ended_at)),
        ("first-answer", minutes(answered[:1])),
        ("median-answer", minutes(answered)),
        ("first-arrival", minutes(arrived[:1])),
        ("median-arrival", minutes(arrived)),
    ]
    for row, (key, value) in enumerate(told, start=2):
        put(sheet, row, 1, words.plain(f"action-{key}"), boxed=True).font = Font(bold=True)
        put(sheet, row, 2, value, boxed=True)
    below = len(told) + 3
    head(
        sheet,
        below,
        [words.plain("action-squad"), *(words.plain(f"action-count-{key}".replace("_", "-")) for key in _FIGURES)],
    )
    sheet.freeze_panes = None
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 26, 40
    whole = words.plain("action-whole")
    for row, (label, count) in enumerate(
        [*((c.name, c) for _, c in counted.squads), (whole, counted.whole)], start=below + 1
    ):
        for column, value in enumerate([label, *_figures(count)], start=1):
            put(sheet, row, column, value, boxed=True)


def _figures(count: Count) -> list[int]:
    return [getattr(count, key) for key in _FIGURES]


def _persons(sheet: Worksheet, town: Town, words: Words, people: Sequence[Row]) -> None:
    widths = [20, 18, 18, 18, 10, 10, 18, 18, 20, 12, 18, 18]
    head(sheet, 1, [words.plain(f"action-person-{key}") for key in _PERSON], widths)
    for row, (response, entry, person, squad) in enumerate(people, start=2):
        values = [
            squad,
            named(town, words, person.name, person.phone),
            _at(town, words, entry.asked_at),
            _at(town, words, entry.answered_at),
            minutes([entry.answered_at - entry.asked_at] if entry.answered_at else []),
            name(words, entry.answer) if entry.answer else words.plain("action-silent"),
            _at(town, words, response.eta_at),
            _at(town, words, response.arrived_at),
            _reason(words, response, entry),
            words.plain("roster-yes") if response.stands_in_for_id else "",
            _at(town, words, response.relieved_at),
            _at(town, words, response.accounted_at),
        ]
        for column, value in enumerate(values, start=1):
            put(sheet, row, column, value, boxed=True)


def _reason(words: Words, response: Response, entry: RollCallEntry) -> str:
    if entry.answer is Answer.CANNOT and response.reason:
        key = f"mobilise-why-{response.reason}"
        return words.plain(key) if words.has(key) else response.reason
    return words.plain(f"failure-{entry.unreached}") if entry.answer is None and entry.unreached else ""


def _timeline(sheet: Worksheet, town: Town, words: Words, facts: Facts) -> None:
    head(sheet, 1, [words.plain(f"action-line-{key}") for key in ("at", "who", "what")], [20, 22, 40])
    for row, entry in enumerate(facts.entries, start=2):
        for column, value in enumerate([_at(town, words, entry.at), *did(town, words, facts, entry)], start=1):
            put(sheet, row, column, value, boxed=True)


def did(town: Town, words: Words, facts: Facts, entry: JournalEntry) -> tuple[str, str]:
    """Return who did what, names masked."""
    known = facts.names.get(entry.actor_id or 0)
    who = named(town, words, *known) if known else words.plain("action-commander")
    key = f"action-did-{entry.action.replace('_', '-')}"
    return who, words.plain(key) if words.has(key) else entry.action


def _at(town: Town, words: Words, at: datetime | None) -> str:
    return words.time(at, town.zone, style="full") if at else ""
