"""The measures that an item of the assessment may name, and their parameters."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from services.settings.clocks import Section
from services.settings.duties import FACT
from services.settings.problems import Weights


class MeasureName(StrEnum):
    """The measures (取数规则) that areas state in ``services.registry``. Each counts outcomes."""

    DUTIES = "duties"
    FEEDBACK = "feedback"
    HAZARDS = "hazards"
    MEETINGS = "meetings"
    PATROLS = "patrols"
    PROBLEMS = "problems"
    REACHABILITY = "reachability"
    REOPENED = "reopened"
    TOPICS = "topics"


_BY_LINE = frozenset({"committee", "lines"})
TAKES: Mapping[MeasureName, frozenset[str]] = {
    MeasureName.DUTIES: _BY_LINE | {"facts", "but_facts", "late"},
    MeasureName.FEEDBACK: _BY_LINE | {"late"},
    MeasureName.HAZARDS: _BY_LINE,
    MeasureName.PATROLS: _BY_LINE,
    MeasureName.PROBLEMS: frozenset({"weights"}),
    MeasureName.REOPENED: _BY_LINE,
}
"""The parameters of each measure; one that is missing here takes none."""


class Only(Section):
    """The parameters of a measure: what it counts."""

    committee: str | None = None
    """Only the lines of this sub-committee."""
    lines: tuple[str, ...] = ()
    """Only these lines; none means all."""
    facts: tuple[Annotated[str, Field(pattern=FACT)], ...] = ()
    """Only duties that such a fact fulfils …"""
    but_facts: tuple[Annotated[str, Field(pattern=FACT)], ...] = ()
    """… and none that these fulfil."""
    late: Decimal | None = Field(default=None, ge=0, le=1)
    """The share that counts of work that was done late. None: half of a duty, nothing of a feedback."""
    weights: Weights | None = None
    """How often a problem counts. None: section ``problems``."""
