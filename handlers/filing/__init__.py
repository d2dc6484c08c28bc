"""Filing a hazard on one card, and the material that is sent later.

Start with ``taking_in``; ``presses`` answers the buttons of the card.
"""

from handlers.filing import presses, refused, supplements, taking_in
from handlers.kit.registry import Help, MenuEntry, Stage, placed
from models.enums import Action

ROUTERS = placed(presses.router, refused.router, supplements.router, taking_in.router, stage=Stage.REPORT)
MENU = (
    MenuEntry("menu-report", "report", Action.FILE, place=100),
    MenuEntry("menu-sos", "sos", Action.FILE, place=110),
)
HELP = (Help("report", 10, lambda actor: True),)
