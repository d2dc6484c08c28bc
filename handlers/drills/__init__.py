"""Drills (演练): the list, the plan, the script, the run, and the evaluation up to its corrections.

Start with ``drills``.
"""

from handlers.drills import assessment, corrections, drills, notes, planning, reporting, running, script
from handlers.kit.registry import MenuEntry, placed
from models.enums import Action

ROUTERS = placed(
    drills.router,
    planning.router,
    script.router,
    running.router,
    notes.router,
    assessment.router,
    reporting.router,
    corrections.router,
)
MENU = (MenuEntry("menu-drills", "drills", Action.SEE_DRILLS, place=61),)
