"""The sums of the assessment, without a database.

Rounding: each figure is computed exactly, rounded half up to hundredths once, and the next sum takes the rounded
figure, so that everybody can check the sums by hand.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from pydantic import BaseModel, ConfigDict

from services.assessment.measures import Occasion
from services.assessment.tables import Item


class Figure(BaseModel):
    """An item's points, with the sum from which they come."""

    model_config = ConfigDict(frozen=True)

    item: str
    points: Decimal
    got: Decimal | None
    """None: there was nothing to judge by; the item is left out of the score, neither 0 nor full."""
    good: Decimal = Decimal()
    of: Decimal = Decimal()
    """Of a share: how much was as it should be, of how much. Of a deduction: the events, and what they cost before the
    cap."""
    neutral: int = 0
    """Outcomes that count neither way."""

    @property
    def lost(self) -> Decimal:
        """The points that were lost."""
        return self.points - self.got if self.got is not None else Decimal()


def rounded(exact: Fraction) -> Decimal:
    """Return a figure in hundredths, half up."""
    return Decimal((exact * 200 + 1) // 2).scaleb(-2)


def cost(item: Item, occasion: Occasion) -> Fraction:
    """Return the points that one outcome costs in an item that deducts, before its cap."""
    if item.each is None or occasion.credit is None:
        return Fraction()
    return Fraction(item.each) * occasion.weight * (1 - occasion.credit)


def figure(item: Item, occasions: Sequence[Occasion]) -> Figure:
    """Return an item's points by its outcomes. A deduction without an event leaves all points."""
    counted = [one for one in occasions if one.counts]
    neutral = len(occasions) - len(counted)
    if item.each is not None:
        gone = rounded(sum((cost(item, one) for one in counted), Fraction()))
        events = rounded(sum((one.weight * (1 - (one.credit or 0)) for one in counted), Fraction()))
        got = item.points - min(gone, item.cap or item.points)
        return Figure(item=item.code, points=item.points, got=got, good=events, of=gone, neutral=neutral)
    good = sum((one.weight * (one.credit or 0) for one in counted), Fraction())
    of = sum((one.weight for one in counted), Fraction())
    share = rounded(Fraction(item.points) * good / of) if of else None
    return Figure(item=item.code, points=item.points, got=share, good=rounded(good), of=rounded(of), neutral=neutral)


def own(figures: Iterable[Figure], *, judged: bool) -> Decimal | None:
    """Return the score of own work in hundredths of the points that could be had.

    Items without a score are left out (合理缺项). None when no outcome was counted at all: then there is no score.
    """
    known = [one for one in figures if one.got is not None]
    of = sum((one.points for one in known), Decimal())
    if not judged or not of:
        return None
    return rounded(Fraction(sum((one.got or Decimal() for one in known), Decimal())) * 100 / Fraction(of))


def mean(scores: Iterable[Decimal | None]) -> Decimal | None:
    """Return the mean of the scores that there are."""
    known = [Fraction(one) for one in scores if one is not None]
    return rounded(sum(known, Fraction()) / len(known)) if known else None


def mixed(own_score: Decimal | None, below: Decimal | None, own_percent: int) -> Decimal | None:
    """Return the score: own work and the mean of the subordinates by their weights, or own work alone."""
    if own_score is None or below is None:
        return own_score
    return rounded((Fraction(own_score) * own_percent + Fraction(below) * (100 - own_percent)) / 100)
