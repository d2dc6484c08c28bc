"""Faults that an operator has to mend, in one form for settings, roster and everything else that is checked."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Fault:
    """One fault: its place, the value met there, the expectation and the remedy, in the operator's language.

    An ``alarm`` is a fault that will matter later and keeps nothing from working until then.
    """

    where: str
    met: str
    expected: str
    mend: str
    alarm: bool = False

    def as_json(self) -> dict[str, str]:
        """Return the contract's form: ``where``, ``met``, ``expected``, ``mend``."""
        return {"where": self.where, "met": self.met, "expected": self.expected, "mend": self.mend}


SHOWN = 60
"""Characters of a value that are shown."""


def shown(value: Any) -> str:
    """Return a value as the operator sees it: on one line and not too long."""
    text = " ".join(str(value).split())
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
