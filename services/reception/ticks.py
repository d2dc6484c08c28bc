"""Each minute the numbers of updates are looked at, while an outage may have lost some."""

from services.core.act import Moment
from services.core.tick import Routine, once
from services.core.town import Town
from services.reception import contact


async def _tell_loss(town: Town) -> int:
    async with town.database.reading() as session:
        if not await contact.suspects(Moment(session, town, town.now())):
            return 0
    return await once(contact.tell_loss)(town)


TICKS = (Routine("tell_loss", _tell_loss, {"minute": "*"}),)
