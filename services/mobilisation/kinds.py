"""Messages of a mobilisation, and its draft that was not begun."""

from models import Mobilisation
from models.enums import Manner, Priority
from models.mobilisations import IS_DRAFT
from services.core.act import Moment
from services.drafts.unsent import DROP, LOOK, RESUME, Content, Unsent
from services.messaging.kinds import MessageKind, Sound

CALL = MessageKind("mobilisation", Priority.LIFE, as_drill=Priority.ORDER, sound=Sound.ALARM, manner=Manner.ANEW)
"""The call to each person: the live card on which the person answers, until the stand-down."""
GROUP_CALL = MessageKind("mobilisation_group", Priority.LIFE, as_drill=Priority.ORDER, manner=Manner.EDIT)
"""The call in a squad's group: the first state of its live card."""
LIVE_CARD = MessageKind("live_card", Priority.LIFE, as_drill=Priority.ORDER, manner=Manner.EDIT)
"""The figures: the commander's card, and each squad's group's."""
ALARM = MessageKind("mobilisation_alarm", Priority.LIFE, as_drill=Priority.ORDER, sound=Sound.ALARM)
"""Somebody calls for help, or cannot go on."""
HELP = MessageKind("mobilisation_help", Priority.LIFE, as_drill=Priority.ORDER)
"""The news about a call for help: somebody takes care of it, it was a mistake, it is over."""
TEAM = MessageKind("team", Priority.LIFE, as_drill=Priority.ORDER, sound=Sound.ALARM)
"""Whether all is well with a team."""

KINDS = (CALL, GROUP_CALL, LIVE_CARD, ALARM, HELP, TEAM)

_BUTTONS = ((LOOK, "mo_look", ""), (RESUME, "mo", ""), (DROP, "mo", "drop"))


async def _read(act: Moment, draft: Mobilisation) -> Content:
    said = "\n".join(filter(None, (draft.task, draft.place, draft.equipment, draft.contact)))
    return Content("mobilisation", said, buttons=_BUTTONS, known=draft.case_id is not None)


UNSENT = (Unsent("m", Mobilisation, IS_DRAFT, "commander_id", _read),)
