"""Strangers and groups that send without end: answered once and then rarely, counted, and told to the station."""

from datetime import datetime, timedelta

from models import Attempt
from services.accounts import kinds
from services.cards.card import Card
from services.core.act import Moment
from services.core.town import Town
from services.messaging import messages
from services.people import directory

AGAIN_AFTER = timedelta(minutes=10)
"""So long a time the same answer counts as given."""
FLOODS = (30, 300, 3000, 30_000)
"""Messages of one day from one stranger at which the station is told."""


async def today(act: Moment, chat_id: int) -> Attempt:
    """Return the row of today for an account or a group."""
    row = await seen_today(act, chat_id)
    if row is None:
        day = day_of(act.town, act.now)
        row = Attempt(telegram_id=chat_id, day=day, count=0, told_station=False, messages=0, answers={})
        act.session.add(row)
    return row


async def seen_today(act: Moment, chat_id: int) -> Attempt | None:
    """Return the row of today, if there is one."""
    return await act.session.get(Attempt, (chat_id, day_of(act.town, act.now)))


def day_of(town: Town, at: datetime) -> str:
    """Return the township's date."""
    return at.astimezone(town.zone).date().isoformat()


async def is_due(act: Moment, chat_id: int, answer: str, *, most: int = 1) -> bool:
    """Note that an answer is about to be given in a chat; False when it was given there ``most`` times lately."""
    row = await today(act, chat_id)
    given = [at for at in row.answers.get(answer, ()) if act.now - datetime.fromisoformat(at) < AGAIN_AFTER]
    if len(given) >= most:
        return False
    row.answers = {**row.answers, answer: [*given, act.now.isoformat()]}
    return True


async def count(act: Moment, telegram_id: int) -> None:
    """Count a message of a stranger, and tell the station of a flood."""
    row = await today(act, telegram_id)
    row.messages += 1
    number = row.messages
    if number in FLOODS:
        await messages.tell(
            act,
            await directory.alarmed(act.session, now=act.now),
            lambda words: Card(text=words("identity-flood", telegram_id=str(telegram_id), count=number)),
            kinds.FLOOD,
            about=(telegram_id, row.day, number),
        )
