"""Destroy history that has served, in portions. Personal data serves the response and is destroyed afterwards
(突发事件应对法 85); evidence stays.

Kept for ever: cases with their files, reports, deadlines and journal, where the words of questions stand;
messages of life and calls about them; everything that still waits: an update that nobody handled, an order that did not
arrive and that nobody has telephoned, everything about an open case.
The journal is chained by hash per subject, so a chain is destroyed whole or not at all: only the answers to
reachability tests are.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import (
    Call,
    Case,
    Deadline,
    FiredStep,
    HouseholdWindow,
    Inquiry,
    JournalEntry,
    Message,
    Reminder,
    RollCall,
    SentCard,
    Update,
)
from models.enums import OPEN, MessageState, Priority, RollCallKind, UpdateState
from models.outbox import NOT_OF_LIFE, UNSETTLED
from services.core import journal
from services.core.database import begins
from services.core.tick import GIVE_WAY
from services.core.town import Town
from services.settings.areas.retention import Retention

AT_ONCE = 500
"""Rows destroyed in one transaction: a few hundredths of a second for the writers that wait."""
SUBJECT = "retention"
"""The journal's subject: what was destroyed, in numbers."""

Portion = Callable[[AsyncSession, datetime], Awaitable[int]]
"""Destroys some of what ended before a time, and returns how much."""


async def forget(town: Town) -> int:
    """Destroy everything whose time is over, in a transaction for each portion; journal how much, and return it."""
    gone: dict[str, int] = {}
    for name, (kept, portion) in PORTIONS.items():
        before = town.now() - kept(town.settings.retention)
        while True:
            async with town.database.transaction() as session:
                some = await portion(session, before)
            if not some:
                break
            gone[name] = gone.get(name, 0) + some
            await asyncio.sleep(GIVE_WAY)
    if gone:
        async with town.database.transaction() as session:
            await journal.append(session, SUBJECT, "forget", now=town.now(), actor_id=None, details=gone)
    return sum(gone.values())


_RUNNING = sa.select(Deadline.id).where(Deadline.ended_at.is_(None))
_INTO = sa.orm.aliased(Case)
_OPEN: sa.CompoundSelect[int] = sa.union_all(
    sa.select(Case.id).where(Case.state.in_(OPEN)),
    sa.select(Case.id).join(_INTO, _INTO.id == Case.merged_into_id).where(_INTO.state.in_(OPEN)),
    sa.select(Deadline.case_id).where(Deadline.ended_at.is_(None), Deadline.case_id.is_not(None)),
)
"""Cases that are open, were merged into an open one, or still owe something: few, whatever the town has done."""
_OF_OPEN = sa.select(Deadline.id).where(Deadline.case_id.in_(_OPEN))


def _outside(column: Any, *those: Any) -> sa.ColumnElement[bool]:
    """Find what is about none of those."""
    return sa.or_(column.is_(None), sa.and_(*(column.not_in(ids) for ids in those)))


def _ended(deadline_id: Any) -> sa.ColumnElement[bool]:
    """Find what is about a deadline that has ended, of no open case."""
    return _outside(deadline_id, _RUNNING, _OF_OPEN)


def _rows(model: Any, since: Any, *over: sa.ColumnElement[bool] | sa.TextClause) -> Portion:
    """Destroy rows of a table by the time since which they are history."""
    key = sa.inspect(model).primary_key[0]
    old = sa.select(key).where(since < sa.bindparam("before"), *over).limit(AT_ONCE)

    async def portion(session: AsyncSession, before: datetime) -> int:
        ids = list(await session.scalars(old, {"before": before}))
        if ids:
            await session.execute(sa.delete(model.__table__).where(key.in_(ids)))
        return len(ids)

    return portion


_SHOWN = sa.exists().where(Message.card == SentCard.card, Message.chat_id == SentCard.chat_id)


async def _cards(session: AsyncSession, before: datetime) -> int:
    """Destroy the places of cards in chats, when no message of theirs is kept."""
    old = sa.select(SentCard.card, SentCard.chat_id).where(SentCard.shown_at < before, ~_SHOWN).limit(AT_ONCE)
    found = list(await session.execute(old))
    for card, chat_id in found:
        await session.execute(sa.delete(SentCard).where(SentCard.card == card, SentCard.chat_id == chat_id))
    return len(found)


async def _test_answers(session: AsyncSession, before: datetime) -> int:
    """Destroy the journal's chains of the answers to one reachability test; its result stays, with each answer."""
    start = sa.literal("roll_call:") + sa.cast(RollCall.id, sa.String)
    chains = sa.exists().where(JournalEntry.subject > start + ":", JournalEntry.subject < start + ";")
    one = await session.scalar(
        sa.select(RollCall.id)
        .where(RollCall.kind == RollCallKind.REACHABILITY, RollCall.closed_at < before, chains)
        .limit(1)
    )
    if one is None:
        return 0
    gone = await session.execute(sa.delete(JournalEntry).where(begins(JournalEntry.subject, f"roll_call:{one}:")))
    return int(gone.rowcount)  # type: ignore[attr-defined]


_UNTOLD = ~sa.exists().where(Reminder.step_id == FiredStep.id)
_OF_LIFE = begins(Call.matter, "broadcast.")
"""Only the silent of a red broadcast are called: evidence, like the message."""
_WAITS = sa.and_(sa.text(UNSETTLED), sa.or_(Message.priority <= Priority.ORDER, Message.call))

PORTIONS: Mapping[str, tuple[Callable[[Retention], timedelta], Portion]] = {
    "updates": (
        lambda kept: kept.updates,
        _rows(Update, Update.received_at, Update.state == UpdateState.HANDLED),
    ),
    "messages": (
        lambda kept: kept.messages,
        _rows(
            Message,
            Message.created_at,
            sa.text(NOT_OF_LIFE),
            Message.state.not_in((MessageState.QUEUED, MessageState.SENDING)),
            ~_WAITS,
            _outside(Message.case_id, _OPEN),
            _outside(Message.deadline_id, _RUNNING),
        ),
    ),
    "calls": (lambda kept: kept.messages, _rows(Call, Call.at, ~_OF_LIFE)),
    "inquiries": (lambda kept: kept.messages, _rows(Inquiry, Inquiry.asked_at, _outside(Inquiry.case_id, _OPEN))),
    "cards": (lambda kept: kept.messages, _cards),
    "reminders": (lambda kept: kept.reminders, _rows(Reminder, Reminder.told_at, _ended(Reminder.deadline_id))),
    "steps": (
        lambda kept: kept.reminders,
        _rows(FiredStep, FiredStep.fired_at, _UNTOLD, _ended(FiredStep.deadline_id)),
    ),
    "household_windows": (
        lambda kept: kept.household_windows,
        _rows(HouseholdWindow, HouseholdWindow.closes_at),
    ),
    "test_answers": (lambda kept: kept.test_answers, _test_answers),
}
"""The kinds of history, destroyed in this order: reminders before the steps that they tell of."""
