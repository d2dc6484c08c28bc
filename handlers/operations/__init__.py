"""Updates that could not be handled. Start with ``dead_letters``."""

from handlers.kit.registry import MenuEntry, placed
from handlers.operations import dead_letters
from models.enums import Action

ROUTERS = placed(dead_letters.router)
MENU = (MenuEntry("menu-parked", "parked", Action.SEE_PARKED, place=91),)
