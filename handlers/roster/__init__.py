"""The people who check the roster see its gaps. Start with ``check``."""

from handlers.kit.registry import Help, MenuEntry, allowed, placed
from handlers.roster import check
from models.enums import Action

ROUTERS = placed(check.router)
MENU = (MenuEntry("menu-rostercheck", "rostercheck", Action.CHECK_ROSTER, place=94),)
HELP = (Help("rostercheck", 110, allowed(Action.CHECK_ROSTER)),)
