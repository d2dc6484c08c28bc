"""A message to many that was written and not sent."""

from models import Broadcast
from models.broadcasts import IS_DRAFT
from services.core.act import Moment
from services.drafts.unsent import DROP, LOOK, RESUME, Content, Unsent

_BUTTONS = ((LOOK, "bc_look", ""), (RESUME, "bc", ""), (DROP, "bc", "drop"))


async def _read(act: Moment, draft: Broadcast) -> Content:
    return Content("broadcast", draft.text, buttons=_BUTTONS)


UNSENT = (Unsent("b", Broadcast, IS_DRAFT, "author_id", _read),)
