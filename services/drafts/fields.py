"""What the cards collect that people fill in: the typed form of a draft's data, by kind."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from models.enums import DraftKind, Kind, Severity
from services.county.figures import Figures


class Fields(BaseModel):
    """What every card collects: words. Unknown keys of an older release are ignored, so a draft survives an update."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    text: str = ""
    page: str = ""  # which page of the card is open; "" is the overview
    asking: str | None = None  # the field the next words are for; None: the description


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
    different: bool = False  # "none of the known ones": file in spite of the suggestion


class FeedbackFields(Fields):
    """What a unit did."""


class VerificationFields(Fields):
    """What a verifier saw; ``remains`` opens a follow-up case for what is left of the hazard."""

    remains: bool = False


class OrderFields(Fields):
    """An order from above."""

    number: str | None = None
    issuer: str | None = None
    due_at: datetime | None = None
    line: str | None = None


class DispatchFields(Fields):
    """How a case is judged and who is to handle it (研判与交办); ``text`` are the instructions."""

    line: str | None = None
    severity: Severity = Severity.ORDINARY
    kind: Kind = Kind.HAZARD
    lead: int | None = None  # ids of units
    co: tuple[int, ...] = ()
    due_at: datetime | None = None  # None: by the township's rules


class CountyFields(Fields):
    """A report to the county (报送), or the correction of one; ``text`` is what is being done."""

    base: int = -1  # the newest report when the card was opened, 0 for none: another one since makes it stale
    corrects: int | None = None  # the version it corrects
    reason: str = ""  # of the correction
    figures: Figures = Figures()
    attention: bool = False  # 舆情关注
    zero: bool = False  # 零报告
    event_at: datetime | None = None
    sure: str = ""  # the doubts that were confirmed
    sent_to: str = ""  # "": the office of the settings
    sent_at: datetime | None = None  # None: when "sent" is pressed


FIELDS: dict[DraftKind, type[Fields]] = {
    DraftKind.REPORT: ReportFields,
    DraftKind.FEEDBACK: FeedbackFields,
    DraftKind.VERIFICATION: VerificationFields,
    DraftKind.ORDER: OrderFields,
    DraftKind.DISPATCH: DispatchFields,
    DraftKind.COUNTY_REPORT: CountyFields,
    DraftKind.COUNTY_CORRECTION: CountyFields,
}
