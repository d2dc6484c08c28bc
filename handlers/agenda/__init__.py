"""The agenda of the day on one page. Start with ``agenda``."""

from handlers.agenda import agenda
from handlers.kit.registry import Help, MenuEntry, allowed, placed
from models.enums import Action

ROUTERS = placed(agenda.router)
MENU = (MenuEntry("menu-today", "today", Action.SEE_AGENDA, place=10),)
HELP = (Help("today", 20, allowed(Action.SEE_AGENDA)),)
