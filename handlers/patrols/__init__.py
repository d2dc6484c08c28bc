"""Risk points and their patrols (巡查): the list, a point's card, a patrol with its checklist, and its record.

Start with ``points``; ``patrolling`` is the patrol itself.
"""

from handlers.kit.registry import MenuEntry, Stage, placed
from handlers.patrols import months, patrolling, points, records
from models.enums import Action

ROUTERS = (
    *placed(points.router, records.router, months.router, patrolling.router),
    *placed(patrolling.collecting, stage=Stage.CARD),
)
MENU = (MenuEntry("menu-patrol", "patrol", Action.SEE_RISK_POINTS, place=54),)
