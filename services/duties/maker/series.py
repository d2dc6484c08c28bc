"""The maker: a row for each rule, who owes it, and period, ahead of the period; once, however many clocks ask for it.

A series (``DutySeries``) says how far the periods of one rule and one who owes it are made; its row is the lock. After
a pause of the software, periods that cannot be made up any more are listed as missed, without a message.
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta

import sqlalchemy as sa

from models import Duty, DutyFact, DutySeries
from models.enums import DeadlineOutcome, DutyState
from services.core import journal
from services.core.act import Moment
from services.core.database import alone
from services.duties import making, owing
from services.duties.maker import handover, tracks
from services.duties.maker.handover import Left
from services.duties.making import today
from services.duties.owing import Who
from services.duties.planning import periods
from services.settings.duties import DutyRule, Each, Owing

AHEAD = {Each.DAY: 1, Each.WEEK: 2, Each.MONTH: 7, Each.QUARTER: 21, Each.HALF_YEAR: 30, Each.YEAR: 45}
"""Days before a period when its row is made."""
PORTION = 200
"""Series whose periods are made in one transaction."""


def digest_of(rule: DutyRule) -> str:
    """Return what tells one state of a rule from another; a new name or basis changes nothing that is owed."""
    kept = rule.model_dump_json(exclude={"name", "basis"})
    return hashlib.sha256(kept.encode()).hexdigest()


async def next_due(act: Moment) -> datetime | None:
    """Return when the next period must be made."""
    return await act.session.scalar(sa.select(sa.func.min(DutySeries.next_at)).where(DutySeries.next_at.is_not(None)))


async def sync(act: Moment) -> int:
    """Bring the series into line with the roster and the rules; returns how many changed.

    Somebody new owes from the first period that is not due yet. The successor in a post owes the rest there. A person
    who is gone owes nothing more. A rule that was changed counts from the next period, for newcomers too.
    """
    await alone(act.session, "duty_series")  # nobody's first row can be locked
    rules, changed = act.town.settings.duties, 0
    kept: dict[str, dict[Who, DutySeries]] = defaultdict(dict)
    every = sa.select(DutySeries).order_by(DutySeries.id).with_for_update(key_share=True)
    for one in await act.session.scalars(every):  # duties that are fulfilled meanwhile refer to these rows
        kept[one.rule][Who(Owing(one.owing), one.who)] = one
    owed, left = list[DutySeries](), dict[int, Left]()
    for code in sorted({*rules, *kept}):
        rule, series = rules.get(code), kept[code]
        wanted = await owing.of_rule(act.session, act.town, rule) if rule else set()
        digests = {one.digest for one in series.values()}
        altered = rule is not None and bool(digests) and digest_of(rule) not in digests
        gone = [who for who, one in series.items() if who not in wanted and one.next_at is not None]
        come = sorted(
            (who for who in wanted if who not in series or series[who].next_at is None), key=lambda who: who.id
        )
        changed += len(gone) + len(come)
        for who in gone:
            series[who].next_at = None
        former = [one for who, one in series.items() if who not in wanted and who.owing is Owing.POST]
        for who in come:
            if rule is not None:
                series[who] = await _begin(act, code, rule, who, series.get(who), former, left, next_one=altered)
                await _spare(act, rule, series[who], wanted, series)
        there = await owing.still_there(act.session, act.town, gone) if rule and rule.active else set()
        for who in gone:
            await _void(act, series[who], there=who in there, altered=altered)
        for who in wanted:
            changed += await _rule_changed(act, rule, series[who]) if rule else 0
        owed += [series[who] for who in wanted]
    await act.session.flush()
    await handover.changed(act, [one for series in kept.values() for one in series.values()], owed, left)
    await handover.tell(act, left)
    await act.session.flush()
    return changed


async def _begin(
    act: Moment,
    code: str,
    rule: DutyRule,
    who: Who,
    series: DutySeries | None,
    former: list[DutySeries],
    left: dict[int, Left],
    *,
    next_one: bool,
) -> DutySeries:
    """Let somebody owe a rule: the rest of a former holder of the post, or from the first period not due yet.

    ``next_one``: the rule asks them since it was changed, from the next period on.
    """
    back = series is not None
    if series is None:
        series = DutySeries(rule=code, owing=who.owing.value, who=who.id, digest=digest_of(rule))
        act.session.add(series)
    series.next_at = act.now
    period = _present(act, rule)
    owed = not next_one and periods.due_at(act.town, rule, period) > act.now
    until = (period.first if owed else period.last + periods.DAY) - periods.DAY
    series.made_until = max(until, series.made_until or until)
    series.tracked_until = max(yesterday := today(act) - periods.DAY, series.tracked_until or yesterday)
    if back:
        await _revive(act, series)
    if former:
        await act.session.flush()
    for one in [*former]:
        if who.owing is Owing.POST and await handover.followed(act.session, int(one.who), int(who.id), rule.roles):
            await _take_over(act, one, series, left)
            former.remove(one)
    return series


def _present(act: Moment, rule: DutyRule) -> periods.Period:
    """Return the period of today, or the first of all."""
    return periods.period_on(rule, max(today(act), rule.since or today(act)))


async def _spare(
    act: Moment, rule: DutyRule, series: DutySeries, wanted: Collection[Who], all_of: Mapping[Who, DutySeries]
) -> None:
    """Let the successor in a post owe nothing in a period that the predecessor has settled.

    Each settled duty of a former holder spares one newcomer, the first to come.
    """
    period = _present(act, rule)
    if series.owing != Owing.POST.value or series.made_until >= period.last:
        return
    rows = await act.session.execute(
        sa.select(Duty.who, Duty.state).where(
            Duty.rule == series.rule,
            Duty.owing == series.owing,
            Duty.track == "",
            Duty.first <= period.last,
            Duty.last >= period.first,
            Duty.state != DutyState.VOID,
        )
    )
    states = {row.who: row.state for row in rows}
    present = {who.id for who in wanted}
    settled = sum(who not in present and state is not DutyState.OPEN for who, state in states.items())
    spared = sum(
        who.id in present and who.id not in states and one.made_until >= period.last for who, one in all_of.items()
    )
    if settled > spared:
        series.made_until = period.last


async def _revive(act: Moment, series: DutySeries) -> None:
    """Let what was void be owed again by who has come back, as far as it can still be done.

    Duties of a warning are looked at by themselves (``tracks``).
    """
    again = (Duty.series_id == series.id, Duty.track == "", Duty.state == DutyState.VOID, Duty.closes >= today(act))
    rows = list(await act.session.scalars(sa.select(Duty).where(*again)))
    for duty in rows:
        duty.state, duty.settled_at = DutyState.OPEN, None
        await journal.record(act, making.subject(duty), "revive", from_state=DutyState.VOID, to_state=DutyState.OPEN)
    await making.start(act, rows)


async def _take_over(act: Moment, ended: DutySeries, series: DutySeries, left: dict[int, Left]) -> None:
    """Give the open duties of a post's former holder to the successor, who does not owe a period twice."""
    of = (Duty.state == DutyState.OPEN, Duty.series_id == ended.id)
    there = await act.session.execute(sa.select(Duty.track, Duty.first).where(Duty.series_id == series.id))
    own = {(track, first) for track, first in there}
    rows, moved = list(await act.session.scalars(sa.select(Duty).where(*of).order_by(Duty.due_at, Duty.id))), []
    for duty in rows:
        if (duty.track, duty.first) in own:
            await making.cancel(act, Duty.id == duty.id, Duty.state == DutyState.OPEN)
            continue
        duty.series_id, duty.who = series.id, series.who
        await journal.record(act, making.subject(duty), "take_over", details={"from": ended.who, "to": series.who})
        if not duty.track:
            series.made_until = max(series.made_until, duty.last)
        if ended.holder_id is not None:
            left.setdefault(ended.holder_id, Left()).duties[int(series.who)].append(duty)
        moved.append(duty)
    await making.end(act, [duty.id for duty in moved])  # messages queued for the former holder are withdrawn
    await making.start(act, moved)
    await act.session.flush()


