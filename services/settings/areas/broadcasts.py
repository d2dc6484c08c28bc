"""Messages to many: the levels that need a second person, and templates."""

from datetime import timedelta
from typing import Annotated

from pydantic import Field

from models.enums import BroadcastLevel, Role
from services.settings.clocks import Section
from services.settings.durations import Duration


class Template(Section):
    """Words ready to be sent to many; with a level and posts it is ready to be looked at and sent."""

    name: Annotated[str, Field(min_length=1, max_length=20)]
    text: Annotated[str, Field(min_length=1, max_length=1000)]
    level: BroadcastLevel = BroadcastLevel.NOTICE
    to: tuple[Role, ...] = ()
    """The posts that hear it; none: its author chooses."""


class Broadcasts(Section):
    """Messages to many: levels that need the consent of a second person, and templates."""

    consent: frozenset[BroadcastLevel] = frozenset(
        {BroadcastLevel.ORANGE, BroadcastLevel.RED, BroadcastLevel.EVACUATION}
    )
    consent_lasts: Duration = timedelta(minutes=30)
    templates: tuple[Template, ...] = ()
