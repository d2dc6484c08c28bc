"""Filing a hazard on one card, whatever is sent first.

Start with ``taking_in``; ``presses`` answers the buttons of the card.
"""

from handlers.filing import corrections, presses, supplements, taking_in
from handlers.kit.registry import Help, MenuEntry, Placed, Stage
from models.enums import Action

ROUTERS = (
    Placed(presses.router, Stage.REPORT),
    Placed(supplements.router, Stage.REPORT),
    Placed(corrections.router, Stage.REPORT),
    Placed(taking_in.router, Stage.REPORT),
)
MENU = (
    MenuEntry("menu-report", "report", Action.FILE, place=100, use=4),
    MenuEntry("menu-sos", "sos", Action.FILE, place=110, use=3),
)
HELP = (Help("report", 10, lambda actor: True),)
