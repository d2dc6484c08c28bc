"""Shelters in chat: list, card, rooms, keeper, inspection, opening and closing. Start with ``shelters``."""

from handlers.kit.registry import MenuEntry, placed
from handlers.shelters import changing, shelters
from models.enums import Action

ROUTERS = placed(shelters.router, changing.router)
COMMANDS = (MenuEntry("menu-shelters", "shelters", Action.SEE_SHELTERS, place=63),)
