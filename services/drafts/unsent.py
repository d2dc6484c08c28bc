"""Drafts as their areas state them, so that none ends unseen: the author is asked, a danger reaches the station."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession


@dataclass(frozen=True)
class Content:
    """The content of a draft, and the buttons that go on with it: text key, action, extra; the draft is the subject."""

    kind: str
    """Of the draft, as in the text key ``draft-kind-<kind>``."""
    text: str
    files: int = 0
    buttons: tuple[tuple[str, str, str], ...] = ()
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
    read: Callable[[AsyncSession, Any], Awaitable[Content]]
