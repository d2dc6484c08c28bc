"""The household register in chat: search, changes, people, the window for full names. Start with ``households``."""

from handlers.households import adding, changing, files, households, people
from handlers.kit.registry import Help, MenuEntry, Stage, allowed, placed
from models.enums import Action

ROUTERS = placed(households.scans, stage=Stage.LINK) + placed(
    households.router, changing.router, people.router, adding.router, files.router
)
MENU = (MenuEntry("menu-households", "households", Action.SEE_HOUSEHOLDS, place=64),)
HELP = (Help("households", 86, allowed(Action.SEE_HOUSEHOLDS)),)
