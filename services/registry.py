"""The areas of the house, one line each: what can be owed in them. The engine of time imports no area."""

from services.assignments import owed as assignments
from services.cases import owed as cases
from services.core.clock import Clock
from services.core.database import Database
from services.core.town import Town
from services.county import owed as county
from services.orders import owed as orders
from services.settings.township import Township
from texts import Texts

OWED = (
    *cases.OWED,
    *assignments.OWED,
    *county.OWED,
    *orders.OWED,
)


def open_town(settings: Township, database: Database, texts: Texts, clock: Clock, token: str) -> Town:
    """Return a township at work, with everything that its areas state."""
    return Town(settings, database, texts, clock, token, owed={one.kind: one for one in OWED})
