"""The results of a period: computed from the measures while it is open, read from its rows once it is closed."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC
from decimal import Decimal
from fractions import Fraction
from functools import partial

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Appeal, AssessmentOccasion, AssessmentPeriod, AssessmentResult
from models.enums import Action, AppealState, Assessed, AssessmentEach
from services.assessment import holders, measures, scores, tables
from services.assessment.holders import Holder
from services.assessment.measures import Asked, Occasion, Whose
from services.assessment.periods import Period
from services.assessment.scores import Figure
from services.assessment.tables import Item, Table
from services.core.act import Act, Moment
from services.people.access import require

UPHELD = "occasion-appeal-upheld"
"""The text key of an outcome that an appeal has changed."""
ByItem = Mapping[str, Sequence[Occasion]]


@dataclass(frozen=True)
class Result:
    """The figures of one holder: each item, own work, the mean of the subordinates, and the score."""

    holder: Holder
    figures: Sequence[Figure]
    own: Decimal | None
    below: Decimal | None = None
    total: Decimal | None = None
    occasions: ByItem = field(default_factory=dict)

    @property
    def lost(self) -> Decimal:
        """The points that its own work has lost."""
        return sum((one.lost for one in self.figures), Decimal())


@dataclass(frozen=True)
class PeriodResults:
    """A period with its table and results; ``row`` is the closed period's."""

    period: Period
    table: Table
    results: Sequence[Result]
    row: AssessmentPeriod | None = None

    def of(self, whose: Whose) -> Result | None:
        """Return the result of one holder."""
        return next((one for one in self.results if one.holder.whose == whose), None)


async def row_of(session: AsyncSession, period: Period, *, lock: bool = False) -> AssessmentPeriod | None:
    """Return the row of a period that is over."""
    query = sa.select(AssessmentPeriod).filter_by(each=period.each, first=period.first)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    return await session.scalar(query)


async def of_period(act: Moment, period: Period) -> PeriodResults:
    """Return a period as it stands: closed figures as they were kept, others as they are now."""
    row = await row_of(act.session, period)
    if row is None or row.closed_at is None:
        return await live(act, period, await tables.of_period(act, period))
    table = await tables.numbered(act.session, row.table_number or 0)
    rows = await act.session.scalars(
        sa.select(AssessmentResult).where(AssessmentResult.period_id == row.id).order_by(AssessmentResult.place)
    )
    return PeriodResults(period, table, [read(one) for one in rows], row)


async def seen(act: Act, period: Period) -> PeriodResults:
    """Return a period with the results that the actor may see. Raises ``Forbidden``."""
    require(act.actor, Action.SEE_ASSESSMENT)
    found = await of_period(act, period)
    theirs = [one for one in found.results if holders.sees(act.town, act.actor, one.holder)]
    return replace(found, results=theirs)


async def live(act: Moment, period: Period, table: Table) -> PeriodResults:
    """Compute a period by the facts as they are now: each measure is asked once for all holders.

    An appeal that was upheld in a month counts in its quarter and year as well.
    """
    settled = await _settled_within(act.session, period)
    by_holder: dict[Whose, dict[str, list[Occasion]]] = defaultdict(lambda: defaultdict(list))
    known, counted = measures.known(act), dict[tuple[str, str], Sequence[Occasion]]()
    for item in table.items:
        key = (item.measure.value, item.only.model_dump_json())
        if key not in counted and item.measure.value in known:
            asked = Asked(
                period.first,
                period.last,
                period.begins(act.town).astimezone(UTC),
                period.ends(act.town).astimezone(UTC),
                item.only,
            )
            found = await known[item.measure.value].count(act, asked)
            counted[key] = sorted(found, key=lambda one: (one.at, one.of))
        for occasion in counted.get(key, ()):
            for whose in occasion.whose:
                if whose.kind in item.applies:
                    by_holder[whose][item.code].append(settled.get((whose, occasion.of), _as_it_is)(occasion))
    everybody = await holders.of_town(act, [one for one, those in by_holder.items() if any(those.values())])
    return PeriodResults(period, table, compute(table, everybody, by_holder))


def _as_it_is(one: Occasion) -> Occasion:
    return one


async def _settled_within(
    session: AsyncSession, period: Period
) -> dict[tuple[Whose, str], Callable[[Occasion], Occasion]]:
    """Return what appeals in shorter periods within this one make of their outcomes, by whose and by source."""
    shorter = list(AssessmentEach)[: list(AssessmentEach).index(period.each)]
    if not shorter:
        return {}
    rows = await session.execute(
        sa.select(AssessmentResult.kind, AssessmentResult.who, AssessmentOccasion.of, AssessmentOccasion.settled_credit)
        .join(AssessmentResult, AssessmentResult.id == AssessmentOccasion.result_id)
        .join(AssessmentPeriod, AssessmentPeriod.id == AssessmentResult.period_id)
        .join(Appeal, sa.and_(Appeal.occasion_id == AssessmentOccasion.id, Appeal.state == AppealState.UPHELD))
        .where(
            AssessmentOccasion.settled,
            AssessmentPeriod.each.in_(shorter),
            AssessmentPeriod.first >= period.first,
            AssessmentPeriod.first <= period.last,
        )
        .order_by(Appeal.answered_at)
    )
    return {(Whose(row.kind, row.who), row.of): partial(_upheld, row.settled_credit) for row in rows}


