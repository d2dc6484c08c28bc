"""The contact with Telegram: when it last was, so that a process that does not poll knows it, and what an outage lost.

Telegram keeps what it could not hand over for 24 hours (Bot API, "Getting updates"). After a longer outage a gap in the
numbers of the updates shows that some are lost; the station is told once, with the span of time.
"""

from datetime import timedelta

import sqlalchemy as sa

from models import LastContact, Update
from services.cards.card import Card
from services.core.act import Moment
from services.core.town import Town
from services.messaging import messages
from services.people import directory
from services.reception.kinds import LOSS

KEPT = timedelta(hours=24)
"""Telegram's time for what it could not hand over."""
NUMBERS_END = timedelta(days=6)
"""After so long the numbers may begin again at random (Bot API, ``update_id``: a week), and tell of no gap."""
SETTLED = timedelta(minutes=1)
"""After so long no earlier update is still on its way over another connection."""


def bot_of(town: Town) -> int:
    """Return the id of the township's bot, which its token begins with."""
    number = town.token.partition(":")[0]
    return int(number) if number.isdecimal() and len(number) < 19 else 0


async def note(act: Moment, *, polls: bool) -> None:
    """Note a contact; the first one after a long outage keeps the span of which updates may be lost."""
    row = await act.session.get(LastContact, bot_of(act.town))
    if row is None:
        act.session.add(LastContact(bot_id=bot_of(act.town), at=act.now, polls=polls))
        return
    if act.now - row.at > KEPT and row.lost_from is None:
        row.after_id = await act.session.scalar(sa.select(sa.func.max(Update.update_id)))
        row.lost_from, row.lost_until = row.at, act.now - KEPT
    row.at, row.polls = act.now, polls


async def silent_for(act: Moment) -> timedelta:
    """Return for how long no poll of any process has succeeded; none when nobody polls for this bot."""
    row = await act.session.get(LastContact, bot_of(act.town))
    return act.now - row.at if row is not None and row.polls else timedelta()


async def suspects(act: Moment) -> bool:
    """Whether there is a span of which updates may be lost."""
    row = await act.session.get(LastContact, bot_of(act.town))
    return row is not None and row.lost_from is not None


async def tell_loss(act: Moment) -> int:
    """Tell the station of a span of which updates are lost, if their numbers show it; return how many people."""
    row = await act.session.get(LastContact, bot_of(act.town), with_for_update=True)
    if row is None or row.lost_from is None or row.lost_until is None:
        return 0
    since, until, after = row.lost_from, row.lost_until, row.after_id or 0
    if until + KEPT - since < NUMBERS_END:
        first = await act.session.scalar(sa.select(sa.func.min(Update.update_id)).where(Update.update_id > after))
        if first is None or (first != after + 1 and act.now < until + KEPT + SETTLED):
            return 0
        if first == after + 1:
            row.lost_from = row.lost_until = None
            return 0
    row.lost_from = row.lost_until = None
    zone = act.town.zone
    return await messages.tell(
        act,
        await directory.station(act.session),
        lambda words: Card(text=words("messages-lost", since=words.time(since, zone), until=words.time(until, zone))),
        LOSS,
        about=int(since.timestamp()),
    )
