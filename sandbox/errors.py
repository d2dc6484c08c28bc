"""The two errors of the sandbox: Telegram's refusals to a bot, and misuse of the control API."""

from typing import Any


class Refusal(Exception):
    """The Bot API's answer instead of a result: the code, Telegram's own words and the `parameters`."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


def bad_request(text: str, **parameters: Any) -> Refusal:
    """Return a refusal with 400: the request is wrong."""
    return Refusal(400, f"Bad Request: {text}", **parameters)


def forbidden(text: str) -> Refusal:
    """Return a refusal with 403: the other side does not accept the bot."""
    return Refusal(403, f"Forbidden: {text}")


class Misuse(Exception):
    """A request to the control API for something a person cannot do; `status` is 4xx."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.message = message
        self.status = status
