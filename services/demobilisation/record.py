"""The record of a mobilisation (集结记录) as an Excel file: the figures, the people, the field and the timeline.

Names are masked as everywhere in chat (I9); the whole journal stays at the station.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from models import JournalEntry, Response, RollCallEntry
from models.enums import Answer
from services.cards import spreadsheet
from services.cards.people import named
from services.core.act import Act
from services.core.labels import name
from services.core.town import Town
from services.demobilisation import record_field
from services.demobilisation.record_facts import RecordFacts, Row, at, gather, minutes
from services.field import handovers, notes, tracks
from services.mobilisation import mobilisations
from services.people import directory
from texts import Words

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

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
    title = words.plain(
        "action-title", number=one.number or "", town=act.town.settings.name.in_language(words.language)
    )
    headline = f"{title} {words.plain('case-drill')}" if one.drill else title
    book, overview = spreadsheet.new_book(words.plain("action-sheet-overview"), headline)
    _overview(overview, act.town, words, facts)
    _persons(book.create_sheet(words.plain("action-sheet-people")), act.town, words, facts.people)
    if told := await notes.of(act.session, one.id):
        record_field.notes(book.create_sheet(words.plain("action-sheet-field")), act.town, words, told)
    if handed := await handovers.of(act.session, one.id):
        squads = dict(await mobilisations.names(act.session, [squad_id for squad_id, _ in counted.squads]))
        sides = await directory.by_ids(act.session, {side for one in handed for side in (one.giver_id, one.taker_id)})
        known = {person.person_id: person for person in sides}
        sheet = book.create_sheet(words.plain("action-sheet-handovers"))
        record_field.handed_over(sheet, act.town, words, handed, known, squads)
    if way := await tracks.way(act.session, one.id):
        record_field.places_of(book.create_sheet(words.plain("action-sheet-track")), act.town, words, one, way)
    _timeline(book.create_sheet(words.plain("action-sheet-timeline")), act.town, words, facts)
    mark = words.plain("county-sheet-drill") if one.drill else ""
    return f"{mark}{one.number or 'JJ'}.xlsx", spreadsheet.saved(book)


def _overview(sheet: "Worksheet", town: Town, words: Words, facts: RecordFacts) -> None:
    one, counted = facts.one, facts.counted
    answered, arrived = facts.answered, facts.arrived
    told: list[tuple[str, Any]] = [
        ("task", one.task),
        ("place", one.place),
        ("started", at(town, words, one.started_at)),
        ("stood-down", at(town, words, one.stood_down_at)),
        ("ended", at(town, words, one.ended_at)),
        ("first-answer", minutes(answered[:1])),
        ("median-answer", minutes(answered)),
        ("first-arrival", minutes(arrived[:1])),
        ("median-arrival", minutes(arrived)),
    ]
    titles = [words.plain("action-squad"), *(words.plain(f"action-count-{key}".replace("_", "-")) for key in _FIGURES)]
    counts = [*((count.name, count) for _, count in counted.squads), (words.plain("action-whole"), counted.whole)]
    rows = [[label, *(getattr(count, key) for key in _FIGURES)] for label, count in counts]
    spreadsheet.table(sheet, len(told) + 3, titles, rows)
    sheet.freeze_panes = None
    spreadsheet.pairs(sheet, 2, [(words.plain(f"action-{key}"), value) for key, value in told], (26, 40))


def _persons(sheet: "Worksheet", town: Town, words: Words, people: Sequence[Row]) -> None:
    widths = [20, 18, 18, 18, 10, 10, 18, 18, 20, 12, 18, 18]
    rows = [
        [
            squad,
            named(town, words, person.name, person.phone),
            at(town, words, entry.asked_at),
            at(town, words, entry.answered_at),
            minutes([entry.answered_at - entry.asked_at] if entry.answered_at else []),
            name(words, entry.answer) if entry.answer else words.plain("action-silent"),
            at(town, words, response.eta_at),
            at(town, words, response.arrived_at),
            _reason(words, response, entry),
            words.plain("roster-yes") if response.stands_in_for_id else "",
            at(town, words, response.relieved_at),
            at(town, words, response.accounted_at),
        ]
        for response, entry, person, squad in people
    ]
    spreadsheet.table(sheet, 1, [words.plain(f"action-person-{key}") for key in _PERSON], rows, widths)


def _reason(words: Words, response: Response, entry: RollCallEntry) -> str:
    if entry.answer is Answer.CANNOT and response.reason:
        key = f"mobilise-why-{response.reason}"
        return words.plain(key) if words.has(key) else response.reason
    return words.plain(f"failure-{entry.unreached}") if entry.answer is None and entry.unreached else ""


def _timeline(sheet: "Worksheet", town: Town, words: Words, facts: RecordFacts) -> None:
    rows = [[at(town, words, entry.at), *did(town, words, facts, entry)] for entry in facts.entries]
    titles = [words.plain(f"action-line-{key}") for key in ("at", "who", "what")]
    spreadsheet.table(sheet, 1, titles, rows, [20, 22, 40])


def did(town: Town, words: Words, facts: RecordFacts, entry: JournalEntry) -> tuple[str, str]:
    """Return the person and the act, names masked."""
    known = facts.names.get(entry.actor_id or 0)
    who = named(town, words, *known) if known else words.plain("action-commander")
    key = f"action-did-{entry.action.replace('_', '-')}"
    return who, words.plain(key) if words.has(key) else entry.action
