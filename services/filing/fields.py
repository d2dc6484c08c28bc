"""The form of a report."""

from models.enums import Kind, Severity
from services.drafts.fields import Fields


class ReportFields(Fields):
    """A hazard or incident on its way."""

    kind: Kind = Kind.HAZARD
    severity: Severity = Severity.ORDINARY
    line: str | None = None
    line_chosen: bool = False  # by the officer, not only suggested from words
    village_id: int | None = None
    grid_id: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    outside: bool = False  # the pin lies outside the township …
    outside_confirmed: bool = False  # … and the officer said that this is right
    landmark: str | None = None
    people_at_risk: int | None = None
    life_danger: bool = False
    anonymous: bool = False
    on_behalf_name: str | None = None
    on_behalf_phone: str | None = None
    beside: bool = False  # begun beside another card, which stayed open
    different: bool = False  # "none of the known ones": file in spite of the suggestion
