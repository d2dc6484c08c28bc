"""Signing on and off, handover notes and swaps in chat. Start with ``duty``."""

from handlers.duty import duty
from handlers.kit.registry import MenuEntry, placed
from models.enums import Action

ROUTERS = placed(duty.router)
MENU = (MenuEntry("menu-duty", "duty", Action.SEE_DUTY, place=40),)
