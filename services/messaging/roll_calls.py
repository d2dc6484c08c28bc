"""Asking many people and hearing each (点名): opened for everybody at once, answered alone, the silent asked again.

An answer is personal: the first one never silences the rest (DOMAIN §5.3). Somebody
telephones the people who stay silent after the last chase: a call task, taken back when they answer after all.
"""

from collections import Counter
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Message, RollCall, RollCallEntry
from models.enums import Answer, Priority, RollCallKind
from services.cards.card import Card
from services.core import journal
from services.core.act import Act, Actor, Moment
from services.core.database import begins
from services.core.errors import Stale
from services.messaging import messages, standing
from services.messaging.kinds import ROLL_CALL, MessageKind
from services.people import directory
from services.settings.clocks import ChaseRules

ANSWER = "roll_call"
"""The action of a button under a question; its subject is the roll call, its extra the answer."""
CALL = "call"
"""The name of a person's last question: somebody telephones."""
AT_ONCE = 100
"""Entries chased in one transaction."""

_TABLE = cast(sa.Table, RollCallEntry.__table__)


@dataclass(frozen=True)
class Chase:
    """A question to the silent: one line a person, its urgency, and for how long it is worth sending.

    A line answers the first question; ``Card.in_full`` has that question for a chat that does not show it.
    """

    cards: Mapping[int, Card]
    priority: Priority
    lifetime: timedelta | None = None
    beside: bool = False
    """Whether the question before the last goes by the channels beside Telegram too: a phone may just be silent."""
    kind: MessageKind = ROLL_CALL
    call: bool = True
    """Whether somebody telephones a person who is asked for the last time."""


Draw = Callable[[Moment, RollCall, Sequence[Actor], int], Awaitable[Chase | None]]
"""Draws the next question for people of a roll call, from how often they were asked before. None: no longer."""


@dataclass(frozen=True)
class RollCallDraw:
    """How an area draws the next question of its kind of roll call; ``services.registry`` gathers them."""

    kind: RollCallKind
    draw: Draw


@dataclass(frozen=True)
class Counts:
    """The figures of a roll call."""

    asked: int
    answers: Mapping[Answer, int]
    silent: int
    unreached: int
    """Of the silent, those out of reach in chat."""


def place(roll_call_id: int) -> str:
    """Return the name of the card on which a person answers a roll call; a question that is asked again answers it."""
    return f"roll_call:{roll_call_id}"


async def open_roll_call(
    session: AsyncSession,
    kind: RollCallKind,
    persons: Collection[Actor],
    reasons: Mapping[int, str],
    *,
    chase_at: Sequence[timedelta],
    drill: bool,
    now: datetime,
) -> RollCall:
    """Open a roll call for these people, who are asked now; ``chase_at`` counts from here."""
    plan = [span.total_seconds() for span in chase_at]
    roll_call = RollCall(kind=kind, drill=drill, opened_at=now, chase_at=plan, closed_at=None)
    session.add(roll_call)
    await session.flush()
    await call_up(session, roll_call, persons, reasons, now=now)
    return roll_call


async def call_up(
    session: AsyncSession, roll_call: RollCall, persons: Collection[Actor], reasons: Mapping[int, str], *, now: datetime
) -> list[Actor]:
    """Add people to a roll call, and return the new ones; their clocks start now."""
    known = set(
        await session.scalars(sa.select(RollCallEntry.person_id).where(RollCallEntry.roll_call_id == roll_call.id))
    )
    new = [one for one in persons if one.person_id not in known]
    if new:
        following = now + timedelta(seconds=roll_call.chase_at[0]) if roll_call.chase_at else None
        alike = {"roll_call_id": roll_call.id, "asked_at": now, "chased": 0, "next_at": following}
        rows = ({"person_id": one.person_id, "unreached": reasons.get(one.person_id)} for one in new)
        await session.execute(sa.insert(_TABLE), [alike | row for row in rows])
    return new


