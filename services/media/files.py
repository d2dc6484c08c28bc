"""Media rows: what is taken, what is refused and why, and what came of fetching it from Telegram."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from fnmatch import fnmatchcase
from mimetypes import guess_type
from typing import cast

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Attachment, Media, Person
from models.enums import MediaKind, MediaState
from services.cards.card import Card
from services.core.act import Moment
from services.core.database import MEDIA, wake
from services.core.engines.prepared import Prepared
from services.core.errors import Keys, Refused
from services.core.labels import name
from services.media import kinds
from services.messaging import messages
from services.people import directory
from services.settings.township import Files
from texts import Words

FIRST_PAUSE = timedelta(seconds=2)
"""Before a file is fetched again; each further time twice as long."""
LONGEST_PAUSE = timedelta(minutes=30)

TYPE_WORDS = {
    "application/pdf": "file-type-pdf",
    "image/*": "file-type-image",
    "video/*": "file-type-video",
    "audio/*": "file-type-audio",
    "text/plain": "file-type-text",
    "application/msword": "file-type-word",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "file-type-word",
    "application/vnd.ms-excel": "file-type-excel",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "file-type-excel",
    "application/vnd.ms-powerpoint": "file-type-powerpoint",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "file-type-powerpoint",
}
"""Accepted types as people call them; others are shown as they are written in the settings."""

NAMED = {
    "heic": "image/heic",
    "heif": "image/heif",
    "webp": "image/webp",
    "jfif": "image/jpeg",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "amr": "audio/amr",
    "m4a": "audio/mp4",
    "3gp": "video/3gpp",
    "mkv": "video/x-matroska",
}
"""Types by the ending of a name, where not every system knows them."""

_TABLE = cast(sa.Table, Media.__table__)
_NEW = Prepared(
    lambda insert: insert(_TABLE).on_conflict_do_nothing(index_elements=[_TABLE.c.unique_id]).returning(_TABLE.c.id),
    *("unique_id", "file_id", "kind", "file_name", "mime_type", "size", "state", "attempts", "created_at"),
)


async def remember(
    session: AsyncSession,
    *,
    unique_id: str,
    file_id: str,
    kind: MediaKind,
    file_name: str | None,
    mime_type: str | None,
    size: int | None,
    settings: Files,
    now: datetime,
) -> int:
    """Return the id of a file's row, new or known by its ``unique_id``; have it fetched if we do not have it yet.

    Raises ``Refused``: "file-too-large" (size in bytes against the kind's limit), "file-type-refused" for a document.
    """
    check(kind, file_name=file_name, mime_type=mime_type, size=size, settings=settings)
    row = {
        "unique_id": unique_id,
        "file_id": file_id,
        "kind": kind,
        "file_name": file_name[:256] if file_name else None,
        "mime_type": mime_type[:128] if mime_type else None,
        "size": size,
        "state": MediaState.WANTED,
        "attempts": 0,
        "created_at": now,
    }
    wake(session, MEDIA)
    if (new := await _NEW.first(session, row)) is not None:
        return int(new[0])
    media = (await session.scalars(sa.select(Media).where(Media.unique_id == unique_id))).one()
    if media.state is MediaState.REFUSED:  # it has been tried: Telegram does not hand it over
        limit = megabytes(settings.max_bytes[kind])
        raise Refused("file-too-large", name=_quoted(file_name), size=f"> {limit}", limit=limit)
    if media.state is MediaState.FAILED:  # sent again: a new chance, by its new id
        media.state, media.attempts, media.not_before, media.file_id = MediaState.WANTED, 0, None, file_id
        await session.flush()
    return media.id


def check(kind: MediaKind, *, file_name: str | None, mime_type: str | None, size: int | None, settings: Files) -> None:
    """Raise ``Refused``, saying what is accepted, for a file that we do not keep."""
    limit = settings.max_bytes[kind]
    if size is not None and size > limit:
        raise Refused("file-too-large", name=_quoted(file_name), size=megabytes(size), limit=megabytes(limit))
    if kind is not MediaKind.DOCUMENT:
        return
    judged = {labelled(mime_type), named(file_name)}
    if any(fnmatchcase(mime, pattern) for mime in judged for pattern in settings.document_types):
        return
    known = dict.fromkeys(TYPE_WORDS[pattern] for pattern in settings.document_types if pattern in TYPE_WORDS)
    more = [pattern for pattern in settings.document_types if pattern not in TYPE_WORDS]
    raise Refused(
        "file-type-refused",
        name=_quoted(file_name),
        accepted=Keys(known),
        more="".join(f" {pattern}" for pattern in more),
    )


def labelled(mime_type: str | None) -> str:
    """Return the bare type a file is labelled with."""
    return (mime_type or "").partition(";")[0].strip().lower()


def named(file_name: str | None) -> str:
    """Return the type that a file's name tells: phones label what they do not know ``application/octet-stream``."""
    name = (file_name or "").strip().lower()
    return NAMED.get(name.rpartition(".")[2]) or guess_type(name)[0] or ""


def megabytes(size: int) -> str:
    """Return a size as people read it."""
    return f"{size / 1024 / 1024:.1f} MB"


async def wanted(session: AsyncSession, *, now: datetime, limit: int) -> Sequence[Media]:
    """Return files to be fetched now, oldest first."""
    found = await session.scalars(
        sa.select(Media)
        .where(Media.state == MediaState.WANTED, sa.or_(Media.not_before.is_(None), Media.not_before <= now))
        .order_by(Media.id)
        .limit(limit)
    )
    return found.all()


async def next_wanted(session: AsyncSession) -> datetime | None:
    """Return when the next file must be fetched; None when none is wanted."""
    return await session.scalar(sa.select(sa.func.min(Media.not_before)).where(Media.state == MediaState.WANTED))


async def stored(session: AsyncSession, media_id: int, *, sha256: str, size: int) -> None:
    """Our copy is in the store, under its hash."""
    await _close(session, media_id, state=MediaState.STORED, sha256=sha256, size=size, error=None)


async def too_large(act: Moment, media: Media) -> None:
    """Telegram does not hand the file over, or it is larger than it said: who sent it is told."""
    await _close(act.session, media.id, state=MediaState.REFUSED, error="too large")
    limit = megabytes(act.town.settings.files.max_bytes[media.kind])
    sent_by = sa.select(Attachment.person_id).where(Attachment.media_id == media.id)
    senders = await act.session.scalars(sa.select(Person).where(Person.id.in_(sent_by)).order_by(Person.id))
    await messages.tell(act, senders, _card(media, "file-too-large-later", limit=limit), kinds.REFUSED, about=media.id)


async def not_fetched(act: Moment, media: Media, error: str) -> None:
    """A try failed: another one later, or after all tries the station is told."""
    attempts = media.attempts + 1
    if attempts < act.town.settings.files.tries:
        wait = min(FIRST_PAUSE * 2**media.attempts, LONGEST_PAUSE)
        await _close(
            act.session, media.id, state=MediaState.WANTED, attempts=attempts, not_before=act.now + wait, error=error
        )
        return
    await _close(act.session, media.id, state=MediaState.FAILED, attempts=attempts, error=error)
    alarmed = await directory.alarmed(act.session, now=act.now)
    about = (media.id, attempts, int(act.now.timestamp()))
    await messages.tell(act, alarmed, _card(media, "file-lost", error=error), kinds.LOST, about=about)


def _card(media: Media, key: str, **arguments: str) -> Callable[[Words], Card]:
    file = _quoted(media.file_name)
    return lambda words: Card(text=words(key, kind=name(words, media.kind), name=file, **arguments))


async def _close(session: AsyncSession, media_id: int, **values: object) -> None:
    await session.execute(
        sa.update(Media)
        .where(Media.id == media_id, Media.state == MediaState.WANTED)
        .values(**values)
        .execution_options(synchronize_session=False)
    )


def _quoted(file_name: str | None) -> str:
    return f"“{file_name}”" if file_name else ""
