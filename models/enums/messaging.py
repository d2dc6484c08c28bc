"""Messages and roll calls: how urgent, how far, what was answered."""

from enum import IntEnum, StrEnum


class Priority(IntEnum):
    """Order of sending; smaller goes first (DOMAIN §3, send budget)."""

    LIFE = 0
    ORDER = 1
    RECEIPT = 2
    REMINDER = 3
    DIGEST = 4


class MessageState(StrEnum):
    """A message's place in the ledger."""

    QUEUED = "queued"  # waits for the send budget
    SENDING = "sending"  # claimed; a crash here leaves the outcome unknown
    SENT = "sent"  # the Bot API answered ok
    UNKNOWN = "unknown"  # no answer came and it is not worth a repeat; visible
    FAILED = "failed"  # refused for good, with the reason; shown to the station
    EXPIRED = "expired"  # its time passed before it could be sent; shown to the station
    REPLACED = "replaced"  # a newer state of the same card went instead


class Manner(StrEnum):
    """How a message goes with the card that stands in its chat about the same thing."""

    EDIT = "edit"  # it is the card's next state: the card is edited, without a sound
    ANEW = "anew"  # it is the card's next state and wants to be heard: sent below everything, the former card goes
    REPLY = "reply"  # it is a word about the card, and answers it


class RollCallKind(StrEnum):
    """The occasion of a roll call."""

    BROADCAST = "broadcast"  # have you read this?
    MOBILISATION = "mobilisation"  # are you coming? (集结点名)
    REACHABILITY = "reachability"  # does this reach you? (联络测试)


class Answer(StrEnum):
    """The last response of a recipient of a roll call."""

    RECEIVED = "received"  # 收到
    COMING = "coming"  # 出发
    ON_SCENE = "on_scene"  # 到场
    CANNOT = "cannot"  # 不能到


class CallOutcome(StrEnum):
    """The outcome of telephoning somebody."""

    REACHED = "reached"  # 打通了
    MISSED = "missed"  # 没打通
    HANDED = "handed"  # 换人: another person is called instead
