"""A parcel: a claimed message with everything that sending it needs, so that no query is made later."""

from dataclasses import dataclass

from models.enums import Language, Priority
from services.cards.card import Card

URGENT = Priority.ORDER
"""Life and order are urgent: they never wait for a digest, and are sent again when the outcome is unknown."""


@dataclass(frozen=True)
class Parcel:
    """One claimed row of the outbox. ``shown_as`` is the message that a refreshed card already has in the chat."""

    id: int
    chat_id: int
    priority: Priority
    card: Card
    card_name: str | None
    """The name of the standing card that this message shows or refreshes."""
    attempts: int
    repeat: bool
    event: str
    language: Language | None
    thread_id: int | None
    shown_as: int | None
    superseded: bool = False
    """A newer state of the same card is queued or sent already."""

    @property
    def urgent(self) -> bool:
        """Whether it is about life or an order."""
        return self.priority <= URGENT

    @property
    def is_edit(self) -> bool:
        """Whether it changes an existing message; a repeated change does no harm."""
        return self.shown_as is not None

    @property
    def has_additions(self) -> bool:
        """Whether something follows the message: a pin, a file with a long text, or files beside it."""
        card = self.card
        return not self.is_edit and (card.place is not None or card.picture is not None or bool(card.beside))
