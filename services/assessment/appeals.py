"""Appeals (申诉): the assessed object to one outcome of a closed period; somebody else answers, with the reason."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from fractions import Fraction

import sqlalchemy as sa

from models import Appeal, AssessmentOccasion, AssessmentPeriod, AssessmentResult, Attachment, Draft
from models.enums import Action, AppealState, Priority
from services.assessment import cards, closing, holders, period_results, tables
from services.assessment.measures import DONE, Occasion, Whose
from services.assessment.period_results import Contested, Result
from services.core import journal
from services.core.act import Act
from services.core.database import newest
from services.core.errors import Refused, Stale, existing
from services.core.errors import reason as needed
from services.deadlines import deadlines
from services.deadlines.deadlines import About
from services.drafts import drafts
from services.drafts.fields import Fields
from services.messaging import messages
from services.messaging.kinds import MessageKind
from services.people import directory
from services.people.access import may, require

SUBJECT, KIND = "appeal", "answer_appeal"
"""The thing that the deadline is about, and its kind."""
FILED = MessageKind("appeal_filed", Priority.REMINDER, timedelta(days=3), by_night=False)
ANSWERED = MessageKind("appeal_answered", Priority.REMINDER, timedelta(days=5), by_night=False)


async def opened(act: Act, occasion_id: int, *, lock: bool = False) -> Contested:
    """Return an outcome that the actor may see. Raises ``Forbidden``, ``Stale``."""
    require(act.actor, Action.SEE_ASSESSMENT)
    query = sa.select(AssessmentOccasion).where(AssessmentOccasion.id == occasion_id)
    if lock:
        query = query.with_for_update()
    row = existing(await act.session.scalar(query.execution_options(populate_existing=True)), "assess-gone")
    result = await act.session.get_one(AssessmentResult, row.result_id)
    if not holders.sees(act.town, act.actor, period_results.read(result).holder):
        require(act.actor, Action.ANSWER_APPEAL)
    period = await act.session.get_one(AssessmentPeriod, result.period_id)
    table = await tables.numbered(act.session, period.table_number or 0)
    item = next(one for one in table.items if one.code == row.item)
    appeal = await newest(act.session, Appeal, Appeal.occasion_id == occasion_id)
    return Contested(row, result, period, item, appeal)


def may_appeal(act: Act, found: Contested) -> bool:
    """Whether the actor may appeal now: in time, about points that were lost, and not yet answered."""
    return (
        holders.may_appeal(act.actor, found.whose)
        and (found.appeal is None or found.appeal.state is AppealState.WITHDRAWN)
        and found.period.appeals_until is not None
        and act.now <= found.period.appeals_until
        and found.occasion.counts
        and found.occasion.credit != DONE
    )


async def appealable(act: Act, occasion_id: int, *, lock: bool = False) -> Contested:
    """Return an outcome that the actor may appeal against. Raises ``Forbidden``, ``Refused``, ``Stale``."""
    found = await opened(act, occasion_id, lock=lock)
    holders.require_appeal(act.actor, found.whose)
    if found.appeal is not None and found.appeal.state is not AppealState.WITHDRAWN:
        raise Stale("appeal-there")
    if found.period.appeals_until is None or act.now > found.period.appeals_until:
        until = act.town.on_the_wall(found.period.appeals_until) if found.period.appeals_until else ""
        raise Refused("appeal-too-late", until=until)
    if not may_appeal(act, found):
        raise Refused("appeal-nothing-lost")
    return found


async def file(act: Act, draft: Draft) -> Contested:
    """File the appeal of a card, with its words and files; an answer is owed. Raises ``Refused`` without words."""
    found = await appealable(act, draft.subject_id or 0, lock=True)
    text = drafts.fields(draft, Fields).text.strip()
    if not text:
        raise Refused("appeal-words-needed")
    row = Appeal(
        occasion_id=found.row.id,
        text=text,
        draft_id=draft.id,
        filed_at=act.now,
        filed_by_id=act.actor.person_id,
        due_at=closing.days_on(act, act.town.settings.assessment.answer_working_days),
    )
    act.session.add(row)
    await act.session.flush()
    await drafts.finish(act.session, draft, act.now)
    await deadlines.start(act, KIND, About(SUBJECT, row.id), due_at=row.due_at, priority=Priority.REMINDER)
    details = {"appeal": row.id, "occasion": found.row.of, "item": found.row.item, "text": text}
    await journal.record(act, closing.subject(found.period.id), "appeal", details=details)
    leaders = await directory.station_leaders(act.session)
    judges = [one.person_id for one in leaders if not holders.belongs(one, found.whose)]
    filed = await opened(act, found.row.id)
    await _tell(act, judges, filed, row, "appeal-told-filed", FILED)
    return filed


async def withdraw(act: Act, appeal_id: int) -> Contested:
    """Take an appeal back that nobody has answered; another may follow in time. Raises ``Forbidden``, ``Stale``."""
    row, found = await _waiting(act, appeal_id)
    holders.require_appeal(act.actor, found.whose)
    return await _settle(act, row, found, AppealState.WITHDRAWN, None)


async def answerable(act: Act, appeal_id: int) -> Contested:
    """Return the outcome of an appeal that the actor may answer. Raises ``Forbidden``, ``Stale``."""
    row, found = await _waiting(act, appeal_id)
    holders.require_judge(act.actor, found.whose, row.filed_by_id)
    return found


async def uphold(act: Act, appeal_id: int, reason: str, *, as_done: bool) -> Contested:
    """Change the points: the outcome counts as done, or not at all. Figures follow, of those above as well."""
    row, found = await _waiting(act, appeal_id)
    holders.require_judge(act.actor, found.whose, row.filed_by_id)
    why = needed(reason)
    found.row.settled, found.row.settled_credit = True, str(Fraction(DONE)) if as_done else None
    await act.session.flush()
    changes = await _again(act, found.period)
    return await _settle(act, row, found, AppealState.UPHELD, why, as_done=as_done, totals=changes)


async def refuse(act: Act, appeal_id: int, reason: str) -> Contested:
    """Let the points stay, with the reason."""
    row, found = await _waiting(act, appeal_id)
    holders.require_judge(act.actor, found.whose, row.filed_by_id)
    return await _settle(act, row, found, AppealState.REFUSED, needed(reason))


async def _waiting(act: Act, appeal_id: int) -> tuple[Appeal, Contested]:
    """Return an appeal that waits for its answer, with its period locked: results change one after the other."""
    row = await act.session.get(Appeal, appeal_id, with_for_update=True, populate_existing=True)
    if row is None or row.state is not AppealState.WAITING:
        raise Stale("appeal-answered-already")
    found = await opened(act, row.occasion_id)
    await act.session.get_one(AssessmentPeriod, found.period.id, with_for_update=True, populate_existing=True)
    return row, found


async def _settle(
    act: Act, row: Appeal, found: Contested, state: AppealState, answer: str | None, **details: object
) -> Contested:
    row.state, row.answered_at, row.answered_by_id, row.answer = state, act.now, act.actor.person_id, answer
    await act.session.flush()
    await deadlines.end(act.session, (KIND,), SUBJECT, [row.id], now=act.now)
    await journal.record(
        act,
        closing.subject(found.period.id),
        f"appeal_{state.value}",
        reason=answer,
        details={"appeal": row.id, "occasion": found.row.of, "item": found.row.item, **details},
    )
    settled = await opened(act, found.row.id)
    if answer is not None:
        people = [one for one in await holders.people(act.session) if holders.belongs(one, found.whose)]
        ids = {row.filed_by_id, *(one.person_id for one in people)}
        await _tell(act, sorted(ids), settled, row, f"appeal-told-{state.value}", ANSWERED)
    return settled


async def _tell(
    act: Act, person_ids: Sequence[int], found: Contested, row: Appeal, key: str, kind: MessageKind
) -> None:
    people = await directory.by_ids(act.session, person_ids)
    await messages.tell(
        act,
        people,
        lambda words: cards.told(act.town, words, found, row, key),
        kind,
        about=(row.id, row.state.value),
        drill=act.town.settings.drill,
    )


async def _again(act: Act, period: AssessmentPeriod) -> dict[str, list[str]]:
    """Compute a closed period again from its kept outcomes and table; returns the totals that have changed."""
    rows = list(
        await act.session.scalars(
            sa.select(AssessmentResult)
            .where(AssessmentResult.period_id == period.id)
            .order_by(AssessmentResult.place)
            .execution_options(populate_existing=True)
        )
    )
    by_id = {row.id: Whose(row.kind, row.who) for row in rows}
    kept: dict[Whose, dict[str, list[Occasion]]] = defaultdict(lambda: defaultdict(list))
    for one in await act.session.scalars(
        sa.select(AssessmentOccasion)
        .where(AssessmentOccasion.result_id.in_(by_id))
        .order_by(AssessmentOccasion.at, AssessmentOccasion.id)
    ):
        whose = by_id[one.result_id]
        kept[whose][one.item].append(period_results.kept_occasion(one, whose))
    table = await tables.numbered(act.session, period.table_number or 0)
    results: list[Result] = period_results.compute(table, [period_results.read(row).holder for row in rows], kept)
    changed = {}
    for row, result in zip(rows, results, strict=True):
        before, figures = period_results.read(row).total, closing.figures_of(result)
        if figures["figures"] != row.figures or figures["total"] != row.total:
            changed[holders.code(result.holder.whose)] = [str(before), str(result.total)]
        for name, value in figures.items():
            setattr(row, name, value)
    await act.session.flush()
    return changed


async def files_of(act: Act, appeal_id: int) -> list[Attachment]:
    """Return the files of an appeal, as far as the actor may see it. Raises ``Forbidden``, ``Stale``."""
    appeal = existing(await act.session.get(Appeal, appeal_id), "assess-gone")
    await opened(act, appeal.occasion_id)
    return await drafts.files(act.session, await act.session.get_one(Draft, appeal.draft_id))


async def waiting(act: Act) -> list[Contested]:
    """Return the appeals that wait for an answer and that the actor may see, the first due first."""
    if not may(act.actor, Action.ANSWER_APPEAL):
        return []
    ids = await act.session.scalars(
        sa.select(Appeal.occasion_id).where(Appeal.state == AppealState.WAITING).order_by(Appeal.due_at, Appeal.id)
    )
    return [await opened(act, one) for one in ids]
