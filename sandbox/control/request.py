"""One request to the control API, and the ways to read its fields."""

from dataclasses import dataclass
from typing import Any

from sandbox.errors import Misuse, Refusal
from sandbox.json import Json
from sandbox.wire.http import Receive
from sandbox.world.actions.phone import Phone
from sandbox.world.clock import parse_moment
from sandbox.world.people import Bot
from sandbox.world.state import World


@dataclass(frozen=True, slots=True)
class Request:
    """The body, the query string and the number in the path; a field of the wrong type raises Misuse."""

    world: World
    body: Json
    query: dict[str, str]
    number: int
    receive: Receive

    def text(self, name: str, *, required: bool = True) -> str | None:
        """Return a text of the body."""
        value = self.body.get(name)
        if value is None and not required:
            return None
        if not isinstance(value, str) or not value:
            raise Misuse(f'"{name}": a text')
        return value

    def required_text(self, name: str) -> str:
        """Return a text of the body; raise Misuse when it is missing."""
        value = self.text(name)
        assert value is not None
        return value

    def integer(self, name: str) -> int | None:
        """Return a whole number of the body."""
        value = self.body.get(name)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
            raise Misuse(f'"{name}": a whole number')
        return value

    def flag(self, name: str) -> bool:
        """Return a switch of the body, off by default."""
        value = self.body.get(name, False)
        if not isinstance(value, bool):
            raise Misuse(f'"{name}": true or false')
        return value

    def ids(self, name: str) -> list[int]:
        """Return a list of ids of the body, empty by default."""
        value = self.body.get(name) or []
        if not isinstance(value, list) or not all(isinstance(item, int) for item in value):
            raise Misuse(f'"{name}": a list of user ids')
        return value

    def bot(self, name: str = "bot", *, required: bool = True) -> Bot | None:
        """Return the bot of a token in the body; without a token, the only bot of the world."""
        token = self.body.get(name)
        if token is None and name == "bot" and len(self.world.bots) == 1:
            return next(iter(self.world.bots.values()))
        if token is None and not required:
            return None
        return self.bot_of(token, name)

    def bot_of(self, token: Any, name: str) -> Bot:
        """Return the bot of a token."""
        try:
            return self.world.bot(token if isinstance(token, str) else "")
        except Refusal:
            raise Misuse(f'"{name}": the token of a bot, like 42:abc') from None

    def phone(self, name: str = "from") -> Phone:
        """Return the phone of a person in the body."""
        return Phone(self.world, self.world.person(self.body.get(name)))

    def moment(self, name: str) -> int | None:
        """Return a Unix time or an ISO 8601 time with offset in the body, as a Unix time."""
        value = self.body.get(name)
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        try:
            return int(parse_moment(value).timestamp())
        except (TypeError, ValueError):
            raise Misuse(f'"{name}": a Unix time, or ISO 8601 with offset') from None

    def query_integer(self, name: str, default: int | None = None) -> int | None:
        """Return a whole number of the query string."""
        value = self.query.get(name)
        if value is None or value == "":
            return default
        try:
            return int(value)
        except ValueError:
            raise Misuse(f'"{name}": a whole number') from None

    def query_seconds(self, name: str, most: float = 120.0) -> float:
        """Return the seconds to wait from the query string, 0 by default."""
        try:
            return min(max(float(self.query.get(name) or 0), 0.0), most)
        except ValueError:
            raise Misuse(f'"{name}": seconds') from None
