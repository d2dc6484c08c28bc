"""The button on an incident's card that orders an evacuation for it."""

from datetime import datetime
from typing import Any

from models import Case
from models.enums import OPEN, Action, Kind
from services.cards.card import Button, button
from services.cases.hooks import CaseSection
from services.core.act import Actor
from services.people.access import Subject, may
from texts import Words

NEW = "ev_new"


def _buttons(words: Words, viewer: Actor, subject: Subject, case: Case, _: Any, now: datetime) -> tuple[Button, ...]:
    wanted = case.kind is Kind.INCIDENT and case.state in OPEN and may(viewer, Action.ORDER_EVACUATION, subject)
    return (button(words.plain("evacuation-for-case"), NEW, case.id),) if wanted else ()


HOOKS = (CaseSection("evacuation", buttons=_buttons),)
