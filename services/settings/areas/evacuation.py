"""Evacuations (避险转移, D6; section ``evacuation``)."""

from datetime import time, timedelta

from pydantic import Field

from services.settings.clocks import Section
from services.settings.durations import ClockTime, Duration


class EvacuationRules(Section):
    """How lists are split, when everybody has to be accounted for, and how long personal data is kept."""

    within: Duration = Field(default=timedelta(hours=2), ge=timedelta(minutes=10))
    """The time to account for everybody, where the order names none."""
    households_a_part: int = Field(default=40, ge=1, le=500)
    """An officer's list is split among the village's other officers when it is longer."""
    night_from: ClockTime = time(20, 0)
    night_until: ClockTime = time(7, 0)
    """Between these a shelter has as many places as people can sleep there."""
    over_share: float = Field(default=0.1, ge=0, le=0.5)
    """The share of its places by which a leader may overfill a shelter."""
    level_from: tuple[int, int, int] = (100, 500, 1000)
    """People to be moved from which an incident is 较大, 重大, 特别重大."""
    keep: Duration = Field(default=timedelta(days=30), ge=timedelta(days=1))
    """Personal data is destroyed so long after everybody is back (突发事件应对法 85)."""
    notice: Duration = Field(default=timedelta(days=3), ge=timedelta(hours=1))
    """The station is told so long before, with the file and a way to hold it."""
