"""Facts that may count for duties, as the areas enter them."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.core.act import Moment
from services.duties.owing import Who


@dataclass(frozen=True)
class Fact:
    """Something that was done and entered anyway."""

    kind: str
    id: int
    at: datetime
    """When it happened, not when it was entered."""
    of: frozenset[Who]
    """Everybody whose duty it may fulfil: the point and its unit, the village, the person."""
    person_id: int | None = None


@dataclass(frozen=True)
class Facts:
    """The facts of one kind, as the area knows them that enters them."""

    kind: str
    load: Callable[[Moment, Who, datetime, datetime], Awaitable[Sequence[Fact]]]
    """Returns what counts for somebody, and has happened since an instant and was entered before another, oldest first.
    It may return more than that counts for them."""