async def answer(
    act: Act, roll_call_id: int, said: Answer, *, late: bool = False
) -> tuple[RollCallEntry, Answer | None]:
    """Take a person's answer; returns the entry and what was answered before. The same again changes nothing.

    Raises ``Stale`` when the person is not part of the roll call, or it is over and being ``late`` does not count.
    """
    of_call = sa.select(RollCall.closed_at, RollCall.chase_at).where(RollCall.id == roll_call_id)
    # To close and count it waits for the answers that are just being given.
    asked = (await act.session.execute(of_call.with_for_update(read=True))).first()
    entry: RollCallEntry | None = await act.session.scalar(
        sa.select(RollCallEntry)
        .where(RollCallEntry.roll_call_id == roll_call_id, RollCallEntry.person_id == act.actor.person_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if asked is None or entry is None:
        raise Stale("roll-call-not-on-it")
    closed, plan = asked
    if closed is not None and not late:
        raise Stale("roll-call-closed")
    before = entry.answer
    entry.answer, entry.next_at = said, None
    entry.answered_at = entry.answered_at or act.at
    if before is None:
        waiting = [ROLL_CALL.key((roll_call_id, what), act.actor.person_id) for what in (CALL, _before_the_last(plan))]
        await _call_off(act.session, Message.dedupe.in_(waiting))
        if entry.chased:
            await standing.settle(act, place(roll_call_id), Message.person_id == act.actor.person_id)
    await act.session.flush()
    if before is not said:
        subject = f"roll_call:{roll_call_id}:{act.actor.person_id}"  # one chain a person: thousands answer
        await journal.record(act, subject, said.value, from_state=before)
    return entry, before


async def counts(session: AsyncSession, roll_call_id: int) -> Counts:
    """Count a roll call's answers."""
    rows = await session.execute(
        sa.select(_TABLE.c.answer, _TABLE.c.unreached.is_not(None), sa.func.count())
        .where(_TABLE.c.roll_call_id == roll_call_id)
        .group_by(_TABLE.c.answer, _TABLE.c.unreached.is_not(None))
    )
    answers: Counter[Answer] = Counter()
    silent = unreached = 0
    for said, away, count in rows:
        if said is not None:
            answers[said] += count
        else:
            silent += count
            unreached += count if away else 0
    return Counts(silent + answers.total(), answers, silent, unreached)


async def silent(session: AsyncSession, roll_call_id: int) -> list[RollCallEntry]:
    """Return the entries without an answer."""
    silent = sa.select(RollCallEntry).where(RollCallEntry.roll_call_id == roll_call_id, RollCallEntry.answer.is_(None))
    return list(await session.scalars(silent.order_by(RollCallEntry.person_id)))


async def who_said(session: AsyncSession, roll_call_id: int, said: Answer) -> set[int]:
    """Return the people whose last answer is this one."""
    own = sa.select(RollCallEntry.person_id).where(RollCallEntry.roll_call_id == roll_call_id)
    return set(await session.scalars(own.where(RollCallEntry.answer == said)))


async def close(act: Moment, roll_call_id: int, *, late: bool = False) -> None:
    """End a roll call: nobody is asked again, nobody need be telephoned.

    Unless being ``late`` counts, the lines that asked the silent again lose their buttons.
    """
    roll_call = await act.session.get_one(RollCall, roll_call_id)
    roll_call.closed_at = act.now
    await act.session.execute(sa.update(_TABLE).where(_TABLE.c.roll_call_id == roll_call.id).values(next_at=None))
    theirs = begins(Message.dedupe, ROLL_CALL.key(roll_call.id))
    await _call_off(act.session, sa.and_(sa.or_(Message.call, Message.beside), theirs))
    if not late:
        unanswered = (_TABLE.c.roll_call_id == roll_call.id, _TABLE.c.chased > 0, _TABLE.c.answer.is_(None))
        silent = sa.select(_TABLE.c.person_id).where(*unanswered)
        await standing.settle(act, place(roll_call.id), Message.person_id.in_(silent))


async def _call_off(session: AsyncSession, condition: sa.ColumnElement[bool]) -> None:
    await session.execute(sa.update(Message).where(condition).values(call=False, beside=False))


async def next_due(act: Moment) -> datetime | None:
    """Return when somebody is asked again next."""
    return await act.session.scalar(
        sa.select(sa.func.min(RollCallEntry.next_at)).where(RollCallEntry.next_at.is_not(None))
    )


async def chase(act: Moment) -> int:
    """Ask some of the silent again; returns how many. After a sleep each is asked once, however often it was due."""
    due = sa.select(RollCallEntry).where(RollCallEntry.next_at <= act.now)
    first = due.order_by(RollCallEntry.next_at, RollCallEntry.roll_call_id, RollCallEntry.person_id).limit(AT_ONCE)
    entries = (await act.session.scalars(first.with_for_update(skip_locked=True))).all()
    by_roll_call: dict[int, list[RollCallEntry]] = {}
    for entry in entries:
        by_roll_call.setdefault(entry.roll_call_id, []).append(entry)
    for roll_call_id, of_roll_call in by_roll_call.items():
        await _chase(act, await act.session.get_one(RollCall, roll_call_id), of_roll_call)
    await act.session.flush()
    return len(entries)


async def _chase(act: Moment, roll_call: RollCall, entries: Sequence[RollCallEntry]) -> None:
    draw = next(one.draw for one in act.town.registry.of(RollCallDraw) if one.kind is roll_call.kind)
    plan = [timedelta(seconds=seconds) for seconds in roll_call.chase_at]
    beside_at = _before_the_last(plan)
    alike: dict[tuple[int, bool], list[int]] = {}
    for entry in entries:
        passed = sum(entry.asked_at + span <= act.now for span in plan)
        following = [entry.asked_at + span for span in plan if entry.asked_at + span > act.now]
        alike.setdefault((passed, entry.chased < beside_at <= passed), []).append(entry.person_id)
        entry.chased, entry.next_at = passed, min(following, default=None)
    for (number, beside), ids in alike.items():
        persons = await directory.by_ids(act.session, ids)
        said = await draw(act, roll_call, persons, number)
        if said is None:
            continue
        last = number >= len(plan)
        await messages.tell(
            act,
            persons,
            said.cards,
            said.kind,
            about=(roll_call.id, CALL if last else number),
            priority=said.priority,
            lifetime=said.lifetime,
            call=last and said.call,
            beside=beside and said.beside,
            drill=roll_call.drill,
            place=place(roll_call.id),
        )


def _before_the_last(plan: Sequence[object]) -> int:
    """Return the number of the question after which only the call is left."""
    return len(plan) - 1


def plan_of(rules: ChaseRules) -> tuple[timedelta, ...]:
    """Return when the silent are asked again by a rule "every so often, so many times, then a call" (DOMAIN §3)."""
    return tuple(rules.every * number for number in range(1, rules.times + 2))
