"""Warnings: the list, the card, the answers to what is unclear, files and typed entries. Start with ``warnings``."""

from handlers.kit.registry import MenuEntry, Stage, placed
from handlers.warnings import deciding, entering, files, playbooks, warnings
from models.enums import Action

ROUTERS = placed(warnings.router, deciding.router, entering.router, playbooks.router) + placed(
    files.router, stage=Stage.CARD
)
COMMANDS = (MenuEntry("menu-warnings", "warnings", Action.KEEP_WARNINGS, place=55),)
