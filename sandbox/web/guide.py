"""The set-up of a page: the phones on the table, the places on the map, and the script to follow.

Every text may be a plain `str` or one for each language: ``{"zh": "…", "en": "…"}``.
"""

import re
import secrets
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sandbox.world.chats import Message, Room
from sandbox.world.people import Person
from sandbox.world.queries import CallbackQuery
from sandbox.world.state import World

Text = str | Mapping[str, str]
# The language codes of people's apps, by the language of the page.
_APP = {"zh": "zh-hans", "en": "en"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A point in the world's history: the numbers of its last change and of its last pressed button."""

    change: int = 0
    press: int = 0

    @classmethod
    def of(cls, world: World) -> "Mark":
        """Return the present point."""
        last = next(reversed(world.queries.values()), None)
        return cls(world.changes.number, _press_number(last) if last is not None else 0)


def _press_number(query: CallbackQuery) -> int:
    # The upper half of a query's id is the person's; the lower half counts the presses of the world.
    return int(query.id) & 0xFFFF_FFFF


Check = Callable[[World, Mark], bool]
"""Whether a step is done; looks only at what happened after the mark."""
Fragment = str | re.Pattern[str]
"""Words to find in a text: just these, or a pattern of them."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A phone that can be put on the table: a person's, or a group's, where `person` speaks first.

    The page shows `role` below the name. `bot` is the token of the bot the person talks to (by default the only one),
    `open` says whether the phone is on the table when the page is first opened.
    """

    person: int | None = None
    group: int | None = None
    role: Text = ""
    bot: str | None = None
    open: bool = True

    def __post_init__(self) -> None:
        """Refuse a seat of nobody."""
        if self.person is None and self.group is None:
            raise ValueError("a seat is a person's or a group's")

    @property
    def key(self) -> int:
        """The name of the phone: the group's id, or the person's."""
        return self.group if self.group is not None else self.person or 0


@dataclass(frozen=True, slots=True)
class Place:
    """A named place on the drawn map, in degrees (WGS 84)."""

    name: str
    latitude: float
    longitude: float
    seat: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to try: the phone (a `Seat.key`), the instruction, and the check that sees it done."""

    title: Text
    text: Text
    phone: int | None = None
    done: Check | None = None


@dataclass(frozen=True, slots=True)
class Guide:
    """A script to follow, step by step; `short` names it among others, and `phones` are put on the table for it."""

    title: Text
    steps: Sequence[Step]
    short: Text = ""
    phones: Sequence[int] = ()


@dataclass(slots=True)
class Progress:
    """How far a script was followed; all tabs of a page share it, so that a reload loses nothing."""

    current: int = 0
    mark: Mark = field(default_factory=Mark)
    skipped: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Inject:
    """Something that a trainer lets happen; it says what in the transcript."""

    title: Text
    happen: Callable[[World], Awaitable[None] | None]


@dataclass(slots=True)
class Kept:
    """The state that all tabs of a page share: the language, and the progress of each script by its place."""

    language: str = ""
    guides: dict[int, Progress] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Setting:
    """The arguments of a page."""

    world: World
    guides: Sequence[Guide] = ()
    seats: Sequence[Seat] = ()
    places: Sequence[Place] = ()
    title: Text = ""
    injects: Sequence[Inject] = ()
    # Tells the bot's side in which language people are spoken to from now on.
    speak: Callable[[str], Awaitable[None]] | None = None
    # The address that the server listens on; other devices reach it unless it is this machine's own.
    host: str = "127.0.0.1"
    kept: Kept = field(default_factory=Kept)
    # Distinguishes this page from one of an earlier run, whose addresses browsers still hold.
    run: str = field(default_factory=lambda: secrets.token_hex(3))

    async def speak_to_all(self, language: str) -> None:
        """Let everybody's app, and by it the bot, speak the language of the page."""
        if language == self.kept.language:
            return
        self.kept.language = language
        for person in self.world.people.values():
            person.speak(_APP[language])
        if self.speak is not None:
            await self.speak(language)


def spoken(text: Text, language: str) -> str:
    """Return the text in a language, or in Chinese where the language is missing."""
    if isinstance(text, str):
        return text
    return text.get(language) or text.get("zh") or next(iter(text.values()), "")


def _rooms(world: World, chat: int) -> list[Room]:
    """Return a group together with the supergroup it became, or all private chats of a person."""
    if chat > 0:
        person = world.people.get(chat)
        return list(world.private_rooms(person).values()) if person is not None else []
    room = world.groups.get(chat)
    if room is None:
        return []
    return [room] if room.upgraded_to is None else [room, *_rooms(world, room.upgraded_to)]


def _new_messages(world: World, chat: int, since: Mark) -> Iterator[Message]:
    for room in _rooms(world, chat):
        for message in room.messages.values():
            if message.change > since.change and not message.deleted:
                yield message


def _has(text: str, fragment: Fragment) -> bool:
    return fragment in text if isinstance(fragment, str) else fragment.search(text) is not None


def shows(chat: int, *fragments: Fragment, times: int = 1) -> Check:
    """Check that a chat (a person's id, or a group's) has `times` messages of a bot with all the fragments."""

    def done(world: World, since: Mark) -> bool:
        found = (
            message
            for message in _new_messages(world, chat, since)
            if message.sender.is_bot and all(_has(message.text, fragment) for fragment in fragments)
        )
        return sum(1 for _ in found) >= times

    return done


def sends(person: int, kind: str = "text", *, chat: int | None = None, fragment: str = "", times: int = 1) -> Check:
    """Check that the person has sent something of a kind: text, photo, voice, document, location or contact."""

    def done(world: World, since: Mark) -> bool:
        found = (
            message
            for message in _new_messages(world, chat if chat is not None else person, since)
            if isinstance(message.sender, Person)
            and message.sender.id == person
            and kind in message.content
            and fragment in message.text
        )
        return sum(1 for _ in found) >= times

    return done


def presses(person: int, fragment: Fragment = "") -> Check:
    """Check that the person has pressed an inline button whose text holds the fragment."""

    def done(world: World, since: Mark) -> bool:
        for query in world.queries.values():
            if query.person.id != person or _press_number(query) <= since.press:
                continue
            labels = [
                button["text"] for button in query.message.buttons_once if button.get("callback_data") == query.data
            ]
            if any(_has(label, fragment) for label in labels):
                return True
        return False

    return done


def every(*checks: Check) -> Check:
    """Check that all of the checks hold."""
    return lambda world, since: all(check(world, since) for check in checks)


def either(*checks: Check) -> Check:
    """Check that one of the checks holds."""
    return lambda world, since: any(check(world, since) for check in checks)
