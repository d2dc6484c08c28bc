"""The stream of the changes of a world; listeners hear each change, others wait for the next."""

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from sandbox.world.chats import Message, Room
from sandbox.world.signals import Signal

ChangeKind = Literal[
    "person",  # somebody was added
    "bot",  # a token was seen for the first time, or a bot renamed itself
    "room",  # a chat was made, or its title, members, pins or keyboard changed
    "message",  # a new message
    "edited",  # text, caption, media, buttons or reactions of a message changed
    "deleted",  # a message is gone
    "press",  # a person pressed a button under a message
    "answer",  # a bot answered a pressed button
    "action",  # a bot types or uploads
    "clock",  # the clock was moved
    "reset",  # everything was forgotten
]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happened, numbered from 1 without gaps."""

    number: int
    kind: ChangeKind
    room: Room | None = None
    message: Message | None = None
    note: str = ""


Listener = Callable[[Change], None]


class Changes:
    """The stream of changes of one world."""

    def __init__(self) -> None:
        self.number = 0
        self._signal = Signal()
        self._listeners: list[Listener] = []

    def emit(self, kind: ChangeKind, room: Room | None = None, message: Message | None = None, note: str = "") -> int:
        """Tell the listeners, and return the number of the change."""
        self.number += 1
        if message is not None:
            message.change = self.number
        if room is not None:
            room.changed.emit()
        self._signal.emit()
        if self._listeners:
            change = Change(self.number, kind, room, message, note)
            for listener in tuple(self._listeners):
                listener(change)
        return self.number

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` at every change, in the same loop; return the function that ends it."""
        self._listeners.append(listener)

        def end() -> None:
            with contextlib.suppress(ValueError):
                self._listeners.remove(listener)

        return end

    async def wait(self, after: int, seconds: float) -> int:
        """Wait for a change after number `after`, and return the newest number."""
        deadline = asyncio.get_running_loop().time() + seconds
        while self.number <= after:
            left = deadline - asyncio.get_running_loop().time()
            if left <= 0 or not await self._signal.wait(left):
                break
        return self.number
