"""The part of a case's card that verification adds: the one button of somebody who has seen that it is done."""

from datetime import datetime

import sqlalchemy as sa

from models import Case
from models.enums import Action, CaseState
from services.assignments.fields import FORMS
from services.cards.card import Button, button
from services.cases.hooks import CaseSection
from services.cases.lifecycle import load_case
from services.core.act import Actor, Moment
from services.people.access import Subject, may
from texts import Words

PASS = "verified"
"""The action of the button; its subject is the case."""


async def _evidence(act: Moment, case_id: int) -> int:
    """Return how many pictures the verifier owes."""
    case = await load_case(act.session, case_id, lock=False)
    return act.town.settings.severities[case.severity].verification_evidence


def _buttons(
    words: Words, viewer: Actor, subject: Subject, case: Case, owed: int | None, now: datetime
) -> tuple[Button, ...]:
    """Return the button while the case waits for its verifier (else ``owed`` is None), and no picture is owed."""
    if owed != 0 or not may(viewer, Action.VERIFY, subject):
        return ()
    return (button(words.plain("verification-pass"), PASS, case.id),)


HOOKS = (
    *FORMS,
    CaseSection(
        "verification",
        present=sa.select(Case.id).where(Case.id == sa.bindparam("case"), Case.state == CaseState.FEEDBACK),
        load=_evidence,
        buttons=_buttons,
        first=True,
    ),
)
