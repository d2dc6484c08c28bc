"""The way of a sheet: sent as a file or typed, read when its file is stored, looked at, taken over once.

A handler cannot read a file: it is fetched from Telegram by delivery. So a tick reads it, and tells its sender.
"""

import asyncio
from collections import Counter
from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from models import Media, Person, TrainingQuestion, TrainingSession, TrainingSheet
from models.enums import MediaState, SheetKind, SheetState, TrainingState
from services.cards.spreadsheet import new_book, saved, table
from services.core import journal
from services.core.act import Act, Moment
from services.core.errors import Refused, Stale
from services.core.tick import Tick
from services.core.town import Town
from services.media.store import kept
from services.messaging import messages
from services.people import directory
from services.roster.workbook.tables import Verdict
from services.training import attendance, facts, loading, notices
from services.training import cards as training_cards
from services.training.quiz.questions import of_session
from services.training.sheets import cards, names, questions, tables
from services.training.sheets.questions import OPTIONS, Vocabulary
from services.training.sheets.tables import Judged, Line

_COLUMNS = {SheetKind.QUESTIONS: (questions.COLUMNS, "text"), SheetKind.NAMES: (names.COLUMNS, "name")}
"""The columns of each kind, and the one that it cannot be without."""
_KEPT = (*loading.OPEN, TrainingState.HELD)
TEMPLATE = ("number", "text", *OPTIONS[:4], "right", "points", "why")


async def receive(act: Act, session_id: int, kind: SheetKind, media_id: int) -> TrainingSheet:
    """Keep a file that is yet to be read."""
    return await _keep(act, session_id, TrainingSheet(kind=kind, state=SheetState.READING, media_id=media_id, rows=[]))


async def typed(act: Act, session_id: int, said: str) -> TrainingSheet:
    """Keep names that were typed. Raises ``Refused`` when the roster has none of them.

    Such words are about something else, perhaps a danger: the station hears of them, as of all that are refused.
    """
    rows = [{"row": line.row, "said": dict(line.said)} for line in names.typed(said)]
    sheet = await _keep(act, session_id, TrainingSheet(kind=SheetKind.NAMES, state=SheetState.READ, rows=rows))
    _, _, judged = await opened(act, sheet.id)
    if all(one.verdict is Verdict.REFUSED for one in judged):
        raise Refused("training-names-none")
    return sheet


async def _keep(act: Act, session_id: int, sheet: TrainingSheet) -> TrainingSheet:
    session = await _session(act, session_id, sheet.kind)
    sheet.session_id, sheet.by_id, sheet.created_at = session.id, act.actor.person_id, act.now
    act.session.add(sheet)
    await act.session.flush()
    return sheet


async def _session(act: Act, session_id: int, kind: SheetKind) -> TrainingSession:
    if kind is SheetKind.NAMES:
        return await attendance.roll(act, session_id)
    return await loading.kept(act, session_id, *_KEPT)


async def opened(act: Act, sheet_id: int) -> tuple[TrainingSheet, TrainingSession, list[Judged]]:
    """Return a sheet with the verdict on each row as things are now. Raises ``Forbidden``, ``Stale``."""
    sheet = await act.session.get(TrainingSheet, sheet_id, with_for_update=True, populate_existing=True)
    if sheet is None or sheet.state not in (SheetState.READ, SheetState.TAKEN):
        raise Stale("training-gone")
    session = await _session(act, sheet.session_id, sheet.kind)
    return sheet, session, await _judge(act, sheet, [Line(one["row"], one["said"]) for one in sheet.rows])


async def take(act: Act, sheet_id: int) -> Counter[Verdict]:
    """Take over what is new and what has changed, once; doubtful and refused rows are left. Raises ``Stale``."""
    sheet, session, judged = await opened(act, sheet_id)
    if sheet.state is SheetState.TAKEN:
        raise Stale("training-sheet-taken")
    found = [one for one in judged if one.verdict in (Verdict.NEW, Verdict.CHANGED)]
    if sheet.kind is SheetKind.NAMES:
        await attendance.note(act, session.id, [one.into for one in found if one.into is not None])
    else:
        for one in found:
            await _write(act, session, one)
    sheet.state, sheet.marked = SheetState.TAKEN, None
    counts = Counter(one.verdict for one in judged)
    await act.session.flush()
    details = {"sheet": sheet.id} | {verdict.value: count for verdict, count in counts.items()}
    await journal.record(act, loading.subject(session.id), f"take_{sheet.kind.value}", details=details)
    return counts


