"""A year whose holidays are not published yet (DOMAIN §3): its weekdays count provisionally, marked as such, the
operator is alarmed ahead of time, and the times are computed again when the data comes."""

from datetime import datetime, timedelta
from functools import partial

import sqlalchemy as sa

from models import Deadline, Post
from models.enums import STATION_LEADERS, Role
from services.calendar import working_time
from services.cards.card import Card
from services.core.act import Moment
from services.core.database import DEADLINES, wake
from services.core.town import Town
from services.deadlines import deadlines, owed
from services.messaging import messages
from services.people.access import actors, with_posts
from services.reminders import kinds
from texts import Words

_CONCERNED = with_posts(Post.role.in_({Role.OPERATOR, *STATION_LEADERS}))


def missing(town: Town, now: datetime) -> int | None:
    """Return the year whose holidays should be known by now and are not; None when all is well."""
    rules = town.settings.working_time
    ahead = now.astimezone(town.zone).date() + timedelta(days=rules.alarm_days_ahead)
    years = range(now.astimezone(town.zone).year, ahead.year + 1)
    return next((year for year in years if not working_time.is_known(rules, year)), None)


async def alarm(act: Moment) -> int:
    """Tell the operators and the station's leaders, once a week, that a year's holidays are not known; how many.

    Only an operator reads about files.
    """
    year = missing(act.town, act.now)
    if year is None:
        return 0
    week = act.now.astimezone(act.town.zone).strftime("%G-W%V")
    told = 0
    concerned = await actors(act.session, _CONCERNED)
    for key, operates in (("holidays-unknown", True), ("holidays-provisional", False)):
        those = [one for one in concerned if (Role.OPERATOR in one.roles) is operates]
        draw = partial(_holidays, key, year)
        told += await messages.tell(act, those, draw, kinds.HOLIDAYS, about=(year, week))
    return told


def _holidays(key: str, year: int, words: Words) -> Card:
    return Card(text=words(key, year=str(year)))


async def recompute_all(act: Moment) -> int:
    """Compute again the deadlines that reached into an unknown year and no longer do. Days set by hand stay."""
    rows = await act.session.scalars(
        sa.select(Deadline)
        .where(Deadline.provisional, Deadline.ended_at.is_(None), Deadline.kind.in_(act.town.owed))
        .order_by(Deadline.due_at, Deadline.id)
        .with_for_update(skip_locked=True)
    )
    done = 0
    for row in rows:
        if not deadlines.settled(act.town, row):
            continue
        recompute = owed.of(act.town, row.kind).recompute
        if row.usual and recompute is not None:
            await recompute(act, row)
        if row.paused:  # it has no steps until it goes on, which looks at the calendar itself
            row.provisional = False
        else:
            deadlines.schedule(act.town, row)
        done += 1
    await act.session.flush()
    wake(act.session, DEADLINES)
    return done
