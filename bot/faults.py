"""What an operator has to put right: one shape for settings, roster and everything else ``bihuan check`` looks at."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Fault:
    """Where something is wrong, what stands there, what was expected and how to mend it, in the operator's words.

    An ``alarm`` is one that will matter later: it is to be mended, and keeps nothing from working meanwhile.
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
    """Return a value as it is shown to the operator, on one line and not too long."""
    text = " ".join(str(value).split())
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
