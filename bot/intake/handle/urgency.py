"""How urgent an update is, told from its raw form: a glance that decides who goes first, and nothing else."""

import re
from enum import IntEnum

from bot.intake.inbox import Raw
from bot.intake.wire import part
from handlers.areas import MENU
from handlers.drafts.commands import split
from services.core.town import Town
from services.mobilisation.cards import SOS

_CALLS = re.compile(rf"^p:{SOS}:|:sos2?(\.|$)")
"""The buttons that call for help: of a team, and of the filing card."""


class Urgency(IntEnum):
    """The order in which updates of different senders are handled; the lowest goes first."""

    DANGER = 0  # a person of the roster calls for help, or speaks of people in danger
    KNOWN = 1  # a person of the roster does anything else; a stranger speaks of people in danger
    OTHERS = 2  # strangers, and what people say to each other in a group


class Glance:
    """Knows the words and the keys of every language: the raw form does not tell which one a person reads."""

    def __init__(self, town: Town) -> None:
        spoken = [town.texts[language] for language in town.texts.languages]
        self._dangers = tuple({word for words in spoken for word in words.plain("answers-deadly").split()})
        self._keys = {key for key, command in MENU.shortcuts(town.texts).items() if command == "/sos"}

    def urgency(self, raw: Raw, *, known: bool) -> Urgency:
        """Return how urgent an update is; ``known``: its sender is on the roster."""
        if self.is_danger(raw):
            return Urgency.DANGER if known else Urgency.KNOWN
        return Urgency.KNOWN if known and not _is_talk(raw) else Urgency.OTHERS

    def is_danger(self, raw: Raw) -> bool:
        """Whether somebody calls for help or speaks of people in danger."""
        data = part(raw, "callback_query").get("data")
        if isinstance(data, str):
            return _CALLS.search(data) is not None
        message = part(raw, "message") or part(raw, "edited_message")
        said = message.get("text") or message.get("caption")
        if not isinstance(said, str):
            return False
        return said.strip() in self._keys or split(said)[0] == "sos" or self._sounds_deadly(said)

    def _sounds_deadly(self, said: str) -> bool:
        said = said.casefold()
        return any(word in said for word in self._dangers)


def _is_talk(raw: Raw) -> bool:
    """Whether it is said in a group and to nobody in particular."""
    message = part(raw, "message") or part(raw, "edited_message")
    said = message.get("text")
    to_bot = isinstance(said, str) and said.startswith("/")
    return bool(message) and part(message, "chat").get("type") != "private" and not to_bot
