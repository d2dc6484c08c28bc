"""The notice of a period (考核结果通报) as a Word file: the points by item, where they were lost, and the appeals.

The holders stand in the order of the roster: nobody is ranked.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from services.assessment import periods, report
from services.assessment.periods import Period
from services.assessment.report import Outcome, Part, Report
from services.cards.scores import shown
from services.core.act import Act
from services.documents import documents
from services.documents.content import Across, Content
from services.documents.documents import Document
from texts import Words

if TYPE_CHECKING:
    from services.documents.paper import Paper

NAMED = 10
"""Outcomes that are named where an item lost points."""


@dataclass(frozen=True)
class ItemRow:
    """An item as a column of the table."""

    item_points: str


@dataclass(frozen=True)
class FigureRow:
    """The points of one item."""

    got: str


@dataclass(frozen=True)
class HolderRow:
    """One of the assessed with its points and sums."""

    holder: str
    figures: tuple[FigureRow, ...]
    own: str
    below: str
    score: str
    lost: str
    before: str


@dataclass(frozen=True)
class KindRow:
    """The assessed of one kind."""

    ordinal: str
    kind: str
    mean: str
    items: tuple[ItemRow, ...]
    holders: tuple[HolderRow, ...]


@dataclass(frozen=True)
class LossRow:
    """An item that lost points, and the outcomes that cost them."""

    holder: str
    item_name: str
    lost: str
    outcomes: str


@dataclass(frozen=True)
class AppealRow:
    """An appeal with its answer."""

    holder: str
    item_name: str
    outcome: str
    appeal: str
    result: str
    answer: str


@dataclass(frozen=True, kw_only=True)
class Notice(Content):
    """The notice."""

    period: str
    first: str
    last: str
    closed_on: str
    """Empty: the figures are still open."""
    means: str
    own_percent: str
    below_percent: str
    """Empty: nobody has subordinates."""
    kinds: tuple[KindRow, ...]
    losses: tuple[LossRow, ...]
    appeals: tuple[AppealRow, ...]


def number(period: Period) -> int:
    """Return the number by which a button names a period: 20260108 for August, 20260203 for the third quarter."""
    length = list(periods.LETTERS).index(period.each) + 1
    return period.first.year * 10000 + length * 100 + period.number


def _period(stamp: int) -> Period:
    """Return the period of a number. Raises ``Stale``."""
    year, length, at = stamp // 10000, stamp // 100 % 100, stamp % 100
    letters = list(periods.LETTERS.values())
    return periods.read(f"{year}{letters[length - 1] if 0 < length <= len(letters) else '-'}{at}")


async def notice(act: Act, stamp: int) -> Notice:
    """Return the notice of a period, of what the actor may see. Raises ``Forbidden``, ``Stale``."""
    period, words = _period(stamp), act.town.words(None)
    found = await report.of_period(act, period, words)
    each, year = period.each.value, str(period.first.year)
    called = words.plain("document-assess-period", each=each, year=year, number=period.number)
    state = "closed" if found.closed_at else "open"
    mixed = any(one.below is not None for part in found.parts for one in part.rows)
    return Notice(
        **documents.head(act, "document-title-assessment", period=called, state=state),
        period=called,
        first=documents.day(act, found.first),
        last=documents.day(act, found.last),
        closed_on=documents.day(act, found.closed_at),
        means=words.plain("document-semicolon").join(_mean(words, part) for part in found.parts),
        own_percent=str(found.own_percent),
        below_percent=str(100 - found.own_percent) if mixed else "",
        kinds=tuple(_kind(words, place, part) for place, part in enumerate(found.parts, start=1)),
        losses=tuple(loss for part in found.parts for loss in _losses(act, found, part)),
        appeals=tuple(
            AppealRow(one.name, one.item, one.of, one.text, one.state_name, one.answer or "") for one in found.appeals
        ),
    )


def _mean(words: Words, part: Part) -> str:
    judged = sum(one.total is not None for one in part.rows)
    return words.plain(
        "document-assess-mean",
        kind=part.kind.value,
        count=len(part.rows),
        left=len(part.rows) - judged,
        mean=shown(part.mean) if part.mean is not None else "no",
    )


def _kind(words: Words, place: int, part: Part) -> KindRow:
    def said(points: Decimal | None) -> str:
        return shown(points) if points is not None else words.plain("document-no-score")

    return KindRow(
        words.plain("document-second", numeral=words.plain("document-numeral", number=place)),
        part.title,
        said(part.mean),
        tuple(
            ItemRow(words.plain("document-assess-item", item=item, points=shown(points)))
            for item, points in part.columns
        ),
        tuple(
            HolderRow(
                one.name,
                tuple(FigureRow(said(points)) for points in one.points),
                said(one.own),
                said(one.below),
                said(one.total),
                said(one.lost if one.own is not None else None),
                said(one.before),
            )
            for one in part.rows
        ),
    )


def _losses(act: Act, found: Report, part: Part) -> list[LossRow]:
    told = []
    for row in part.rows:
        for (item, points), got in zip(part.columns, row.points, strict=True):
            if got is None or got == points or row.own is None:
                continue
            those = [
                one
                for one in found.outcomes
                if (one.kind, one.name, one.item) == (part.kind, row.name, item) and _costs(one)
            ]
            told.append(LossRow(row.name, item, shown(points - got), _named(act, those)))
    return told


def _costs(one: Outcome) -> bool:
    return one.counts and Fraction(one.credit) < 1


def _named(act: Act, those: list[Outcome]) -> str:
    words = act.town.words(None)
    said = [
        words.plain("document-assess-outcome", day=documents.short_day(act, one.day), what=one.what, of=one.of)
        for one in those[:NAMED]
    ]
    if len(those) > NAMED:
        said.append(words.plain("document-assess-more", count=len(those) - NAMED))
    return "\n".join(said)


def _write(paper: "Paper") -> None:
    words = paper.words
    paper.title()
    paper.heading("overall")
    paper.sentence("document-assess-overall", "period", "first", "last", "means")
    with paper.when("closed_on", otherwise=words.plain("document-assess-open")):
        paper.body(words.plain("document-assess-closed", day=paper.put("closed_on")))
    with paper.when("below_percent"):
        shares = {"own": paper.put("own_percent"), "below": paper.put("below_percent")}
        paper.body(words.plain("document-assess-mixed", **shares))
    paper.heading("points-by-item")
    with paper.each("kinds"):
        paper.subheading(paper.put("ordinal") + paper.put("kind"))
        across = Across("items", "item_points", "figures", "got", 14)
        sums = {"own": 13, "below": 13, "score": 14, "lost": 14, "before": 13}
        paper.matrix("holders", {"holder": 32}, across, sums)
    paper.heading("losses")
    paper.table("losses", {"holder": 38, "item_name": 50, "lost": 16, "outcomes": 121})
    with paper.when("appeals"):
        paper.heading("appeals")
        columns = {"holder": 36, "item_name": 36, "outcome": 48, "appeal": 48, "result": 18, "answer": 39}
        paper.table("appeals", columns)
    paper.signature()


NOTICE = Document("assessment", "document-assessment", Notice, notice, _write, landscape=True)
DOCUMENTS = (NOTICE,)
