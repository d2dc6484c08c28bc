"""Group chats: section ``groups``."""

from enum import StrEnum

from services.settings.clocks import Section


class Pinned(StrEnum):
    """The cases whose live card is pinned at the top of a group until they end."""

    NEVER = "never"
    DANGER = "danger"  # lives are in danger
    INCIDENTS = "incidents"  # and every incident
    ALWAYS = "always"  # every case


class Groups(Section):
    """The bot's manners in the groups of the station, the units, the villages and the squads."""

    pin: Pinned = Pinned.INCIDENTS
