"""The assessed, the periods of the assessment, and the states of an appeal."""

from enum import StrEnum


class Assessed(StrEnum):
    """The kinds of holders that are assessed. Nobody is assessed as a person."""

    VILLAGE = "village"
    UNIT = "unit"
    LINE = "line"


class AssessmentEach(StrEnum):
    """The length of a period of the assessment."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class AppealState(StrEnum):
    """The state of an appeal (申诉)."""

    WAITING = "waiting"
    UPHELD = "upheld"  # the points were changed, with the reason
    REFUSED = "refused"  # they stay, with the reason
    WITHDRAWN = "withdrawn"  # taken back by the assessed
