"""The people to telephone. Start with ``calls``."""

from handlers.calls import calls
from handlers.kit.registry import MenuEntry, placed
from models.enums import Action

ROUTERS = placed(calls.router)
MENU = (MenuEntry("menu-undelivered", "undelivered", Action.SEE_UNDELIVERED, place=90, use=7),)
