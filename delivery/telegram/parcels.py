"""A parcel: a claimed message with everything that sending it needs, so that no query is made later."""

from dataclasses import dataclass, replace

from models.enums import Language, Manner, Priority
from services.cards.card import Card

URGENT = Priority.ORDER
"""Life and order are urgent: they never wait for a digest, and are sent again when the outcome is unknown."""

NO_TOPIC = 0
"""In place of a topic: none could be opened for a card, or it is gone. Telegram is not asked again at each state."""


@dataclass(frozen=True)
class Parcel:
    """One claimed row of the outbox. ``shown_as`` is the message that its standing card already has in the chat."""

    id: int
    chat_id: int
    priority: Priority
    card: Card
    card_name: str | None
    """The name of the standing card that this message shows, refreshes or answers."""
    attempts: int
    repeat: bool
    event: str
    language: Language | None
    thread_id: int | None
    shown_as: int | None
    manner: Manner | None = None
    shown_pictured: bool = False
    """Its standing card is a picture with the words below it."""
    shown_pinned: bool = False
    """Its standing card was pinned."""
    shown_topic: int | None = None
    """The topic that is its standing card's own; ``NO_TOPIC`` where none could be opened, or it is gone."""
    shown_over: bool = False
    """That topic was closed."""
    moved: bool = False
    """Its card goes into a topic of its own, in which it did not stand."""
    plain: bool = False
    """Without colours, copied words and effects: for a server that refuses them."""
    superseded: bool = False
    """A newer state of the same card is queued or sent already."""

    @property
    def urgent(self) -> bool:
        """Whether it is about life or an order."""
        return self.priority <= URGENT

    @property
    def is_edit(self) -> bool:
        """Whether it changes an existing message; a repeated change does no harm."""
        return self.shown_as is not None and self.manner is Manner.EDIT and not self.moved

    @property
    def is_alarm(self) -> bool:
        """Whether it comes with an effect: in a private chat, and once, not when it may have arrived before."""
        return self.card.alarm and self.chat_id > 0 and not self.repeat and not self.plain

    @property
    def stands(self) -> bool:
        """Whether it is a standing card, which later messages edit or answer."""
        return self.card_name is not None and self.manner is not Manner.REPLY

    @property
    def in_full(self) -> "Parcel":
        """The card that goes instead of a line, where the chat does not show the card that the line answers."""
        return replace(self, card=self.card.in_full or self.card, manner=Manner.ANEW, shown_as=None)

    @property
    def opens_topic(self) -> bool:
        """Whether it is the first card in a group since its matter has a topic of its own there."""
        return self.card.topic is not None and self.stands and self.shown_topic is None and self.chat_id < 0

    @property
    def turns_topic(self) -> bool:
        """Whether its topic is closed with it, or opened again."""
        return bool(self.shown_topic) and self.stands and self.card.over is not self.shown_over

    def edited(self, message_id: int) -> bool:
        """Whether the message that has this id now is the one that stood in the chat before."""
        return self.is_edit and message_id == self.shown_as

    def has_additions(self, message_id: int) -> bool:
        """Whether something follows the message: a pin, files, or its place at the top of the chat."""
        card = self.card
        if self.edited(message_id):
            return card.pinned is not self.shown_pinned or self.turns_topic
        replaces = (self.stands and self.shown_as is not None) or self.turns_topic
        return replaces or card.pinned or card.place is not None or card.picture is not None or bool(card.beside)


@dataclass(frozen=True)
class Delivered:
    """The Bot API accepted the message, which has this id in its chat; ``pictured``: with the words as its caption."""

    message_id: int
    pictured: bool = False
    topic: int | None = None
    """The topic that is the card's own; ``NO_TOPIC`` where none could be opened, or it is gone."""
    in_full: bool = False
    """The card was sent in place of the line that was to answer it: it stands in the chat from now on."""
