"""A case's card, timeline and files for everybody who may see it.

Start with ``view``; ``showing`` draws a case again after a step.
"""

from handlers.cases import own_cases, view
from handlers.kit.registry import MenuEntry, Stage, placed
from models.enums import Action

ROUTERS = (
    placed(view.links, stage=Stage.LINK)
    + placed(own_cases.router, view.router)
    + placed(own_cases.dialog, stage=Stage.REST)
)
MENU = (MenuEntry("menu-my", "my", Action.FILE, place=120),)
