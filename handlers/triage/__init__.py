"""The station's queue, and judging, merging and dispatching a case. Start with ``queue``, then ``planning``."""

from handlers.kit.registry import Help, MenuEntry, allowed, placed
from handlers.triage import merging, picking, planning, queue, rerouting
from models.enums import Action
from services.people.access import may

ROUTERS = placed(merging.router, rerouting.router, planning.router, queue.router, picking.router)
MENU = (MenuEntry("menu-queue", "queue", Action.SEE_QUEUE, place=20),)
HELP = (
    Help("station", 30, allowed(Action.TRIAGE)),
    Help("leader", 50, lambda actor: may(actor, Action.SEE_QUEUE) and not may(actor, Action.TRIAGE)),
)
