"""The overview for leaders (/overview). Start with ``overview``."""

from handlers.kit.registry import Help, MenuEntry, allowed, placed
from handlers.overview import overview
from models.enums import Action

ROUTERS = placed(overview.router)
MENU = (MenuEntry("menu-overview", "overview", Action.SEE_OVERVIEW, place=5),)
HELP = (Help("overview", 10, allowed(Action.SEE_OVERVIEW)),)
