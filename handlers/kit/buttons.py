"""The data of every button under a card: which action, of which object, with which choice."""

from aiogram.filters import Filter
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery


class Press(CallbackData, prefix="p"):
    """Reads what ``services.cards.card.press`` writes; a test holds the two together."""

    action: str
    subject: str = ""
    extra: str = ""

    @property
    def id(self) -> int:
        """The object's id; 0 when the button names none."""
        return int(self.subject) if self.subject.lstrip("-").isdigit() else 0

    @property
    def number(self) -> int:
        """The extra as a number, such as a page; 0 when it is none."""
        return int(self.extra) if self.extra.isdigit() else 0

    @property
    def verb(self) -> str:
        """The first part of an extra ``verb.choice``."""
        return self.extra.partition(".")[0]

    @property
    def choice(self) -> str:
        """The part after the verb in an extra ``verb.choice``."""
        return self.extra.partition(".")[2]

    @classmethod
    def of(cls, *actions: str) -> "Pressed":
        """Return the filter for buttons that ask for one of these; the handler may take ``press``."""
        return Pressed(*actions)


class Pressed(Filter):
    """Whether a button asks for one of these actions. The action is looked at first: half a hundred filters ask."""

    def __init__(self, *actions: str) -> None:
        self.heads = tuple(
            f"{Press.__prefix__}{Press.__separator__}{action}{Press.__separator__}" for action in actions
        )

    async def __call__(self, query: CallbackQuery) -> bool | dict[str, Press]:
        """Read the button's data when it is meant; data that is not ours belongs to nobody."""
        if query.data is None or not query.data.startswith(self.heads):
            return False
        try:
            return {"press": Press.unpack(query.data)}
        except (TypeError, ValueError):
            return False
