"""Messages to many."""

from enum import StrEnum


class BroadcastLevel(StrEnum):
    """How grave a message to many is: the four warning colours of 突发事件应对法 (63), an evacuation above them."""

    NOTICE = "notice"  # 通知: can wait for the morning
    BLUE = "blue"
    YELLOW = "yellow"
    ORANGE = "orange"
    RED = "red"
    EVACUATION = "evacuation"  # 转移


class BroadcastState(StrEnum):
    """Where a message to many stands."""

    DRAFT = "draft"
    AWAITING = "awaiting"  # for a second person's consent
    SENT = "sent"
    DROPPED = "dropped"  # given up before anybody heard it
