"""Assessment (考核): the list of a period, one holder, one item with its outcomes, appeals.

Start with ``assessment``; ``appeals`` files and answers an appeal.
"""

from handlers.assessment import appeals, assessment
from handlers.kit.registry import Help, MenuEntry, Stage, allowed, placed
from models.enums import Action

ROUTERS = placed(assessment.router) + placed(appeals.router, stage=Stage.CARD)
MENU = (MenuEntry("menu-assessment", "assessment", Action.SEE_ASSESSMENT, place=63),)
HELP = (Help("assessment", 86, allowed(Action.SEE_ASSESSMENT)),)
