"""Kinds and states of drafts."""

from enum import StrEnum


class DraftKind(StrEnum):
    """The form that a conversation fills in."""

    REPORT = "report"  # a hazard or incident
    FEEDBACK = "feedback"  # a unit's feedback with evidence
    VERIFICATION = "verification"  # a verifier's finding with evidence
    ORDER = "order"  # an order from above
    DISPATCH = "dispatch"  # the plan of a dispatch; never the open card, so nothing sent goes to it
    QUEUE = "queue"  # the filters and the words of a list of the queue; never open, nobody is asked about it
    COUNTY_REPORT = "county_report"  # a report to the county about an incident
    COUNTY_CORRECTION = "county_correction"  # a correction of one that was sent
    PATROL = "patrol"  # a visit to a risk point
    INSPECTION = "inspection"  # the record of an inspection, or its correction
    TOPIC = "topic"  # a topic for a joint meeting
    MINUTES = "minutes"  # the minutes of a joint meeting
    RESOLUTION = "resolution"  # a resolution of a joint meeting
    DRILL_NOTE = "drill_note"  # a step of the evaluation of a drill
    DRILL_CORRECTION = "drill_correction"  # a correction after a drill
    PROBLEM = "problem"  # an entry of the seven problem lists
    PROBLEM_PROGRESS = "problem_progress"  # a unit's progress on one of its measures
    APPEAL = "appeal"  # of the assessed against a figure
    PROBLEM_ACCEPTANCE = "problem_acceptance"  # the finding of an acceptance
    TRAINING_MATERIAL = "training_material"  # the material of a training session


class DraftState(StrEnum):
    """The state of a draft."""

    OPEN = "open"  # being filled in
    SHELVED = "shelved"  # put aside for another card, can be taken up again
    SENT = "sent"  # became a case, feedback, verification or order
    CANCELLED = "cancelled"  # given up by its author
