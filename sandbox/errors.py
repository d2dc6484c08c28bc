"""The two ways the sandbox says no: as Telegram to a bot, and as itself to whoever plays the people."""

from typing import Any


class Refusal(Exception):
    """What the Bot API answers instead of a result: the code, Telegram's own words, and the `parameters`."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


def bad_request(text: str, **parameters: Any) -> Refusal:
    """400: the request itself is wrong."""
    return Refusal(400, f"Bad Request: {text}", **parameters)


def forbidden(text: str) -> Refusal:
    """403: the other side does not want the bot."""
    return Refusal(403, f"Forbidden: {text}")


class Misuse(Exception):
    """The control API was asked for something a person could not do; `status` is 4xx."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.message = message
        self.status = status
