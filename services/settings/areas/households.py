"""Households and shelters (户册、安置点): sections ``households`` and ``shelters``."""

from datetime import timedelta
from typing import Annotated

from pydantic import Field

from services.settings.clocks import Section
from services.settings.durations import Duration
from services.settings.named import Text
from services.settings.patrols import Checklist


class Contact(Section):
    """A unit, its head and the number, as they stand on a printed card."""

    unit: Text
    head: Annotated[str, Field(max_length=64)] = ""
    phone: Annotated[str, Field(max_length=32)] = ""


class Households(Section):
    """How the household register is looked at, and what every printed card says."""

    window: Duration = Field(default=timedelta(minutes=15), ge=timedelta(minutes=1), le=timedelta(hours=8))
    """The time in which somebody who gave a reason sees full names and numbers."""
    issuer: Contact | None = None
    """The office that issues the cards. None: the station."""
    medical: Contact | None = None
    """The medical unit of a household without one of its own."""


QUESTIONS = ("structure", "water", "electricity", "toilets", "fire", "bedding", "food", "access", "route")
"""The default checklist of a shelter; its words are in the texts (``shelter-asks-<code>``)."""


class Shelters(Section):
    """The inspection before a shelter is opened."""

    checklist: Checklist | None = None
    """None: the questions that come with the software."""
    fresh: Duration = Field(default=timedelta(hours=24), ge=timedelta(hours=1))
    """The time after an inspection in which a shelter may be opened without another one."""
    line: Text | None = None
    """The line of the hazards that an inspection finds. None: the station judges it."""
