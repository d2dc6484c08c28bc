"""Tracks: what is owed more often under the colour of a warning, from the moment it is in force until it is lifted.

A duty of a track is owed if its colour is in force when it is due. The denser of calendar and warning wins, and on a
day on which the calendar's own duty is due there is no second one. A fact counts for both.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa

from models import Duty, DutySeries
from models.enums import DutyState
from services.core import journal
from services.core.act import Moment
from services.core.town import Town
from services.duties import making
from services.duties.behind import behind
from services.duties.owing import Who
from services.duties.planning import colours, periods
from services.duties.planning.colours import InForce
from services.duties.planning.periods import DAY, Period
from services.settings.duties import DutyRule, Each, Owing, Rhythm, UnderWarning

AT_LEAST = timedelta(hours=2)
"""Time that the first duty of a warning leaves; one that would end on another day is left out."""
_DAYS = {Each.DAY: 1, Each.WEEK: 7, Each.MONTH: 30, Each.QUARTER: 91, Each.HALF_YEAR: 182, Each.YEAR: 365}


@dataclass(frozen=True)
class Asked:
    """A colour in force, and the row of a rule that holds under it."""

    row: UnderWarning
    colour: InForce

    @property
    def track(self) -> str:
        """The track of its duties."""
        return track_of(self.row)

    def owes(self, due_at: datetime, now: datetime) -> bool:
        """Whether a duty is owed that is due at an instant."""
        return self.colour.holds(min(due_at, now))


def track_of(row: UnderWarning) -> str:
    """Return the track of a row: rows of the same period share one."""
    return f"warning-{row.each.value}"


async def changed(act: Moment) -> None:
    """Let the duties follow the colours in force, at once. A source of colours calls it in its own transaction."""
    await look_again(act)


async def look_again(act: Moment, *those: sa.ColumnElement[bool]) -> None:
    """Let the maker look at the series of these duties as soon as this is committed; of none, at all of them."""
    denser = [code for code, rule in act.town.settings.duties.items() if rule.warnings]
    series = [DutySeries.id.in_(sa.select(Duty.series_id).where(*those))] if those else []
    await act.session.execute(
        sa.update(DutySeries)
        .where(DutySeries.rule.in_(denser), DutySeries.next_at.is_not(None), *series)
        .values(next_at=act.now)
        .execution_options(synchronize_session=False)
    )


async def follow(act: Moment, portion: Sequence[DutySeries]) -> list[Duty]:
    """Bring the tracks of some series into line with the colours in force; returns the new duties, not added yet."""
    rules = act.town.settings.duties
    denser = [one for one in portion if one.rule in rules and rules[one.rule].warnings and one.next_at is not None]
    kept: dict[int, list[Duty]] = defaultdict(list)
    if not denser:
        return []
    since = min(one.tracked_until for one in denser)
    those = (Duty.series_id.in_([one.id for one in denser]), Duty.closes >= since)
    for duty in await act.session.scalars(sa.select(Duty).where(*those).order_by(Duty.first)):
        kept[duty.series_id].append(duty)
    first = min([since, *(duty.first for duties in kept.values() for duty in duties if duty.track)])
    in_force = await colours.load(act, periods.begins_at(act.town, first))
    known, made = await behind(act.session, act.town, denser), []
    for series in denser:
        whose = known.get(Who(Owing(series.owing), series.who))
        rule = rules[series.rule]
        asked = [Asked(row, one) for one in in_force for row in rule.warnings if whose and one.asks(row, whose.whose)]
        made += await _follow(act, series, rule, asked, kept[series.id])
    return made


async def _follow(
    act: Moment, series: DutySeries, rule: DutyRule, asked: Sequence[Asked], kept: list[Duty]
) -> list[Duty]:
    """Let go what is owed no more, and make what is owed on each day since the last time."""
    for duty in kept:
        stands = any(one.track == duty.track and one.owes(duty.due_at, act.now) for one in asked)
        if duty.track and duty.state is DutyState.OPEN and not stands:
            await making.cancel(act, Duty.id == duty.id, Duty.state == DutyState.OPEN)
    today, made = making.today(act), list[Duty]()
    begun = min((one.colour.since.astimezone(act.town.zone).date() for one in asked), default=today + DAY)
    day = max(series.tracked_until, begun, rule.since or begun)
    while day <= today:
        owed = _densest(act, rule, asked, day)
        if owed is not None:
            made += await _owe(act, series, rule, day, *owed, [*kept, *made])
        day += DAY
    series.tracked_until = today
    series.next_at = min([series.next_at or act.now, *_looks(act, asked)])
    return made


def _densest(act: Moment, rule: DutyRule, asked: Iterable[Asked], day: date) -> tuple[Period, datetime] | None:
    """Return the period around a day of the densest row that holds, with its due time; None: the calendar's is."""
    found = [
        owed for one in asked if (owed := _period(act.town, rule, one, day)) is not None and one.owes(owed[1], act.now)
    ]
    densest = max(found, key=lambda owed: _density(owed[0].rhythm), default=None)
    usual = periods.period_on(rule, day)
    if densest is None or (usual.owed and _density(densest[0].rhythm) <= _density(usual.rhythm)):
        return None
    return densest


