"""Filling in a report to the county, step by step.

Start with ``reports``; ``presses`` answers the buttons of the card.
"""

from handlers.county import presses, reports
from handlers.kit.registry import Help, MenuEntry, allowed, placed
from models.enums import Action

ROUTERS = placed(reports.router, presses.router)
COMMANDS = (MenuEntry("menu-county", "county", Action.SEE_REPORTS, place=65),)
HELP = (Help("county", 60, allowed(Action.SEE_REPORTS)),)
