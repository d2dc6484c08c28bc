"""The register of risk points: list, card with history, changes, new points. Start with ``points``."""

from handlers.kit.registry import MenuEntry, placed
from handlers.risk_points import adding, changing, points
from models.enums import Action

ROUTERS = placed(points.router, changing.router, adding.router)
COMMANDS = (MenuEntry("menu-points", "points", Action.SEE_RISK_POINTS, place=61, use=25),)
