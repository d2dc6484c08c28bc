"""The form of a report to the county."""

from datetime import datetime

from pydantic import Field

from models.enums import DraftKind
from services.county.figures import Figures
from services.drafts.fields import Fields
from services.drafts.unsent import DROP, LOOK, Form


class CountyFields(Fields):
    """A report to the county (报送), or the correction of one; ``text`` is what is being done."""

    base: int = -1  # the newest report when the card was opened, 0 for none: another one since makes it stale
    corrects: int | None = None  # the version it corrects
    reason: str = ""  # of the correction
    figures: Figures = Figures()
    listed: dict[str, int] = Field(default={})  # the figures that an area knew when the card was opened last
    unread: dict[str, str] = Field(default={})  # figures that a sentence names and does not tell, with its words
    rough: dict[str, str] = Field(default={})  # figures that are "about" or a range, with the words of the sentence
    attention: bool = False  # 舆情关注
    zero: bool = False  # 零报告
    event_at: datetime | None = None
    sure: str = ""  # the doubts that were confirmed
    sent_to: str = ""  # "": the office of the settings
    sent_at: datetime | None = None  # None: when "sent" is pressed


_BUTTONS = ((LOOK, "county_card", "show"), (DROP, "county_card", "cancel"))
FORMS = (
    Form(DraftKind.COUNTY_REPORT, _BUTTONS),
    Form(DraftKind.COUNTY_CORRECTION, _BUTTONS, said=("reason",)),
)
