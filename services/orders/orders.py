"""Orders from above (上级指令, D4): filed with number and deadline, split into assignments, answered upwards."""

from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Assignment, Case, Draft, Order, Unit
from models.enums import LIVE, Action, AssignmentState, CaseState, DeadlineKind, Kind, Severity, Source
from services.cases import deadlines, notices
from services.cases.lifecycle import load_case
from services.cases.opening import open_case
from services.core import journal
from services.core.act import Act, Actor
from services.core.errors import Keys, Refused, Stale, existing
from services.core.town import Town
from services.drafts import drafts
from services.orders.fields import OrderFields
from services.people.access import require
from services.settings import lines
from texts import Words

BEGINNING = datetime.fromtimestamp(0, UTC)
"""Before every answer: an index answers a range in its order, as it does not for "has one" in SQLite."""
RECENT = 200
"""Orders among which the offices are looked for that may have sent the next one."""


@dataclass(frozen=True)
class Progress:
    """How far the units are with an order."""

    order: Order
    case: Case
    done: int  # units that have reported back
    wanted: int  # units asked


def lacks(fields: OrderFields) -> list[str]:
    """Return what an order still needs before it can be filed, as text keys."""
    wanted = {
        "order-lacks-number": fields.number,
        "order-lacks-issuer": fields.issuer,
        "order-lacks-due": fields.due_at,
        "order-lacks-text": fields.text.strip(),
    }
    return [key for key, value in wanted.items() if not value]


async def file(act: Act, draft: Draft) -> Order:
    """File an order with its attachments as a case that is ready to be dispatched. Its number counts once an office."""
    require(act.actor, Action.FILE_ORDER)
    fields = OrderFields.model_validate(draft.data)
    missing = lacks(fields)
    if missing or fields.number is None or fields.issuer is None or fields.due_at is None:
        raise Refused("error-order-incomplete", missing=Keys(missing))
    received_at = drafts.said_at(act, draft)
    if fields.due_at <= received_at:
        raise Refused("error-due-past")
    known = await act.session.scalar(
        sa.select(Case.number)
        .join(Order, Order.id == Case.order_id)
        .where(Order.issuer == fields.issuer, Order.number == fields.number)
    )
    if known is not None:
        raise Refused("error-order-known", number=fields.number, case=known)
    order = Order(
        number=fields.number,
        issuer=fields.issuer,
        text=fields.text.strip(),
        received_at=received_at,
        due_at=fields.due_at,
        filed_by_id=act.actor.person_id,
    )
    act.session.add(order)
    await act.session.flush()
    case = await open_case(
        act,
        Source.ORDER,
        kind=Kind.HAZARD,
        draft=draft,
        action=Action.FILE_ORDER,
        details={"order": order.number, "issuer": order.issuer, "due": order.due_at.isoformat()},
        severity=Severity.ORDINARY,
        line=fields.line or lines.suggest(act.town.settings, fields.text),
        description=order.text,
        due_at=order.due_at,
        order_id=order.id,
    )
    await drafts.finish(act.session, draft, act.now)
    await deadlines.start(act, DeadlineKind.ANSWER_ORDER, case, due_at=order.due_at, said_at=received_at)
    await notices.tell(act, notices.FILED, case)
    return order


_ORDERS = sa.select(Order, Case).join(Case, Case.order_id == Order.id).options(sa.orm.selectinload(Case.assignments))


async def progress(session: AsyncSession, actor: Actor, order_id: int) -> Progress:
    """Return how far an order is. Raises ``Stale`` when there is none."""
    require(actor, Action.FILE_ORDER)
    return _progress(*await _load(session, order_id))


async def listed(session: AsyncSession, actor: Actor, *, offset: int = 0, limit: int = 8) -> list[Progress]:
    """Return orders: unanswered ones first, by deadline, then those that were answered last."""
    require(actor, Action.FILE_ORDER)
    open_ones = _ORDERS.where(Order.answered_at.is_(None)).order_by(Order.due_at, Order.id)
    answered = _ORDERS.where(Order.answered_at > BEGINNING).order_by(Order.answered_at.desc(), Order.id)
    found = list(await session.execute(open_ones.offset(offset).limit(limit)))
    if len(found) < limit:
        unanswered = sa.select(sa.func.count()).select_from(Order).where(Order.answered_at.is_(None))
        passed = max(0, offset - (await session.scalar(unanswered) or 0))
        found += list(await session.execute(answered.offset(passed).limit(limit - len(found))))
    return [_progress(order, case) for order, case in found]


