"""Tasks end when their persons can be reached again."""

from datetime import datetime, timedelta

from services.core.act import Moment
from services.core.tick import Tick, in_portions
from services.remediation import tasks


async def _next(act: Moment) -> datetime | None:
    return act.now if await tasks.any_reached(act.session) else None


async def _close(act: Moment) -> int:
    return await tasks.close_reached(act.session, now=act.now)


TICKS = (Tick("keep_remediation", _next, in_portions(_close), timedelta(minutes=1)),)
