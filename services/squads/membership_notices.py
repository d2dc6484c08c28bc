"""News of a squad's group for its captain: people who left, strangers who came; together, and not at night."""

from collections import defaultdict
from datetime import datetime, timedelta

import sqlalchemy as sa

from models import Group, GroupMember, Squad
from models.enums import Action, GroupState, Priority
from services.calendar import quiet_hours
from services.core.act import Moment
from services.core.tick import Tick, in_portions
from services.messaging import messages
from services.people import directory
from services.people.access import may
from services.squads import kinds, membership, membership_cards, squads

TOGETHER = timedelta(minutes=10)
"""News waits so long for company: a squad that is being added one by one is one message."""
AT_ONCE = 10
"""Groups told of in one transaction."""

_NEWS = GroupMember.present != GroupMember.told


async def next_due(act: Moment) -> datetime | None:
    """Return when news has waited long enough next, outside the quiet hours."""
    since: datetime | None = await act.session.scalar(sa.select(sa.func.min(GroupMember.since)).where(_NEWS))
    return since and quiet_hours.until(act.town, Priority.REMINDER, max(since + TOGETHER, act.now))


async def tell(act: Moment) -> int:
    """Tell the news of some groups to those in charge; returns of how many groups, 0 when all is told."""
    if quiet_hours.until(act.town, Priority.REMINDER, act.now) > act.now:
        return 0
    ripe = (
        sa.select(GroupMember.group_id).where(_NEWS, GroupMember.since <= act.now - TOGETHER).distinct().limit(AT_ONCE)
    )
    rows = await act.session.scalars(
        sa.select(GroupMember)
        .where(_NEWS, GroupMember.group_id.in_(ripe))
        .with_for_update()
        .order_by(GroupMember.since)
    )
    news: dict[int, list[GroupMember]] = defaultdict(list)
    for row in rows:
        news[row.group_id].append(row)
        row.told = row.present
    for group_id, changed in news.items():
        group = await act.session.get_one(Group, group_id)
        squad = await act.session.get(Squad, group.scope or 0)
        if squad is not None and squad.active and group.state is GroupState.BOUND:
            await _tell(act, group, squad, changed)
    await act.session.flush()
    return len(news)


async def _tell(act: Moment, group: Group, squad: Squad, changed: list[GroupMember]) -> None:
    mates = {mate.telegram_id: mate for mate in await squads.mates_of(act.session, squad.id)}
    left = [mates[row.telegram_id] for row in changed if row.telegram_id in mates and not row.present]
    strange = [row for row in changed if row.telegram_id not in mates and row.present]
    came = await membership.others(act.session, strange)
    if not left and not came:
        return
    await messages.tell(
        act,
        await squads.in_charge(act.session, squad.id, now=act.now),
        lambda words: membership_cards.news(act.town, words, squad, group.title, left, came),
        kinds.GROUP_NEWS,
        about=(group.id, int(act.now.timestamp() * 1000)),
    )


async def show_count(act: Moment, group: Group, person_id: int) -> None:
    """Send the comparison to the person who wanted the group counted, if that person may still see the squad."""
    for person in await directory.by_ids(act.session, [person_id]):
        seen = await squads.visible(act.session, person) if may(person, Action.SEE_SQUAD) else []
        squad = next((one for one in seen if one.id == group.scope), None)
        found = await membership.compare(act.session, squad) if squad is not None else None
        if squad is None or found is None:
            continue
        card = membership_cards.comparison(act.town, act.town.words(person.language), squad, found)
        about = (group.id, int(act.now.timestamp() * 1000))
        await messages.tell(act, [person], card, kinds.COUNTED, about=about)


TICKS = (Tick("tell_memberships", next_due, in_portions(tell), timedelta(seconds=10)),)
