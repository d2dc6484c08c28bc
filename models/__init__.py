"""The township's tables, enums and constraints. No decisions are taken here; those live in ``services``.

A module of tables is imported when one of its tables is asked for; it imports those that its foreign keys name. So a
process holds the tables of its roles, and the settings, which need enums alone, none. ``models.every`` has them all.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from models.every import *  # noqa: F403

_TABLES = {
    "assessment": "Appeal AssessmentOccasion AssessmentPeriod AssessmentResult AssessmentTable",
    "base": "Versioned",
    "broadcasts": "Broadcast",
    "calls": "Call",
    "cases": "Assignment Case Counter Draft Follower MessageRef Order",
    "colours": "ColourPeriod",
    "county": "CountyReport Reporting",
    "deadlines": "Deadline FiredStep Reminder",
    "digests": "Digest DigestMute",
    "drills": "Drill DrillAnswer DrillCorrection DrillInject DrillItem DrillNote",
    "duties": "Duty DutyFact DutySeries",
    "duty": "Shift Swap",
    "evacuation": "Evacuation EvacuationPart Evacuee EvacueeEntry ShelterStay",
    "every": "Base",
    "field": "FieldNote Handover TrackPoint Whereabouts",
    "files": "Attachment Media",
    "households": "Household HouseholdMember HouseholdRisk HouseholdWindow RiskPointCard",
    "identity": "Account Attempt Code Group Introduction",
    "inquiries": "Inquiry",
    "inspections": "Inspection InspectionCompanion InspectionFinding",
    "intake": "Conversation LastContact Lease Update",
    "journal": "JournalEntry",
    "meetings": "Meeting MeetingMember MeetingTopic Resolution",
    "mobilisations": "Mobilisation Response Team",
    "organisation": "Grid Outline Person Post RiskPoint Squad Unit Village",
    "outbox": "Message SentCard WholeText",
    "patrols": "Patrol PatrolItem",
    "problems": "Problem ProblemEntry ProblemMeasure ProblemMonth",
    "reachability": "ReachabilityMonth ReachabilityTest RemediationTask",
    "roll_calls": "RollCall RollCallEntry",
    "roster": "RosterReminder",
    "shelters": "Shelter ShelterInspection ShelterRoom",
    "squads": "GroupMember Joining",
    "training": "TrainingAttempt TrainingPerson TrainingQuestion TrainingSession TrainingSheet",
    "warnings": "Feed WarningFile WarningMessage WarningOrder WarningPlay WarningThread WarningUpload",
}
_HOMES = {name: f"models.{home}" for home, names in _TABLES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    """Return a table when it is asked for the first time."""
    if name not in _HOMES:
        raise AttributeError(f"module 'models' has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return found
