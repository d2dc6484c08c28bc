"""A period as plain data, in somebody's language: for the Excel file, and for a paper in Word."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import sqlalchemy as sa

from models import Appeal, AssessmentOccasion, AssessmentResult
from models.enums import AppealState, Assessed
from services.assessment import holders, period_results, scores
from services.assessment.measures import Occasion
from services.assessment.period_results import PeriodResults, Result
from services.assessment.periods import Period
from services.core.act import Act
from services.core.labels import name
from texts import Words


@dataclass(frozen=True)
class Row:
    """One holder: its points in the order of the columns, and its sums."""

    name: str
    points: Sequence[Decimal | None]
    own: Decimal | None
    below: Decimal | None
    total: Decimal | None
    lost: Decimal
    before: Decimal | None
    """The score of the period before."""


@dataclass(frozen=True)
class Part:
    """The holders of one kind, in the order of the roster; ``columns`` are the items with their points."""

    kind: Assessed
    title: str
    columns: Sequence[tuple[str, Decimal]]
    rows: Sequence[Row]

    @property
    def mean(self) -> Decimal | None:
        """The mean score; holders without a score are left out."""
        return scores.mean(one.total for one in self.rows)


@dataclass(frozen=True)
class Outcome:
    """One outcome, and the points that it cost in an item that deducts."""

    kind: Assessed
    name: str
    item: str
    day: date
    what: str
    of: str
    counts: bool
    credit: str
    lost: Decimal


@dataclass(frozen=True)
class Answered:
    """An appeal with its answer."""

    name: str
    item: str
    of: str
    text: str
    state: AppealState
    state_name: str
    answer: str | None


@dataclass(frozen=True)
class Report:
    """A period: what a paper about it says."""

    town: str
    period: str
    first: date
    last: date
    closed_at: datetime | None
    """None: its figures are still open."""
    own_percent: int
    parts: Sequence[Part]
    outcomes: Sequence[Outcome]
    appeals: Sequence[Answered]


async def of_period(act: Act, period: Period, words: Words | None = None) -> Report:
    """Return a period as the actor may see it, in the actor's language unless told otherwise. Raises ``Forbidden``."""
    words = words or act.town.words(act.actor.language)
    found = await period_results.seen(act, period)
    before = {one.holder.whose: one.total for one in (await period_results.of_period(act, period.before)).results}
    parts = []
    for kind in Assessed:
        theirs = [one for one in found.results if one.holder.whose.kind is kind]
        if theirs:
            items = [(item.named(words.language), item.points) for item in found.table.of(kind)]
            rows = [_row(one, before.get(one.holder.whose)) for one in theirs]
            parts.append(Part(kind, name(words, kind).unescape(), items, rows))
    return Report(
        act.town.settings.name.in_language(words.language),
        period.name(words),
        period.first,
        period.last,
        found.row.closed_at if found.row is not None else None,
        found.table.own_percent,
        parts,
        await _outcomes(act, words, found),
        await _appeals(act, words, found),
    )


def _row(one: Result, before: Decimal | None) -> Row:
    return Row(one.holder.name, [figure.got for figure in one.figures], one.own, one.below, one.total, one.lost, before)


async def _outcomes(act: Act, words: Words, found: PeriodResults) -> list[Outcome]:
    told = []
    items = {item.code: item for item in found.table.items}
    kept = await _kept(act, found)
    for result in found.results:
        by_item = kept.get(holders.code(result.holder.whose), ()) if found.row else _pairs(result)
        for code, one in by_item:
            item = items[code]
            told.append(
                Outcome(
                    result.holder.whose.kind,
                    result.holder.name,
                    item.named(words.language),
                    one.at.astimezone(act.town.zone).date(),
                    words.plain(one.key),
                    one.name,
                    one.counts,
                    str(one.credit) if one.counts else "",
                    scores.rounded(scores.cost(item, one)),
                )
            )
    return told


def _pairs(result: Result) -> list[tuple[str, Occasion]]:
    return [(code, one) for code, those in result.occasions.items() for one in those]


async def _kept(act: Act, found: PeriodResults) -> dict[str, list[tuple[str, Occasion]]]:
    """Return the outcomes of a closed period by holder, looked up together."""
    kept: dict[str, list[tuple[str, Occasion]]] = {}
    if found.row is None:
        return kept
    rows = await act.session.execute(
        sa.select(AssessmentOccasion, AssessmentResult)
        .join(AssessmentResult, AssessmentResult.id == AssessmentOccasion.result_id)
        .where(AssessmentResult.period_id == found.row.id)
        .order_by(AssessmentResult.place, AssessmentOccasion.item, AssessmentOccasion.at, AssessmentOccasion.id)
    )
    for row, result in rows:
        whose = period_results.read(result).holder.whose
        pair = (row.item, period_results.kept_occasion(row, whose))
        kept.setdefault(holders.code(whose), []).append(pair)
    return kept


async def _appeals(act: Act, words: Words, found: PeriodResults) -> list[Answered]:
    if found.row is None:
        return []
    names = {item.code: item.named(words.language) for item in found.table.items}
    seen = {one.holder.whose for one in found.results}
    rows = await act.session.execute(
        sa.select(Appeal, AssessmentOccasion, AssessmentResult)
        .join(AssessmentOccasion, AssessmentOccasion.id == Appeal.occasion_id)
        .join(AssessmentResult, AssessmentResult.id == AssessmentOccasion.result_id)
        .where(AssessmentResult.period_id == found.row.id, Appeal.state != AppealState.WITHDRAWN)
        .order_by(Appeal.id)
    )
    return [
        Answered(
            result.name,
            names[row.item],
            row.name,
            appeal.text,
            appeal.state,
            name(words, appeal.state).unescape(),
            appeal.answer,
        )
        for appeal, row, result in rows
        if period_results.read(result).holder.whose in seen
    ]