async def _void(act: Moment, series: DutySeries, *, there: bool, altered: bool) -> None:
    """Let nothing more be owed. Late duties stay while the rule stands and the point or village is ``there``.

    The duties of a post stay with it, for the successor; those that had begun when the rule was ``altered`` stay too.
    """
    those = [Duty.series_id == series.id, Duty.state == DutyState.OPEN]
    if there and series.owing == Owing.POST.value:
        return
    if there:
        those.append(Duty.first > today(act) if altered else Duty.due_at > act.now)
    await making.cancel(act, *those)


async def _rule_changed(act: Moment, rule: DutyRule, series: DutySeries) -> int:
    """Make the periods that have not begun again, under a changed rule; a moved or fulfilled one stays."""
    if series.digest == (fresh := digest_of(rule)):
        return 0
    series.digest, series.next_at = fresh, act.now
    series.tracked_until = max(series.tracked_until, today(act) - periods.DAY)
    touched = sa.exists().where(DutyFact.duty_id == Duty.id)
    ahead = (Duty.series_id == series.id, Duty.first > today(act), Duty.track == "")
    undone = (Duty.state == DutyState.OPEN, Duty.moved.is_(False), ~touched)
    ids = list(await act.session.scalars(sa.select(Duty.id).where(*ahead, *undone)))
    await making.end(act, ids, DeadlineOutcome.CANCELLED)
    await act.session.execute(sa.delete(Duty).where(Duty.id.in_(ids)))
    last = await act.session.scalar(
        sa.select(sa.func.max(Duty.last)).where(Duty.series_id == series.id, Duty.track == "")
    )
    kept = {tracks.track_of(row) for row in rule.warnings} | {""}
    await making.cancel(
        act, Duty.series_id == series.id, Duty.state == DutyState.OPEN, Duty.track.not_in(kept), Duty.due_at > act.now
    )
    until = today(act) if ids else periods.period_on(rule, max(today(act), rule.since or date.min)).last
    series.made_until = max(last or date.min, min(series.made_until, until))
    await making.keep_terms(act, Duty.series_id == series.id, Duty.state == DutyState.OPEN)
    return 1


