"""CAP files that are sent to the bot: kept, read when they were fetched from Telegram, answered to their sender."""

import asyncio
from datetime import datetime

import sqlalchemy as sa

from models import Media, WarningUpload
from models.enums import Action, MediaState
from services.cards.card import Card, below, lines
from services.core.act import Act, Moment
from services.core.tick import Tick
from services.core.town import Town
from services.media.store import kept
from services.messaging import messages
from services.people import directory
from services.people.access import require
from services.warnings import cards, changes, kinds
from services.warnings.cap.alerts import Note, Reading, note
from services.warnings.cap.reading import read
from services.warnings.register import intake, register
from services.warnings.register.intake import Origin, Piece
from services.warnings.register.views import Warned
from texts import Words

SHOWN = 10
"""Warnings of a file that its sender is shown."""
_READABLE = (
    sa.select(WarningUpload.id, Media.state, Media.sha256)
    .join(Media, Media.id == WarningUpload.media_id)
    .where(WarningUpload.read_at.is_(None), Media.state != MediaState.WANTED)
    .order_by(WarningUpload.id)
)


async def receive(act: Act, media_id: int) -> WarningUpload:
    """Keep a file that is yet to be read. Raises ``Forbidden``."""
    require(act.actor, Action.KEEP_WARNINGS)
    upload = WarningUpload(media_id=media_id, by_id=act.actor.person_id, created_at=act.now)
    act.session.add(upload)
    await act.session.flush()
    return upload


async def _next_due(act: Moment) -> datetime | None:
    found = await act.session.scalar(_READABLE.with_only_columns(WarningUpload.id).limit(1))
    return act.now if found is not None else None


async def _read_all(town: Town) -> int:
    """Read the files that are fetched; no file is read in a transaction."""
    async with town.database.reading() as session:
        waiting = list(await session.execute(_READABLE))
    for upload_id, state, sha256 in waiting:
        data = None
        if state is MediaState.STORED:
            data = await asyncio.to_thread(kept, town.settings.files.store, sha256)
        lost = Reading(refusal=note("warning-upload-lost"))
        reading = lost if data is None else await asyncio.to_thread(read, data, zone=town.zone)
        async with town.database.transaction() as session:
            act = Moment(session, town, town.now())
            upload = await session.get(WarningUpload, upload_id, with_for_update=True, populate_existing=True)
            if upload is not None and upload.read_at is None:
                upload.read_at = act.now
                await _take_in(act, upload, reading, data)
    return len(waiting)


async def _take_in(act: Moment, upload: WarningUpload, reading: Reading, data: bytes | None) -> None:
    """Take the alerts of a file in, and show its sender what came of it."""
    pieces = [Piece(reading.alerts, data)] if reading.alerts else []
    taken = await intake.take(act, pieces, Origin(person_id=upload.by_id))
    await changes.taken(act, taken, besides=upload.by_id)
    names = {one.key for one in reading.alerts}
    found = (await register.load(act)).warnings
    meant = [one for one in found if any(told.alert.key in names for told in one.told)]
    senders = await directory.by_ids(act.session, [upload.by_id])
    notes = (reading.refusal,) if reading.refusal is not None else reading.notes
    await messages.tell(
        act,
        senders,
        lambda words: _answer(act, words, meant, notes, refused=reading.refusal is not None),
        kinds.UPLOAD,
        about=(upload.id,),
    )


def _answer(act: Moment, words: Words, meant: list[Warned], notes: tuple[Note, ...], *, refused: bool) -> Card:
    head = words("warning-upload-refused") if refused else words("warning-upload-read", count=len(meant))
    said = [one.in_words(words) for one in notes[: cards.DEVIATIONS]]
    how = None if refused or not meant else below(words("warning-upload-how"))
    rows = [(cards.line(act.town, words, one, act.now),) for one in meant[:SHOWN]]
    return Card(text=lines(head, *said, how), rows=tuple(rows))


TICKS = (Tick("read_warning_files", _next_due, _read_all),)
