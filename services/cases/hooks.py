"""The reactions of other areas to events of a case, and their sections of its card.

An area plugs a ``CaseHook`` or a ``CaseSection`` into ``services.registry``; cases know none of them by name.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from markupsafe import Markup

from models import Case
from services.cards.card import Button
from services.core.act import Act, Actor, Moment
from services.core.town import Town
from services.people.access import Subject
from texts import Words


class CaseEvent(StrEnum):
    """The events that other areas may follow."""

    FILED = "filed"  # a case was opened, whatever it comes from
    COMPLETED = "completed"  # the reporter of a case that was sent ahead has changed its kind
    JUDGED = "judged"  # the station has changed its kind
    DISMISSED = "dismissed"
    MERGED = "merged"
    UNMERGED = "unmerged"
    REOPENED = "reopened"
    CLOSED = "closed"
    OVER = "over"  # the emergency is over, the case goes on


@dataclass(frozen=True)
class CaseChange:
    """One event of one case."""

    event: CaseEvent
    case: Case
    other: Case | None = None
    """The case it became part of, or was taken out of."""
    event_at: datetime | None = None
    """The time of the event itself, as far as the new kind says so."""


@dataclass(frozen=True)
class CaseHook:
    """The reaction of an area, in the transaction of the event."""

    event: CaseEvent
    react: Callable[[Act, CaseChange], Awaitable[None]]


@dataclass(frozen=True)
class CaseSection:
    """The part of a card that an area draws from its knowledge of the case (``load``; None: nothing is drawn)."""

    name: str
    present: sa.Select[Any] | None = None
    """Finds a number, with the case's id bound as "case", where there is something to load; it is part of the one
    query that every card asks. None: there is nothing to load, and the buttons follow from the case alone."""
    load: Callable[[Moment, int], Awaitable[Any]] | None = None
    line: Callable[[Town, Words, Actor, Subject, Any, datetime], Markup | None] | None = None
    buttons: Callable[[Words, Actor, Subject, Case, Any, datetime], tuple[Button, ...]] | None = None
    first: bool = False
    """Whether its buttons stand above all others: one of them is the next step."""


async def happened(act: Act, event: CaseEvent, case: Case, **more: Any) -> None:
    """Let every area react to an event of a case; ``more`` are fields of ``CaseChange``."""
    change = CaseChange(event, case, **more)
    for hook in act.town.registry.of(CaseHook):
        if hook.event is event:
            await hook.react(act, change)
