"""Training (培训, D14): subjects, sign-in, quiz, and the hours of the full-time staff; section ``training``."""

from datetime import timedelta
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from services.settings.clocks import Section
from services.settings.durations import Duration
from services.settings.named import Named

CODE = r"^[a-z][a-z0-9-]{0,31}$"
DEFAULTS = ("production-safety", "fire", "flood", "typhoon", "drought")
"""The subjects whose names are in the texts (``training-subject-…``)."""


def _named(subjects: dict[str, Named | None]) -> dict[str, Named | None]:
    for code, name in subjects.items():
        if name is None and code not in DEFAULTS:
            raise PydanticCustomError("training_subject", "a name of {code} in each language", {"code": code})
    return subjects


class TrainingRules(Section):
    """How training is planned, attended and counted."""

    subjects: Annotated[
        dict[Annotated[str, Field(pattern=CODE)], Named | None], Field(min_length=1), AfterValidator(_named)
    ] = dict.fromkeys(DEFAULTS)
    """By code; a name may be left out of the default ones."""
    hours: float = Field(default=2, gt=0, le=12)
    """The length of a session, until somebody names another."""
    sign_in_before: Duration = timedelta(minutes=30)
    """People sign in from so long before the start, until the end."""
    invite_days: int = Field(default=5, ge=1, le=60)
    """The invitations are sent so many days before."""
    list_working_days: float = Field(default=3, gt=0, le=30)
    """The attendance list is entered so long after the end."""
    quiz_days: int = Field(default=30, ge=1, le=366)
    """The quiz is open from the start until so many days after it."""
    quiz_pass: float = Field(default=0.6, gt=0, le=1)
    """The share of the points that passes."""
    full_time_hours: float = Field(default=24, ge=0)
    """Hours that each of the full-time staff is trained in a year."""
