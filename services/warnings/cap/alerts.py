"""Alerts as they were read (OASIS CAP 1.2, section 3.2): plain values, and a note of each deviation."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from markupsafe import Markup

from texts import Words

Ring = tuple[tuple[float, float], ...]
"""Corners as (latitude, longitude) in degrees, finite, otherwise as they were written."""


@dataclass(frozen=True)
class Note:
    """Something to tell about a warning: a text key with its arguments."""

    key: str
    arguments: tuple[tuple[str, str | int], ...] = ()

    def in_words(self, words: Words) -> Markup:
        """Return the note in a person's language, as HTML."""
        return words(self.key, **dict(self.arguments))


def note(key: str, **arguments: str | int) -> Note:
    """Return a note; a long argument is cut, because it may be anything."""
    cut = {name: value[:80] if isinstance(value, str) else value for name, value in arguments.items()}
    return Note(key, tuple(sorted(cut.items())))


class Status(StrEnum):
    """The purpose of a message. Only ``ACTUAL`` reaches people as real."""

    ACTUAL = "Actual"
    EXERCISE = "Exercise"
    SYSTEM = "System"  # between systems, for no person
    TEST = "Test"
    DRAFT = "Draft"


class MessageType(StrEnum):
    """The way a message changes what was said before."""

    ALERT = "Alert"
    UPDATE = "Update"
    CANCEL = "Cancel"
    ACK = "Ack"  # from another system: no warning
    ERROR = "Error"  # from another system: no warning


@dataclass(frozen=True)
class Reference:
    """An earlier message that is cited. The national platform cites the bare identifier."""

    identifier: str
    sender: str = ""
    sent: datetime | None = None


@dataclass(frozen=True)
class Circle:
    """A circle, its radius in kilometres; 0 is a point."""

    latitude: float
    longitude: float
    radius_km: float


@dataclass(frozen=True)
class Code:
    """A code of a region. ``scheme`` names the list it is from; empty in the national dialect."""

    scheme: str
    value: str


@dataclass(frozen=True)
class Area:
    """One area of an alert."""

    name: str = ""
    rings: tuple[Ring, ...] = ()
    circles: tuple[Circle, ...] = ()
    codes: tuple[Code, ...] = ()
    slack: float = 0
    """Degrees by which a simplified outline may lie inside the original one."""
    unread: tuple[Note, ...] = ()
    """Shapes that could not be read: with them, more may be meant than is known."""


Pairs = tuple[tuple[str, str], ...]
"""Names and values, in the order of the file."""


@dataclass(frozen=True)
class Info:
    """The content of an alert in one language, or about one part of the event."""

    language: str = ""
    event: str = ""
    event_codes: Pairs = ()
    categories: tuple[str, ...] = ()
    responses: tuple[str, ...] = ()
    urgency: str = ""
    severity: str = ""
    certainty: str = ""
    effective: datetime | None = None
    onset: datetime | None = None
    expires: datetime | None = None
    sender_name: str = ""
    headline: str = ""
    description: str = ""
    instruction: str = ""
    web: str = ""
    contact: str = ""
    parameters: Pairs = ()
    areas: tuple[Area, ...] = ()


@dataclass(frozen=True)
class Alert:
    """One message. Times are UTC; a time that was not written or not understood is None."""

    identifier: str
    sender: str = ""
    sent: datetime | None = None
    status: Status = Status.ACTUAL
    message_type: MessageType = MessageType.ALERT
    scope: str = ""
    source: str = ""
    restriction: str = ""
    remark: str = ""
    incidents: str = ""
    references: tuple[Reference, ...] = ()
    infos: tuple[Info, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def real(self) -> bool:
        """Whether it speaks to people about something real: no test, exercise or draft, no answer of a system."""
        return self.status is Status.ACTUAL and self.message_type not in (MessageType.ACK, MessageType.ERROR)

    @property
    def key(self) -> tuple[str, str]:
        """The sender and the identifier. Messages with one key are one message in several entries."""
        return self.sender, self.identifier

    def said(self, language: str) -> Info | None:
        """Return the content in a language, else in Chinese, else the first."""
        wanted = (language.replace("_", "-").casefold(), language[:2].casefold(), "zh")
        return next(
            (info for want in wanted for info in self.infos if info.language.casefold().startswith(want)),
            self.infos[0] if self.infos else None,
        )


@dataclass(frozen=True)
class Reading:
    """The content of a file or of a feed's answer."""

    alerts: tuple[Alert, ...] = ()
    links: tuple[str, ...] = ()
    """Addresses of alerts that an index only points to; they may be relative to the address of the index."""
    notes: tuple[Note, ...] = ()
    refusal: Note | None = None
    """The reason why nothing was taken: a bound, or no CAP at all, which is a fault of the feed."""
