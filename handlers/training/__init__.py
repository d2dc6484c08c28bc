"""Training (培训): the year's plan, one session, invitations, attendance, material, quiz, hours.

Start with ``plan`` and ``session``.
"""

from handlers.kit.registry import MenuEntry, Stage, placed
from handlers.training import attendance, hours, invitations, material, plan, quiz, session, sheets
from models.enums import Action

ROUTERS = (
    *placed(
        plan.router, session.router, invitations.router, attendance.router, hours.router, quiz.router, sheets.router
    ),
    *placed(material.router, stage=Stage.CARD),
)
MENU = (MenuEntry("menu-training", "training", Action.ATTEND_TRAINING, place=62),)
