"""The station takes an unsent danger over. Start with ``unsent``."""

from handlers.kit.registry import placed
from handlers.unsent import unsent

ROUTERS = placed(unsent.router)
