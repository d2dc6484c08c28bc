"""The duty roster's ticks: start the deadlines of the shifts that are near, and alarm at a gap.

The engine of time asks the persons on duty (``services.duty.owed``). A gap is nobody's promise.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Deadline, Message, Shift
from models.enums import DeadlineOutcome, DutyKind, Priority
from services.core import journal
from services.core.act import Moment
from services.deadlines import deadlines
from services.deadlines.deadlines import About
from services.duty import cards, kinds, shifts
from services.messaging import messages
from services.people import directory
from services.people.on_duty import on_watch

NEAR = timedelta(days=1)
"""How long before its hour a shift is owed: a roster of a month is not yet a list of things to do."""
LOOK_AHEAD = 20
"""Shifts looked at for the next corner."""
_BEGUN = sa.select(
    sa.exists().where(Shift.active, Shift.kind == DutyKind.OFFICER, Shift.starts_at <= sa.bindparam("now"))
)
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Due:
    """The work due now: shifts that begin or cease to be owed, and since when nobody is on duty."""

    begins: tuple[tuple[int, str], ...] = ()
    ceases: tuple[tuple[int, str], ...] = ()
    gap: datetime | None = None

    def __bool__(self) -> bool:
        return bool(self.begins or self.ceases or self.gap)


async def due(act: Moment) -> Due:
    """Return the work due now. It runs every second and writes nothing."""
    beyond = act.town.settings.duty.asked_beyond
    near = sa.select(Shift).where(Shift.starts_at <= act.now + NEAR, Shift.ends_at > act.now - beyond)
    return await _compared(act, list(await act.session.scalars(near)), await _gap(act.session, act.now))


async def next_due(act: Moment) -> datetime | None:
    """Return when something may be due next: now, or at the next corner of a shift."""
    if await due(act):
        return act.now
    rows = await act.session.execute(
        sa.select(Shift.starts_at, Shift.ends_at)
        .where(Shift.active, Shift.ends_at > act.now)
        .order_by(Shift.starts_at)
        .limit(LOOK_AHEAD)
    )
    corners = (corner for starts_at, ends_at in rows for corner in (starts_at - NEAR, starts_at, ends_at))
    return min((corner for corner in corners if corner > act.now), default=None)


async def keep(act: Moment) -> int:
    """Begin and end deadlines of shifts, and alarm; returns how many deadlines and messages that were."""
    found = await due(act)
    ids = {shift_id for shift_id, _ in (*found.begins, *found.ceases)}
    rows = {
        shift.id: shift
        for shift in await act.session.scalars(
            sa.select(Shift)
            .where(Shift.id.in_(ids))
            .order_by(Shift.id)
            .with_for_update(skip_locked=True)
            .execution_options(populate_existing=True)
        )
    }
    again = await _compared(act, list(rows.values()), found.gap)
    for shift_id, kind in again.begins:
        await _begin(act, rows[shift_id], kind)
    for shift_id, kind in again.ceases:
        await shifts.ended(act, shift_id, (kind,), DeadlineOutcome.CANCELLED)
    alarmed = 0
    if found.gap is not None and found.gap == await _gap(act.session, act.now):
        alarmed = await _alarm(act, found.gap)
    return len(again.begins) + len(again.ceases) + alarmed


async def _compared(act: Moment, near: Sequence[Shift], gap: datetime | None) -> Due:
    """Return what has to be owed about shifts and is not, and the other way round."""
    rows = await act.session.execute(
        sa.select(Deadline.subject_id, Deadline.kind).where(
            Deadline.subject_kind == shifts.SHIFT,
            Deadline.subject_id.in_([shift.id for shift in near]),
            Deadline.ended_at.is_(None),
        )
    )
    running = {(row.subject_id, row.kind) for row in rows}
    wanted = {(shift.id, kind) for shift in near for kind in _owed(act, shift)}
    gone = {shift.id for shift in near if not shift.active}
    ceases = sorted(one for one in running if one[0] in gone)
    return Due(tuple(sorted(wanted - running)), tuple(ceases), gap)


def _owed(act: Moment, shift: Shift) -> Iterator[str]:
    if shift.active and shift.signed_off_at is None:
        if shift.signed_on_at is None and act.now < shift.ends_at:
            yield shifts.SIGN_ON
        if act.now < shift.ends_at + act.town.settings.duty.asked_beyond:
            yield shifts.HAND_OVER


async def _begin(act: Moment, shift: Shift, kind: str) -> None:
    due_at = shift.starts_at if kind == shifts.SIGN_ON else shift.ends_at
    about = About(shifts.SHIFT, shift.id)
    await deadlines.start(act, kind, about, due_at=due_at, priority=Priority.ORDER, of=shift)


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
