"""The monthly reachability test: on a working day, in the morning, exactly once."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import cast

import sqlalchemy as sa

from models import Post, ReachabilityMonth
from services.calendar import working_time
from services.cards import wording
from services.cards.card import Card, lines
from services.core import journal, numbering
from services.core.act import Actor, Moment
from services.core.database import Upsert
from services.core.tick import on_the_wall
from services.core.town import Town
from services.messaging import messages
from services.people import directory
from services.reachability import asking, blockers, kinds
from texts import Words

LATE = timedelta(hours=4)
"""How long after its hour it may still begin; later it waits for the next working day."""
WORTH = timedelta(days=7)
"""A test this much later than its day is left out."""

_ANYBODY = sa.select(Post.id).where(Post.active).limit(1)
_NEW = Upsert(lambda insert: insert(cast(sa.Table, ReachabilityMonth.__table__)).on_conflict_do_nothing())


class Said(StrEnum):
    """Why a month's test does not come now."""

    DONE = "done"  # everybody was asked just before
    PUT_OFF = "put-off"  # something real goes on
    MISSED = "missed"  # its week has passed


def working_day(town: Town, at: datetime) -> datetime:
    """Return the first working day at or after an instant, at its test's hour on the township's wall."""
    day = at.astimezone(town.zone).date()
    while not working_time.is_working_day(town.settings.working_time, day):
        day += timedelta(days=1)
    return datetime.combine(day, town.settings.roll_call.test_at, town.zone)


def latest(town: Town, now: datetime) -> tuple[str, datetime] | None:
    """Return the newest month whose test is planned at ``now`` or before, and when; None: the township wants none."""
    on = town.settings.roll_call.test_on
    if on is None:
        return None
    first = now.astimezone(town.zone).replace(day=1)
    for month in (first, (first - timedelta(days=1)).replace(day=1)):
        planned = working_day(town, month.replace(day=on))
        if planned <= now:
            return f"{month:%Y-%m}", planned
    return None


async def next_due(act: Moment) -> datetime | None:
    """Return when this month's test is looked at next: now, or at the next day's hour at the earliest."""
    rules = act.town.settings.roll_call
    if rules.test_on is None:
        return None
    return act.now if await due(act) else on_the_wall(act, rules.test_at)


async def due(act: Moment) -> bool:
    """Whether this month's test needs a look; nothing is written."""
    planned = latest(act.town, act.now)
    if planned is None:
        return False
    row = await act.session.get(ReachabilityMonth, planned[0], populate_existing=True)
    return row is None or (row.settled_at is None and row.next_at <= act.now)


async def run(act: Moment) -> bool:
    """Send this month's test, leave it out, or put it off; returns whether anything was done.

    Left out where everybody was asked within ``test_every``; put off to the next working day while something real goes
    on. Both are said to the station. A township that has just been set up begins with the next month.
    """
    planned = latest(act.town, act.now)
    if planned is None:
        return False
    month, at = planned
    first = await act.session.scalar(sa.select(ReachabilityMonth.month).limit(1)) is None
    await act.session.execute(
        _NEW.on(act.session), {"month": month, "next_at": at, "settled_at": act.now if first else None}
    )
    row = await act.session.get_one(ReachabilityMonth, month, with_for_update=True, populate_existing=True)
    if row.settled_at is not None or row.next_at > act.now:
        return False
    if act.now - at > WORTH:
        row.settled_at = act.now
        await _tell(act, month, Said.MISSED, at)
    elif await act.session.scalar(_ANYBODY) is None:
        row.settled_at = act.now
    elif await blockers.busy(act.session, now=act.now):
        row.next_at = _next(act.town, act.now)
        await _tell(act, month, Said.PUT_OFF, row.next_at)
    elif not _fits(act.town, act.now):
        row.next_at = _next(act.town, act.now)
    else:
        row.settled_at = act.now
        await _send(act, month)
    return True


async def _send(act: Moment, month: str) -> None:
    """Ask everybody; say so instead where everybody was asked lately."""
    since = act.now - act.town.settings.roll_call.test_every
    before = await blockers.last(act.session, None, since=since)
    if before is None:
        number = await numbering.next_in(act.session, asking.SERIES)  # waits for a test that starts at this moment
        before = await blockers.last(act.session, None, since=since)
        if before is None:
            await asking.send(act, number, None, None)
            return
    await _tell(act, month, Said.DONE, before.started_at)


def _fits(town: Town, now: datetime) -> bool:
    """Whether it may begin now: on a working day, not long after its hour, and over before the quiet hours."""
    hour = working_day(town, now)
    return hour <= now <= hour + LATE and blockers.night(town, now) is None


def _next(town: Town, now: datetime) -> datetime:
    """Return the next working day's hour; today's when it is still to come."""
    today = working_day(town, now)
    return (today if today > now else working_day(town, now + timedelta(days=1))).astimezone(UTC)


async def _tell(act: Moment, month: str, said: Said, at: datetime) -> None:
    """Tell the station's leaders and who is on duty, once a day, that the test does not come now; journalled."""
    await journal.record(act, f"reachability_month:{month}", said.value, details={"at": at.astimezone(UTC).isoformat()})
    readers: list[Actor] = [
        *await directory.station_leaders(act.session),
        *await directory.station_desk(act.session, now=act.now),
    ]

    def card(words: Words) -> Card:
        said_so = words(f"reach-month-{said.value}", at=act.town.on_the_wall(at))
        return Card(text=lines(wording.drill(act.town, words), said_so))

    today = act.today.isoformat()
    await messages.tell(act, readers, card, kinds.MONTH, about=(month, today), drill=act.town.settings.drill)
