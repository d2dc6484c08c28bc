"""The rows of a chat: days, events and bubbles."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from sandbox.web.drawing.bubbles import Painter
from sandbox.web.drawing.times import day_name, local
from sandbox.world.chats import Message, Room
from sandbox.world.people import Person

# Messages of one sender within this many seconds stand close together.
RUN_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Row:
    """One row; its key names what it shows, so that only changed rows are sent again."""

    key: str
    html: str


def newest(room: Room, person: Person, count: int, topic: int | None = None) -> list[Message]:
    """Return the last messages that the person sees (of a topic), oldest first."""
    shown = (message for message in room.seen_by(person) if topic is None or (message.thread_id or 1) == topic)
    found = list(islice(shown, count))
    found.reverse()
    return found


def rows_of(messages: list[Message], person: Person, painter: Painter, now: datetime) -> Iterator[Row]:
    """Yield the rows for these messages, as the person sees them."""
    day: date | None = None
    before: Message | None = None
    for block in _blocks(messages):
        message = block[0]
        at = local(message.date)
        if at.date() != day:
            day, before = at.date(), None
            yield Row(
                f"d{day}", f'<div class="day"><span>{day_name(day, painter.words.language, now.date())}</span></div>'
            )
        if message.service:
            before = None
            if event := painter.event(message):
                yield Row(str(message.id), event)
            continue
        first = before is None or before.sender is not message.sender or message.date - before.date > RUN_SECONDS
        before = message
        yield Row(str(message.id), painter.bubble(block, person, first=first))


def _blocks(messages: list[Message]) -> Iterator[list[Message]]:
    """Yield the messages one by one, but those of an album together."""
    albums: dict[tuple[int, str], list[Message]] = {}
    blocks: list[list[Message]] = []
    for message in messages:
        if message.media_group_id is None:
            blocks.append([message])
            continue
        name = (message.sender.id, message.media_group_id)
        if name not in albums:
            albums[name] = []
            blocks.append(albums[name])
        albums[name].append(message)
    yield from blocks
