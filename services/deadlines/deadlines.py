"""Deadlines as rows (I5): about any thing of any area, kept with the policy they were created under."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Deadline, Message
from models.enums import DeadlineOutcome, MessageState, Priority
from services.calendar.working_time import WorkingClock
from services.core.act import Moment
from services.core.database import DEADLINES, wake
from services.core.engines.prepared import add
from services.core.town import Town
from services.deadlines import ladders, owed
from services.deadlines.ladders import Run, Step
from services.messaging.ledger import in_sql

_TO_NOBODY = sa.and_(Message.person_id.is_(None), Message.group_id.is_(None), Message.chat_id.is_(None))


@dataclass(frozen=True)
class About:
    """The thing that a deadline is about, and the case it belongs to, if it belongs to one."""

    kind: str
    id: int
    case_id: int | None = None


@dataclass(frozen=True)
class Begun:
    """A deadline to be started among many: about what, due when, what its policy depends on, and since when it runs.

    ``usual``: the calendar has named the time, and names it again when it knows more.
    """

    about: About
    due_at: datetime
    of: Any = None
    started_at: datetime | None = None
    usual: bool = False


async def start(
    act: Moment,
    kind: str,
    about: About,
    *,
    due_at: datetime,
    priority: Priority,
    of: Any = None,
    started_at: datetime | None = None,
    usual: bool = False,
    replaces: About | None = None,
    paused_until: datetime | None = None,
    said_at: datetime | None = None,
    expired: bool = False,
) -> Deadline:
    """Start a deadline under today's policy of its kind; ``of`` is what that policy depends on.

    It begins with the fact, ``act.at`` or ``said_at``. One that is over by then is ``expired``: it alarms at once and
    says so. With an earlier ``started_at`` what has passed of its steps is not made up for. With ``replaces`` it goes
    on where the clock of another thing stood, which may be paused until a limit.
    """
    deadline = _begun(act, kind, about, due_at, priority, of, started_at or said_at or act.at)
    deadline.usual, deadline.expired = usual, expired
    if started_at is None and deadline.started_at < act.now and due_at <= act.now:
        deadline.expired, deadline.fired_until = True, None
    if replaces is not None:
        await _go_on(act, deadline, replaces, paused_until)
    schedule(act.town, deadline)
    await add(act.session, deadline)
    wake(act.session, DEADLINES)
    return deadline


def _begun(
    act: Moment, kind: str, about: About, due_at: datetime, priority: Priority, of: Any, begin: datetime
) -> Deadline:
    return Deadline(
        kind=kind,
        subject_kind=about.kind,
        subject_id=about.id,
        case_id=about.case_id,
        priority=priority,
        started_at=begin,
        due_at=due_at,
        policy=owed.of(act.town, kind).policy(act.town.settings, of).kept(),
        usual=False,
        expired=False,
        counted_from=begin,
        used=0,
        late=0,
        rested=0,
        paused=False,
        fired_until=act.now if begin < act.now else None,
    )


async def start_all(act: Moment, kind: str, begun: Sequence[Begun], *, priority: Priority) -> None:
    """Start deadlines of one kind about many things at once, in one statement."""
    if not begun:
        return
    rows, alike = [], dict[tuple[object, ...], Deadline]()
    for one in begun:
        row = _begun(act, kind, one.about, one.due_at, priority, one.of, one.started_at or act.now)
        row.usual = one.usual
        first = alike.setdefault((row.due_at, row.started_at, row.usual, repr(row.policy)), row)
        if first is row:
            schedule(act.town, row)
        else:  # thousands that are due together have the same steps
            row.next_at, row.lapse_at, row.provisional = first.next_at, first.lapse_at, first.provisional
        rows.append({name: value for name, value in vars(row).items() if not name.startswith("_")})
    await act.session.execute(sa.insert(Deadline), rows)
    wake(act.session, DEADLINES)


async def end(
    session: AsyncSession,
    kinds: Sequence[str],
    subject: str,
    ids: Collection[int],
    *,
    now: datetime,
    outcome: DeadlineOutcome = DeadlineOutcome.MET,
) -> None:
    """End the running deadlines of these kinds about these things.

    Their queued messages are withdrawn, and nobody needs to be telephoned about them.
    """
    if not kinds or not ids:
        return
    those = (Deadline.subject_kind == subject, Deadline.subject_id.in_(ids), Deadline.kind.in_(kinds))
    await session.execute(
        sa.update(Deadline)
        .where(*those, Deadline.ended_at.is_(None))
        .values(ended_at=now, outcome=outcome, next_at=None, lapse_at=None, version=Deadline.version + 1)
        .execution_options(synchronize_session=False)
    )
    await session.execute(
        sa.update(Message)
        .where(
            Message.call,
            Message.called_at.is_(None),
            Message.deadline_id.in_(sa.select(Deadline.id).where(*those)),
        )
        .values(call=False, state=sa.case((_TO_NOBODY, in_sql(MessageState.REPLACED)), else_=Message.state))
        .execution_options(synchronize_session=False)
    )
    wake(session, DEADLINES)


async def miss(act: Moment, row: Deadline) -> None:
    """End a deadline whose thing can be done no more, because what it was for has begun."""
    await end(act.session, (row.kind,), row.subject_kind, [row.subject_id], now=act.now, outcome=DeadlineOutcome.MISSED)


async def move(
    act: Moment, kind: str, about: About, *, due_at: datetime, priority: Priority, of: Any = None, chosen: bool = True
) -> None:
    """Let a running deadline be due at another time; ``chosen`` says that somebody named it.

    More time, a pause that is over, a new grade: time that has passed stays passed, steps that were taken are not taken
    again. When the policy has another clock by now (a hazard became an incident), the deadline goes on under that.
    """
    deadline = await _running(act.session, kind, about)
    if deadline is None:
        return
    if not deadline.paused:
        _count(act.town, deadline, act.now)
    elif deadline.counted_from >= deadline.due_at:
        deadline.rested += (act.now - deadline.counted_from) // timedelta(microseconds=1)
    rules = owed.of(act.town, kind).policy(act.town.settings, of)
    if ladders.kept_policy(deadline.policy).clock != rules.clock:
        deadline.policy, deadline.used, deadline.started_at = rules.kept(), 0, act.now
    if due_at > act.now or not deadline.used:
        deadline.late, deadline.rested, deadline.expired = 0, 0, False
    deadline.priority = priority
    deadline.counted_from, deadline.due_at, deadline.paused = act.now, due_at, False
    deadline.usual = deadline.usual and not chosen
    deadline.fired_until = max(act.now, deadline.fired_until or act.now)
    schedule(act.town, deadline)
    await act.session.flush()
    wake(act.session, DEADLINES)


async def hold(act: Moment, kind: str, about: About, *, due_at: datetime) -> None:
    """Stop a running deadline for a pause; ``move`` lets it go on."""
    deadline = await _running(act.session, kind, about)
    if deadline is None or deadline.paused:
        return
    _count(act.town, deadline, act.now)
    deadline.due_at, deadline.paused, deadline.next_at, deadline.lapse_at = due_at, True, None, None
    await act.session.flush()


async def runs(session: AsyncSession, deadline: Deadline) -> bool:
    """Whether a deadline has not ended; looked up again, for who has just locked the thing that it is about."""
    return await session.scalar(sa.select(Deadline.ended_at.is_(None)).where(Deadline.id == deadline.id)) is True


def schedule(town: Town, deadline: Deadline) -> None:
    """Set the time of the next step, the first one after those taken, and the time when the area acts."""
    coming, rules = steps_of(town, deadline), ladders.kept_policy(deadline.policy)
    done = deadline.fired_until
    deadline.next_at = next((step.at for step in coming if done is None or step.at > done), None)
    deadline.lapse_at = None if rules.lapse is None else deadline.due_at + rules.lapse
    deadline.provisional = not clock_of(town, deadline).known(deadline.started_at, _last(deadline, coming))


def settled(town: Town, deadline: Deadline) -> bool:
    """Whether the calendar is known up to a deadline's last step."""
    return clock_of(town, deadline).known(deadline.started_at, _last(deadline, steps_of(town, deadline)))


