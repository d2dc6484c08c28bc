"""Reports to the county."""

from enum import StrEnum


class ReportingState(StrEnum):
    """Where the reports to the county about an incident stand."""

    FIRST_DUE = "first_due"  # nothing was reported yet (待初报)
    FOLLOWING = "following"  # a follow-up each morning (续报中)
    STABLE = "stable"  # the verified report is owed (待核报)
    VERIFIED = "verified"  # the last word was said (已核报)
    WAIVED = "waived"  # not to be reported, with the reason (无需报送)
    CANCELLED = "cancelled"  # no incident after all, or part of another one (不再报送)


class ReportKind(StrEnum):
    """The kind of a county report."""

    FIRST = "first"  # 初报
    FOLLOW_UP = "follow_up"  # 续报
    VERIFIED = "verified"  # 核报


class ReportWay(StrEnum):
    """How a report went to the county."""

    SYSTEM = "system"  # typed into the county's or the province's system
    PHONE = "phone"
    FAX = "fax"
    MESSAGE = "message"  # a messenger of the government, or a work group
