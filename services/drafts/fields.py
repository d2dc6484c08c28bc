"""What every card collects that people fill in; each area adds the fields of its own form."""

from pydantic import BaseModel, ConfigDict


class Fields(BaseModel):
    """What every card collects: words. Unknown keys of an older release are ignored, so a draft survives an update."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    text: str = ""
    page: str = ""  # which page of the card is open; "" is the overview
    asking: str | None = None  # the field the next words are for; None: the description