def _last(deadline: Deadline, coming: Sequence[Step]) -> datetime:
    return max([deadline.due_at, *(step.at for step in coming)])


def steps_of(town: Town, deadline: Deadline) -> list[Step]:
    """Return every step of a deadline in order of time, taken or to come."""
    return ladders.steps(ladders.kept_policy(deadline.policy), run_of(deadline), clock_of(town, deadline))


def run_of(deadline: Deadline) -> Run:
    """Return how far a deadline's time has run."""
    used, late = timedelta(microseconds=deadline.used), timedelta(microseconds=deadline.late)
    return Run(deadline.started_at, deadline.counted_from, used, deadline.due_at, late)


def clock_of(town: Town, deadline: Deadline) -> WorkingClock:
    """Return how time passes for a deadline."""
    return working_clock(town, ladders.kept_policy(deadline.policy).clock)


def working_clock(town: Town, name: str) -> WorkingClock:
    """Return how time passes on a clock: "round" or "working"."""
    return WorkingClock(name == "working", town.settings.working_time, town.zone)


async def _running(session: AsyncSession, kind: str, about: About) -> Deadline | None:
    return await session.scalar(_of(kind, about).where(Deadline.ended_at.is_(None)).with_for_update())


def _of(kind: str, about: About) -> sa.Select[Deadline]:
    return sa.select(Deadline).where(
        Deadline.subject_kind == about.kind, Deadline.subject_id == about.id, Deadline.kind == kind
    )


async def _go_on(act: Moment, deadline: Deadline, replaced: About, paused_until: datetime | None) -> None:
    """Let a new deadline's time stand where that of the thing it replaces was stopped."""
    before = await act.session.scalar(_of(deadline.kind, replaced).order_by(Deadline.id.desc()).limit(1))
    if before is None or clock_of(act.town, before) != clock_of(act.town, deadline):
        return
    run = run_of(before)
    if before.paused:  # since its limit the clock runs, whether or not that was noticed
        run = replace(run, counted_from=min(act.now, paused_until or act.now))
    _keep(deadline, run.stopped(clock_of(act.town, before), act.now))
    deadline.started_at, deadline.fired_until, deadline.rested = before.started_at, act.now, before.rested


def _count(town: Town, deadline: Deadline, now: datetime) -> None:
    _keep(deadline, run_of(deadline).stopped(clock_of(town, deadline), now))


def _keep(deadline: Deadline, run: Run) -> None:
    """Write down how far the time has run."""
    tick = timedelta(microseconds=1)
    deadline.used, deadline.late, deadline.counted_from = run.used // tick, run.late // tick, run.counted_from
