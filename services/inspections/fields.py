"""The form of the record of an inspection, and of its correction."""

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict

from models.enums import DraftKind
from services.drafts.fields import Fields
from services.drafts.unsent import DROP, LOOK, Form

CHOSEN, PIN, OWN, SAID = "chosen", "pin", "own", "said"
"""The way a record got its village: by a button, from the pin, the leader's own, from the words."""


class Found(BaseModel):
    """A finding on its way: a hazard for the station, or an instruction to a unit."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    text: str = ""
    files: tuple[int, ...] = ()  # ids of media
    line: str | None = None  # None: suggested from the words, or by the unit
    unit_id: int | None = None  # an instruction to this unit
    due_at: datetime | None = None  # None: by the township's rules
    latitude: float | None = None  # None: where the inspection was
    longitude: float | None = None


class InspectionFields(Fields):
    """The record of an inspection; ``text`` is what was seen and said."""

    leader_id: int | None = None
    day: date | None = None
    village_id: int | None = None
    village_by: str = ""
    point_id: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    landmark: str | None = None
    people: tuple[int, ...] = ()  # of the roster, who came along
    names: tuple[str, ...] = ()  # others who came along
    found: tuple[Found, ...] = ()
    harmless: bool = False  # the words speak of people in danger, and the author said that nobody is
    base: int | None = None  # of a correction: the version of the record that it was begun from


FORMS = (
    Form(DraftKind.INSPECTION, ((LOOK, "inspect", "back"), (DROP, "inspect", "cancel")), said=("landmark", "found")),
)