async def _write(act: Act, session: TrainingSession, one: Judged) -> None:
    if one.into is None:
        act.session.add(TrainingQuestion(session_id=session.id, **one.values))
        return
    question = await act.session.get_one(TrainingQuestion, one.into)
    for name, value in one.values.items():
        setattr(question, name, value)


async def _judge(act: Moment, sheet: TrainingSheet, lines: Sequence[Line]) -> list[Judged]:
    texts = act.town.texts
    if sheet.kind is SheetKind.QUESTIONS:
        vocabulary = Vocabulary.of(texts, act.town.settings.language)
        return questions.judge(lines, await of_session(act, sheet.session_id), vocabulary)
    people = list(await act.session.scalars(sa.select(Person).where(Person.active).order_by(Person.id)))
    rows = [one.row for one in await facts.people_of(act, sheet.session_id)]
    there = {row.person_id for row in rows if row.present}
    listed = {row.person_id for row in rows}
    return names.judge(lines, names.Roll(people, listed, there, names.away_words(texts)))


async def template(act: Act, session_id: int) -> tuple[str, bytes]:
    """Return the name and content of a sheet to fill in, with the questions that are there."""
    session = await loading.kept(act, session_id, *_KEPT)
    words = act.town.words(act.actor.language)
    titles = [words.plain(f"training-column-{column}").split("|")[0] for column in TEMPLATE]
    rows = [
        [one.number, one.text, *(*one.options, "", "", "", "")[:4], one.right, one.points, one.why]
        for one in await of_session(act, session.id)
    ]
    what = words.plain("training-template", title=training_cards.title(act.town, words, session))
    book, sheet = new_book(words.plain("sheet-kind-questions"), what)
    table(sheet, 2, titles, rows, [8, 48, *[24] * 4, 12, 8, 32])
    return f"{what}.xlsx", saved(book)


async def _next_due(act: Moment) -> datetime | None:
    found = await act.session.scalar(_READABLE.with_only_columns(TrainingSheet.id).limit(1))
    return act.now if found is not None else None


_READABLE = (
    sa.select(TrainingSheet.id, Media.state, Media.sha256)
    .join(Media, Media.id == TrainingSheet.media_id)
    .where(TrainingSheet.state == SheetState.READING, Media.state != MediaState.WANTED)
)


async def _read_all(town: Town) -> int:
    """Read the files that are stored, each in a transaction of its own; no file is read in one."""
    async with town.database.reading() as session:
        waiting = list(await session.execute(_READABLE.order_by(TrainingSheet.id)))
    for sheet_id, state, sha256 in waiting:
        data = await asyncio.to_thread(kept, town.settings.files.store, sha256) if state is MediaState.STORED else None
        async with town.database.transaction() as session:
            act = Moment(session, town, town.now())
            sheet = await session.get(TrainingSheet, sheet_id, with_for_update=True, populate_existing=True)
            if sheet is not None and sheet.state is SheetState.READING:
                await _take_in(act, sheet, data)
    return len(waiting)


async def _take_in(act: Moment, sheet: TrainingSheet, data: bytes | None) -> None:
    """Keep the rows of a file, or say why it cannot be read; its sender is told either way."""
    columns, needed = _COLUMNS[sheet.kind]
    session = await loading.load(act, sheet.session_id)
    senders = await directory.by_ids(act.session, [sheet.by_id])
    words = act.town.words(senders[0].language if senders else None)
    try:
        if data is None:
            raise Refused("training-sheet-not-fetched")
        table = tables.read(data, tables.titles(act.town.texts, columns), needed)
    except Refused as refused:
        sheet.state = SheetState.UNREADABLE
        card = cards.unreadable(words, session, sheet, refused.in_words(words))
    else:
        judged = await _judge(act, sheet, table.lines)
        sheet.state, sheet.rows = SheetState.READ, [{"row": one.row, "said": dict(one.said)} for one in table.lines]
        sheet.marked = tables.marked(data, table, judged, words)
        card = cards.preview(act.town, words, session, sheet, judged)
    await act.session.flush()
    await messages.tell(act, senders, card, notices.SHEET, about=(session, sheet.id))


TICKS = (Tick("read_training_sheets", _next_due, _read_all),)
