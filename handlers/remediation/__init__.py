"""The list of people to be made reachable again. Start with ``remediation``."""

from handlers.kit.registry import MenuEntry, placed
from handlers.remediation import remediation
from models.enums import Action

ROUTERS = placed(remediation.router)
COMMANDS = (MenuEntry("menu-mend", "mend", Action.REMEDIATE_REACHABILITY),)
