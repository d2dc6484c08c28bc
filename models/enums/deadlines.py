"""Kinds and outcomes of deadlines."""

from enum import StrEnum


class DeadlineKind(StrEnum):
    """The step of a case that a deadline watches. Other areas name their kinds in their own ``owed``."""

    TRIAGE = "triage"  # at the desk, not judged yet
    DISPATCH = "dispatch"  # judged, declined or reopened: no unit leads it
    ACCEPT = "accept"
    FEED_BACK = "feed_back"
    VERIFY = "verify"
    CLOSE = "close"
    EXTENSION = "extension"
    RESUME = "resume"
    ANSWER_ORDER = "answer_order"
    STILL_ON = "still_on"  # a live incident's unit is asked whether it is still at work
    FIRST_REPORT = "first_report"  # to the county, counted from the event
    FOLLOW_UP_REPORT = "follow_up_report"  # to the county, each morning until it is stable
    VERIFIED_REPORT = "verified_report"  # to the county, after it is stable
    PHONE_COUNTY = "phone_county"  # deaths, missing or public attention: somebody telephones the county


class DeadlineOutcome(StrEnum):
    """How a deadline ended."""

    MET = "met"
    MISSED = "missed"  # nobody did it, and it can no longer be made up
    CANCELLED = "cancelled"  # the step was no longer needed
