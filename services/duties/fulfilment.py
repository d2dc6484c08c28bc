"""Facts that count for duties, excuses, other days, and missed duties.

One rule says for which period a fact counts: of each series, the oldest duty that is still open and whose days, from
``opens`` to ``closes``, hold the day of the fact. An early fact therefore leaves the next date on the plan. When a fact
is taken back, another that was one too many stands in for it, if it was entered in time.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime

import sqlalchemy as sa

from models import Deadline, Duty, DutyFact
from models.enums import Action, DeadlineOutcome, DutyState
from services.core import journal
from services.core.act import Act, Moment
from services.core.errors import Refused, Stale, existing
from services.core.errors import reason as given
from services.deadlines import deadlines
from services.duties import making
from services.duties.entering import holders
from services.duties.entering.facts import Fact, Facts
from services.duties.maker import tracks
from services.duties.owing import Who
from services.duties.planning import periods
from services.people.access import Subject, may, require
from services.settings.duties import Owing


async def fulfil(act: Moment, fact: Fact, *, named: int | None = None) -> list[Duty]:
    """Let a fact count, once for each series. Returns those duties; ``named`` is the one that the person chose.

    A fact that counted before, was withdrawn and is entered again was in time for a duty that is missed by now; so was
    one that was sent in time and is known late.
    """
    day = _day(act, fact)
    whose = [sa.and_(Duty.owing == who.owing.value, Duty.who == who.id) for who in fact.of]
    if not whose:
        return []
    in_time = sa.or_(_counted_before(fact), Duty.settled_at > act.at)
    rows = await act.session.scalars(
        sa.select(Duty)
        .where(
            sa.or_(*whose),
            sa.or_(Duty.state == DutyState.OPEN, sa.and_(Duty.state == DutyState.MISSED, in_time)),
            Duty.fact == fact.kind,
            sa.or_(sa.and_(Duty.opens <= day, Duty.closes >= day), Duty.id == named),
        )
        .order_by(Duty.first, Duty.id)
        .with_for_update()
    )
    counted: dict[tuple[int, str], Duty] = {}
    for duty in rows:
        series = (duty.series_id, duty.track)
        if series not in counted or duty.id == named:
            counted[series] = duty
    known = {duty.series_id for duty, _ in await counting(act, fact.kind, fact.id)}
    found = [duty for duty in counted.values() if duty.series_id not in known]
    for duty in found:
        await _count(act, duty, fact)
    await act.session.flush()
    return found


def _counted_before(fact: Fact) -> sa.ColumnElement[bool]:
    return sa.exists().where(DutyFact.duty_id == Duty.id, DutyFact.kind == fact.kind, DutyFact.fact_id == fact.id)


async def near(act: Moment, fact: Fact) -> list[Duty]:
    """Return the duties, whatever their state, for which such a fact is meant on its day, oldest first."""
    whose = [sa.and_(Duty.owing == who.owing.value, Duty.who == who.id) for who in fact.of]
    day = _day(act, fact)
    those = (Duty.fact == fact.kind, Duty.opens <= day, Duty.closes >= day, Duty.state != DutyState.VOID)
    rows = await act.session.scalars(sa.select(Duty).where(sa.or_(sa.false(), *whose), *those).order_by(Duty.first))
    return list(rows)


def _day(act: Moment, fact: Fact) -> date:
    return fact.at.astimezone(act.town.zone).date()


async def _count(act: Moment, duty: Duty, fact: Fact) -> None:
    known = {"duty_id": duty.id, "kind": fact.kind, "fact_id": fact.id}
    row = await act.session.scalar(sa.select(DutyFact).filter_by(**known))  # it may have been withdrawn before
    if row is None:
        row = DutyFact(**known)
        act.session.add(row)
    row.at, row.person_id, row.withdrawn_at = fact.at, fact.person_id, None
    duty.done += 1
    if duty.done >= duty.needed:
        at, duty.settled_by_id = await _done_at(act, duty, fact.at), fact.person_id
        await _settle(act, duty, DutyState.DONE, at=at, outcome=DeadlineOutcome.MET)
    await journal.record(
        act, making.subject(duty), "count", to_state=duty.state, details={"kind": fact.kind, "fact": fact.id}
    )


async def _done_at(act: Moment, duty: Duty, at: datetime) -> datetime:
    """Return when a duty was done: by the last of its facts, in whatever order they were entered."""
    if duty.needed == 1:
        return at
    await act.session.flush()
    those = (DutyFact.duty_id == duty.id, DutyFact.withdrawn_at.is_(None))
    last: datetime | None = await act.session.scalar(sa.select(sa.func.max(DutyFact.at)).where(*those))
    return last or at


async def withdraw(act: Moment, kind: str, fact_id: int, *, reason: str = "") -> list[Duty]:
    """Let a fact count no more: its duties are open again, or missed when their days are over.

    Returns those duties, also where another fact stands in.
    """
    changed = [await _discount(act, duty, row, reason) for duty, row in await counting(act, kind, fact_id)]
    await act.session.flush()
    await _stand_in(act, changed)
    return changed


async def restate(
    act: Moment, fact: Fact, *, named: int | None = None, reason: str = ""
) -> tuple[list[Duty], list[Duty]]:
    """Let a corrected fact count by what it says now: it keeps the duties that it still fits, also when they are over.

    Returns the duties for which it counts now, and those for which it counts no more.
    """
    day, kept, left = _day(act, fact), [], []
    for duty, row in await counting(act, fact.kind, fact.id):
        if duty.id == named or (_who(duty) in fact.of and duty.opens <= day <= duty.closes):
            row.at, row.person_id = fact.at, fact.person_id
            if duty.state is DutyState.DONE:
                duty.settled_at = await _done_at(act, duty, fact.at)
            kept.append(duty)
        else:
            left.append(await _discount(act, duty, row, reason))
    await act.session.flush()
    await _stand_in(act, left)
    return kept + await fulfil(act, fact, named=named), left


async def _stand_in(act: Moment, duties: Sequence[Duty]) -> None:
    """Let other facts count for duties that a fact was taken from, each once for a series."""
    for duty in duties:
        who, since, until = _who(duty), periods.begins_at(act.town, duty.opens), making.lapses_at(act.town, duty)
        for source in act.town.registry.of(Facts):
            if source.kind != duty.fact or duty.state not in (DutyState.OPEN, DutyState.MISSED):
                continue
            known = await _known(act, duty.series_id, duty.fact)
            for fact in await source.load(act, who, since, until):
                fits = who in fact.of and duty.opens <= _day(act, fact) <= duty.closes
                if duty.done < duty.needed and fits and fact.id not in known:
                    await _count(act, duty, fact)
    await act.session.flush()


async def _known(act: Moment, series_id: int, kind: str) -> set[int]:
    """Return the facts that count for a series."""
    counting = sa.select(DutyFact.fact_id).join(Duty, Duty.id == DutyFact.duty_id)
    rows = await act.session.scalars(
        counting.where(Duty.series_id == series_id, DutyFact.kind == kind, DutyFact.withdrawn_at.is_(None))
    )
    return set(rows)


def _who(duty: Duty) -> Who:
    return Who(Owing(duty.owing), duty.who)


async def counting(act: Moment, kind: str, fact_id: int) -> list[tuple[Duty, DutyFact]]:
    """Return the duties for which a fact counts, oldest first, locked."""
    rows = await act.session.execute(
        sa.select(Duty, DutyFact)
        .join(DutyFact, DutyFact.duty_id == Duty.id)
        .where(DutyFact.kind == kind, DutyFact.fact_id == fact_id, DutyFact.withdrawn_at.is_(None))
        .order_by(Duty.first, Duty.id)
        .with_for_update(of=Duty)
        .execution_options(populate_existing=True)
    )
    return [(duty, row) for duty, row in rows]


async def _discount(act: Moment, duty: Duty, row: DutyFact, reason: str) -> Duty:
    row.withdrawn_at = act.now
    duty.done -= 1
    if duty.state is DutyState.DONE and duty.done < duty.needed:
        await _open_again(act, duty)
    await journal.record(act, making.subject(duty), "withdraw_fact", to_state=duty.state, reason=reason or None)
    return duty


async def excuse(act: Act, duty_id: int, reason: str) -> Duty:
    """Excuse a duty, with the reason, which stays visible. Raises ``Refused``, ``Forbidden``, ``Stale``."""
    duty = await may_judge(act, duty_id)
    why = given(reason, most=256)
    if duty.state not in (DutyState.OPEN, DutyState.MISSED):
        raise Stale("duty-settled")
    before = duty.state
    await _settle(act, duty, DutyState.EXCUSED, at=act.now, outcome=DeadlineOutcome.CANCELLED)
    duty.settled_by_id, duty.reason = act.actor.person_id, why
    await journal.record(
        act, making.subject(duty), "excuse", from_state=before, to_state=DutyState.EXCUSED, reason=duty.reason
    )
    return duty


async def unexcuse(act: Act, duty_id: int) -> Duty:
    """Take an excuse back: it is owed again, or missed when its days are over. Raises ``Forbidden``, ``Stale``."""
    duty = await may_judge(act, duty_id)
    if duty.state is not DutyState.EXCUSED:
        raise Stale("duty-settled")
    duty.reason = None
    await _open_again(act, duty)
    await journal.record(act, making.subject(duty), "unexcuse", to_state=duty.state)
    return duty


async def move(act: Act, duty_id: int, due_at: datetime, reason: str = "") -> Duty:
    """Let an open duty be due at another time; it survives every run of the maker. Raises ``Refused``.

    One that is moved to a day before its period can be done from today on.
    """
    duty = await may_judge(act, duty_id)
    if duty.state is not DutyState.OPEN:
        raise Stale("duty-settled")
    day = due_at.astimezone(act.town.zone).date()
    if due_at <= act.now or day > duty.closes:
        raise Refused("duty-day-outside", until=f"{duty.closes:%m-%d}")
    duty.paused_at = duty.paused_until = None
    if day < duty.opens:
        duty.opens = making.today(act)
    before, duty.due_at, duty.moved, duty.reason = duty.due_at, due_at, True, reason.strip() or None
    await deadlines.end(act.session, (making.KIND,), making.SUBJECT, [duty.id], now=act.now)
    await making.start(act, [duty])
    details = {"from": before.isoformat(), "to": due_at.isoformat()}
    await journal.record(act, making.subject(duty), "move", reason=duty.reason, details=details)
    return duty


async def lapse(act: Moment, row: Deadline) -> None:
    """Let a duty be missed that nobody fulfilled, and that cannot be made up any more."""
    duty = await act.session.get(Duty, row.subject_id, with_for_update=True)
    if duty is None or duty.state is not DutyState.OPEN or duty.paused_until is not None:
        return
    await _settle(act, duty, DutyState.MISSED, at=act.now, outcome=DeadlineOutcome.MISSED)
    await journal.record(act, making.subject(duty), "miss", from_state=DutyState.OPEN, to_state=DutyState.MISSED)


async def facts_of(act: Moment, duty_ids: Collection[int]) -> dict[int, list[DutyFact]]:
    """Return the facts that count, by duty, oldest first."""
    found: dict[int, list[DutyFact]] = {one: [] for one in duty_ids}
    for fact in await act.session.scalars(
        sa.select(DutyFact)
        .where(DutyFact.duty_id.in_(duty_ids), DutyFact.withdrawn_at.is_(None))
        .order_by(DutyFact.at, DutyFact.id)
    ):
        found[fact.duty_id].append(fact)
    return found


async def may_judge(act: Act, duty_id: int) -> Duty:
    """Return a duty that the actor may excuse or move, locked: nobody's own. Raises ``Forbidden``, ``Stale``."""
    duty = existing(await act.session.get(Duty, duty_id, with_for_update=True), "duties-gone")
    require(act.actor, Action.EXCUSE_DUTY, _judged(act, duty))
    return duty


def judges(act: Act, duty: Duty) -> bool:
    """Whether the actor may excuse or move a duty."""
    return may(act.actor, Action.EXCUSE_DUTY, _judged(act, duty))


def _judged(act: Act, duty: Duty) -> Subject:
    alone = duty.owing == Owing.POST.value and duty.who == str(act.actor.person_id)
    return Subject(handlers=frozenset({act.actor.person_id}) if alone else frozenset())


async def _settle(act: Moment, duty: Duty, state: DutyState, *, at: datetime, outcome: DeadlineOutcome) -> None:
    duty.state, duty.settled_at = state, at
    duty.paused_at = duty.paused_until = None
    await holders.keep(act, duty)
    await making.end(act, [duty.id], outcome)


async def _open_again(act: Moment, duty: Duty) -> None:
    duty.settled_by_id = duty.held_by = None
    if duty.track:
        await tracks.look_again(act, Duty.id == duty.id)  # its warning may have been lifted
    if making.lapses_at(act.town, duty) <= act.now:
        duty.state, duty.settled_at = DutyState.MISSED, act.now
        await holders.keep(act, duty)
        return
    duty.state, duty.settled_at = DutyState.OPEN, None
    await making.start(act, [duty])
