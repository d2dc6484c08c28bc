"""Duties (责任事项): the person's own list, the township's board, one duty, the year's plan.

Start with ``duties``.
"""

from handlers.duties import duties, missed, pauses
from handlers.kit.registry import MenuEntry, placed
from models.enums import Action

ROUTERS = placed(duties.router, missed.router, pauses.router)
MENU = (MenuEntry("menu-duties", "duties", Action.SEE_DUTIES, place=55),)
