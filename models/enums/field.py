"""Posts and command that change hands in the field."""

from enum import StrEnum


class HandoverKind(StrEnum):
    """The subject of a handover in the field."""

    SHIFT = "shift"  # a person's place on scene (现场换班)
    COMMAND = "command"  # the command of the mobilisation (移交指挥)


class HandoverState(StrEnum):
    """The state of a handover in the field."""

    DRAFT = "draft"  # the note is being written
    ASKED = "asked"  # waits for the other
    AGREED = "agreed"  # has changed hands
    REFUSED = "refused"  # the other cannot
    WITHDRAWN = "withdrawn"  # taken back, or somebody else was asked
    LAPSED = "lapsed"  # stood down, or the place was another's already
