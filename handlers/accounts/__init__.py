"""Logging in, groups, and the codes for both. Start with ``login``, which ends the conversation of a stranger."""

from handlers.accounts import group_codes, groups, login
from handlers.kit.registry import Help, MenuEntry, Placed, Stage, allowed
from models.enums import Action

ROUTERS = (
    Placed(groups.router, Stage.GATE),
    Placed(login.strangers, Stage.GATE),
    Placed(login.router, Stage.MENU),
    Placed(group_codes.router, Stage.MENU),
)
COMMANDS = (
    MenuEntry("menu-code", "code", Action.ISSUE_CODE),
    MenuEntry("menu-groupcode", "groupcode", Action.BIND_GROUP),
)
HELP = (
    Help("codes", 90, allowed(Action.ISSUE_CODE)),
    Help("groups", 130, allowed(Action.BIND_GROUP)),
)
