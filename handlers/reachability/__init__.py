"""Starting a reachability test and reading its result. Start with ``reachability``."""

from handlers.kit.registry import Help, MenuEntry, Placed, allowed
from handlers.reachability import reachability
from models.enums import Action

ROUTERS = (Placed(reachability.router),)
COMMANDS = (MenuEntry("menu-reachtest", "reachtest", Action.TEST_REACHABILITY),)
HELP = (Help("reachtest", 120, allowed(Action.TEST_REACHABILITY)),)
