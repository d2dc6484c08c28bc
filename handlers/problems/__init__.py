"""The seven problem lists (七张问题清单). Start with ``problems``; ``filing`` enters a problem."""

from handlers.kit.registry import Help, MenuEntry, Stage, allowed, placed
from handlers.problems import decisions, filing, measures, problems, progress
from models.enums import Action

ROUTERS = placed(problems.router, measures.router, decisions.router) + placed(
    filing.router, progress.router, stage=Stage.CARD
)
MENU = (MenuEntry("menu-problems", "problems", Action.SEE_PROBLEMS, place=59),)
HELP = (Help("problems", 85, allowed(Action.SEE_PROBLEMS)),)
