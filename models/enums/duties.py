"""States of a duty."""

from enum import StrEnum


class DutyState(StrEnum):
    """The states of a duty in its period (责任事项)."""

    OPEN = "open"  # owed; late once its time has passed
    DONE = "done"
    EXCUSED = "excused"  # 免责, with the reason
    MISSED = "missed"  # 未履行: it stays so, also when it is made up afterwards
    VOID = "void"  # its holder or its rule no longer exists
