"""The deadlines of an assignment."""

from models.enums import DeadlineKind
from services.assignments import pauses, still_working
from services.cases.owed import of_case

OWED = (
    *of_case(DeadlineKind.ACCEPT, DeadlineKind.FEED_BACK, DeadlineKind.EXTENSION),
    *of_case(DeadlineKind.RESUME, lapse=pauses.lapse),
    *of_case(DeadlineKind.STILL_ON, lapse=still_working.lapse),
)
