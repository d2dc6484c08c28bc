"""Kinds of messages: how urgent each is, how long it is worth sending, when it may come and how it sounds.

Each area lists its own in a tuple ``KINDS``; ``services.registry`` gathers them. ``services.messaging.messages`` sends.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto
from typing import Protocol

from models.enums import Manner, Priority


class Thing(Protocol):
    """A thing that may be only an exercise; where it has a ``case_id``, that case's messages include its own."""

    @property
    def id(self) -> int:
        """The number."""

    @property
    def drill(self) -> bool | None:
        """Whether it is an exercise."""


About = int | str | Thing | tuple[int | str | Thing, ...]
"""The subject of a message: a thing or its id, and the occasion where a kind is told of it more than once."""


class Sound(Enum):
    """How a message makes itself heard. Telegram knows no sound for an alarm: it comes with an effect instead."""

    NONE = auto()  # nobody has to act on it
    NORMAL = auto()
    ALARM = auto()  # lives depend on its being heard


@dataclass(frozen=True)
class MessageKind:
    """A row of an area's table."""

    event: str
    """Its name in the outbox; no two kinds share one."""
    priority: Priority
    lifetime: timedelta | None = None
    """After this it is no longer worth sending; None: it never lapses by itself."""
    by_night: bool = True
    """Whether it comes in quiet hours as well; otherwise in the morning."""
    as_drill: Priority | None = None
    """How urgent it is in a drill, where that is less: a drill never goes before what is real."""
    sound: Sound = Sound.NORMAL
    manner: Manner | None = None
    """How it goes with the card that stands in the chat about its thing; None: there is no such card."""

    def key(self, about: About, *recipient: int | str) -> str:
        """Return the name by which a message of this kind is queued once: for one recipient, or what all begin with."""
        parts = about if isinstance(about, tuple) else (about,)
        ids = (part if isinstance(part, int | str) else part.id for part in parts)
        return ":".join(map(str, (self.event, *ids, *(recipient or ("",)))))


ANSWER = MessageKind("answer", Priority.RECEIPT)
"""An answer that could not be given at once."""
CONTACT = MessageKind("contact", Priority.RECEIPT, sound=Sound.NONE, manner=Manner.EDIT)
"""A number that somebody asked for; it is taken away after some minutes, and nobody telephones about it."""
REACHABILITY = MessageKind("reachability", Priority.DIGEST, sound=Sound.NONE, manner=Manner.ANEW)
"""A reachability test's question: its own list shows the people out of reach, and nobody telephones."""
ROLL_CALL = MessageKind("roll_call", Priority.ORDER, manner=Manner.REPLY)
"""A question that is asked again: a line that answers the first one."""
SETTLED = MessageKind("settled", Priority.DIGEST, timedelta(days=1), sound=Sound.NONE, manner=Manner.EDIT)
"""Takes the buttons off a line that asked for something: it is done."""
UNDELIVERED = MessageKind("undelivered", Priority.ORDER, manner=Manner.EDIT)
"""The alarm about messages that did not arrive; it never raises one about itself."""

KINDS = (ANSWER, CONTACT, REACHABILITY, ROLL_CALL, SETTLED, UNDELIVERED)
