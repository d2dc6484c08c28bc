"""The row of a case's card: ask the reporter, ring the reporter, ring the unit."""

from datetime import datetime
from typing import Any

from models import Case
from models.enums import LIVE, OPEN, Action
from services.cards.card import Button, button
from services.cases.hooks import CaseSection
from services.core.act import Actor
from services.inquiries import cards
from services.people.access import Subject, may
from services.people.numbers import Whose, may_ring
from texts import Words


def _buttons(words: Words, viewer: Actor, subject: Subject, case: Case, _: Any, now: datetime) -> tuple[Button, ...]:
    if case.state not in OPEN:
        return ()
    row = []
    if case.reporter_id != viewer.person_id and may(viewer, Action.INQUIRE, subject):
        row.append(button(words.plain("inquiry-ask"), cards.ASK, case.id))
        if may_ring(viewer, Whose.REPORTER, subject):
            row.append(button(words.plain("inquiry-ring-reporter"), cards.RING_REPORTER, case.id))
    units = {one.unit_id for one in case.assignments if one.state in LIVE}
    if units - viewer.unit_ids and may_ring(viewer, Whose.UNIT, subject):
        row.append(button(words.plain("inquiry-ring-units"), cards.UNITS, case.id))
    return tuple(row)


HOOKS = (CaseSection("inquiries", buttons=_buttons),)
