"""The agenda of the day on one page. Start with ``agenda``."""

from handlers.agenda import agenda
from handlers.kit.registry import Help, MenuEntry, placed

ROUTERS = placed(agenda.router)
MENU = (MenuEntry("menu-today", "today", place=10),)
HELP = (Help("today", 20, lambda actor: True),)
