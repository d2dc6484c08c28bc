"""Messages that did not arrive, in words: the alarm, a line for each person (``services.calls`` has the list)."""

from datetime import datetime

import sqlalchemy as sa
from markupsafe import Markup
from sqlalchemy.ext.asyncio import AsyncSession

from models import Group, Message
from models.enums import GroupPurpose, GroupState, MessageState
from models.outbox import BESIDE
from services.cards.card import Button, Card, button, lines
from services.core.act import Moment
from services.core.labels import name
from services.core.town import Town
from services.messaging import ledger, messages
from services.messaging.kinds import UNDELIVERED
from services.messaging.ledger import GRAVE, NOT_REACHED, TROUBLED, Undelivered, grave_trouble
from services.messaging.messages import Recipient
from services.people import directory
from texts import Words

OPEN = "undelivered"
"""The action of a button: the list; its subject is the page, counted from 0."""
OPEN_CASE = "open"
"""The action of a button: a case out of a list; its extra is the list to return to (``handlers.kit.lists``)."""
CALLED = "called"
"""The action of a button of old lists: "told by phone"; its subject is the message's id."""
NAMED, LOOKED_AT = 5, 300
"""People named in an alarm, and messages looked at for them; the list has them all."""
ALARM_EVERY = 600
"""Seconds within which failures refresh one alarm instead of sending another: an edit alone rings nobody's phone."""


def line(town: Town, words: Words, entry: Undelivered, *, more: int = 0) -> Markup:
    """Return one entry in words; ``more`` wait for the same person."""
    until = words.time(entry.held_until, town.zone) if entry.held_until else ""
    reason = words.plain(entry.reason if words.has(entry.reason) else "failure-other", until=until)
    about = [words.plain("undelivered-drill")] if entry.drill else []
    about += [words.time(entry.message.created_at, town.zone), name(words, entry.message.priority)]
    about += [part for part in (entry.number, reason) if part]
    return words(
        "undelivered-line",
        who=entry.callee.name if entry.callee is not None and words.whole_names else entry.who,
        details=" ".join(part for part in (entry.where, entry.phone) if part),
        about=" · ".join(about),
        desk=entry.desk or "no",
        more=more,
    )


def ring_button(words: Words) -> Button:
    """Return the button that leads to the people to telephone."""
    return button(words.plain("calls-open"), OPEN, 0)


async def untended(session: AsyncSession, *, limit: int) -> list[Message]:
    """Return messages of life and orders that did not arrive and that no other channel has been tried for."""
    return await _untried(
        session, sa.and_(ledger.UNSETTLED_ROWS, Message.state.in_(TROUBLED), Message.priority <= GRAVE), limit
    )


async def beside(session: AsyncSession, *, limit: int) -> list[Message]:
    """Return messages that other channels are to carry whatever Telegram does, and have not been given yet."""
    wanted = Message.state.not_in((MessageState.REPLACED, MessageState.EXPIRED))
    return await _untried(session, sa.and_(sa.text(BESIDE), wanted, Message.confirmed_at.is_(None)), limit)


async def _untried(session: AsyncSession, condition: sa.ColumnElement[bool], limit: int) -> list[Message]:
    untried = sa.select(Message).where(condition, Message.fallback.is_(None), Message.called_at.is_(None))
    return list(await session.scalars(untried.order_by(Message.priority, Message.id).limit(limit)))


async def overdue(session: AsyncSession, *, now: datetime, limit: int) -> list[Message]:
    """Return messages to persons that should have gone long ago, for another channel to carry as well."""
    waits = sa.and_(Message.state == MessageState.QUEUED, Message.person_id.is_not(None))
    return await _untried(session, sa.and_(ledger.overdue(now), waits), limit)


async def held(session: AsyncSession, *, now: datetime, limit: int) -> list[Message]:
    """Return messages that Telegram will hold for long: other channels are tried, and somebody must call."""
    return await _untried(session, ledger.held(now), limit)


async def tend(session: AsyncSession, message_id: int, channel: str | None) -> None:
    """Note which channel reached the person beside Telegram; None: none did, somebody must call."""
    await session.execute(
        sa.update(Message)
        .where(Message.id == message_id, Message.fallback.is_(None))
        .values(fallback=channel or NOT_REACHED)
        .execution_options(synchronize_session=False)
    )


async def alarm(act: Moment) -> None:
    """Tell the station which orders and messages of life did not arrive: its group, else the people at the desk."""
    entries, total = await grave_trouble(act, limit=LOOKED_AT)
    if not entries:
        return
    bound = sa.select(Group).where(
        Group.purpose == GroupPurpose.STATION,
        Group.state == GroupState.BOUND,
        Group.chat_id.not_in(ledger.held_chats(act.now)),
    )
    readers: list[Recipient] = [*await act.session.scalars(bound)]
    if not readers:
        readers = [one for one in await directory.alarmed(act.session, now=act.now) if one.chat_id]
    at = int(act.now.timestamp())
    await messages.tell(
        act,
        readers,
        lambda words: _alarm_card(act.town, words, entries, total),
        UNDELIVERED,
        about=(max(entry.message.id for entry in entries), total, at),
        place=UNDELIVERED.key(at // ALARM_EVERY),
    )


def _alarm_card(town: Town, words: Words, entries: list[Undelivered], total: int) -> Card:
    """Return the alarm: a line for each person, with the gravest of what waits for them, and the way to the list."""
    people: dict[tuple[int | str, bool], list[Undelivered]] = {}
    for entry in entries:
        people.setdefault((entry.message.person_id or entry.who, entry.drill), []).append(entry)
    shown = list(people.values())[:NAMED]
    text = lines(
        words("undelivered-alarm", count=total, people=len(people)),
        *(line(town, words, theirs[0], more=len(theirs) - 1) for theirs in shown),
        words("undelivered-more", count=len(people) - len(shown)) if len(people) > len(shown) else None,
    )
    return Card(text=text, rows=((ring_button(words),),))
