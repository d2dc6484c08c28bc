"""The button on an incident's card that calls squads out for it."""

from datetime import datetime
from typing import Any

from models import Case
from models.enums import OPEN, Action, Kind
from services.cards.card import Button, button
from services.cases.hooks import CaseSection
from services.core.act import Actor
from services.people.access import Subject, may
from texts import Words


def _buttons(words: Words, viewer: Actor, subject: Subject, case: Case, _: Any, now: datetime) -> tuple[Button, ...]:
    wanted = case.kind is Kind.INCIDENT and case.state in OPEN and may(viewer, Action.MOBILISE, subject)
    return (button(words.plain("button-mobilise"), Action.MOBILISE.value, case.id),) if wanted else ()


HOOKS = (CaseSection("mobilisation", buttons=_buttons),)
