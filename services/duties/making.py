"""The rows of duties: a new one for a period, its deadline, and its end when it is owed no more."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

import sqlalchemy as sa

from models import Deadline, Duty, DutySeries
from models.enums import DeadlineOutcome, DutyState, Priority
from services.core import journal
from services.core.act import Moment
from services.core.database import DEADLINES, wake
from services.core.town import Town
from services.deadlines import deadlines, owed
from services.deadlines.deadlines import About, Begun
from services.duties.planning import periods
from services.settings.duties import DutyRule

KIND, SUBJECT = "duty", "duty"
"""The kind of the deadline, and of the thing that it is about."""


def today(act: Moment) -> date:
    """Return the township's day."""
    return act.today


def subject(duty: Duty) -> str:
    """Return the subject of a duty's journal."""
    return f"duty:{duty.id}"


async def cancel(act: Moment, *those: sa.ColumnElement[bool]) -> None:
    """Let duties be owed no more."""
    locked = sa.select(Duty).where(*those).with_for_update().execution_options(populate_existing=True)
    rows = list(await act.session.scalars(locked))
    await end(act, [duty.id for duty in rows], DeadlineOutcome.CANCELLED)
    for duty in rows:
        await journal.record(act, subject(duty), "void", from_state=duty.state, to_state=DutyState.VOID)
        duty.state, duty.settled_at = DutyState.VOID, act.now


def overdue(now: datetime) -> sa.ColumnElement[bool]:
    """Select the open duties that are late; a paused one is not."""
    return sa.and_(Duty.state == DutyState.OPEN, Duty.paused_until.is_(None), Duty.due_at < now)


def new(
    act: Moment,
    series: DutySeries,
    rule: DutyRule,
    period: periods.Period,
    track: str = "",
    due_at: datetime | None = None,
) -> Duty:
    """Return the row of a period; one that cannot be made up any more is missed."""
    due_at = due_at or periods.due_at(act.town, rule, period)
    closes = closes_on(act.town, rule, period, due_at)
    missed = today(act) > closes
    return Duty(
        series_id=series.id,
        rule=series.rule,
        owing=series.owing,
        who=series.who,
        track=track,
        first=period.first,
        last=period.last,
        opens=period.first - timedelta(days=0 if track else rule.early),
        closes=closes,
        due_at=due_at,
        fact=rule.fulfilled_by,
        needed=period.rhythm.times,
        done=0,
        state=DutyState.MISSED if missed else DutyState.OPEN,
        settled_at=act.now if missed else None,
        created_at=act.now,
    )


def closes_on(town: Town, rule: DutyRule, period: periods.Period, due_at: datetime) -> date:
    """Return the last day on which a duty can be made up: never before the day on which it is due."""
    days = timedelta(days=rule.made_up_within(period.rhythm))
    return max(period.last + days, due_at.astimezone(town.zone).date())


async def start(act: Moment, duties: Sequence[Duty]) -> None:
    """Start the deadlines of duties: each runs from the first day of its period, or from the warning's moment."""
    begun = []
    for duty in duties:
        since = periods.begins_at(act.town, duty.first)
        since = max(since, act.now) if duty.track else since
        usual = not (duty.moved or duty.track)
        begun.append(Begun(About(SUBJECT, duty.id), duty.due_at, duty, min(since, duty.due_at), usual))
    await deadlines.start_all(act, KIND, begun, priority=Priority.REMINDER)
    for duty in duties:
        if duty.paused_until is not None:
            await hold(act, duty)
    wake(act.session, DEADLINES)


async def hold(act: Moment, duty: Duty) -> None:
    """Stop the deadline of a paused duty; at the limit of the pause the area acts."""
    await deadlines.hold(act, KIND, About(SUBJECT, duty.id), due_at=duty.due_at)
    await act.session.execute(
        sa.update(Deadline)
        .where(Deadline.kind == KIND, Deadline.subject_kind == SUBJECT, Deadline.subject_id == duty.id)
        .where(Deadline.ended_at.is_(None))
        .values(lapse_at=duty.paused_until)
    )
    wake(act.session, DEADLINES)


def lapse_anew(act: Moment, duty: Duty, row: Deadline) -> None:
    """Let a duty that goes on after a pause lapse when it can no longer be made up."""
    row.policy = row.policy | {"lapse": owed.of(act.town, KIND).policy(act.town.settings, duty).kept()["lapse"]}
    deadlines.schedule(act.town, row)


async def keep_terms(act: Moment, *those: sa.ColumnElement[bool]) -> None:
    """Let duties keep the days that they have: their rule names others by now."""
    await act.session.execute(
        sa.update(Deadline)
        .where(Deadline.kind == KIND, Deadline.ended_at.is_(None))
        .where(Deadline.subject_id.in_(sa.select(Duty.id).where(*those)))
        .values(usual=False)
        .execution_options(synchronize_session=False)
    )


async def end(act: Moment, ids: Collection[int], outcome: DeadlineOutcome = DeadlineOutcome.MET) -> None:
    """End the deadlines of duties."""
    await deadlines.end(act.session, (KIND,), SUBJECT, ids, now=act.now, outcome=outcome)


def lapses_at(town: Town, duty: Duty) -> datetime:
    """Return when a duty can no longer be made up: at the end of its last day."""
    return periods.begins_at(town, duty.closes + periods.DAY)
