"""States of joint meetings, their members' answers and their topics."""

from enum import StrEnum


class MeetingState(StrEnum):
    """How far a joint meeting is."""

    PLANNED = "planned"  # on the plan, nobody is invited yet (拟定)
    CALLED = "called"  # everybody is invited (已通知)
    HELD = "held"  # its minutes are entered (已召开)
    CANCELLED = "cancelled"  # 已取消


class Member(StrEnum):
    """The kinds of members that a meeting invites."""

    UNIT = "unit"
    VILLAGE = "village"
    PERSON = "person"  # a leader of the township or of the station


class Attendance(StrEnum):
    """The answer to an invitation."""

    COMING = "coming"  # 参加
    SENDS = "sends"  # 派人参加
    CANNOT = "cannot"  # 不能参加, with the reason


class TopicState(StrEnum):
    """The state of a topic."""

    TAKEN = "taken"  # on the agenda
    LATE = "late"  # came after its time, waits for the chair
    DEFERRED = "deferred"  # left to the next meeting by the chair
    WITHDRAWN = "withdrawn"  # taken back by its member
