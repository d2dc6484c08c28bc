"""Points of 100, to a tenth. A thing to which nothing applied has no score: neither 0 nor 100."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal


def of_hundred(got: Decimal | int, of: int) -> Decimal | None:
    """Return what was got of so many as points of 100; None when nothing applied."""
    return _tenth(Decimal(100) * got / of) if of else None


def average(points: Iterable[Decimal | None]) -> Decimal | None:
    """Return the mean of the points, without those of things to which nothing applied."""
    known = [one for one in points if one is not None]
    return _tenth(sum(known, Decimal()) / len(known)) if known else None


def shown(points: Decimal) -> str:
    """Return points as they are read: 70, 66.7."""
    return f"{points:f}".rstrip("0").rstrip(".") if "." in f"{points:f}" else f"{points:f}"


def _tenth(points: Decimal) -> Decimal:
    return points.quantize(Decimal("0.1"), ROUND_HALF_UP)
