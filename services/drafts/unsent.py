"""Drafts as their areas state them, so that none ends unseen: the author is asked, a danger reaches the station."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from models.enums import DraftKind
from services.core.act import Moment

Button = tuple[str, str, str]
"""A text key, an action, and its extra; the draft is the subject."""
SUBMIT, RESUME, LOOK, DROP = "unsent-submit", "unsent-resume", "unsent-look", "unsent-drop"
"""The text keys. A draft with choices on its card is looked at before it goes (``LOOK``)."""


@dataclass(frozen=True)
class Content:
    """The content of a draft, and the buttons that go on with it."""

    kind: str
    """Of the draft, as in the text key ``draft-kind-<kind>``."""
    text: str
    files: int = 0
    buttons: tuple[Button, ...] = ()
    ended: bool = False
    """Whether its author has given it up."""
    known: bool = False
    """Whether the station knows of its danger already."""


@dataclass(frozen=True)
class Unsent:
    """One table of drafts. Its model has ``id``, ``updated_at`` and ``nudged_at``."""

    name: str
    """As the station's button has it."""
    model: type[Any]
    waits: str
    """The SQL condition of the index ``models.base.unasked``."""
    author: str
    """The name of the column with the author's id."""
    read: Callable[[Moment, Any], Awaitable[Content]]


@dataclass(frozen=True)
class Form:
    """One kind of draft of the table that all forms share (``Draft``)."""

    kind: DraftKind
    buttons: tuple[Button, ...]
    """The ways on, for its author; an action has the name of the form's own."""
    said: tuple[str, ...] = ()
    """Fields with words beside ``text``: a string, or a list of entries with a ``text`` each."""
    exercise: bool = False
    """Whether its words are about an exercise and raise no alarm (I10)."""
