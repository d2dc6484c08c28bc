"""The seven problem lists: the time of each stage, the colours, what a problem counts, and the publication."""

from datetime import time

from pydantic import Field

from models.enums import GroupPurpose
from services.settings.clocks import Section
from services.settings.durations import ClockTime


class Weights(Section):
    """How often a problem counts in the assessment of the unit it belongs to."""

    concealed: float = Field(default=2, ge=0)  # the unit knew of it and hid it
    found_by_itself: float = Field(default=0, ge=0)
    other: float = Field(default=1, ge=0)


class Problems(Section):
    """Section ``problems``."""

    measures_working_days: float = Field(default=5, gt=0)  # until the unit has handed its measures in
    review_working_days: float = Field(default=2, gt=0)  # until measures and progress are reviewed
    acceptance_working_days: float = Field(default=3, gt=0)
    again_working_days: float = Field(default=10, gt=0)  # after a failed acceptance, if the time has run out
    evidence: int = Field(default=1, ge=0)  # files with the progress that says a measure is done
    behind_from: float = Field(default=0.8, gt=0, le=1)  # the share of the time after which open measures are orange
    weights: Weights = Weights()
    publish_on: int | None = Field(default=5, ge=1, le=28)  # day of the month; null: never
    publish_at: ClockTime = time(9, 0)
    publish_to: frozenset[GroupPurpose] = frozenset({GroupPurpose.STATION, GroupPurpose.UNIT})
