"""Asking many people and hearing each (点名): opened for everybody at once, answered alone, the silent asked again.

An answer is personal: the first one never silences the rest (DOMAIN §5.3). Who stays silent after the last chase is to
be telephoned: a call task in the station's list, taken back when they answer after all.
"""

from collections import Counter
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Message, Roll, RollEntry
from models.enums import Answer, Priority, RollKind
from services.cards.card import Card
from services.core import journal
from services.core.act import Act, Actor, Moment
from services.core.errors import Stale
from services.messaging import messages
from services.messaging.kinds import ROLL, MessageKind
from services.people import directory
from services.settings.township import Chase as ChaseRules

ANSWER = "roll"
"""What a button under a question asks for; its subject is the roll, its extra the answer."""
CALL = "call"
"""What a person's last question is named by: somebody is to telephone."""
AT_ONCE = 100
"""Entries chased in one transaction."""

_TABLE = cast(sa.Table, RollEntry.__table__)


@dataclass(frozen=True)
class Chase:
    """What is said to the silent: one card a person, how urgently, for how long it is worth sending."""

    cards: Mapping[int, Card]
    priority: Priority
    lifetime: timedelta | None = None
    beside: bool = False
    """Whether the question before the last goes by the channels beside Telegram too: a phone may just be silent."""
    kind: MessageKind = ROLL
    call: bool = True
    """Whether somebody is to telephone whoever is asked for the last time."""


Draw = Callable[[Moment, Roll, Sequence[Actor], int], Awaitable[Chase | None]]
"""Draws the next question for people of a roll; the number says how often they were asked before. None: no longer."""


@dataclass(frozen=True)
class RollDraw:
    """How an area draws the next question of its kind of roll; ``services.registry`` gathers them."""

    kind: RollKind
    draw: Draw


@dataclass(frozen=True)
class Counts:
    """How a roll stands."""

    asked: int
    answers: Mapping[Answer, int]
    silent: int
    unreached: int
    """Of the silent, those whom chat cannot reach."""


async def open_roll(
    session: AsyncSession,
    kind: RollKind,
    persons: Collection[Actor],
    reasons: Mapping[int, str],
    *,
    chase_at: Sequence[timedelta],
    drill: bool,
    now: datetime,
) -> Roll:
    """Open a roll for these people, who are asked now; ``chase_at`` counts from here."""
    plan = [span.total_seconds() for span in chase_at]
    roll = Roll(kind=kind, drill=drill, opened_at=now, chase_at=plan, closed_at=None)
    session.add(roll)
    await session.flush()
    await call_up(session, roll, persons, reasons, now=now)
    return roll


async def call_up(
    session: AsyncSession, roll: Roll, persons: Collection[Actor], reasons: Mapping[int, str], *, now: datetime
) -> list[Actor]:
    """Put more people on a roll, and return those who were not on it; their clocks start now."""
    known = set(await session.scalars(sa.select(RollEntry.person_id).where(RollEntry.roll_id == roll.id)))
    new = [one for one in persons if one.person_id not in known]
    following = now + timedelta(seconds=roll.chase_at[0]) if roll.chase_at else None
    if new:
        await session.execute(
            sa.insert(_TABLE),
            [
                {
                    "roll_id": roll.id,
                    "person_id": one.person_id,
                    "asked_at": now,
                    "unreached": reasons.get(one.person_id),
                    "chased": 0,
                    "next_at": following,
                }
                for one in new
            ],
        )
    return new


