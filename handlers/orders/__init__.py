"""Registering an order from above, and answering it. Start with ``orders``; ``card`` draws it."""

from handlers.kit.registry import MenuEntry, placed
from handlers.orders import orders
from models.enums import Action

ROUTERS = placed(orders.router)
MENU = (MenuEntry("menu-orders", "orders", Action.FILE_ORDER, place=60),)
