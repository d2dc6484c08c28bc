"""Group chats: section ``groups``."""

from enum import StrEnum

from services.settings.clocks import Section


class Pinned(StrEnum):
    """The matters whose live card is pinned at the top of a group until they end."""

    NEVER = "never"
    DANGER = "danger"  # lives are in danger
    INCIDENTS = "incidents"  # and every incident
    ALWAYS = "always"  # every case


class Groups(Section):
    """The bot's manners in the groups of the station, the units, the villages and the squads."""

    pin: Pinned = Pinned.INCIDENTS
    topics: bool = False
    """Whether an incident has a topic of its own in the station's groups that have topics."""

    def pins(self, *, danger: bool = False, incident: bool = False) -> bool:
        """Whether the card of a thing is pinned while the thing lasts; people are called out only in a danger."""
        grave = {Pinned.NEVER: False, Pinned.DANGER: danger, Pinned.INCIDENTS: danger or incident, Pinned.ALWAYS: True}
        return grave[self.pin]
