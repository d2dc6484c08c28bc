"""Closing a period (结账): its table, figures and outcomes are written down and stay; the assessed are told."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, cast

import sqlalchemy as sa

from models import AssessmentOccasion, AssessmentPeriod, AssessmentResult
from models.enums import Action, AssessmentEach, Priority
from services.assessment import cards, holders, period_results, periods, tables
from services.assessment.measures import Occasion
from services.assessment.period_results import PeriodResults, Result
from services.assessment.periods import Period
from services.calendar import working_time
from services.core import journal
from services.core.act import Act, Moment
from services.core.database import Upsert
from services.core.errors import Refused, Stale, existing
from services.core.tick import Tick, once
from services.deadlines import deadlines
from services.deadlines.deadlines import About
from services.messaging import messages
from services.messaging.kinds import MessageKind
from services.people.access import may, require

SUBJECT, KIND = "assessment", "close_assessment"
"""The thing that the deadline is about, and its kind."""
CLOSED = MessageKind("assessment_closed", Priority.REMINDER, timedelta(days=5), by_night=False)

_NEW = Upsert(lambda insert: insert(cast(sa.Table, AssessmentPeriod.__table__)).on_conflict_do_nothing())


def subject(period_id: int) -> str:
    """Return the subject of a period's journal."""
    return f"{SUBJECT}:{period_id}"


def days_on(act: Moment, days: float, start: datetime | None = None) -> datetime:
    """Return the instant when so many working days have passed."""
    return working_time.after(start or act.now, days, act.town.settings.working_time, act.town.zone)


async def next_due(act: Moment) -> datetime | None:
    """Return when the next period ends; now, if a close is not asked for yet, or the table has changed."""
    if not await tables.is_noted(act) or await _to_ask(act):
        return act.now
    running = (periods.holding(each, act.today) for each in AssessmentEach)
    return min(one.ends(act.town) for one in running).astimezone(UTC)


async def keep(act: Moment) -> int:
    """Note a table that has changed, and ask once for the close of each period that is over.

    After a long sleep only the latest period of each length is asked for; earlier ones can be closed by hand.
    """
    done = await tables.note(act)
    for period in await _to_ask(act):
        await act.session.execute(_NEW.on(act.session), {"each": period.each, "first": period.first, "version": 1})
        row = await period_results.row_of(act.session, period, lock=True)
        if row is None or row.asked_at is not None or row.closed_at is not None:
            continue
        row.asked_at = act.now
        await act.session.flush()
        due = days_on(act, act.town.settings.assessment.close_working_days, period.ends(act.town).astimezone(UTC))
        await deadlines.start(act, KIND, About(SUBJECT, row.id), due_at=due, priority=Priority.REMINDER)
        done += 1
    return done


async def _to_ask(act: Moment) -> list[Period]:
    """Return the latest period of each length that is over and was assessed; nobody has been asked to close it."""
    over = [periods.holding(each, act.today).before for each in AssessmentEach]
    rows = await act.session.execute(
        sa.select(AssessmentPeriod.each, AssessmentPeriod.first).where(
            sa.or_(AssessmentPeriod.asked_at.is_not(None), AssessmentPeriod.closed_at.is_not(None)),
            AssessmentPeriod.first >= min(one.first for one in over),
        )
    )
    known = {(row.each, row.first) for row in rows}
    asked = [one for one in over if (one.each, one.first) not in known]
    begun = await tables.begun_on(act.session) if asked else None
    return [one for one in asked if begun is not None and one.last >= begun]


async def period_of(act: Moment, period_id: int) -> Period:
    """Return the period of a row. Raises ``Stale`` when there is none."""
    row = existing(await act.session.get(AssessmentPeriod, period_id), "assess-gone")
    return Period(row.each, row.first)


async def may_close(act: Act, found: PeriodResults) -> bool:
    """Whether the actor can close a period now: it is over, not closed yet, and the township was assessed in it."""
    over = found.row is None and found.period.ends(act.town) <= act.now
    return over and may(act.actor, Action.CLOSE_ASSESSMENT) and await _was_assessed(act, found.period)


