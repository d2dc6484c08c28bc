"""Pauses of duties: time stands still until a limit, for what the holder cannot change. Paused work is not late."""

from dataclasses import replace
from datetime import datetime, timedelta

import sqlalchemy as sa

from models import Deadline, Duty
from models.enums import DutyState, Priority
from services.core import journal
from services.core.act import Act, Moment
from services.core.errors import Refused, Stale
from services.core.errors import reason as given
from services.deadlines import deadlines
from services.deadlines.deadlines import About
from services.duties import making
from services.duties.fulfilment import may_judge


async def pause(act: Act, duty_id: int, *, until: datetime, reason: str) -> Duty:
    """Stop the time of an open duty until a limit. As much time is left then as is left now; a late one stays as late.

    Raises ``Refused``, ``Forbidden``, ``Stale``.
    """
    duty = await may_judge(act, duty_id)
    longest = act.town.settings.clocks.longest_pause
    if duty.state is not DutyState.OPEN or duty.paused_until is not None:
        raise Stale("duty-settled" if duty.paused_until is None else "duty-paused-before")
    if not act.now < until <= act.now + longest:
        raise Refused("error-pause-limit", days=longest.days)
    row = await _row(act, duty)
    duty.paused_at, duty.paused_until, duty.moved, duty.reason = act.now, until, True, given(reason)
    if row is not None:
        _rest(act, duty, row, until - act.now, stopped=act.now, at=until)
        await making.hold(act, duty)
    details = {"until": until.isoformat()}
    await journal.record(act, making.subject(duty), "pause", reason=duty.reason, details=details)
    return duty


async def resume(act: Act, duty_id: int) -> Duty:
    """Let a paused duty's time go on before its limit. Raises ``Forbidden``, ``Stale``."""
    duty = await may_judge(act, duty_id)
    if duty.state is not DutyState.OPEN or duty.paused_until is None:
        raise Stale("duty-settled")
    await go_on(act, duty)
    return duty


async def go_on(act: Moment, duty: Duty) -> None:
    """Let the time of a paused duty go on, from its limit if that has passed: who notices late takes nothing away."""
    row, until = await _row(act, duty), duty.paused_until or act.now
    at = min(act.now, until)
    if row is not None and at < until:
        _rest(act, duty, row, at - until, stopped=until, at=at)
    duty.paused_at = duty.paused_until = None
    if row is not None:
        about = About(making.SUBJECT, duty.id)
        then = replace(act, now=at)
        await deadlines.move(then, making.KIND, about, due_at=duty.due_at, priority=Priority.REMINDER, of=duty)
        making.lapse_anew(act, duty, row)
    await journal.record(act, making.subject(duty), "resume")


async def _row(act: Moment, duty: Duty) -> Deadline | None:
    those = (Deadline.kind == making.KIND, Deadline.subject_kind == making.SUBJECT, Deadline.subject_id == duty.id)
    return await act.session.scalar(sa.select(Deadline).where(*those, Deadline.ended_at.is_(None)))


def _rest(act: Moment, duty: Duty, row: Deadline, span: timedelta, *, stopped: datetime, at: datetime) -> None:
    """Carry over when a duty is due, and until when it can be made up."""
    before, clock = duty.due_at, deadlines.clock_of(act.town, row)
    duty.due_at = replace(deadlines.run_of(row), due_at=before).carried_over(clock, stopped=stopped, at=at)
    moved = duty.due_at - before if duty.due_at != before else span
    zone = act.town.zone
    duty.closes += (before + moved).astimezone(zone).date() - before.astimezone(zone).date()
    duty.closes = max(duty.closes, duty.due_at.astimezone(zone).date())
