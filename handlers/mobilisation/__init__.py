"""Calling squads out, and the answers of the people called. Start with ``drafting``, then ``responses``."""

from handlers.kit.registry import MenuEntry, Stage, placed
from handlers.mobilisation import drafting, responses
from models.enums import Action

ROUTERS = placed(responses.links, stage=Stage.LINK) + placed(drafting.router, responses.router)
MENU = (MenuEntry("menu-mobilise", "mobilise", Action.MOBILISE, place=70),)
