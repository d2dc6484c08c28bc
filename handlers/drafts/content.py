"""Read a message as words and files of the open card: photo, video, voice, document, text."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from aiogram import F
from aiogram.filters import Filter
from aiogram.types import Message, TelegramObject
from sqlalchemy.ext.asyncio import AsyncSession

from handlers.drafts.commands import said_in
from handlers.kit import Context, Kept, Prompt, Shown
from handlers.kit.routers import GatedRouter
from models import Draft
from models.enums import MediaKind
from services.cards.card import lines
from services.core.act import Act, Actor, Moment
from services.core.errors import Refused
from services.drafts import contents, drafts
from services.media import files as media_files

_ALBUM = "album"
Pinned = TypeVar("Pinned", bound=Callable[[Context, Kept, dict[str, float]], Awaitable[Shown]])


@dataclass(frozen=True)
class File:
    """A file of a message, as Telegram describes it."""

    kind: MediaKind
    file_id: str
    unique_id: str
    file_name: str | None = None
    mime_type: str | None = None
    size: int | None = None  # bytes


class Find(Protocol):
    """Looks up the newest thing of a person since an instant."""

    async def __call__(self, session: AsyncSession, actor: Actor, *, since: datetime) -> int | None:
        """Return its id, if there is one."""


class JustAfter(Filter):
    """Whether a file comes with no card open, shortly after its sender did something; hands on the thing's id.

    ``find`` looks the newest such thing up, ``meant`` says whether the file can belong to it.
    """

    def __init__(self, name: str, within: timedelta, find: Find, meant: Callable[[Actor, Message], bool]) -> None:
        self.name, self.within, self.find, self.meant = name, within, find, meant

    async def __call__(
        self,
        event: TelegramObject,
        session: AsyncSession,
        now: datetime,
        actor: Actor | None = None,
        draft: Draft | None = None,
        raw_state: str | None = None,
        said_at: datetime | None = None,
    ) -> bool | dict[str, int]:
        """Look the newest thing up."""
        if not isinstance(event, Message) or draft is not None or actor is None or raw_state is not None:
            return False
        if file_of(event) is None or event.reply_to_message is not None or not self.meant(actor, event):
            return False
        found = await self.find(session, actor, since=(said_at or now) - self.within)
        return {self.name: found} if found is not None else False


async def take(context: Context, message: Message, draft: Draft) -> bool:
    """Put a message's file and words on the card. Return whether there was anything we keep, unlike a pin or a contact.

    A file that is refused leaves its words behind; without any it raises ``Refused``.
    """
    words, media_id = words_of(message), await take_file(context, message, draft)
    at = {"chat_id": message.chat.id, "message_id": message.message_id}
    if words is not None:
        await drafts.add_words(context.session, draft, words, context.now, **at)
    elif media_id is not None:
        await contents.refer(context.session, **at, draft_id=draft.id, case_id=draft.case_id, text="")
    return media_id is not None or words is not None


async def take_file(context: Context, message: Message, draft: Draft) -> int | None:
    """Put a message's file on the card, and return its id; None without one, or when it is refused beside words.

    Raises ``Refused`` for a file that is refused and comes without words.
    """
    words, media_id = words_of(message), None
    drafts.sent_late(context, draft)
    try:
        media_id = await media_of(context, message)
        if media_id is not None:
            await attach(context, draft, media_id, message)
    except Refused as refusal:
        if words is None:
            raise
        file_refused(context, message, refusal)
    return media_id


def file_refused(context: Context, message: Message, refusal: Refused) -> None:
    """Say that a file is refused, and that the words under it are kept."""
    kept = context.words("file-words-kept") if words_of(message) is not None else None
    context.say.send(lines(refusal.in_words(context.words), kept))


async def attach(act: Act, draft: Draft, media_id: int, message: Message) -> None:
    """Attach a message's file to a card, with its words."""
    file, caption, most = file_of(message), words_of(message), act.town.settings.files.max_a_draft
    kind, person_id = file.kind if file is not None else None, act.actor.person_id
    await drafts.attach(
        act.session, draft, media_id, person_id=person_id, caption=caption, now=act.now, most=most, kind=kind
    )


def has_content(message: Message) -> bool:
    """Whether there is something a report can hold."""
    return bool(words_of(message) or message.location or message.venue or file_of(message))


def words_of(message: Message) -> str | None:
    """Return what was written, as text or under a file, without a command before it; None when nothing was."""
    return said_in(message.text or message.caption or "")


def place_of(message: Message) -> tuple[float, float] | None:
    """Return the pin of a message, also that of a venue."""
    place = message.venue.location if message.venue else message.location
    return (place.latitude, place.longitude) if place else None


def takes_pin(router: GatedRouter, prompt: Prompt) -> Callable[[Pinned], Pinned]:
    """Return the decorator of what is done with the pin that answers a question, as the fields of a place."""

    def take(handler: Pinned) -> Pinned:
        @router.answer(prompt, F.location | F.venue)
        async def placed(context: Context, message: Message, kept: Kept) -> Shown:
            place = place_of(message)
            return await handler(context, kept, {"latitude": place[0], "longitude": place[1]}) if place else None

        return handler

    return take


async def media_of(act: Moment, message: Message) -> int | None:
    """Return the id of the message's file, to be fetched from Telegram; None for a message without one.

    Raises ``Refused`` for a file that is too large or not kept.
    """
    file = file_of(message)
    if file is None:
        return None
    return await media_files.remember(act.session, **vars(file), settings=act.town.settings.files, now=act.now)


def file_of(message: Message) -> File | None:
    """Return the file of a message, the largest size of a photo; None when there is none that is kept."""
    for kind, sent in (
        (MediaKind.PHOTO, message.photo[-1] if message.photo else None),
        (MediaKind.VOICE, message.voice),
        (MediaKind.VIDEO, message.video or message.video_note),
        (MediaKind.AUDIO, message.audio),
        (MediaKind.DOCUMENT, message.document),
    ):
        if sent is not None:
            mime_type = getattr(sent, "mime_type", "video/mp4" if message.video_note else None)
            name = getattr(sent, "file_name", None)
            return File(kind, sent.file_id, sent.file_unique_id, name, mime_type, sent.file_size)
    return None


async def first_of_album(context: Context, message: Message, last: int | None) -> int | None:
    """Return the first file of the album this one belongs to, so that a button takes out all of it."""
    if message.media_group_id is None:
        return last
    data = await context.state.get_data()
    group, first = data.get(_ALBUM) or (None, None)
    if group == message.media_group_id:
        return int(first) if first is not None else None
    await context.state.set_data(data | {_ALBUM: [message.media_group_id, last]})
    return last
