"""The people to telephone. Start with ``calls``."""

from handlers.calls import calls
from handlers.kit.registry import MenuEntry, placed
from services.calls.calls import LISTS

ROUTERS = placed(calls.router)
MENU = (MenuEntry("menu-undelivered", "calls", LISTS, place=90),)