async def _was_assessed(act: Moment, period: Period) -> bool:
    begun = await tables.begun_on(act.session)
    return begun is not None and period.last >= begun


async def close(act: Act, period: Period) -> PeriodResults:
    """Close a period: write its figures and outcomes down, and tell the assessed. Raises ``Refused``, ``Stale``."""
    require(act.actor, Action.CLOSE_ASSESSMENT)
    if act.now < period.ends(act.town):
        raise Refused("assess-not-over", until=f"{period.last:%m-%d}")
    await tables.note(act)
    if not await _was_assessed(act, period):
        raise Refused("assess-not-begun")
    await act.session.execute(_NEW.on(act.session), {"each": period.each, "first": period.first, "version": 1})
    row = await period_results.row_of(act.session, period, lock=True)
    if row is None or row.closed_at is not None:
        raise Stale("assess-closed-already")
    found = await period_results.live(act, period, await tables.of_period(act, period))
    row.table_number, row.closed_at, row.closed_by_id = found.table.number, act.now, act.actor.person_id
    row.appeals_until = days_on(act, act.town.settings.assessment.appeal_working_days)
    await act.session.flush()
    await _write(act, row.id, found.results)
    await deadlines.end(act.session, (KIND,), SUBJECT, [row.id], now=act.now)
    totals = {holders.code(one.holder.whose): str(one.total) for one in found.results}
    await journal.record(act, subject(row.id), "close", details={"period": period.code, "totals": totals})
    await _tell(act, row, found)
    return await period_results.of_period(act, period)


async def _write(act: Moment, period_id: int, results: Sequence[Result]) -> None:
    for place, one in enumerate(results):
        whose = one.holder.whose
        row = AssessmentResult(
            period_id=period_id,
            kind=whose.kind,
            who=whose.id,
            code=one.holder.code,
            name=one.holder.name,
            place=place,
            **figures_of(one),
        )
        act.session.add(row)
    await act.session.flush()
    rows = await act.session.scalars(sa.select(AssessmentResult).where(AssessmentResult.period_id == period_id))
    ids = {(row.kind, row.who): row.id for row in rows}
    occasions = [
        _row(ids[one.holder.whose.kind, one.holder.whose.id], item, occasion)
        for one in results
        for item, those in one.occasions.items()
        for occasion in those
    ]
    if occasions:
        await act.session.execute(sa.insert(AssessmentOccasion), occasions)


def figures_of(one: Result) -> dict[str, Any]:
    """Return the columns of a result's figures."""
    return {
        "figures": [figure.model_dump(mode="json") for figure in one.figures],
        "own": _hundredths(one.own),
        "below": _hundredths(one.below),
        "total": _hundredths(one.total),
    }


def _hundredths(score: Decimal | None) -> int | None:
    return None if score is None else int(score.scaleb(2))


def _row(result_id: int, item: str, one: Occasion) -> dict[str, Any]:
    return {
        "result_id": result_id,
        "item": item,
        "of": one.of,
        "at": one.at,
        "key": one.key,
        "name": one.name[:256],
        "credit": None if one.credit is None else str(one.credit),
        "weight": str(one.weight),
        "action": one.action,
        "subject": one.subject,
        "settled": False,
        "version": 1,
    }


async def _tell(act: Moment, row: AssessmentPeriod, found: PeriodResults) -> None:
    """Tell the people of each unit, village and line their own scores, and until when they may appeal."""
    people = await holders.people(act.session)
    cards_of = {}
    for person in people:
        theirs = [one for one in found.results if holders.belongs(person, one.holder.whose)]
        if theirs:
            words = act.town.words(person.language)
            cards_of[person.person_id] = cards.closed(act.town, words, found.period, row, theirs)
    those = [person for person in people if person.person_id in cards_of]
    await messages.tell(act, those, cards_of, CLOSED, about=(row.id, "closed"), drill=act.town.settings.drill)


TICKS = (Tick("keep_assessments", next_due, once(keep), timedelta(minutes=1)),)
