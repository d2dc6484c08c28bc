"""Tasks end when their persons can be reached again, and assignees are reminded of what is overdue."""

from datetime import datetime, timedelta

from services.core.act import Moment
from services.core.tick import Tick, in_portions
from services.core.town import Town
from services.remediation import notices, tasks


async def _next(act: Moment) -> datetime | None:
    return act.now if await tasks.any_reached(act.session) else await notices.next_overdue(act)


async def _close(act: Moment) -> int:
    return await tasks.close_reached(act.session, now=act.now)


async def _keep(town: Town) -> int:
    return await in_portions(_close)(town) + await in_portions(notices.remind)(town)


TICKS = (Tick("keep_mends", _next, _keep, timedelta(minutes=1)),)
