"""The pages of the assessment: the list, one holder, one item with its sum and outcomes, one appeal."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from markupsafe import Markup

from models import Appeal, AssessmentPeriod
from services.assessment import holders, scores
from services.assessment.measures import Occasion
from services.assessment.period_results import Contested, PeriodResults, Result, Since
from services.assessment.periods import Period
from services.assessment.scores import Figure
from services.assessment.tables import Item
from services.cards import wording
from services.cards.card import Button, Card, below, button, lines
from services.cards.scores import shown
from services.core.labels import name
from services.core.town import Town
from texts import Words

LIST, ONE, ITEM, OUTCOME = "assess", "assess_one", "assess_item", "assess_of"
APPEAL, APPEALS, ANSWER, FILES = "assess_appeal", "assess_appeals", "appeal_answer", "appeal_files"
"""The actions of the buttons. Period, holder and item stand in their data: ``2026m8``, ``v12.3.0``."""
DUE = "assess_due"
"""Opens the list of a period by its row."""
SHOWN = 5
"""Changes after the close that are named on a page."""
NONE = "-"


def points(score: object) -> str:
    """Return a score as it is read; a dash for none."""
    return shown(score) if isinstance(score, Decimal) else NONE


def head(words: Words, town: Town, found: PeriodResults, *, over: bool) -> Markup:
    """Return the first line of every page: the period, and whether its figures are closed."""
    row = found.row
    closed = row is not None and row.closed_at is not None
    return words(
        "assess-head",
        period=found.period.name(words),
        state="closed" if closed else "over" if over else "open",
        at=words.time(row.closed_at, town.zone) if row is not None and row.closed_at is not None else "",
    )


def label(words: Words, one: Result) -> str:
    """Return a holder's button: its name, its score, and the points it has lost."""
    lost = shown(one.lost) if one.own is not None else "no"
    return words.plain(
        "assess-entry", name=one.holder.name, total="no" if one.total is None else points(one.total), lost=lost
    )


def one(
    words: Words, town: Town, found: PeriodResults, result: Result, before: Result | None, since: Sequence[Since]
) -> str:
    """Return a holder's page: each item, the sum, the period before, and what has changed after the close."""
    table, named = found.table, {item.code: item.named(words.language) for item in found.table.items}
    of = sum((one.points for one in result.figures if one.got is not None), Decimal())
    got = sum((one.got for one in result.figures if one.got is not None), Decimal())
    told = [figure_line(words, named[one.item], one) for one in result.figures]
    return lines(
        words("assess-one", name=result.holder.name, total=points(result.total)),
        *told,
        below(words("assess-own", got=shown(got), of=shown(of), own=points(result.own)))
        if result.own is not None
        else below(words("assess-no-score")),
        words(
            "assess-below",
            own=points(result.own),
            percent=table.own_percent,
            rest=100 - table.own_percent,
            below=points(result.below),
            total=points(result.total),
        )
        if result.own is not None and result.below is not None
        else None,
        _compared(words, found.period.before, result, before),
        *_since(words, named, since),
        below(words("assess-appeals-until", at=words.time(found.row.appeals_until, town.zone)))
        if found.row is not None and found.row.appeals_until is not None
        else None,
    )


def figure_line(words: Words, what: str, figure: Figure) -> Markup:
    """Return an item in a line."""
    got = "no" if figure.got is None else shown(figure.got)
    return words("assess-figure", what=what, got=got, points=shown(figure.points))


def _compared(words: Words, period: Period, result: Result, before: Result | None) -> Markup | None:
    if before is None or before.total is None or result.total is None:
        return None
    gain = result.total - before.total
    return words(
        "assess-before",
        period=period.name(words),
        total=shown(before.total),
        way="up" if gain > 0 else "down" if gain < 0 else "same",
        by=shown(abs(gain)),
    )


