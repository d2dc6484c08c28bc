"""Orders to evacuate, the officers' lists, the doors of shelters. Start with ``evacuation``."""

from handlers.evacuation import commanding, doors, drafting, evacuation, handing, working
from handlers.kit.registry import MenuEntry, Stage, placed

ROUTERS = placed(evacuation.links, stage=Stage.LINK) + placed(
    evacuation.router, drafting.router, commanding.router, handing.router, working.router, doors.router
)
MENU = (MenuEntry("menu-evacuation", "evacuation", place=85),)
