"""Starting a reachability test and reading its result. Start with ``reachability``."""

from handlers.kit.registry import Help, MenuEntry, allowed, placed
from handlers.reachability import reachability
from models.enums import Action

ROUTERS = placed(reachability.router)
COMMANDS = (MenuEntry("menu-reachtest", "reachtest", Action.TEST_REACHABILITY),)
HELP = (Help("reachtest", 120, allowed(Action.TEST_REACHABILITY)),)
