"""The assessment (考核, D11): the table of items, their points, and the days for closing and appeals.

The default table follows the list of a county: production safety has 40 points of 100, a meeting that was missed costs
0.5, a late paper 0.2; the work of subordinates is a fifth of the score.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Annotated, Any, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from models.enums import Assessed
from services.settings.assessment.measures import TAKES, MeasureName, Only
from services.settings.clocks import Section
from services.settings.duties import CODE
from services.settings.named import Named

FULL = Decimal(100)
"""The points of every table."""
Points = Annotated[Decimal, Field(gt=0, le=FULL, decimal_places=2)]


class AssessmentItem(Section):
    """One row of the table."""

    name: Named | None = None
    """None: an item of the default table, whose name is in the texts."""
    measure: MeasureName
    only: Only = Only()
    applies: tuple[Assessed, ...] = Field(min_length=1)
    points: Points
    each: Points | None = None
    """Points that one event costs. None: the item gives the share of its points that was done as it should be."""
    cap: Points | None = None
    """The most that the item can cost. None: all its points."""

    @model_validator(mode="after")
    def _fits(self) -> Self:
        takes, nothing = TAKES.get(self.measure, frozenset()), Only()
        if any(value != getattr(nothing, name) for name, value in self.only if name not in takes):
            context = {"measure": self.measure.value, "takes": ", ".join(sorted(takes)) or "-"}
            raise PydanticCustomError("assessment_only", "{measure} takes: {takes}", context)
        if self.cap is not None and (self.each is None or self.cap > self.points):
            raise PydanticCustomError("assessment_cap", "cap: at most the points, and only with each")
        return self


_SAFETY, _RELIEF = {"committee": "production-safety"}, {"committee": "disaster-relief"}
_V, _U, _L = Assessed.VILLAGE, Assessed.UNIT, Assessed.LINE


def _row(measure: str, points: int, *applies: Assessed, each: str | None = None, **only: Any) -> dict[str, Any]:
    return {"measure": measure, "points": points, "applies": applies, "only": only} | ({"each": each} if each else {})


DEFAULTS: dict[str, dict[str, Any]] = {
    "safety-checks": _row("duties", 20, _V, _U, facts=("patrol",), **_SAFETY),
    "safety-feedback": _row("feedback", 20, _U, **_SAFETY),
    "safety-hazards": _row("hazards", 20, _V, **_SAFETY),
    "relief-checks": _row("duties", 10, _V, _U, facts=("patrol",), **_RELIEF),
    "relief-feedback": _row("feedback", 10, _U, **_RELIEF),
    "relief-hazards": _row("hazards", 10, _V, **_RELIEF),
    "line-checks": _row("duties", 40, _L, facts=("patrol",)),
    "line-feedback": _row("feedback", 45, _L),
    "other-duties": _row("duties", 10, _V, _U, but_facts=("patrol",)),
    "meetings": _row("meetings", 10, _V, _U, each="0.5"),
    "topics": _row("topics", 5, _V, _U, each="0.2"),
    "problems": _row("problems", 10, _U, _L, each="2"),
    "reopened": _row("reopened", 5, _U, _L, each="1"),
    "reachability": _row("reachability", 15, _V),
}
"""The default table. The names of its items are in the texts (``assess-item-…``)."""


class Assessment(Section):
    """Section ``assessment``. A table that is given replaces the default one as a whole."""

    items: dict[Annotated[str, Field(pattern=CODE)], AssessmentItem] = Field(
        default=DEFAULTS, validate_default=True, min_length=1
    )
    own_percent: int = Field(default=80, ge=0, le=100)
    """The weight of own work where there are subordinates; they have the rest."""
    subordinates: Mapping[str, tuple[str, ...]] = Field(default={})
    """Codes of the villages under a unit, by its code. The subordinates of a line are its units."""
    close_working_days: float = Field(default=10, gt=0)  # after the period, until its figures are closed
    appeal_working_days: float = Field(default=5, gt=0)  # after the close, in which the assessed may appeal
    answer_working_days: float = Field(default=5, gt=0)  # until an appeal is answered

    @model_validator(mode="after")
    def _makes_100(self) -> Self:
        for kind in Assessed:
            of_kind = [item.points for item in self.items.values() if kind in item.applies]
            if of_kind and sum(of_kind) != FULL:
                context = {"kind": kind.value, "sum": str(sum(of_kind))}
                raise PydanticCustomError("assessment_points", "the points of {kind} make {sum}, not 100", context)
        unnamed = [code for code, item in self.items.items() if item.name is None and code not in DEFAULTS]
        if unnamed:
            raise PydanticCustomError(
                "assessment_name", "a name of {code} in each language", {"code": ", ".join(unnamed)}
            )
        return self


def unknown(given: Any, committees: Iterable[str], lines: Iterable[str]) -> Iterable[tuple[str, str, str]]:
    """Yield the item, the parameter and the code of each sub-committee and line that the township does not have."""
    items = given if isinstance(given, Mapping) and given else DEFAULTS
    for code, item in items.items():
        only = item.get("only") if isinstance(item, Mapping) else None
        if not isinstance(only, Mapping):
            continue
        committee, named = only.get("committee"), only.get("lines")
        if isinstance(committee, str) and committee not in committees:
            yield code, "committee", committee
        for line in named if isinstance(named, list | tuple) else ():
            if line not in lines:
                yield code, "lines", str(line)
