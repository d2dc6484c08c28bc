"""Every enum of the tables, by area; import them from here."""

from models.enums.accounts import GroupPurpose, GroupState
from models.enums.assessment import AppealState, Assessed, AssessmentEach
from models.enums.assignments import LIVE, AssignmentState, Part
from models.enums.broadcasts import BroadcastLevel, BroadcastState
from models.enums.cases import AT_UNITS, ENDED, OPEN, CaseState, Correction, Kind, Severity, Source
from models.enums.colours import Colour
from models.enums.county import ReportingState, ReportKind, ReportWay
from models.enums.deadlines import DeadlineKind, DeadlineOutcome
from models.enums.digests import DigestKind
from models.enums.drafts import DraftKind, DraftState
from models.enums.drills import (
    DrillForm,
    DrillGrade,
    DrillMark,
    DrillPart,
    DrillScope,
    DrillState,
    DrillStep,
    InjectKind,
)
from models.enums.duties import DutyState
from models.enums.duty import DutyKind, SwapState
from models.enums.evacuation import ACCOUNTED, MOVED, EvacuationState, EvacueeState
from models.enums.field import HandoverKind, HandoverState
from models.enums.households import Sex, Vulnerability
from models.enums.intake import UpdateState
from models.enums.media import MediaKind, MediaState, Purpose
from models.enums.meetings import Attendance, MeetingState, Member, TopicState
from models.enums.messaging import Answer, CallOutcome, Manner, MessageState, Priority, RollCallKind
from models.enums.mobilisation import MobilisationState
from models.enums.patrols import PatrolAnswer
from models.enums.people import (
    DIRECTORS,
    EVERYBODY,
    LEADERS,
    ON_DUTY,
    SQUAD,
    SQUAD_LEADERS,
    STATION,
    STATION_LEADERS,
    UNIT,
    VILLAGE_POINT,
    Language,
    Level,
    NumberHolder,
    Role,
)
from models.enums.problems import (
    EntryState,
    ProblemColour,
    ProblemList,
    ProblemOrigin,
    ProblemState,
    ProblemStep,
)
from models.enums.reachability import OutOfReach, RemediationOutcome
from models.enums.rights import Action
from models.enums.shelters import ShelterState
from models.enums.squads import JoiningState
from models.enums.training import SheetKind, SheetState, TrainingAnswer, TrainingState

__all__ = [
    "ACCOUNTED",
    "AT_UNITS",
    "DIRECTORS",
    "ENDED",
    "EVERYBODY",
    "LEADERS",
    "LIVE",
    "MOVED",
    "ON_DUTY",
    "OPEN",
    "SQUAD",
    "SQUAD_LEADERS",
    "STATION",
    "STATION_LEADERS",
    "UNIT",
    "VILLAGE_POINT",
    "Action",
    "Answer",
    "AppealState",
    "Assessed",
    "AssessmentEach",
    "AssignmentState",
    "Attendance",
    "BroadcastLevel",
    "BroadcastState",
    "CallOutcome",
    "CaseState",
    "Colour",
    "Correction",
    "DeadlineKind",
    "DeadlineOutcome",
    "DigestKind",
    "DraftKind",
    "DraftState",
    "DrillForm",
    "DrillGrade",
    "DrillMark",
    "DrillPart",
    "DrillScope",
    "DrillState",
    "DrillStep",
    "DutyKind",
    "DutyState",
    "EntryState",
    "EvacuationState",
    "EvacueeState",
    "GroupPurpose",
    "GroupState",
    "HandoverKind",
    "HandoverState",
    "InjectKind",
    "JoiningState",
    "Kind",
    "Language",
    "Level",
    "Manner",
    "MediaKind",
    "MediaState",
    "MeetingState",
    "Member",
    "MessageState",
    "MobilisationState",
    "NumberHolder",
    "OutOfReach",
    "Part",
    "PatrolAnswer",
    "Priority",
    "ProblemColour",
    "ProblemList",
    "ProblemOrigin",
    "ProblemState",
    "ProblemStep",
    "Purpose",
    "RemediationOutcome",
    "ReportKind",
    "ReportWay",
    "ReportingState",
    "Role",
    "RollCallKind",
    "Severity",
    "Sex",
    "SheetKind",
    "SheetState",
    "ShelterState",
    "Source",
    "SwapState",
    "TopicState",
    "TrainingAnswer",
    "TrainingState",
    "UpdateState",
    "Vulnerability",
]
