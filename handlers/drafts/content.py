"""What a person sends, turned into words and files of the card that is open: photo, video, voice, document, text."""

from dataclasses import dataclass

from aiogram.types import Message

from handlers.kit import Context
from models import Draft
from models.enums import MediaKind
from services.core.act import Act, Moment
from services.drafts import drafts
from services.media import attachments
from services.media import files as media_files

_ALBUM = "album"


@dataclass(frozen=True)
class File:
    """A file of a message, as Telegram describes it."""

    kind: MediaKind
    file_id: str
    unique_id: str
    name: str | None = None
    mime_type: str | None = None
    size: int | None = None  # bytes


@dataclass(frozen=True)
class Taken:
    """What became of a message: the file and the words it brought, and how many files the card has now."""

    media_id: int | None
    words: str | None
    files: int

    def __bool__(self) -> bool:
        """Whether there was anything we keep."""
        return self.media_id is not None or self.words is not None


async def take(act: Act, message: Message, draft: Draft) -> Taken:
    """Put a message's file and words on the card. A pin or a contact is not content: ``Taken`` is false for it.

    Raises ``Refused`` for a file that is too large or of a type that is not kept.
    """
    media_id = await media_of(act, message)
    words = words_of(message)
    if media_id is not None:
        held = await drafts.attach(
            act.session,
            draft,
            media_id,
            person_id=act.actor.person_id,
            caption=words,
            now=act.now,
            most=act.town.settings.files.max_a_draft,
        )
    else:
        held = await attachments.count(act.session, draft)
    if words is not None:
        await drafts.add_words(
            act.session, draft, words, act.now, chat_id=message.chat.id, message_id=message.message_id
        )
    return Taken(media_id, words, held)


def has_content(message: Message) -> bool:
    """Whether there is something a report can hold."""
    return bool(message.text or message.location or message.venue or file_of(message))


def words_of(message: Message) -> str | None:
    """Return what was written, as text or under a file; None when nothing was."""
    return (message.text or message.caption or "").strip() or None


async def media_of(act: Moment, message: Message) -> int | None:
    """Return the id of the message's file, to be fetched from Telegram; None for a message without one.

    Raises ``Refused`` for a file that is too large or not kept.
    """
    file = file_of(message)
    if file is None:
        return None
    return await media_files.remember(
        act.session,
        unique_id=file.unique_id,
        file_id=file.file_id,
        kind=file.kind,
        file_name=file.name,
        mime_type=file.mime_type,
        size=file.size,
        settings=act.town.settings.files,
        now=act.now,
    )


def file_of(message: Message) -> File | None:
    """Return the file of a message, the largest size of a photo; None when there is none that is kept."""
    if message.photo:
        photo = message.photo[-1]
        return File(MediaKind.PHOTO, photo.file_id, photo.file_unique_id, size=photo.file_size)
    if message.voice:
        voice = message.voice
        return File(
            MediaKind.VOICE, voice.file_id, voice.file_unique_id, mime_type=voice.mime_type, size=voice.file_size
        )
    if message.video_note:  # a round video
        note = message.video_note
        return File(MediaKind.VIDEO, note.file_id, note.file_unique_id, mime_type="video/mp4", size=note.file_size)
    for kind, named in (
        (MediaKind.VIDEO, message.video),
        (MediaKind.AUDIO, message.audio),
        (MediaKind.DOCUMENT, message.document),
    ):
        if named is not None:
            return File(kind, named.file_id, named.file_unique_id, named.file_name, named.mime_type, named.file_size)
    return None


async def first_of_album(context: Context, message: Message, last: int | None) -> int | None:
    """Return the first file of the album this one belongs to, so that one press takes out all of it."""
    if message.media_group_id is None:
        return last
    data = await context.state.get_data()
    album = data.get(_ALBUM)
    if album is None or album[0] != message.media_group_id:
        album = [message.media_group_id, last]
        await context.state.set_data(data | {_ALBUM: album})
    first: int | None = album[1]
    return first
