"""Groups in Telegram that are bound to the township."""

from enum import StrEnum


class GroupPurpose(StrEnum):
    """The owner of a group chat."""

    STATION = "station"
    UNIT = "unit"
    VILLAGE = "village"
    SQUAD = "squad"


class GroupState(StrEnum):
    """Whether a bound group can still be written to."""

    BOUND = "bound"
    LOST = "lost"  # the bot was removed; an alarm to the station
