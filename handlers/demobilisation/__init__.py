"""The stand-down, the count back and the record of a mobilisation in chat. Start with ``demobilisation``."""

from handlers.demobilisation import demobilisation
from handlers.kit.registry import placed

ROUTERS = placed(demobilisation.router)
