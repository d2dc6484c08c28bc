"""What every conversation is made of: the context, the answers, the buttons and the routers. It knows no area.

Start with ``context`` and ``routers``. What most handlers need is named here.
"""

from handlers.kit import date_picker
from handlers.kit.buttons import Press
from handlers.kit.context import Context
from handlers.kit.lists import in_rows
from handlers.kit.prompts import Waits
from handlers.kit.registry import Placed
from handlers.kit.routers import router_of

__all__ = ("Context", "Press", "Waits", "in_rows", "router_of")

ROUTERS = (Placed(date_picker.router),)
