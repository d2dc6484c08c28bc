"""What an operator has to put right: one shape for settings, roster and everything else ``bihuan check`` looks at."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Fault:
    """Where something is wrong, what stands there, what was expected and how to mend it, in the operator's words."""

    where: str
    met: str
    expected: str
    mend: str

    def as_json(self) -> dict[str, str]:
        """Return the contract's form: ``where``, ``met``, ``expected``, ``mend``."""
        return asdict(self)


SHOWN = 60
"""Characters of a value that are shown."""


def shown(value: Any) -> str:
    """Return a value as it is shown to the operator, on one line and not too long."""
    text = " ".join(str(value).split())
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
