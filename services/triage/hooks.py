"""The parts of a case's card that triage adds: the button that dispatches as suggested, and the one that presses."""

from datetime import datetime

import sqlalchemy as sa

from models import Case
from models.enums import Action, AssignmentState, CaseState
from services.cards.card import Button, button
from services.cases.hooks import CaseSection
from services.core.act import Actor
from services.people.access import Subject, may
from services.triage import plans, urging
from services.triage.plans import Suggestion
from texts import Words

AS_SUGGESTED = "as_suggested"
"""The action of the button; its subject is the case."""


def _buttons(
    words: Words, viewer: Actor, subject: Subject, case: Case, known: Suggestion | None, now: datetime
) -> tuple[Button, ...]:
    theirs = case.claimed_until is not None and case.claimed_until > now and case.claimed_by_id != viewer.person_id
    if known is None or theirs or not may(viewer, Action.DISPATCH, subject):
        return ()
    return (button(words.plain("button-as-suggested", unit=known.lead, others=known.others), AS_SUGGESTED, case.id),)


def _pressing(
    words: Words, viewer: Actor, subject: Subject, case: Case, known: None, now: datetime
) -> tuple[Button, ...]:
    """Return the button that presses for a case whose units are late, or have not accepted it for a while."""
    waits = any(
        one.due_at < now if one.state in _WORKING else one.issued_at + urging.AGAIN < now
        for one in case.live
        if one.state in (*_WORKING, AssignmentState.ISSUED)
    )
    if not waits or not may(viewer, Action.URGE, subject):
        return ()
    return (button(words.plain("button-urge"), urging.ACTION, case.id),)


_WORKING = (AssignmentState.ACCEPTED, AssignmentState.RETURNED)

HOOKS = (
    CaseSection(
        "suggestion",
        present=sa.select(Case.id).where(Case.id == sa.bindparam("case"), Case.state == CaseState.SUBMITTED),
        load=plans.suggestion,
        buttons=_buttons,
        first=True,
    ),
    CaseSection("pressing", buttons=_pressing),
)
