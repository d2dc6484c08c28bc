"""The people and the bots of a world."""

from dataclasses import dataclass, field
from typing import Any

import orjson

from sandbox.json import Json
from sandbox.wire.updates import UpdateQueue
from sandbox.wire.webhook import Webhook


@dataclass(slots=True, eq=False)
class Person:
    """A human with a Telegram account."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    phone: str | None = None
    language_code: str = "zh-hans"
    deactivated: bool = False
    # An account counts its private messages over all bots, so that an id names one message of this person.
    last_message_id: int = 0
    # Profile photos, the newest first; each is a list of sizes.
    photos: list[list[Json]] = field(default_factory=list)
    _brief: Json | None = None

    @property
    def name(self) -> str:
        """The full name as a phone shows it."""
        return f"{self.first_name} {self.last_name}" if self.last_name else self.first_name

    @property
    def is_bot(self) -> bool:
        """False, as for every person."""
        return False

    def brief(self) -> Json:
        """Return the Bot API's `User`."""
        if self._brief is None:
            self._brief = {"id": self.id, "is_bot": False, **self.names()}
            if self.language_code:
                self._brief["language_code"] = self.language_code
        return self._brief

    def speak(self, language_code: str) -> None:
        """Change the language of the person's app."""
        self.language_code, self._brief = language_code, None

    def names(self) -> Json:
        """Return the names that a `User` and a private `Chat` of the Bot API share."""
        names = {"first_name": self.first_name, "last_name": self.last_name, "username": self.username}
        return {name: value for name, value in names.items() if value}


@dataclass(slots=True, eq=False)
class Bot:
    """A bot, named by its token; its id is the first part of the token, as at Telegram."""

    token: str
    id: int
    first_name: str
    username: str
    # Telegram's default: in groups the bot reads only what is meant for it, unless it is an administrator.
    privacy: bool = True
    updates: UpdateQueue = field(default_factory=UpdateQueue)
    webhook: Webhook | None = None
    # The commands, texts and menu buttons that the bot has set; see `profile_key`.
    profile: dict[str, Any] = field(default_factory=dict)
    photos: list[list[Json]] = field(default_factory=list)
    _brief: Json | None = None

    @classmethod
    def of_token(cls, token: str) -> "Bot":
        """Return the bot of a well-formed token."""
        number = token.partition(":")[0]
        return cls(token=token, id=int(number), first_name=f"Bot {number}", username=f"sandbox_{number}_bot")

    @property
    def name(self) -> str:
        """The name as a phone shows it."""
        return self.first_name

    @property
    def is_bot(self) -> bool:
        """True, as for every bot."""
        return True

    def brief(self) -> Json:
        """Return the Bot API's `User`."""
        if self._brief is None:
            self._brief = {"id": self.id, "is_bot": True, "first_name": self.first_name, "username": self.username}
        return self._brief

    def rename(self, first_name: str | None = None, username: str | None = None) -> None:
        """Change the name or the username."""
        self.first_name = first_name or self.first_name
        self.username = username or self.username
        self._brief = None


Speaker = Person | Bot


def profile_key(field: str, language: str | None, scope: Json | None = None) -> str:
    """Return the key of a text in a bot's profile, or of a scope's commands; language None means any."""
    parts = [field, *([orjson.dumps(scope, option=orjson.OPT_SORT_KEYS).decode()] if scope else []), str(language)]
    return " ".join(parts)
