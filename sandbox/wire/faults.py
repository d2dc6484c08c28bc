"""Ordered faults: an error status, bytes that are no answer of Telegram, a connection that drops, a late answer."""

import base64
import binascii
import random
from dataclasses import dataclass
from typing import Any, Literal

from sandbox.errors import Misuse, Refusal
from sandbox.json import Json

Behaviour = Literal["drop_before", "drop_answer", "delay"]

BEHAVIOURS = ("drop_before", "drop_answer", "delay")
DESCRIPTIONS = {
    400: "Bad Request: chat not found",
    403: "Forbidden: bot was blocked by the user",
    404: "Not Found",
    500: "Internal Server Error",
    502: "Bad Gateway",
}


@dataclass(slots=True)
class Fault:
    """Makes the next `times` matching calls fail; with a `rate`, each matching call fails with that probability."""

    method: str
    chat: int | None
    times: int
    status: int | None = None
    behave: Behaviour | None = None
    retry_after: int = 1
    seconds: float = 1.0
    description: str | None = None
    # The very bytes of the answer, as a machine on the way gives them; the call does not reach Telegram.
    body: bytes | None = None
    rate: float | None = None
    dice: random.Random | None = None

    def matches(self, method: str, chat: int | None) -> bool:
        """Whether the fault concerns the call."""
        return self.method in ("*", method) and (self.chat is None or self.chat == chat)

    def refusal(self) -> Refusal:
        """Return the refusal that replaces the answer."""
        status = self.status or 500
        if status == 429:
            text = self.description or f"Too Many Requests: retry after {self.retry_after}"
            return Refusal(429, text, retry_after=self.retry_after)
        return Refusal(status, self.description or DESCRIPTIONS.get(status, "Bad Request"))

    def view(self) -> Json:
        """Return the fault and its remaining times for the control API."""
        return {
            "method": self.method,
            "chat": self.chat,
            "times": self.times,
            "status": self.status,
            "behave": self.behave,
            "rate": self.rate,
        }


def _decoded(body: Any) -> bytes:
    try:
        return base64.b64decode(body, validate=True)
    except (binascii.Error, TypeError, ValueError):
        raise Misuse('"body": base64') from None


class Faults:
    """The ordered faults; the first that matches a call happens to it."""

    def __init__(self) -> None:
        self.ordered: list[Fault] = []

    def take(self, method: str, chat: int | None) -> Fault | None:
        """Return the fault that this call meets, and count it; `method` is in lower case."""
        for fault in self.ordered:
            if not fault.matches(method, chat):
                continue
            if fault.rate is not None and fault.dice is not None and fault.dice.random() >= fault.rate:
                continue
            fault.times -= 1
            if fault.times <= 0:
                self.ordered.remove(fault)
            return fault
        return None

    def order(self, wish: Json) -> Fault:
        """Add a fault as the control API describes it; raise Misuse."""
        method, times, rate = wish.get("method"), wish.get("times"), wish.get("rate")
        status, behave = wish.get("status"), wish.get("behave")
        if not isinstance(method, str) or not method:
            raise Misuse('"method": a Bot API method, or "*" for all')
        if rate is not None and not (isinstance(rate, int | float) and 0 < rate <= 1):
            raise Misuse('"rate": a probability above 0 and up to 1')
        if times is None and rate is not None:
            times = 2**31
        if not isinstance(times, int) or isinstance(times, bool) or times < 1:
            raise Misuse('"times": how many calls fail, 1 or more')
        if (status is None) == (behave is None):
            raise Misuse('one of "status" and "behave"')
        if behave is not None and behave not in BEHAVIOURS:
            raise Misuse(f'"behave": one of {", ".join(BEHAVIOURS)}')
        body = _decoded(wish["body"]) if wish.get("body") is not None else None
        least = 400 if body is None else 200
        if status is not None and not (isinstance(status, int) and least <= status <= 599):
            raise Misuse('"status": 429, 404, 403, 400, 500 or 502; with a "body", 200 to 599')
        if body is not None and status is None:
            raise Misuse('"status": the status that comes with the "body"')
        fault = Fault(
            method=method.lower(),
            chat=None if wish.get("chat") is None else int(wish["chat"]),
            times=times,
            status=status,
            behave=behave,
            retry_after=int(wish.get("retry_after") or 1),
            seconds=float(wish.get("seconds") or 1.0),
            description=wish.get("description"),
            body=body,
            rate=rate,
            dice=random.Random(wish.get("seed")) if rate is not None else None,
        )
        self.ordered.append(fault)
        return fault

    def clear(self) -> None:
        """Remove all faults."""
        self.ordered.clear()
