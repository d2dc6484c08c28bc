"""A unit's list and its answers to an assignment, and the verification of its work.

Start with ``tasks``; ``feedback`` and ``verification`` fill in a card.
"""

from handlers.assignments import arrival, feedback, replying, tasks, verification
from handlers.kit.registry import Help, MenuEntry, Stage, allowed, placed
from models.enums import Action
from services.people.access import may

ROUTERS = placed(tasks.router, arrival.router) + placed(
    replying.router, feedback.router, verification.router, stage=Stage.CARD
)
MENU = (MenuEntry("menu-tasks", "tasks", Action.SEE_TASKS, place=30),)
HELP = (
    Help("unit", 40, allowed(Action.SEE_TASKS)),
    Help("verify", 80, lambda actor: may(actor, Action.VERIFY) and not actor.is_station),
)
