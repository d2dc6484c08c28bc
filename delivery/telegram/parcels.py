"""A claimed message with all that is needed to send it, so that no question to the database is left for later."""

from dataclasses import dataclass

from models.enums import Language, Priority
from services.cards.card import Card

URGENT = Priority.ORDER
"""Life and order are urgent: never behind a digest, and sent again when it is not known whether they arrived."""


@dataclass(frozen=True)
class Parcel:
    """One row of the outbox on its way. ``shown_as`` is the message that a refreshed card already has in the chat."""

    id: int
    chat_id: int
    priority: Priority
    card: Card
    place: str | None
    attempts: int
    repeat: bool
    event: str
    language: Language | None
    thread_id: int | None
    shown_as: int | None
    superseded: bool = False
    """A newer state of the same card is there already."""

    @property
    def urgent(self) -> bool:
        """Whether it is a matter of life or an order."""
        return self.priority <= URGENT

    @property
    def is_edit(self) -> bool:
        """Whether sending it changes a message that is there: doing that twice does no harm."""
        return self.shown_as is not None

    @property
    def has_additions(self) -> bool:
        """Whether something may follow the message itself: a pin, or a file with a long text."""
        return not self.is_edit and (self.card.place is not None or self.card.picture is not None)
