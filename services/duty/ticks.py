"""Officers are asked to sign on and off, substitutes are called, and a gap is an alarm."""

from services.core.act import Moment
from services.core.tick import Tick, once
from services.duty import prompts


async def _keep(act: Moment) -> int:
    return await prompts.keep(act, await prompts.due(act.session, act.now))


TICKS = (Tick("keep_duty", prompts.next_due, once(_keep)),)
