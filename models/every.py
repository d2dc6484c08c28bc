"""Every table at once: for migrations, backups, and checks of the whole database."""

from models.assessment import Appeal, AssessmentOccasion, AssessmentPeriod, AssessmentResult, AssessmentTable
from models.base import Base, Versioned
from models.broadcasts import Broadcast
from models.calls import Call
from models.cases import Assignment, Case, Counter, Draft, Follower, MessageRef, Order
from models.colours import ColourPeriod
from models.county import CountyReport, Reporting
from models.deadlines import Deadline, FiredStep, Reminder
from models.digests import Digest, DigestMute
from models.drills import Drill, DrillAnswer, DrillCorrection, DrillInject, DrillItem, DrillNote
from models.duties import Duty, DutyFact, DutySeries
from models.duty import Shift, Swap
from models.evacuation import Evacuation, EvacuationPart, Evacuee, EvacueeEntry, ShelterStay
from models.field import FieldNote, Handover, TrackPoint, Whereabouts
from models.files import Attachment, Media
from models.households import Household, HouseholdMember, HouseholdRisk, HouseholdWindow, RiskPointCard
from models.identity import Account, Attempt, Code, Group, Introduction
from models.inquiries import Inquiry
from models.inspections import Inspection, InspectionCompanion, InspectionFinding
from models.intake import Conversation, LastContact, Lease, Update
from models.journal import JournalEntry
from models.meetings import Meeting, MeetingMember, MeetingTopic, Resolution
from models.mobilisations import Mobilisation, Response, Team
from models.organisation import Grid, Outline, Person, Post, RiskPoint, Squad, Unit, Village
from models.outbox import Message, SentCard, WholeText
from models.patrols import Patrol, PatrolItem
from models.problems import Problem, ProblemEntry, ProblemMeasure, ProblemMonth
from models.reachability import ReachabilityMonth, ReachabilityTest, RemediationTask
from models.roll_calls import RollCall, RollCallEntry
from models.roster import RosterReminder
from models.shelters import Shelter, ShelterInspection, ShelterRoom
from models.squads import GroupMember, Joining
from models.training import TrainingAttempt, TrainingPerson, TrainingQuestion, TrainingSession, TrainingSheet
from models.warnings import Feed, WarningFile, WarningMessage, WarningOrder, WarningPlay, WarningThread, WarningUpload

__all__ = [
    "Account",
    "Appeal",
    "AssessmentOccasion",
    "AssessmentPeriod",
    "AssessmentResult",
    "AssessmentTable",
    "Assignment",
    "Attachment",
    "Attempt",
    "Base",
    "Broadcast",
    "Call",
    "Case",
    "Code",
    "ColourPeriod",
    "Conversation",
    "Counter",
    "CountyReport",
    "Deadline",
    "Digest",
    "DigestMute",
    "Draft",
    "Drill",
    "DrillAnswer",
    "DrillCorrection",
    "DrillInject",
    "DrillItem",
    "DrillNote",
    "Duty",
    "DutyFact",
    "DutySeries",
    "Evacuation",
    "EvacuationPart",
    "Evacuee",
    "EvacueeEntry",
    "Feed",
    "FieldNote",
    "FiredStep",
    "Follower",
    "Grid",
    "Group",
    "GroupMember",
    "Handover",
    "Household",
    "HouseholdMember",
    "HouseholdRisk",
    "HouseholdWindow",
    "Inquiry",
    "Inspection",
    "InspectionCompanion",
    "InspectionFinding",
    "Introduction",
    "Joining",
    "JournalEntry",
    "LastContact",
    "Lease",
    "Media",
    "Meeting",
    "MeetingMember",
    "MeetingTopic",
    "Message",
    "MessageRef",
    "Mobilisation",
    "Order",
    "Outline",
    "Patrol",
    "PatrolItem",
    "Person",
    "Post",
    "Problem",
    "ProblemEntry",
    "ProblemMeasure",
    "ProblemMonth",
    "ReachabilityMonth",
    "ReachabilityTest",
    "RemediationTask",
    "Reminder",
    "Reporting",
    "Resolution",
    "Response",
    "RiskPoint",
    "RiskPointCard",
    "RollCall",
    "RollCallEntry",
    "RosterReminder",
    "SentCard",
    "Shelter",
    "ShelterInspection",
    "ShelterRoom",
    "ShelterStay",
    "Shift",
    "Squad",
    "Swap",
    "Team",
    "TrackPoint",
    "TrainingAttempt",
    "TrainingPerson",
    "TrainingQuestion",
    "TrainingSession",
    "TrainingSheet",
    "Unit",
    "Update",
    "Versioned",
    "Village",
    "WarningFile",
    "WarningMessage",
    "WarningOrder",
    "WarningPlay",
    "WarningThread",
    "WarningUpload",
    "Whereabouts",
    "WholeText",
]
