"""The engine of time: areas act, steps are taken, reminders are told, and the calendar is looked at."""

from services.core.act import Moment
from services.core.tick import PROMPT, Routine, Tick, in_portions, once, one_by_one
from services.reminders import bundling, lapses, recalculation, steps


async def _look_at_the_calendar(act: Moment) -> int:
    return await recalculation.recompute_all(act) + await recalculation.alarm(act)


TICKS = (
    Tick("lapse", lapses.next_due, one_by_one(lapses.due, lapses.lapse), PROMPT),
    Tick("take_due", steps.next_due, in_portions(steps.take_due), PROMPT),
    Tick("tell_reminders", bundling.next_due, in_portions(bundling.tell), PROMPT),
    Routine("look_at_the_calendar", once(_look_at_the_calendar), {"hour": 9}, at_start=True),
)