async def answer(act: Act, roll_id: int, said: Answer, *, late: bool = False) -> tuple[RollEntry, Answer | None]:
    """Take a person's answer; returns the entry and what was answered before. The same again changes nothing.

    Raises ``Stale`` when the person is not on the roll, or it is over and being ``late`` does not count.
    """
    entry: RollEntry | None = await act.session.scalar(
        sa.select(RollEntry)
        .where(RollEntry.roll_id == roll_id, RollEntry.person_id == act.actor.person_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if entry is None:
        raise Stale("roll-not-on-it")
    closed, plan = (await act.session.execute(sa.select(Roll.closed_at, Roll.chase_at).where(Roll.id == roll_id))).one()
    if closed is not None and not late:
        raise Stale("roll-closed")
    before = entry.answer
    entry.answer, entry.next_at = said, None
    entry.answered_at = entry.answered_at or act.now
    if before is None:
        waiting = [ROLL.key((roll_id, what), act.actor.person_id) for what in (CALL, _before_the_last(plan))]
        await act.session.execute(
            sa.update(Message).where(Message.dedupe.in_(waiting)).values(call=False, beside=False)
        )
    await act.session.flush()
    if before is not said:
        subject = f"roll:{roll_id}:{act.actor.person_id}"  # a chain for each, or thousands would wait for one another
        await journal.record(act, subject, said.value, from_state=before)
    return entry, before


async def counts(session: AsyncSession, roll_id: int) -> Counts:
    """Count a roll's answers."""
    rows = await session.execute(
        sa.select(_TABLE.c.answer, _TABLE.c.unreached.is_not(None), sa.func.count())
        .where(_TABLE.c.roll_id == roll_id)
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


async def silent(session: AsyncSession, roll_id: int) -> list[RollEntry]:
    """Return who has not answered."""
    found = await session.scalars(
        sa.select(RollEntry)
        .where(RollEntry.roll_id == roll_id, RollEntry.answer.is_(None))
        .order_by(RollEntry.person_id)
    )
    return list(found)


async def close(session: AsyncSession, roll: Roll, *, now: datetime) -> None:
    """End a roll: nobody is asked again, nobody need be telephoned."""
    roll.closed_at = now
    await session.execute(sa.update(_TABLE).where(_TABLE.c.roll_id == roll.id).values(next_at=None))
    like = ROLL.key(roll.id)
    await session.execute(
        sa.update(Message)
        .where(sa.or_(Message.call, Message.beside), Message.dedupe.startswith(like, autoescape=True))
        .values(call=False, beside=False)
    )


async def next_due(act: Moment) -> datetime | None:
    """Return when somebody is asked again next."""
    found: datetime | None = await act.session.scalar(
        sa.select(sa.func.min(_TABLE.c.next_at)).where(_TABLE.c.next_at.is_not(None))
    )
    return found


async def chase(act: Moment) -> int:
    """Ask some of the silent again; returns how many. After a sleep each is asked once, however often it was due."""
    entries = list(
        await act.session.scalars(
            sa.select(RollEntry)
            .where(RollEntry.next_at <= act.now)
            .order_by(RollEntry.next_at, RollEntry.roll_id, RollEntry.person_id)
            .limit(AT_ONCE)
            .with_for_update(skip_locked=True)
        )
    )
    rolls: dict[int, list[RollEntry]] = {}
    for entry in entries:
        rolls.setdefault(entry.roll_id, []).append(entry)
    for roll_id, of_roll in rolls.items():
        await _chase(act, await act.session.get_one(Roll, roll_id), of_roll)
    await act.session.flush()
    return len(entries)


async def _chase(act: Moment, roll: Roll, entries: Sequence[RollEntry]) -> None:
    draw = next(one.draw for one in act.town.registry.of(RollDraw) if one.kind is roll.kind)
    plan = [timedelta(seconds=seconds) for seconds in roll.chase_at]
    beside_at = _before_the_last(plan)
    alike: dict[tuple[int, bool], list[int]] = {}
    for entry in entries:
        passed = sum(entry.asked_at + span <= act.now for span in plan)
        following = [entry.asked_at + span for span in plan if entry.asked_at + span > act.now]
        alike.setdefault((passed, entry.chased < beside_at <= passed), []).append(entry.person_id)
        entry.chased, entry.next_at = passed, min(following, default=None)
    for (number, beside), ids in alike.items():
        persons = await directory.by_ids(act.session, ids)
        said = await draw(act, roll, persons, number)
        if said is None:
            continue
        last = number >= len(plan)
        await messages.tell(
            act,
            persons,
            said.cards,
            said.kind,
            about=(roll.id, CALL if last else number),
            priority=said.priority,
            lifetime=said.lifetime,
            call=last and said.call,
            beside=beside and said.beside,
            drill=roll.drill,
        )


def _before_the_last(plan: Sequence[object]) -> int:
    """Return the number of the question after which only the call is left."""
    return len(plan) - 1


def plan_of(rules: ChaseRules) -> tuple[timedelta, ...]:
    """Return when the silent are asked again by a rule "every so often, so many times, then a call" (DOMAIN §3)."""
    return tuple(rules.every * number for number in range(1, rules.times + 2))
