"""Writing a message to many, choosing who gets it, and following what became of it. Start with ``drafting``."""

from handlers.broadcasts import audience, drafting, sent
from handlers.kit.registry import MenuEntry, Placed
from models.enums import Action

ROUTERS = (
    Placed(drafting.router),
    Placed(audience.router),
    Placed(sent.router),
)
MENU = (MenuEntry("menu-broadcast", "broadcast", Action.BROADCAST, place=80, use=10),)
