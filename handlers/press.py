"""The data of every button under a card: which action, of which object, with which choice."""

from aiogram.filters.callback_data import CallbackData


class Press(CallbackData, prefix="p"):
    """Reads what ``services.cards.press`` writes; a test holds the two together."""

    action: str
    subject: str = ""
    extra: str = ""

    @property
    def id(self) -> int:
        """The object's id; 0 when the button names none."""
        return int(self.subject) if self.subject.lstrip("-").isdigit() else 0
