"""Squads in chat, and joining one. Start with ``squads``, then ``joining``."""

from handlers.kit.registry import Help, MenuEntry, allowed, placed
from handlers.squads import joining, squads
from models.enums import Action

ROUTERS = placed(squads.router, joining.router)
MENU = (MenuEntry("menu-squad", "squad", Action.SEE_SQUAD, place=50),)
HELP = (Help("squad", 100, allowed(Action.SEE_SQUAD)),)
