"""Documents: one button sends each of them as a Word file. Start with ``documents``."""

from handlers.documents import documents
from handlers.kit.registry import placed

ROUTERS = placed(documents.router)
