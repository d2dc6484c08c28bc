"""Messages about evacuations, and the drafts that nobody has sent."""

from datetime import timedelta

from models import Evacuation
from models.enums import Manner, Priority
from models.evacuation import IS_DRAFT
from services.core.act import Moment
from services.drafts.unsent import DROP, LOOK, RESUME, Content, Unsent
from services.messaging.kinds import MessageKind, Sound

PART = MessageKind("evacuation", Priority.LIFE, as_drill=Priority.ORDER, sound=Sound.ALARM)
"""An officer's part of the list."""
CONSENT = MessageKind("evacuation_consent", Priority.LIFE, as_drill=Priority.ORDER, sound=Sound.ALARM)
ANSWERED = MessageKind("evacuation_answered", Priority.ORDER)
LIVE_CARD = MessageKind("evacuation_card", Priority.ORDER, manner=Manner.EDIT)
"""The figures, for the people who lead."""
NEWS = MessageKind("evacuation_news", Priority.LIFE, as_drill=Priority.ORDER)
"""Taken back, ended, lifted: what officers do next."""
UNWILLING = MessageKind("evacuation_unwilling", Priority.LIFE, as_drill=Priority.ORDER)
"""Somebody will not go: the station decides; and its word."""
DISPUTED = MessageKind("evacuation_disputed", Priority.ORDER)
"""Another officer says something else about a person, and holds to it."""
FULL = MessageKind("evacuation_full", Priority.LIFE, as_drill=Priority.ORDER)
NEED = MessageKind("evacuation_need", Priority.ORDER)
"""A shelter needs something."""
KEPT = MessageKind("evacuation_kept", Priority.REMINDER, timedelta(days=30), by_night=False)
"""A list will be destroyed, or was."""

KINDS = (PART, CONSENT, ANSWERED, LIVE_CARD, NEWS, UNWILLING, DISPUTED, FULL, NEED, KEPT)

_BUTTONS = ((LOOK, "ev_look", ""), (RESUME, "ev", ""), (DROP, "ev", "drop"))


async def _read(act: Moment, draft: Evacuation) -> Content:
    said = "\n".join(filter(None, (draft.reason, draft.route)))
    return Content("evacuation", said, buttons=_BUTTONS, known=draft.case_id is not None)


UNSENT = (Unsent("e", Evacuation, IS_DRAFT, "made_by_id", _read),)
