"""The monthly reminder: village principals and the station's chief hear of the gaps of the roster."""

from datetime import datetime, timedelta
from typing import cast

import sqlalchemy as sa

from models import Post, RosterReminder
from models.enums import Priority, Role
from services.core.act import Moment
from services.core.database import Upsert
from services.core.tick import Tick, on_the_wall, once
from services.core.town import Town
from services.messaging import messages
from services.messaging.kinds import MessageKind
from services.people.access import actors, with_posts
from services.roster import check
from services.roster.gaps import gaps

WORTH = timedelta(days=7)
"""How long after its day the reminder is still worth telling."""
REMINDER = MessageKind("roster_reminder", Priority.REMINDER, WORTH, by_night=False)
KINDS = (REMINDER,)

_NEW = Upsert(lambda insert: insert(cast(sa.Table, RosterReminder.__table__)).on_conflict_do_nothing())
_READERS = with_posts(Post.role.in_((Role.VILLAGE_PRINCIPAL, Role.STATION_CHIEF)), ~Post.substitute)


def latest(town: Town, now: datetime) -> datetime:
    """Return when a reminder was due last, at ``now`` or before it, on the township's wall."""
    rules, local = town.settings.organisation, now.astimezone(town.zone)
    due = datetime.combine(local.date().replace(day=rules.remind_on), rules.remind_at, town.zone)
    if due > local:
        due = datetime.combine((due.replace(day=1) - timedelta(days=1)).date(), rules.remind_at, town.zone)
        due = due.replace(day=rules.remind_on)
    return due


async def next_due(act: Moment) -> datetime:
    """Return when a reminder is due next: now, or at the next day's hour at the earliest."""
    month = f"{latest(act.town, act.now):%Y-%m}"
    told = await act.session.scalar(sa.select(RosterReminder.told_at).where(RosterReminder.month == month))
    return act.now if told is None else on_the_wall(act, act.town.settings.organisation.remind_at)


async def tell(act: Moment) -> int:
    """Tell the people who answer for a gap; return how many, 0 when it was told before.

    A township that has just been set up begins with the next month; a reminder that is a week late is left out.
    """
    at = latest(act.town, act.now)
    month = f"{at:%Y-%m}"
    first = await act.session.scalar(sa.select(RosterReminder.month).limit(1)) is None
    await act.session.execute(_NEW.on(act.session), {"month": month, "told_at": act.now if first else None})
    row = await act.session.get_one(RosterReminder, month, with_for_update=True, populate_existing=True)
    if row.told_at is not None:
        return 0
    row.told_at = act.now
    if act.now - at > WORTH:
        return 0
    found, people = await gaps(act.session, act.town.settings), await check.silent(act.session)
    told = 0
    for person in await actors(act.session, _READERS):
        seen = check.seen_by(person, found, people)
        if seen.nothing:
            continue
        card = check.card(act.town, act.town.words(person.language), seen, head="roster-check-monthly")
        await messages.tell(act, [person], card, REMINDER, about=month)
        told += 1
    return told


TICKS = (Tick("remind_of_roster", next_due, once(tell), timedelta(minutes=1)),)
