"""Joint meetings (联席会议, D8): how long before a meeting its steps are due; section ``meetings`` of the file."""

from datetime import time
from itertools import pairwise
from typing import Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from services.settings.clocks import Section
from services.settings.durations import ClockTime


class Meetings(Section):
    """Days are calendar days before the day of the meeting."""

    at: ClockTime = time(9, 0)
    """When a meeting of the plan begins, until somebody names another time."""
    invite_days: int = Field(default=15, ge=1, le=60)
    """The day is settled and the invitations are sent by then."""
    topics_days: int = Field(default=7, ge=1, le=30)
    """Members hand in their topics by the end of this day."""
    remind_topics: tuple[int, ...] = (14, 10, 8)
    """Members without a topic are reminded on these days."""
    agenda_days: int = Field(default=4, ge=1, le=30)
    """The agenda is put to the chair by then."""
    reply_days: int = Field(default=3, ge=1, le=30)
    """Members say by then whether they come."""
    minutes_working_days: float = Field(default=3, gt=0, le=30)
    """The minutes are entered so long after the meeting."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        days = (*self.remind_topics, self.topics_days)
        if any(earlier <= later for earlier, later in pairwise(days)) or max(days) > 60:
            raise PydanticCustomError("remind_topics", "days that fall, all above topics_days and at most 60")
        if self.agenda_days > self.topics_days:
            raise PydanticCustomError("agenda_days", "agenda_days at most topics_days: the topics come first")
        return self
