"""Once a month the state of the seven lists is published to the members in their groups: figures and numbers only."""

from datetime import datetime, timedelta
from typing import cast

import sqlalchemy as sa

from models import Group, Problem, ProblemMonth
from models.enums import GroupState
from services.core.act import Moment
from services.core.database import Upsert
from services.core.tick import Tick, on_the_wall, once
from services.core.town import Town
from services.messaging import messages
from services.problems import cards, lists, notices, standing

WORTH = timedelta(days=7)
"""How long after its day a month is still worth publishing."""

_NEW = Upsert(lambda insert: insert(cast(sa.Table, ProblemMonth.__table__)).on_conflict_do_nothing())


def latest(town: Town, now: datetime) -> datetime | None:
    """Return the last time of a publication, at ``now`` or before it; None when the township publishes none."""
    rules, local = town.settings.problems, now.astimezone(town.zone)
    if rules.publish_on is None:
        return None
    day = local.date().replace(day=rules.publish_on)
    due = datetime.combine(day, rules.publish_at, town.zone)
    if due > local:
        before = (day.replace(day=1) - timedelta(days=1)).replace(day=rules.publish_on)
        due = datetime.combine(before, rules.publish_at, town.zone)
    return due


async def next_due(act: Moment) -> datetime | None:
    """Return the time of the next publication."""
    at = latest(act.town, act.now)
    if at is None:
        return None
    done = await act.session.scalar(sa.select(ProblemMonth.published_at).where(ProblemMonth.month == f"{at:%Y-%m}"))
    return act.now if done is None else on_the_wall(act, act.town.settings.problems.publish_at)


async def publish(act: Moment) -> int:
    """Publish a month, once; returns how many groups were told.

    A township that has just been set up begins with the next month; one that is a week late is left out, and so is a
    month in which the lists are empty.
    """
    at = latest(act.town, act.now)
    if at is None:
        return 0
    month = f"{at:%Y-%m}"
    first = await act.session.scalar(sa.select(ProblemMonth.month).limit(1)) is None
    await act.session.execute(_NEW.on(act.session), {"month": month, "published_at": act.now if first else None})
    row = await act.session.get_one(ProblemMonth, month, with_for_update=True, populate_existing=True)
    if row.published_at is not None:
        return 0
    row.published_at = act.now
    year = (at.replace(day=1) - timedelta(days=1)).year  # January's tells what December has closed
    tallies = await lists.tallies(act, year=year)
    if act.now - at > WORTH or not any(one.open or one.closed for one in tallies):
        return 0
    late = await act.session.scalars(
        sa.select(Problem).where(standing.late(act.now)).order_by(Problem.stage_due_at, Problem.id)
    )
    shown = await standing.load(act.session, list(late))
    groups = await act.session.scalars(
        sa.select(Group)
        .where(Group.state == GroupState.BOUND, Group.purpose.in_(act.town.settings.problems.publish_to))
        .order_by(Group.id)
    )
    return await messages.tell(
        act,
        list(groups),
        lambda words: cards.published(act.town, words, act.now, tallies, shown, year),
        notices.PUBLISHED,
        about=month,
        drill=act.town.settings.drill,
    )


TICKS = (Tick("publish_problems", next_due, once(publish), timedelta(minutes=1)),)
