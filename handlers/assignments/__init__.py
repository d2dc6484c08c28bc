"""A unit's list and its answers to an assignment, and the verification of its work.

Start with ``tasks``; ``feedback`` and ``verification`` fill in a card.
"""

from handlers.assignments import arrival, extensions, feedback, tasks, verification
from handlers.kit.registry import Help, MenuEntry, Placed, Stage, allowed
from models.enums import Action
from services.people.access import may

ROUTERS = (
    Placed(tasks.router),
    Placed(arrival.router),
    Placed(extensions.router, Stage.CARD),
    Placed(feedback.router, Stage.CARD),
    Placed(verification.router, Stage.CARD),
)
MENU = (MenuEntry("menu-tasks", "tasks", Action.SEE_TASKS, place=30, use=3),)
HELP = (
    Help("unit", 40, allowed(Action.SEE_TASKS)),
    Help("verify", 80, lambda actor: may(actor, Action.VERIFY) and not actor.is_station),
)
