"""Keeping a shift: signing on, standing in, handing over with a note that the next one reads."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Shift
from models.enums import Action, DeadlineOutcome
from services.core import journal
from services.core.act import Act, Actor, Moment
from services.core.errors import Forbidden, Refused, Stale
from services.deadlines import deadlines
from services.duty import cards, kinds
from services.messaging import messages
from services.people import directory
from services.people.access import require

EARLY = timedelta(minutes=30)
"""A person may sign on, or hand over, so long before the hour."""
NOTE_LENGTH = 1500
"""Characters of a handover note: it has to fit into one message with what stands around it."""
AHEAD = timedelta(days=3)
"""How far the roster is shown."""
SIGN_ON, HAND_OVER, SHIFT = "sign_on", "hand_over", "shift"
"""The kinds of a shift's deadlines, and the kind of their subject."""


def subject(shift_id: int) -> str:
    """Return the subject of a shift's journal."""
    return f"shift:{shift_id}"


async def load(session: AsyncSession, shift_id: int) -> Shift:
    """Return a shift, locked. Raises ``Stale`` when it is no longer on the roster."""
    shift = await session.get(Shift, shift_id, with_for_update=True, populate_existing=True)
    if shift is None or not shift.active:
        raise Stale("duty-gone")
    return shift


async def own(session: AsyncSession, actor: Actor, shift_id: int) -> Shift:
    """Return the actor's own shift, locked. Raises ``Forbidden`` when it is somebody else's (by now)."""
    require(actor, Action.KEEP_DUTY)
    shift = await load(session, shift_id)
    if shift.person_id != actor.person_id:
        raise Forbidden("duty-not-yours")
    return shift


async def ended(
    act: Moment, shift_id: int, those: Sequence[str], outcome: DeadlineOutcome = DeadlineOutcome.MET
) -> None:
    """End what is owed about a shift."""
    await deadlines.end(act.session, those, SHIFT, (shift_id,), now=act.at, outcome=outcome)


async def shifts(act: Act) -> list[Shift]:
    """Return the shifts that run or begin within a week, in order. Raises ``Forbidden``."""
    require(act.actor, Action.SEE_DUTY)
    found = await act.session.scalars(
        sa.select(Shift)
        .where(Shift.active, Shift.ends_at > act.now, Shift.starts_at < act.now + AHEAD)
        .order_by(Shift.starts_at, Shift.kind, Shift.id)
    )
    return list(found)


async def to_keep(act: Act) -> list[Shift]:
    """Return the actor's own shifts that are not handed over: what ended lately, what runs, what is to come."""
    found = await act.session.scalars(
        sa.select(Shift)
        .where(
            Shift.active,
            Shift.person_id == act.actor.person_id,
            Shift.signed_off_at.is_(None),
            Shift.ends_at > act.now - timedelta(days=1),
            Shift.starts_at < act.now + timedelta(days=31),
        )
        .order_by(Shift.starts_at, Shift.id)
    )
    return [shift for shift in found if shift.signed_on_at is not None or shift.ends_at > act.now]


async def sign_on(act: Act, shift_id: int) -> Shift:
    """Begin the shift. Raises ``Refused`` too early or too late, ``Stale`` the second time."""
    shift = await own(act.session, act.actor, shift_id)
    if shift.signed_on_at is not None:
        raise Stale("duty-signed-on-already")
    _not_before(act, shift.starts_at - EARLY)
    if act.at >= shift.ends_at:
        raise Stale("duty-past")
    shift.signed_on_at = act.at
    await ended(act, shift.id, (SIGN_ON,))
    await journal.record(act, subject(shift.id), "sign_on")
    return shift


async def stand_in(act: Act, shift_id: int) -> Shift:
    """Let the substitute (B角) take over a shift that nobody has signed on to; the one replaced is told."""
    require(act.actor, Action.KEEP_DUTY)
    shift = await load(act.session, shift_id)
    if shift.substitute_id != act.actor.person_id:
        raise Forbidden("duty-not-yours")
    if shift.signed_on_at is not None:
        raise Stale("duty-signed-on-already")
    if act.at >= shift.ends_at:
        raise Stale("duty-past")
    _not_before(act, shift.starts_at)
    former = shift.person_id
    shift.person_id, shift.substitute_id, shift.signed_on_at = act.actor.person_id, former, act.at
    await ended(act, shift.id, (SIGN_ON,))
    seq = await journal.record(
        act, subject(shift.id), "stand_in", details={"from_person": former, "to_person": act.actor.person_id}
    )
    await messages.tell(
        act,
        await directory.by_ids(act.session, [former]),
        lambda words: cards.stood_in(act.town, words, shift, act.actor),
        kinds.STOOD_IN,
        about=(shift.id, seq),
    )
    return shift


async def may_sign_off(act: Act, shift_id: int) -> Shift:
    """Return the shift if it can be handed over now. Raises ``Refused`` too early, ``Stale`` the second time."""
    shift = await own(act.session, act.actor, shift_id)
    if shift.signed_off_at is not None:
        raise Stale("duty-signed-off-already")
    _not_before(act, shift.ends_at - EARLY)
    return shift


async def sign_off(act: Act, shift_id: int, note: str) -> Shift:
    """End the shift (交班); a note goes to the next people on duty, and their signing on shows it again."""
    shift = await may_sign_off(act, shift_id)
    note = note.strip()
    if len(note) > NOTE_LENGTH:
        raise Refused("duty-note-long", limit=NOTE_LENGTH)
    shift.signed_off_at, shift.note = act.at, note or None
    await ended(act, shift.id, (SIGN_ON, HAND_OVER))
    await journal.record(act, subject(shift.id), "sign_off", details={"note": shift.note})
    if shift.note is None:
        return shift
    following = {*await _next_persons(act.session, shift)} - {act.actor.person_id}
    await messages.tell(
        act,
        await directory.by_ids(act.session, following),
        lambda words: cards.handed_over(act.town, words, shift, act.actor.name),
        kinds.NOTE,
        about=shift.id,
    )
    return shift


def _not_before(act: Act, at: datetime) -> None:
    if act.at < at:
        raise Refused("duty-too-early", at=act.town.on_the_wall(at))


async def read(act: Act, shift_id: int) -> Shift:
    """Note who has read the handover note; the first reader counts."""
    require(act.actor, Action.KEEP_DUTY)
    shift = await load(act.session, shift_id)
    if shift.read_at is None and shift.person_id != act.actor.person_id:
        shift.read_at, shift.read_by_id = act.now, act.actor.person_id
        await journal.record(act, subject(shift.id), "read_note")
    return shift


async def before(session: AsyncSession, shift: Shift) -> Shift | None:
    """Return the newest shift of the same kind that ended with a note for this one."""
    return await session.scalar(
        sa.select(Shift)
        .where(
            Shift.kind == shift.kind,
            Shift.id != shift.id,
            Shift.note.is_not(None),
            Shift.starts_at < shift.starts_at,
            Shift.ends_at > shift.starts_at - timedelta(days=1),
        )
        .order_by(Shift.ends_at.desc(), Shift.id.desc())
        .limit(1)
    )


async def _next_persons(session: AsyncSession, shift: Shift) -> list[int]:
    """Return who stands the shifts that begin next; leaders and officers do not relieve each other."""
    of_kind = sa.select(Shift).where(
        Shift.active,
        Shift.kind == shift.kind,
        Shift.starts_at > shift.starts_at,
        Shift.ends_at > shift.ends_at,
    )
    coming = list(await session.scalars(of_kind.order_by(Shift.starts_at).limit(20)))
    return [one.person_id for one in coming if one.starts_at == coming[0].starts_at]
