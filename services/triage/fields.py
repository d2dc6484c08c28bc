"""The forms of a plan, how a case is judged and which units handle it, and of a view of the queue."""

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


class QueueFields(Fields):
    """The filters of a list of the queue; ``text`` are the words that are looked for."""

    stage: str = ""  # a ``queue.Filter``; "": the one that the queue opens with
    line: str | None = None
    village: int | None = None
    mine: bool = False
