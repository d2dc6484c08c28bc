"""Messages that did not arrive, and updates that could not be handled. Start with ``undelivered``."""

from handlers.kit.registry import MenuEntry, placed
from handlers.operations import dead_letters, undelivered
from models.enums import Action

ROUTERS = placed(undelivered.router, dead_letters.router)
MENU = (MenuEntry("menu-undelivered", "undelivered", Action.SEE_UNDELIVERED, place=90, use=7),)
COMMANDS = (MenuEntry("menu-parked", "parked", Action.SEE_PARKED),)