def _density(rhythm: Rhythm) -> float:
    return rhythm.times / (_DAYS[rhythm.each] * rhythm.every)


def _period(town: Town, rule: DutyRule, asked: Asked, day: date) -> tuple[Period, datetime] | None:
    """Return the period around a day, from the warning's first day on, and when its duty is due."""
    first, after = periods.bounds(asked.row.each, 1, None, day)
    begun = asked.colour.since.astimezone(town.zone).date()
    if day < begun:
        return None
    period = Period(max(first, begun), after - DAY, asked.row)
    due_at = max(periods.due_at(town, rule, period), asked.colour.since + AT_LEAST)
    return (period, due_at) if due_at.astimezone(town.zone).date() <= period.last else None


async def _owe(
    act: Moment, series: DutySeries, rule: DutyRule, day: date, period: Period, due_at: datetime, known: Sequence[Duty]
) -> list[Duty]:
    """Return the new duty of a period, unless the period has one, or another of the series is due on the same day."""
    track, times = f"warning-{period.rhythm.each.value}", period.rhythm.times
    there = next((one for one in known if one.track == track and one.first <= day <= one.last), None)
    if there is not None:
        if day == making.today(act):
            await _again(act, there, times, due_at)
        return []
    due = due_at.astimezone(act.town.zone).date()
    for other in known:
        same = other.due_at.astimezone(act.town.zone).date() == due
        if same and other.state in (DutyState.OPEN, DutyState.MISSED) and other.needed - other.done >= times:
            return []
    return [making.new(act, series, rule, period, track, due_at)]


async def _again(act: Moment, duty: Duty, times: int, due_at: datetime) -> None:
    """Let a duty that is there ask for what the colour asks for now; one that was void is owed again."""
    before = duty.state
    if before is DutyState.VOID:
        duty.due_at = max(duty.due_at, due_at)
    elif before not in (DutyState.OPEN, DutyState.DONE) or duty.needed == times:
        return
    duty.needed = times
    duty.state = DutyState.DONE if duty.done >= times else DutyState.OPEN
    if duty.state is before:
        return
    if duty.state is DutyState.OPEN:
        duty.settled_at, duty.settled_by_id = None, None
        await making.start(act, [duty])
    else:
        duty.settled_at = act.now
        await making.end(act, [duty.id])
    await journal.record(act, making.subject(duty), "ask_again", from_state=before, to_state=duty.state)


def _looks(act: Moment, asked: Iterable[Asked]) -> list[datetime]:
    """Return when a series must be looked at next: at midnight under a colour, and when one begins or ends."""
    found = [at for one in asked for at in (one.colour.since, one.colour.until) if at is not None and at > act.now]
    if any(one.colour.holds(act.now) for one in asked):
        found.append(periods.begins_at(act.town, making.today(act) + DAY))
    return found
