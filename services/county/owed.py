"""Deadlines of the reports to the county about a case."""

from models.enums import DeadlineKind
from services.cases.owed import of_case

OWED = of_case(
    DeadlineKind.FIRST_REPORT,
    DeadlineKind.FOLLOW_UP_REPORT,
    DeadlineKind.VERIFIED_REPORT,
    DeadlineKind.PHONE_COUNTY,
)
