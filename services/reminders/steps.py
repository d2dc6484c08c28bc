"""Taking the steps of deadlines that are due (I5): each once, in order; what is urgent is queued, the rest is bundled.

A step is taken by moving its deadline's row on, in the same transaction that writes down whom it told. Two clocks at
once wait for each other's rows (SQLite) or pass them over (PostgreSQL), so no step is taken twice. After a sleep every
missed step is taken, but a person hears of a deadline once: the gravest of what was missed stands for the rest.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, cast

import sqlalchemy as sa
from markupsafe import Markup
from sqlalchemy.ext.asyncio import AsyncSession

from models import Assignment, Case, Deadline, FiredStep, HeldNotice, Reminder
from models.enums import DeadlineKind, Priority
from services.cards import spans
from services.cases import card as cases_card
from services.cases import facts
from services.core.act import Actor, Moment
from services.core.labels import name
from services.core.town import Town
from services.deadlines import deadlines
from services.deadlines.ladders import Doing, Step, kept_policy
from services.messaging import messages
from services.reminders import kinds
from services.reminders.recipients import Reach
from services.settings.clocks import Rank
from texts import Words

AT_ONCE = {Priority.LIFE: 20, Priority.ORDER: 50, Priority.REMINDER: 200}
"""Deadlines taken in one transaction, by urgency: few where somebody waits for the commit."""
URGENT = (Priority.LIFE, Priority.ORDER)
TOGETHER = timedelta(minutes=2)
"""What is not urgent waits so long for company (DOMAIN §5.4)."""
"""The event of a message about a deadline."""

_DEADLINES = cast(sa.Table, Deadline.__table__)
_DUE = (
    sa.select(Deadline)
    .where(
        Deadline.priority == sa.bindparam("urgency", type_=_DEADLINES.c.priority.type),
        Deadline.ended_at.is_(None),
        Deadline.next_at <= sa.bindparam("now"),
    )
    .order_by(Deadline.next_at)
    .limit(sa.bindparam("most"))
    .with_for_update(skip_locked=True)
)
_EARLIEST = sa.select(  # the begin of each index, whatever the tables hold: it is asked at least once a second
    *(
        sa.select(sa.func.min(Deadline.next_at))
        .where(Deadline.priority == urgency, Deadline.ended_at.is_(None), Deadline.next_at.is_not(None))
        .scalar_subquery()
        for urgency in AT_ONCE
    ),
    *(
        sa.select(sa.func.min(waiting.not_before)).where(waiting.told_at.is_(None)).scalar_subquery()
        for waiting in (Reminder, HeldNotice)
    ),
)
_CASES = (
    sa.select(Case)
    .where(Case.id.in_(sa.bindparam("ids", expanding=True)))
    .options(sa.orm.selectinload(Case.assignments))
    .execution_options(populate_existing=True)
)
_ADVANCE = (
    sa.update(_DEADLINES)
    .where(_DEADLINES.c.id == sa.bindparam("deadline"))
    .values(next_at=sa.bindparam("next"), fired_until=sa.bindparam("until"))
)
_WRITE_DOWN = sa.insert(FiredStep).returning(FiredStep.id, sort_by_parameter_order=True)
_BUNDLE = sa.insert(cast(sa.Table, Reminder.__table__))


@dataclass
class Taken:
    """A step that is taken now, and whom it tells."""

    deadline: Deadline
    case: Case
    share: Assignment | None
    step: Step
    people: list[Actor] = field(default_factory=list)
    row: int = 0  # id of what was written down


async def next_due(session: AsyncSession) -> datetime | None:
    """Return when the next step is to be taken, or the next reminder or held notice told; None when nothing waits."""
    return min((at for at in (await session.execute(_EARLIEST)).one() if at is not None), default=None)


async def take_due(act: Moment) -> int:
    """Take the steps of some deadlines, the gravest first; returns of how many, 0 when none is due."""
    for urgency, most in AT_ONCE.items():
        rows = list(await act.session.scalars(_DUE, {"urgency": urgency, "now": act.now, "most": most}))
        if rows:
            await _take(act, rows)
            return len(rows)
    return 0


async def _take(act: Moment, rows: Sequence[Deadline]) -> None:
    cases = {
        case.id: case for case in await act.session.scalars(_CASES, {"ids": sorted({row.case_id for row in rows})})
    }
    shares = {share.id: share for case in cases.values() for share in case.assignments}
    reach = await Reach.load(
        act.session,
        {shares[row.assignment_id].unit_id for row in rows if row.assignment_id is not None},
        {case.village_id for case in cases.values() if case.village_id is not None},
        now=act.now,
    )
    taken: list[Taken] = []
    moved: list[dict[str, Any]] = []
    for row in rows:
        past = row.fired_until
        coming = [step for step in deadlines.steps_of(act.town, row) if past is None or step.at > past]
        share = shares.get(row.assignment_id or 0)
        due = [step for step in coming if step.at <= act.now]
        later = [step.at for step in coming if step.at > act.now]
        moved.append({"deadline": row.id, "next": min(later, default=None), "until": act.now})
        taken += _told(reach, row, cases[row.case_id], share, due)
    await act.session.execute(_ADVANCE, moved)
    if not taken:
        return
    written = await act.session.execute(_WRITE_DOWN, [_row(one, act.now) for one in taken])
    for one, row_id in zip(taken, written.scalars(), strict=True):
        one.row = row_id
    await _tell(act, taken)


def _told(reach: Reach, row: Deadline, case: Case, share: Assignment | None, due: list[Step]) -> list[Taken]:
    """Return the steps with whom they tell. A vacant post is no hole: the next one above hears it in its place."""
    rules = kept_policy(row.policy)
    above = [rung.to for rung in rules.ladder]
    found = []
    for step in due:
        people = reach.on(step.to, rules.owner, case, share)
        for rank in above[above.index(step.to) + 1 :] if step.to in above else ():
            if people:
                break
            people = reach.on(rank, rules.owner, case, share)
        found.append(Taken(row, case, share, step, people))
    return found


def _row(one: Taken, now: datetime) -> dict[str, Any]:
    return {
        "deadline_id": one.deadline.id,
        "at": one.step.at,
        "doing": one.step.doing.value,
        "rank": one.step.to.value,
        "fired_at": now,
        "told": [person.person_id for person in one.people],
    }


async def _tell(act: Moment, taken: list[Taken]) -> None:
    """Queue what is urgent, bundle the rest; of several steps of one deadline a person hears the last."""
    last: dict[tuple[int, int], tuple[Taken, Actor]] = {}
    for one in taken:
        for person in one.people:
            last[one.deadline.id, person.person_id] = (one, person)
    bundled = []
    known: dict[int, facts.Facts] = {}
    for one, person in last.values():
        if one.deadline.priority in URGENT or one.step.call:
            if one.case.id not in known:
                known[one.case.id] = await facts.gather(act, one.case)
            await _queue(act, one, person, known[one.case.id])
            continue
        bundled.append(
            {
                "person_id": person.person_id,
                "step_id": one.row,
                "deadline_id": one.deadline.id,
                "created_at": act.now,
                "not_before": act.now + TOGETHER,
                "told_at": None,
            }
        )
    if bundled:
        await act.session.execute(_BUNDLE, bundled)


async def _queue(act: Moment, one: Taken, person: Actor, known: facts.Facts) -> None:
    words = act.town.words(person.language)
    card = cases_card.card(
        act.town, known, person, act.now, head=head(act.town, words, one.deadline, one.step, one.case, known, act.now)
    )
    row, step = one.deadline, one.step
    await messages.tell(
        act,
        [person],
        card.model_copy(update={"picture": None}),
        kinds.DEADLINE,
        about=(row.id, int(step.at.timestamp()), step.doing.value),
        priority=min(row.priority, Priority.ORDER),
        case_id=one.case.id,
        call=step.call,
        deadline_id=row.id,
    )


def head(
    town: Town, words: Words, row: Deadline, step: Step, case: Case, known: facts.Facts | None, now: datetime
) -> Markup:
    """Return the first line: what is to be done by when, how late it is, and whether that is known for certain."""
    unit = ""
    if known is not None and row.assignment_id is not None:
        share = next((one for one in case.assignments if one.id == row.assignment_id), None)
        unit = known.units.get(share.unit_id, "") if share else ""
    saying = _saying(row, step, now)
    said = words(
        f"deadline-{saying}-unit" if saying == "escalate" and unit else f"deadline-{saying}",
        number=case.number,
        what=name(words, row.kind),
        unit=unit,
        due=words.time(row.due_at, town.zone),
        span=spans.spoken(words, abs(now - row.due_at)),
    )
    year = deadlines.pace_of(town, row).unknown(row.started_at, max(row.due_at, step.at))
    return Markup("{} {}").format(said, words("deadline-provisional", year=str(year))) if year is not None else said


def _saying(row: Deadline, step: Step, now: datetime) -> str:
    if row.kind is DeadlineKind.STILL_ON:
        return "still-on"
    if step.doing is Doing.CALL:
        return "call"
    if step.doing is Doing.CHASE:
        return "chase"
    if step.doing is Doing.ESCALATE and now < row.due_at:
        return "red"
    if step.doing is Doing.ESCALATE and step.to is not Rank.HANDLER:
        return "unconfirmed" if kept_policy(row.policy).from_start else "escalate"
    return "due" if now >= row.due_at else "remind"
