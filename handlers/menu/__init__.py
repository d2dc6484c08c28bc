"""The main menu, help and language, and what nothing else answers. Start with ``menu``."""

from handlers.kit.registry import MenuEntry, Stage, placed
from handlers.menu import fallback, menu, whole

ROUTERS = placed(whole.router) + placed(menu.router, stage=Stage.MENU) + placed(fallback.router, stage=Stage.REST)
MENU = (MenuEntry("menu-help", "help", place=130),)
COMMANDS = (
    MenuEntry("menu-menu", "menu"),
    MenuEntry("menu-lang", "lang"),
    MenuEntry("menu-cancel", "cancel"),
)
