"""Inspections led by somebody in charge: entering the record on one card, and the records.

Start with ``entering``; ``card`` draws the card, ``pages`` the pages behind its buttons, ``records`` the records.
"""

from handlers.inspections import entering, late, records
from handlers.kit.registry import MenuEntry, Stage, placed
from models.enums import Action

ROUTERS = placed(records.router, entering.commands) + placed(entering.router, late.router, stage=Stage.CARD)
MENU = (MenuEntry("menu-inspect", "inspect", Action.INSPECT, place=56),)
COMMANDS = (MenuEntry("menu-inspections", "inspections", Action.INSPECT, place=57),)