async def make_due(act: Moment) -> int:
    """Make the periods that are due to be made, of some series; returns of how many, 0 when none is."""
    found = list(
        await act.session.scalars(
            sa.select(DutySeries)
            .where(DutySeries.next_at <= act.now)
            .order_by(DutySeries.next_at, DutySeries.id)
            .limit(PORTION)
            .with_for_update(skip_locked=True, key_share=True)
        )
    )
    made: list[Duty] = []
    for series in found:
        rule = act.town.settings.duties.get(series.rule)
        if rule is None:
            series.next_at = None
        else:
            made += _periods(act, series, rule)
    made += await tracks.follow(act, found)
    act.session.add_all(made)
    await act.session.flush()
    await making.start(act, [duty for duty in made if duty.state is DutyState.OPEN])
    return len(found)


def _periods(act: Moment, series: DutySeries, rule: DutyRule) -> list[Duty]:
    """Return the periods of a series that must be made by now, and note when the next is."""
    made: list[Duty] = []
    while True:
        period = periods.period_on(rule, max(series.made_until + periods.DAY, rule.since or date.min))
        ahead = timedelta(days=max(AHEAD[period.rhythm.each], rule.early))
        first = max(period.first, series.made_until + periods.DAY)
        at = periods.begins_at(act.town, first - ahead)
        if at > act.now:
            series.next_at = at
            return made
        if period.owed:
            made.append(making.new(act, series, rule, periods.Period(first, period.last, period.rhythm)))
        series.made_until = period.last
