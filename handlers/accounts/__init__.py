"""Logging in, groups, and the codes for both. Start with ``login``, which ends the conversation of a stranger."""

from handlers.accounts import group_codes, groups, login
from handlers.kit.registry import Help, MenuEntry, Stage, allowed, placed
from models.enums import Action

ROUTERS = placed(groups.router, login.strangers, stage=Stage.GATE) + placed(
    login.router, group_codes.router, stage=Stage.MENU
)
MENU = (
    MenuEntry("menu-code", "code", Action.ISSUE_CODE, place=92),
    MenuEntry("menu-groupcode", "groupcode", Action.BIND_GROUP, place=93),
)
HELP = (
    Help("codes", 90, allowed(Action.ISSUE_CODE)),
    Help("groups", 130, allowed(Action.BIND_GROUP)),
)
