"""The part of ``config.yaml`` about who there must be (DOMAIN D15), and when what is missing is reminded of."""

from datetime import time

from pydantic import Field

from services.settings.clocks import Part
from services.settings.durations import ClockTime


class Organisation(Part):
    """What the Opinions ask of a township's organisation, in people."""

    squad_strength: int = Field(default=30, ge=1)  # of a village squad; the roster may name another figure for each
    station_staff: int = Field(default=16, ge=1)
    station_full_time: int = Field(default=8, ge=0)
    remind_on: int = Field(default=1, ge=1, le=28)  # day of the month
    remind_at: ClockTime = time(9, 0)
