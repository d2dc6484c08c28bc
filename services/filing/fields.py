"""The form of a report."""

from typing import Any

from pydantic import Field

from models.enums import DraftKind, Kind, Severity
from services.drafts.fields import Fields
from services.drafts.unsent import DROP, RESUME, SUBMIT, Form

CHOSEN, PIN, OWN, SAID = "chosen", "pin", "own", "said"
"""How a report got its village."""


class ReportFields(Fields):
    """A hazard or incident on its way."""

    kind: Kind = Kind.HAZARD
    severity: Severity = Severity.ORDINARY
    line: str | None = None
    line_chosen: bool = False  # by the officer, not only suggested from words
    village_id: int | None = None
    village_by: str = ""  # CHOSEN, PIN (guessed from it), OWN (the reporter's own stands in), SAID (named in the words)
    grid_id: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    outside: bool = False  # the pin lies outside the township …
    outside_confirmed: bool = False  # … and the officer said that this is right
    landmark: str | None = None
    landmark_of_pin: bool = False  # it came with the pin, and goes with it
    people_at_risk: int | None = None
    life_danger: bool = False
    anonymous: bool = False
    on_behalf_name: str | None = None
    on_behalf_phone: str | None = None
    brought: dict[str, Any] = Field(
        default_factory=dict
    )  # the columns as they were last brought into the case, of a report sent ahead
    maybe_of: int | None = None  # a case just filed that this may belong to; the card asks until it is answered
    turn: dict[str, Any] = Field(default_factory=dict)  # of a report sent ahead: as it stood before the latest burst
    beside: bool = False  # begun beside another card, which stayed open
    different: bool = False  # "none of the known ones": file in spite of the suggestion


FORMS = (
    Form(
        DraftKind.REPORT,
        ((SUBMIT, "report", "submit"), (RESUME, "report", "undo"), (DROP, "report", "cancel")),
        said=("landmark",),
    ),
)
