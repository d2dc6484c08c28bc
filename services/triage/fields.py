"""The form of a plan: how a case is judged, and which units handle it."""

from datetime import datetime

from models.enums import Kind, Severity
from services.drafts.fields import Fields


class DispatchFields(Fields):
    """How a case is judged and who is to handle it (研判与交办); ``text`` are the instructions."""

    line: str | None = None
    severity: Severity = Severity.ORDINARY
    kind: Kind = Kind.HAZARD
    judged: tuple[str, ...] = ()  # the names of those chosen by hand; the others follow the case
    lead: int | None = None  # ids of units
    co: tuple[int, ...] = ()
    due_at: datetime | None = None  # None: by the township's rules
