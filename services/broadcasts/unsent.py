"""A message to many that was written and not sent."""

from sqlalchemy.ext.asyncio import AsyncSession

from models import Broadcast
from models.broadcasts import IS_DRAFT
from services.drafts.unsent import Content, Unsent

_BUTTONS = (("unsent-look", "bc_look", ""), ("unsent-resume", "bc", ""), ("unsent-drop", "bc", "drop"))


async def _read(session: AsyncSession, draft: Broadcast) -> Content:
    return Content("broadcast", draft.text, buttons=_BUTTONS)


UNSENT = (Unsent("b", Broadcast, IS_DRAFT, "author_id", _read),)
