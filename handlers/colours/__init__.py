"""The colours of warnings: what is in force, setting one, lifting one. Start with ``colours``."""

from handlers.colours import colours
from handlers.kit.registry import MenuEntry, placed
from models.enums import Action

ROUTERS = placed(colours.router)
COMMANDS = (MenuEntry("menu-colour", "colour", Action.SET_COLOUR, place=56),)
