"""The seam of the assessment: each area states measures (取数规则), which count outcomes in its own tables.

A measure counts what came of the work: a duty done or missed, feedback in time or late, a hazard closed. It never
counts presses, messages or time online, and nobody is ranked (关于防治“指尖上的形式主义”的若干意见, 2023-12-18): an
occasion belongs to a village, a unit or a line, never to a person.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from models.enums import Assessed
from services.core.act import Moment
from services.settings.assessment.measures import Only

DONE, NOT_DONE = Fraction(1), Fraction(0)
"""The credit of an outcome that is as it should be, and of one that is not."""


@dataclass(frozen=True)
class Whose:
    """A village, a unit or a line, as rows name it."""

    kind: Assessed
    id: str


def village(id_: int) -> Whose:
    """Return a village as the holder of an outcome."""
    return Whose(Assessed.VILLAGE, str(id_))


def unit(id_: int) -> Whose:
    """Return a unit as the holder of an outcome."""
    return Whose(Assessed.UNIT, str(id_))


def line(code: str | None) -> frozenset[Whose]:
    """Return a line as the holder of an outcome; none for no line."""
    return frozenset({Whose(Assessed.LINE, code)}) if code else frozenset()


@dataclass(frozen=True)
class Occasion:
    """One outcome: its day, its source, how it counts, and the button that opens the source."""

    whose: frozenset[Whose]
    of: str
    """The source, the same in every run: ``duty:12``."""
    at: datetime
    key: str
    """The text key of what happened."""
    name: str
    """The number or name of what it came from, in the township's language."""
    credit: Fraction | None
    """1 as it should be, 0 not, between them in part; None: it counts neither way, such as an excused duty."""
    action: str
    subject: int
    """The button."""
    weight: Fraction = Fraction(1)
    """How often it counts."""

    @property
    def counts(self) -> bool:
        """Whether it counts at all."""
        return self.credit is not None and self.weight > 0


@dataclass(frozen=True)
class Asked:
    """The days that a measure counts, both included, and its parameters."""

    first: date
    last: date
    begins: datetime
    ends: datetime
    """The instants that bound those days; the end does not belong to them."""
    only: Only

    def on_line(self, code: str | None) -> bool:
        """Whether outcomes of a line are counted."""
        return not self.only.lines or code in self.only.lines


@dataclass(frozen=True)
class Measure:
    """A measure as its area states it. It asks for all holders at once: a query or two, however many there are."""

    name: str
    unit: str
    """The outcomes that it counts, as a text key."""
    count: Callable[[Moment, Asked], Awaitable[Sequence[Occasion]]]


def known(act: Moment) -> dict[str, Measure]:
    """Return the measures of every area by name."""
    return {one.name: one for one in act.town.registry.of(Measure)}
