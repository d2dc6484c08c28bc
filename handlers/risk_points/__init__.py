"""The register of risk points: list, card with history, changes, new points. Start with ``points``."""

from handlers.kit.registry import MenuEntry, Stage, placed
from handlers.risk_points import adding, changing, points, work_card
from models.enums import Action

ROUTERS = placed(work_card.scans, stage=Stage.LINK) + placed(
    points.router, changing.router, adding.router, work_card.router
)
COMMANDS = (MenuEntry("menu-points", "points", Action.SEE_RISK_POINTS, place=61),)
