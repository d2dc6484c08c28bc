"""Writing a message to many, choosing who gets it, and following what became of it. Start with ``drafting``."""

from handlers.broadcasts import audience, drafting, sent
from handlers.kit.registry import MenuEntry, placed
from models.enums import Action

ROUTERS = placed(drafting.router, audience.router, sent.router)
MENU = (MenuEntry("menu-broadcast", "broadcast", Action.BROADCAST, place=80),)
