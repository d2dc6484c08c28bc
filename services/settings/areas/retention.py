"""The time for which history is kept: section ``retention``."""

from datetime import timedelta

from pydantic import Field

from services.settings.clocks import Section
from services.settings.durations import Duration


class Retention(Section):
    """How long history is kept that is no evidence (``services.retention``), so that the database stops growing."""

    updates: Duration = Field(default=timedelta(days=30), ge=timedelta(days=7))
    """Raw updates of Telegram that were handled: what they said stands in the case. Telegram may repeat one for a day,
    and starts new numbers after a week: for so long an update must be known again."""
    messages: Duration = Field(default=timedelta(days=365), ge=timedelta(days=30))
    """Messages that were sent, calls made instead, and questions to reporters of cases that are over: a year's
    audit asks who was told when. Messages of life are kept for ever."""
    reminders: Duration = Field(default=timedelta(days=180), ge=timedelta(days=30))
    """Reminders and steps of deadlines that have ended: half a year's supervision asks who was pressed how often."""
    test_answers: Duration = Field(default=timedelta(days=730), ge=timedelta(days=30))
    """The journal's chains of single answers to reachability tests; the results stay."""
    household_windows: Duration = Field(default=timedelta(days=90), ge=timedelta(days=1))
    """The windows in which somebody saw full names; the journal keeps every look with its reason."""
