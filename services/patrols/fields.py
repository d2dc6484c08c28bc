"""The form of a patrol: its checklist, as it was when the patrol began, with the answers so far."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from models.enums import DraftKind, PatrolAnswer
from services.core import geo
from services.drafts.fields import Fields
from services.drafts.unsent import DROP, RESUME, Form
from texts import Words

PLACE = "place"
"""The page on which a pin submits the patrol."""


class ItemFields(BaseModel):
    """A question as it is asked on this patrol, and what was answered, noted and photographed."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    code: str = ""
    asked: dict[str, str] = {}
    answer: PatrolAnswer | None = None
    note: str = ""
    media: tuple[int, ...] = ()
    case_id: int | None = None
    number: str | None = None
    """Of the case."""

    @property
    def has_content(self) -> bool:
        """Whether there are words or files."""
        return bool(self.note or self.media)

    def question(self, words: Words) -> str:
        """Return the question in the language of the words."""
        return self.asked.get(words.language) or next(iter(self.asked.values()), "")


class PatrolFields(Fields):
    """A patrol on its way."""

    checklist: str = ""
    """The version of the questions."""
    items: tuple[ItemFields, ...] = ()
    beside: ItemFields = ItemFields()
    """Words and files that belong to no question."""
    at: int = 0
    """The question that is open; the number of questions: none."""
    latitude: float | None = None
    longitude: float | None = None
    placed_at: datetime | None = None
    no_place: bool = False
    """There is no pin, and the person said that it is so."""
    far_confirmed: bool = False
    duty_id: int | None = None
    """The duty that was named when it began."""
    album: tuple[str, int] | None = None
    """The album that came last, and the question that its files belong to."""

    @property
    def pin(self) -> tuple[float, float] | None:
        """The place that was sent."""
        return geo.pin_of(self)

    @property
    def parts(self) -> tuple[ItemFields, ...]:
        """The questions, then what belongs to none."""
        return (*self.items, self.beside)

    @property
    def unanswered(self) -> list[int]:
        """The questions without an answer."""
        return [place for place, one in enumerate(self.items) if one.answer is None]

    def with_part(self, place: int, **changes: object) -> dict[str, object]:
        """Return what changes in the form when one question changes; its words are kept together as ``text`` too.

        ``text`` has the words that are no case yet, so that a danger among them is heard when nothing is sent.
        """
        parts = list(self.parts)
        parts[place] = parts[place].model_copy(update=changes)
        said = [part.note for part in parts if part.note and part.case_id is None]
        return {"items": tuple(parts[:-1]), "beside": parts[-1], "text": "\n".join(said)}


# A patrol that was broken off is taken up again; its findings may have been filed already.
FORMS = (Form(DraftKind.PATROL, ((RESUME, "patrol", "show"), (DROP, "patrol", "cancel"))),)
