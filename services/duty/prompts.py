"""What the clock does for the duty roster: asks to sign on and off, calls the substitute, and alarms at a gap.

Each prompt is a message with a dedupe key of its own, counted on the shift; after a sleep only the last one that is
due goes out, for a shift that is still to be kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Message, Shift
from models.enums import DutyKind
from services.cards.card import Card
from services.core import journal
from services.core.act import Moment
from services.duty import cards, kinds, shifts
from services.messaging import messages
from services.messaging.kinds import MessageKind
from services.people import directory
from services.people.on_duty import GRACE, on_watch
from texts import Words

REMIND_BEFORE = timedelta(minutes=10)
"""How long before a shift's end its officer is first asked to hand over."""
REMIND_EVERY = timedelta(minutes=10)
REMIND_TIMES = 6
LOOK_AHEAD = 20
"""Shifts looked at for what comes next."""
_BEGUN = sa.select(
    sa.exists().where(Shift.active, Shift.kind == DutyKind.OFFICER, Shift.starts_at <= sa.bindparam("now"))
)
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Due:
    """What is to be done now: shifts by id, and since when nobody is on duty."""

    to_sign_on: tuple[int, ...] = ()
    to_stand_in: tuple[int, ...] = ()
    to_sign_off: tuple[int, ...] = ()
    gap: datetime | None = None

    def __bool__(self) -> bool:
        return bool(self.to_sign_on or self.to_stand_in or self.to_sign_off or self.gap)


async def due(session: AsyncSession, now: datetime) -> Due:
    """Return what is to be done now. Looking costs no write: it is asked every second."""
    since = now - REMIND_EVERY * REMIND_TIMES
    rows = list(
        await session.scalars(
            sa.select(Shift).where(
                Shift.active, Shift.starts_at <= now, Shift.ends_at > since, Shift.signed_off_at.is_(None)
            )
        )
    )
    absent = [shift for shift in rows if shift.signed_on_at is None and now < shift.ends_at]
    return Due(
        to_sign_on=tuple(shift.id for shift in absent if shift.asked_on == 0),
        to_stand_in=tuple(
            shift.id
            for shift in absent
            if shift.asked_on < 2 and shift.substitute_id is not None and now >= shift.starts_at + GRACE
        ),
        to_sign_off=tuple(shift.id for shift in rows if shift.asked_off < _number(shift, now) <= REMIND_TIMES),
        gap=await _gap(session, now),
    )


async def next_due(act: Moment) -> datetime | None:
    """Return when something may be due next: now, or at the next corner of a shift."""
    if await due(act.session, act.now):
        return act.now
    rows = await act.session.execute(
        sa.select(Shift.starts_at, Shift.ends_at)
        .where(Shift.active, Shift.ends_at > act.now - REMIND_EVERY * REMIND_TIMES)
        .order_by(Shift.starts_at)
        .limit(LOOK_AHEAD)
    )
    corners = [
        corner
        for starts_at, ends_at in rows
        for corner in (
            starts_at,
            starts_at + GRACE,
            ends_at,
            *(ends_at - REMIND_BEFORE + REMIND_EVERY * number for number in range(REMIND_TIMES)),
        )
    ]
    return min((corner for corner in corners if corner > act.now), default=None)


async def keep(act: Moment, found: Due) -> int:
    """Do what is due and return how many prompts and alarms that were."""
    done = 0
    for shift in await _locked(act.session, found.to_sign_on):
        if shift.asked_on == 0 and shift.signed_on_at is None:
            await _prompt(act, shift, shift.person_id, kinds.SIGN_ON)
            await _count(act.session, shift, asked_on=1)
            done += 1
    for shift in await _locked(act.session, found.to_stand_in):
        if shift.asked_on < 2 and shift.signed_on_at is None and shift.substitute_id is not None:
            await _prompt(act, shift, shift.substitute_id, kinds.STAND_IN)
            await _count(act.session, shift, asked_on=2)
            done += 1
    for shift in await _locked(act.session, found.to_sign_off):
        number = _number(shift, act.now)
        if shift.asked_off < number <= REMIND_TIMES and shift.signed_off_at is None:
            await _prompt(act, shift, shift.person_id, kinds.SIGN_OFF, number)
            await _count(act.session, shift, asked_off=number)
            done += 1
    if found.gap is not None and found.gap == await _gap(act.session, act.now):
        done += await _alarm(act, found.gap)
    return done