def _since(words: Words, named: dict[str, str], since: Sequence[Since]) -> list[str]:
    if not since:
        return []
    told = []
    for change in since[:SHOWN]:
        either = change.now or change.was
        told.append(
            words(
                "assess-since-line",
                item=named.get(change.item, change.item),
                name=either.name if either else NONE,
                was=words.plain(change.was.key) if change.was else words.plain("assess-not-there"),
                now=words.plain(change.now.key) if change.now else words.plain("assess-not-there"),
            )
        )
    more = words("assess-since-more", count=len(since) - SHOWN) if len(since) > SHOWN else None
    return [below(words("assess-since", count=len(since))), *told, *([more] if more else [])]


def sum_of(words: Words, item: Item, figure: Figure) -> Markup:
    """Return an item's sum, written out."""
    if figure.got is None:
        return words("assess-sum-none", neutral=figure.neutral)
    said = {"points": shown(item.points), "got": shown(figure.got), "good": shown(figure.good), "of": shown(figure.of)}
    if item.each is None:
        percent = shown(scores.rounded(Fraction(figure.good) * 100 / Fraction(figure.of)))
        return words("assess-sum-share", **said, percent=percent, neutral=figure.neutral)
    capped = figure.of > (item.cap or item.points)
    cap = shown(item.cap or item.points) if capped else "no"
    return words("assess-sum-deduct", **said, each=shown(item.each), cap=cap, neutral=figure.neutral)


def mark(occasion: Occasion) -> str:
    """Return the mark of an outcome: as it should be, in part, not, or counted neither way."""
    if not occasion.counts or occasion.credit is None:
        return "➖"
    return "✅" if occasion.credit == 1 else "❌" if occasion.credit == 0 else "🔸"


def outcome(words: Words, town: Town, item: Item, occasion: Occasion) -> Markup:
    """Return an outcome in a line: its day, what happened, and what it costs."""
    lost = scores.rounded(scores.cost(item, occasion))
    return words(
        "assess-outcome",
        mark=mark(occasion),
        at=f"{occasion.at.astimezone(town.zone):%m-%d}",
        what=words.plain(occasion.key),
        name=occasion.name,
        lost=shown(lost) if lost else "no",
    )


def outcome_button(occasion: Occasion) -> Button:
    """Return the button that opens what an outcome came from."""
    return button(f"{mark(occasion)} {occasion.name}"[:60], occasion.action, occasion.subject)


def contested(words: Words, town: Town, found: Contested) -> str:
    """Return one outcome of a closed period with its appeal."""
    period, appeal = found.of_period, found.appeal
    return lines(
        wording.drill(town, words),
        words("assess-of", period=period.name(words), name=found.result.name, item=found.item.named(words.language)),
        outcome(words, town, found.item, found.occasion),
        words("appeal-filed", at=words.time(appeal.filed_at, town.zone), text=wording.shortened(appeal.text))
        if appeal
        else None,
        words("appeal-state", state=name(words, appeal.state), answer=wording.shortened(appeal.answer) or "no")
        if appeal
        else None,
    )


def told(town: Town, words: Words, found: Contested, appeal: Appeal, key: str) -> Card:
    """Return the message about an appeal."""
    head_ = words(key, name=found.result.name, item=found.item.named(words.language), score=_now(found))
    text = lines(head_, contested(words, town, found))
    return Card(text=text, rows=((button(words.plain("appeal-open"), OUTCOME, found.row.id),),))


def _now(found: Contested) -> str:
    total = found.result.total
    return NONE if total is None else shown(Decimal(total).scaleb(-2))


def closed(town: Town, words: Words, period: Period, row: AssessmentPeriod, results: Sequence[Result]) -> Card:
    """Return the message to the assessed: the score of each of theirs, and until when they may appeal."""
    until = words.time(row.appeals_until, town.zone) if row.appeals_until is not None else ""
    text = lines(
        wording.drill(town, words),
        words("assess-closed-told", period=period.name(words), until=until),
        *(words("assess-told-line", name=one.holder.name, total=points(one.total)) for one in results),
    )
    rows = tuple((open_button(words, period, one),) for one in results[:SHOWN])
    return Card(text=text, rows=rows)


def open_button(words: Words, period: Period, one: Result) -> Button:
    """Return the button that opens a holder's page."""
    text = words.plain("assess-open", name=one.holder.name)
    return button(text, ONE, period.code, holders.code(one.holder.whose))