async def recent_issuers(session: AsyncSession, *, limit: int = 5) -> list[str]:
    """Return the offices whose orders came last, to choose one with a button."""
    newest = sa.select(sa.func.max(Order.id)).scalar_subquery()
    latest = sa.select(Order.issuer).where(Order.id > newest - RECENT).order_by(Order.id.desc())
    return list(dict.fromkeys(await session.scalars(latest)))[:limit]


async def compose(act: Act, order_id: int, words: Words) -> str:
    """Return the answer upwards, put together from the units' feedback; the station may change it."""
    require(act.actor, Action.ANSWER_ORDER)
    order, case = await _load(act.session, order_id)
    rows = await act.session.execute(
        sa.select(Assignment, Unit.name)
        .join(Unit, Unit.id == Assignment.unit_id)
        .where(Assignment.case_id == case.id, Assignment.state.in_((*LIVE, AssignmentState.VERIFIED)))
        .order_by(Assignment.id)
    )
    progress, town = _progress(order, case), act.town.settings.name.in_language(words.language)
    received, date = _day(words, act.town, order.received_at), _day(words, act.town, act.now)
    about = {"issuer": order.issuer, "number": order.number, "town": town, "received": received}
    nothing = words.plain("order-answer-nothing")
    how_far = "reported" if progress.done == progress.wanted else "going"
    if case.state in (CaseState.VERIFIED, CaseState.CLOSED):
        how_far = "ended"
    parts = [
        *([words.plain("case-drill")] if case.drill else []),
        words.plain("order-answer-head", **about),
        *(
            words.plain("order-answer-unit", index=index, unit=unit, text=assignment.feedback or nothing)
            for index, (assignment, unit) in enumerate(rows, start=1)
        ),
        words.plain(f"order-answer-{how_far}"),
        words.plain("order-answer-foot", town=town, date=date),
    ]
    return "\n".join(parts)


def _day(words: Words, town: Town, at: datetime) -> str:
    """Return a day as a letter to an office writes it."""
    day = at.astimezone(town.zone)
    return words.plain("order-answer-day", year=str(day.year), month=str(day.month), day=str(day.day))


async def open_for_answer(session: AsyncSession, actor: Actor, order_id: int) -> tuple[Order, Case]:
    """Return an order that was not answered yet, with its case. Raises ``Forbidden``, or ``Stale`` when it was."""
    require(actor, Action.ANSWER_ORDER)
    order, case = await _load(session, order_id)
    if order.answered_at is not None:
        raise Stale("error-order-answered", number=order.number)
    return order, case


async def answer(act: Act, order_id: int, *, text: str) -> Order:
    """Record the answer upwards, once. Raises ``Refused`` while a unit still owes its feedback."""
    _, case = await open_for_answer(act.session, act.actor, order_id)
    await load_case(act.session, case.id)  # a feedback that is sent back just now, or a second answer, comes before
    order, case = await open_for_answer(act.session, act.actor, order_id)
    waiting = [one for one in case.live if one.state is not AssignmentState.FED_BACK]
    if waiting or not text.strip():
        raise Refused("error-order-waits", count=len(waiting))
    order.answer, order.answered_at, order.answered_by_id = text.strip(), act.at, act.actor.person_id
    await deadlines.end(act, case, DeadlineKind.ANSWER_ORDER)
    state, subject = case.state.value, journal.of_case(case.id)
    answered = Action.ANSWER_ORDER.value
    await journal.record(act, subject, answered, from_state=state, to_state=state, reason=order.answer)
    await act.session.flush()
    return order


async def _load(session: AsyncSession, order_id: int) -> tuple[Order, Case]:
    query = _ORDERS.where(Order.id == order_id).execution_options(populate_existing=True)
    row = existing((await session.execute(query)).first(), "error-case-gone")
    return row[0], row[1]


def _progress(order: Order, case: Case) -> Progress:
    asked = [one for one in case.assignments if one.state in (*LIVE, AssignmentState.VERIFIED)]
    done = [one for one in asked if one.state in (AssignmentState.FED_BACK, AssignmentState.VERIFIED)]
    return Progress(order, case, len(done), len(asked))
