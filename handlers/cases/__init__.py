"""A case's card, timeline and files for everybody who may see it.

Start with ``view``; ``showing`` draws a case anew after a step.
"""

from handlers.cases import own_cases, view
from handlers.kit.registry import MenuEntry, Placed, Stage
from models.enums import Action

ROUTERS = (
    Placed(own_cases.router),
    Placed(view.router),
    Placed(own_cases.dialog, Stage.REST),
)
MENU = (MenuEntry("menu-my", "my", Action.FILE, place=120, use=11),)
