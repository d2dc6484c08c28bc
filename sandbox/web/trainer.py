"""A trainer's tools: events that happen now or at a time, and a transcript of all that happened."""

import asyncio
import inspect
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sandbox.errors import Misuse
from sandbox.web.drawing.media import summary
from sandbox.web.drawing.times import ZONE
from sandbox.web.guide import Inject, Text, spoken
from sandbox.web.words import Words
from sandbox.world.changes import Change
from sandbox.world.chats import Message, Room
from sandbox.world.state import World

KEPT = 20_000
LOOK_EVERY = 0.3
"""Seconds between two looks at the clock of the world, while something is planned."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the transcript, before it is put into words."""

    at: datetime
    kind: str
    where: str = ""
    who: str = ""
    message: Message | None = None
    note: Text = ""


@dataclass(slots=True)
class Planned:
    """An inject that waits for its time."""

    at: datetime
    inject: Inject


@dataclass(slots=True)
class Trainer:
    """The plan and the transcript of one world; all tabs share them."""

    world: World
    entries: deque[Entry] = field(default_factory=lambda: deque(maxlen=KEPT))
    planned: list[Planned] = field(default_factory=list)
    _running: "asyncio.Task[None] | None" = None

    def begin(self) -> None:
        """Write down what happens from now on."""
        self.world.changes.subscribe(self._hear)

    def _hear(self, change: Change) -> None:
        if change.kind not in ("message", "edited", "deleted", "press", "answer", "clock", "reset"):
            return
        message = change.message
        if message is not None and message.service and change.kind == "edited":
            return
        who = message.author if message is not None else ""
        shown = _frozen(message) if message is not None and change.kind != "deleted" else message
        self.entries.append(Entry(self.world.clock.now(), change.kind, _name(change.room), who, shown, change.note))

    def plan(self, inject: Inject, minutes: float) -> None:
        """Let something happen so many minutes of the world's time from now; 0 is at once."""
        self.planned.append(Planned(self.world.clock.now() + timedelta(minutes=minutes), inject))
        self.planned.sort(key=lambda one: one.at)
        if self._running is None or self._running.done():
            self._running = asyncio.get_running_loop().create_task(self._run())

    def forget(self, at: int) -> None:
        """Take an inject out of the plan, by its place."""
        if 0 <= at < len(self.planned):
            del self.planned[at]

    async def _run(self) -> None:
        while self.planned and not self.world.closed:
            if self.planned[0].at > self.world.clock.now():
                await self.world.changes.wait(self.world.changes.number, LOOK_EVERY)
                continue
            inject = self.planned.pop(0).inject
            trouble = ""
            try:
                result = inject.happen(self.world)
                if inspect.isawaitable(result):
                    await result
            except Misuse as misuse:
                trouble = misuse.message
            except TimeoutError:
                trouble = "no answer"
            self.entries.append(Entry(self.world.clock.now(), "inject", who=trouble, note=inject.title))
            self.world.changes.emit("action")

    def lines(self, words: Words) -> Iterator[str]:
        """Yield the transcript, oldest first."""
        for entry in self.entries:
            yield _line(entry, words)


def _frozen(message: Message) -> Message:
    """Return the message as it is now: the next edit changes it."""
    return replace(message, reactions=dict(message.reactions))


def _name(room: Room | None) -> str:
    if room is None:
        return ""
    return room.person.name if room.person is not None else room.title or "?"


def _line(entry: Entry, words: Words) -> str:
    parts = [f"{entry.at.astimezone(ZONE):%m-%d %H:%M:%S}", words(f"log_{entry.kind}")]
    if entry.where:
        parts.append(f"[{entry.where}]")
    if entry.who:
        parts.append(f"{entry.who}:")
    if entry.message is not None and entry.kind != "deleted":
        parts.append(summary(entry.message, words, whole=True))
        rows = entry.message.inline["inline_keyboard"] if entry.message.inline else []
        parts += [f"<{button['text']}>" for row in rows for button in row]
    if entry.note:
        parts.append(spoken(entry.note, words.language))
    return " ".join(parts)
