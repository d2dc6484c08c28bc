"""Settings of the reports to the county (县级报送): clocks, recipient, numbers to call (defaults: DOMAIN §3)."""

from datetime import time, timedelta
from typing import Annotated, Self

from pydantic import Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from services.settings.clocks import Section
from services.settings.durations import ClockTime, Duration

DIGITS = (3, 15)
"""Fewest and most digits of a telephone number: 110 to an international one (ITU-T E.164)."""


class CountyPhone(Section):
    """A number to call at once when people died or are missing, or the public takes notice."""

    name: Annotated[str, Field(min_length=1, max_length=40)]
    number: str

    @field_validator("number")
    @classmethod
    def _dialled(cls, number: str) -> str:
        digits = [sign for sign in number if sign in "0123456789"]
        known = all(sign in "0123456789 -+()" for sign in number)
        if not known or not DIGITS[0] <= len(digits) <= DIGITS[1]:
            raise PydanticCustomError("phone_number", "a telephone number such as 023-5550 0119")
        return number.strip()


class CountyReports(Section):
    """Reports to the county: 初报, 续报, 核报."""

    to: Annotated[str, Field(max_length=100)] = ""  # the office they go to, unless the desk says another
    phones: tuple[CountyPhone, ...] = Field(default=(), max_length=5)
    phone_within: Duration = timedelta(minutes=10)  # of hearing of deaths, missing or public attention
    first_due: Duration = timedelta(minutes=60)  # after the event
    first_red: Duration = timedelta(minutes=45)
    follow_up_prompt: ClockTime = time(7, 30)
    follow_up_due: ClockTime = time(8, 0)
    verified_working_days: float = Field(default=2, gt=0)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.first_red >= self.first_due:
            raise PydanticCustomError("red_late", "first_red before first_due")
        if self.follow_up_prompt >= self.follow_up_due:
            raise PydanticCustomError("prompt_late", "follow_up_prompt before follow_up_due")
        return self

    @property
    def red_for(self) -> timedelta:
        """How long a first report is red before it is due; a desk that hears late of an event has at least so long."""
        return self.first_due - self.first_red