def _upheld(credit: str | None, one: Occasion) -> Occasion:
    """Return an outcome as an appeal has left it."""
    return replace(one, key=UPHELD, credit=_fraction(credit))


def _fraction(credit: str | None) -> Fraction | None:
    return None if credit is None else Fraction(credit)


def compute(table: Table, everybody: Iterable[Holder], by_holder: Mapping[Whose, ByItem]) -> list[Result]:
    """Return the results of a table by the outcomes of each holder, without a database."""
    results = [_own(table, one, by_holder.get(one.whose, {})) for one in everybody if table.of(one.whose.kind)]
    for kind in (Assessed.VILLAGE, Assessed.UNIT, Assessed.LINE):  # subordinates first
        known = {f"{one.holder.whose.kind.value}:{one.holder.code}": one.total for one in results}
        results = [_mixed(table, one, known) if one.holder.whose.kind is kind else one for one in results]
    return results


def _own(table: Table, holder: Holder, occasions: ByItem) -> Result:
    figures = [scores.figure(item, occasions.get(item.code, ())) for item in table.of(holder.whose.kind)]
    judged = any(one.counts for those in occasions.values() for one in those)
    return Result(holder, figures, scores.own(figures, judged=judged), occasions=occasions)


def _mixed(table: Table, one: Result, known: Mapping[str, Decimal | None]) -> Result:
    theirs = table.below.get(f"{one.holder.whose.kind.value}:{one.holder.code}", ())
    below = scores.mean(known.get(each) for each in theirs)
    return replace(one, below=below, total=scores.mixed(one.own, below, table.own_percent))


def read(row: AssessmentResult) -> Result:
    """Return the result that a closed period keeps."""
    whose = Whose(row.kind, row.who)
    own, below, total = (None if one is None else Decimal(one).scaleb(-2) for one in (row.own, row.below, row.total))
    figures = [Figure.model_validate(one) for one in row.figures]
    return Result(Holder(whose, row.code, row.name), figures, own, below, total)


def kept_occasion(row: AssessmentOccasion, whose: Whose, *, as_frozen: bool = False) -> Occasion:
    """Return the outcome that a closed period keeps, as an appeal has left it unless ``as_frozen``."""
    kept = Occasion(
        frozenset({whose}),
        row.of,
        row.at,
        row.key,
        row.name,
        _fraction(row.credit),
        row.action,
        row.subject,
        Fraction(row.weight),
    )
    return _upheld(row.settled_credit, kept) if row.settled and not as_frozen else kept


async def kept_occasions(session: AsyncSession, row: AssessmentPeriod, whose: Whose) -> list[AssessmentOccasion]:
    """Return the outcomes of a holder in a closed period, oldest first."""
    found = await session.scalars(
        sa.select(AssessmentOccasion)
        .join(AssessmentResult, AssessmentResult.id == AssessmentOccasion.result_id)
        .where(
            AssessmentResult.period_id == row.id, AssessmentResult.kind == whose.kind, AssessmentResult.who == whose.id
        )
        .order_by(AssessmentOccasion.at, AssessmentOccasion.id)
    )
    return list(found)


async def outcomes(act: Moment, found: PeriodResults, result: Result, item: str) -> list[tuple[int | None, Occasion]]:
    """Return the outcomes of an item, oldest first; of a closed period each with the id of its row."""
    if found.row is None:
        return [(None, one) for one in result.occasions.get(item, ())]
    whose = result.holder.whose
    rows = await kept_occasions(act.session, found.row, whose)
    return [(row.id, kept_occasion(row, whose)) for row in rows if row.item == item]


@dataclass(frozen=True)
class Since:
    """A fact that has changed after the close: what the closed period keeps, and what it is now."""

    item: str
    was: Occasion | None
    now: Occasion | None


async def since_close(act: Moment, found: PeriodResults, whose: Whose) -> list[Since]:
    """Return what has changed after the close; the figures of the closed period stay."""
    if found.row is None:
        return []
    kept = {
        (one.item, one.of): kept_occasion(one, whose, as_frozen=True)
        for one in await kept_occasions(act.session, found.row, whose)
    }
    today = (await live(act, found.period, found.table)).of(whose)
    current = {(item, one.of): one for item, those in (today.occasions if today else {}).items() for one in those}
    changed = [
        key for key in (*kept, *(one for one in current if one not in kept)) if _differ(kept.get(key), current.get(key))
    ]
    return [Since(key[0], kept.get(key), current.get(key)) for key in changed]


def _differ(one: Occasion | None, other: Occasion | None) -> bool:
    if one is None or other is None:
        return one is not other
    return (one.credit, one.weight) != (other.credit, other.weight)


@dataclass(frozen=True)
class Contested:
    """An outcome of a closed period with its surroundings, and its newest appeal."""

    row: AssessmentOccasion
    result: AssessmentResult
    period: AssessmentPeriod
    item: Item
    appeal: Appeal | None

    @property
    def whose(self) -> Whose:
        """The assessed."""
        return Whose(self.result.kind, self.result.who)

    @property
    def of_period(self) -> Period:
        """The period."""
        return Period(self.period.each, self.period.first)

    @property
    def occasion(self) -> Occasion:
        """The outcome as it counts now."""
        return kept_occasion(self.row, self.whose)
