"""The parts of every conversation: the context, the answers, the buttons and the routers. It knows no area.

Start with ``context`` and ``routers``. The names that most handlers need stand here.
"""

from handlers.kit import date_picker
from handlers.kit.buttons import Press
from handlers.kit.context import Context
from handlers.kit.lists import Row, Rows, card_of, in_rows, pager, rows_of, turns, with_rows
from handlers.kit.prompts import Kept, Prompt
from handlers.kit.registry import placed
from handlers.kit.routers import Shown, router_of

__all__ = (
    "Context",
    "Kept",
    "Press",
    "Prompt",
    "Row",
    "Rows",
    "Shown",
    "card_of",
    "in_rows",
    "pager",
    "router_of",
    "rows_of",
    "turns",
    "with_rows",
)

ROUTERS = placed(date_picker.router)
