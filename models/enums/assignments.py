"""States and parts of assignments."""

from enum import StrEnum


class AssignmentState(StrEnum):
    """The state of one unit's assignment."""

    ISSUED = "issued"  # waits for the unit to accept (待签收)
    ACCEPTED = "accepted"  # being handled (处置中)
    DECLINED = "declined"  # "not ours", with the reason (已拒收)
    PAUSED = "paused"  # stopped with reason and limit (已暂停)
    FED_BACK = "fed_back"  # reported back (已反馈)
    RETURNED = "returned"  # the feedback was not good enough: handling again (已退回)
    VERIFIED = "verified"  # its result was checked (已核验)
    WITHDRAWN = "withdrawn"  # taken back by the station, or re-routed (已撤回)


class Part(StrEnum):
    """A unit's part in a case."""

    LEAD = "lead"  # 主办
    CO = "co"  # 协办


LIVE = (
    AssignmentState.ISSUED,
    AssignmentState.ACCEPTED,
    AssignmentState.PAUSED,
    AssignmentState.RETURNED,
    AssignmentState.FED_BACK,
)
"""The states of an assignment that its case still waits for."""
