"""States of training sessions, the answers to their invitations, and the sheets that are sent for them."""

from enum import StrEnum


class TrainingState(StrEnum):
    """How far a training session is."""

    PLANNED = "planned"  # on the plan, nobody is invited yet
    INVITED = "invited"  # its people are invited
    HELD = "held"  # its attendance list is entered
    CANCELLED = "cancelled"  # called off, with the reason


class TrainingAnswer(StrEnum):
    """The answer to an invitation to a training session."""

    SEEN = "seen"  # 收到: read, and nothing more said
    COMING = "coming"  # 参加
    CANNOT = "cannot"  # 去不了


class SheetKind(StrEnum):
    """The content of a sheet for a training session."""

    QUESTIONS = "questions"
    NAMES = "names"  # of the people who were there


class SheetState(StrEnum):
    """How far a sheet is."""

    READING = "reading"  # its file is fetched
    READ = "read"  # it can be looked at and taken over
    TAKEN = "taken"  # taken over
    UNREADABLE = "unreadable"  # its sender was told why
