"""The watchdog (DOMAIN §3): finds overdue work that shows that a part of the software stands still.

It asks the rows, so any process can tell: steps of deadlines nobody took, life and orders nobody
sent, updates nobody handled. Silence is the reason of the alarm, so a monitor from outside gets it too.
"""

import time
from dataclasses import asdict, dataclass
from datetime import timedelta

import sqlalchemy as sa

from models import Deadline, Message, Post, Update
from models.enums import Priority, Role, UpdateState
from models.intake import UNHANDLED
from services.cards.card import Card, lines
from services.core.act import Moment
from services.core.town import Town
from services.messaging import ledger, messages, undelivered
from services.operations.kinds import WATCHDOG
from services.people import directory
from services.people.access import actors, with_posts
from texts import Words

EVERY = timedelta(minutes=10)
"""A person hears no second alarm within this time."""
PARKED_EVERY = timedelta(days=1)
"""The same when nothing but parked updates waits: the station was told of each when it was parked."""

POLL_PATIENCE = 60.0
"""Seconds for which Telegram may be out of reach before that is late."""

_OPERATORS = with_posts(Post.role == Role.OPERATOR)


@dataclass(frozen=True)
class Late:
    """How much stands still; all zero: nothing does."""

    deadlines: int = 0
    """Deadlines without their next step, or on which no area acted: the scheduler."""
    messages: int = 0
    """Unsent messages of life and orders: delivery, or the way to Telegram."""
    pending: int = 0
    """Updates that nobody handled: intake."""
    parked: int = 0
    """Updates that failed and wait for a person."""

    @property
    def well(self) -> bool:
        """Whether nothing is late."""
        return self == Late()

    def as_json(self) -> dict[str, int]:
        """Return what is late, by name, for a monitor: counts only."""
        return {name: count for name, count in asdict(self).items() if count}


@dataclass
class Reception:
    """Whether updates arrive: the poller notes it, the health page of the same process asks."""

    failing_since: float | None = None
    """On the monotonic clock; None while polls succeed, or when nobody polls here."""
    here: bool = False
    """Whether this process polls."""

    def failed(self) -> None:
        """Note a poll that failed."""
        self.here = True
        if self.failing_since is None:
            self.failing_since = time.monotonic()

    def succeeded(self) -> None:
        """Note a poll that succeeded."""
        self.here, self.failing_since = True, None

    def ended(self) -> None:
        """Note that this process polls no longer."""
        self.here, self.failing_since = False, None

    @property
    def late(self) -> int:
        """Seconds for which polls have failed, 0 within the patience."""
        failing = 0.0 if self.failing_since is None else time.monotonic() - self.failing_since
        return int(failing) if failing > POLL_PATIENCE else 0


async def look(act: Moment) -> Late:
    """Count what stands still."""
    before = act.now - act.town.settings.watchdog.overdue
    waiting_since = (
        sa.and_(Deadline.priority.in_(list(Priority)), Deadline.next_at < before),  # as the index of steps begins
        Deadline.lapse_at < before,
    )
    deadlines = 0
    for late in waiting_since:
        those = sa.select(sa.func.count(Deadline.id)).where(Deadline.ended_at.is_(None), late)
        deadlines += await act.session.scalar(those) or 0
    messages = await act.session.scalar(
        sa.select(sa.func.count(Message.id)).where(ledger.overdue(act.now), Message.event != WATCHDOG.event)
    )
    updates = await act.session.execute(
        sa.select(Update.state, sa.func.count())
        .where(
            sa.text(UNHANDLED), Update.state.in_((UpdateState.PENDING, UpdateState.PARKED)), Update.received_at < before
        )
        .group_by(Update.state)
    )
    waiting: dict[UpdateState, int] = {row[0]: row[1] for row in updates}
    return Late(deadlines, messages or 0, waiting.get(UpdateState.PENDING, 0), waiting.get(UpdateState.PARKED, 0))


async def watch(act: Moment) -> int:
    """Raise the alarm about what stands still; return how many persons were told."""
    return await alarm(act, await look(act))


async def alarm(act: Moment, late: Late) -> int:
    """Tell the station's desk and the operator; returns how many persons, 0 when all have heard it lately."""
    if late.well:
        return 0
    every = PARKED_EVERY if late == Late(parked=late.parked) else EVERY
    readers = [*await directory.alarmed(act.session, now=act.now), *await actors(act.session, _OPERATORS)]
    heard = set(
        await act.session.scalars(
            sa.select(Message.person_id).where(
                Message.person_id.in_([one.person_id for one in readers]),
                Message.created_at > act.now - every,
                Message.event == WATCHDOG.event,
            )
        )
    )
    return await messages.tell(
        act,
        [one for one in readers if one.chat_id is not None and one.person_id not in heard],
        lambda words: card(act.town, words, late),
        WATCHDOG,
        about=int(act.now.timestamp() // every.total_seconds()),
    )


def card(town: Town, words: Words, late: Late) -> Card:
    """Return the alarm: each part that stands still, and the remedy."""
    minutes = town.settings.watchdog.overdue // timedelta(minutes=1)
    said = [words(f"watchdog-{name}", count=count, minutes=minutes) for name, count in late.as_json().items()]
    rows = ((undelivered.ring_button(words),),) if late.messages else ()
    return Card(text=lines(words("watchdog-head"), *said, words("watchdog-foot")), rows=rows)