def _number(shift: Shift, now: datetime) -> int:
    """Return how many reminders to sign off have fallen due: the first ten minutes before the end."""
    past = now - (shift.ends_at - REMIND_BEFORE)
    return past // REMIND_EVERY + 1 if past >= timedelta(0) else 0


async def _locked(session: AsyncSession, ids: Sequence[int]) -> list[Shift]:
    if not ids:
        return []
    rows = await session.scalars(
        sa.select(Shift)
        .where(Shift.id.in_(ids), Shift.active)
        .order_by(Shift.id)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    return list(rows)


async def _count(session: AsyncSession, shift: Shift, **values: int) -> None:
    """Remember the prompt without touching the row's version: whoever presses just now must not be refused for it."""
    table = Shift.__table__.c
    await session.execute(sa.update(Shift.__table__).where(table.id == shift.id).values(**values))  # type: ignore[arg-type]


async def _prompt(act: Moment, shift: Shift, person_id: int, kind: MessageKind, number: int = 0) -> None:
    earlier = await shifts.before(act.session, shift) if kind is kinds.SIGN_ON else None
    authors = await directory.names(act.session, [earlier.person_id]) if earlier else {}

    def card(words: Words) -> Card:
        if kind is kinds.SIGN_ON:
            author = authors.get(earlier.person_id, "") if earlier else ""
            return cards.to_sign_on(act.town, words, shift, earlier, author)
        return (cards.to_stand_in if kind is kinds.STAND_IN else cards.to_sign_off)(act.town, words, shift)

    await messages.tell(
        act,
        await directory.by_ids(act.session, [person_id]),
        card,
        kind,
        about=(shift.id, number),
        lifetime=REMIND_EVERY if kind is kinds.SIGN_OFF else shift.ends_at - act.now,
    )


async def _gap(session: AsyncSession, now: datetime) -> datetime | None:
    """Return since when nobody is on duty although there is a roster; None when all is well or the alarm has gone.

    A roster that was brought in ahead of time leaves no gap before its first shift.
    """
    watch = await on_watch(session, now)
    if watch.covered or not watch.rostered or not await session.scalar(_BEGUN, {"now": now}):
        return None
    ended: datetime | None = await session.scalar(
        sa.select(sa.func.max(Shift.ends_at)).where(Shift.active, Shift.kind == DutyKind.OFFICER, Shift.ends_at <= now)
    )
    since = ended or LONG_AGO
    told = [
        kinds.GAP.key(int(since.timestamp()), person.person_id) for person in await directory.deputy_chiefs(session)
    ]
    known = await session.scalar(sa.select(Message.id).where(Message.dedupe.in_(told)).limit(1))
    return since if told and known is None else None


async def _alarm(act: Moment, since: datetime) -> int:
    following: datetime | None = await act.session.scalar(
        sa.select(sa.func.min(Shift.starts_at)).where(
            Shift.active, Shift.kind == DutyKind.OFFICER, Shift.starts_at > act.now
        )
    )
    chiefs = await directory.deputy_chiefs(act.session)
    await messages.tell(
        act,
        chiefs,
        lambda words: cards.gap(act.town, words, None if since == LONG_AGO else since, following),
        kinds.GAP,
        about=int(since.timestamp()),
    )
    details = {"since": since.isoformat(), "told": [person.person_id for person in chiefs]}
    await journal.record(act, "duty", "gap", details=details)
    return len(chiefs)
