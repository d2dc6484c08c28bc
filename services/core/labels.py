"""The words for members of the closed vocabularies, by the glossary."""

from enum import Enum

from markupsafe import Markup

from models import enums
from texts import Words

PREFIX: dict[type[Enum], str] = {
    enums.Kind: "kind",
    enums.Severity: "severity",
    enums.DeadlineKind: "deadline-kind",
    enums.DigestKind: "digest-kind",
    enums.Source: "source",
    enums.CaseState: "case-state",
    enums.AssignmentState: "assignment-state",
    enums.Part: "part",
    enums.Role: "role",
    enums.Action: "action",
    enums.GroupPurpose: "group-purpose",
    enums.MediaKind: "media-kind",
    enums.MessageState: "message-state",
    enums.Priority: "priority",
    enums.Level: "level",
    enums.DutyKind: "duty-kind",
    enums.BroadcastLevel: "broadcast-level",
    enums.BroadcastState: "broadcast-state",
    enums.Correction: "correction",
    enums.RollCallKind: "roll-call-kind",
    enums.Answer: "answer",
    enums.OutOfReach: "out-of-reach",
    enums.RemediationOutcome: "remediation-outcome",
    enums.MobilisationState: "mobilisation-state",
    enums.ReportingState: "reporting-state",
    enums.ReportKind: "report-kind",
    enums.ReportWay: "report-way",
    enums.JoiningState: "joining-state",
    enums.HandoverKind: "handover-kind",
    enums.HandoverState: "handover-state",
}


def name(words: Words, member: Enum) -> Markup:
    """Return the name of an enum's member in the words' language."""
    value = member.name.lower() if isinstance(member.value, int) else str(member.value)
    return words(f"{PREFIX[type(member)]}-{value.replace('_', '-')}")
