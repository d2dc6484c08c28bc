"""Showing a digest on demand. Start with ``digests``."""

from handlers.digests import digests
from handlers.kit.registry import Help, MenuEntry, allowed, placed
from models.enums import Action

ROUTERS = placed(digests.router)
COMMANDS = (MenuEntry("menu-digest", "digest", Action.SEE_DIGEST),)
HELP = (Help("digest", 70, allowed(Action.SEE_DIGEST)),)
