"""How far a received update has come."""

from enum import StrEnum


class UpdateState(StrEnum):
    """The state of a stored update."""

    PENDING = "pending"  # stored, to be handled (again)
    HANDLED = "handled"  # its effects are committed
    PARKED = "parked"  # failed too often; shown to the station, the sender was told
