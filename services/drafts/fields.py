"""The fields that every card has; each area adds the fields of its own form."""

from pydantic import BaseModel, ConfigDict


class Fields(BaseModel):
    """The words of a card. Unknown keys of an older release are ignored, so a draft survives an update."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    text: str = ""
    page: str = ""  # the open page of the card; "" is the overview
    asking: str | None = None  # the field the next words are for; None: the description
