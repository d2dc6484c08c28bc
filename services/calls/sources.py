"""Sources of calls: an area states the people to call, the matter, and the step that follows when one was reached.

``services.registry`` gathers them; the list imports no area.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from models.enums import Priority
from services.core.act import Act
from services.people.numbers import Callee


@dataclass(frozen=True)
class Matter:
    """A matter about which somebody must be called."""

    source: str
    thing: int
    """Its number among the things of the source."""
    name: str
    """The person or group to call, in full; a post that nobody holds."""
    callee: Callee | None
    """The number; None where there is none: a group, a post that nobody holds."""
    what: str
    """The matter in a few words, in the actor's language."""
    why: str
    """Why the person must be called, likewise."""
    since: datetime
    priority: Priority
    of: int = 0
    """The person that it is about, where a thing of the source waits for several."""
    group: str = ""
    """Tells those apart who are not of the roster: groups, offices, posts that nobody holds."""
    where: str = ""
    desk: str = ""
    """The duty phone of the person's unit."""
    case_id: int | None = None
    number: str | None = None
    drill: bool = False
    instead_of: str = ""
    """The name of the person that could not be reached, when another one is called instead."""

    @property
    def key(self) -> str:
        """The matter's name among those of all sources."""
        return f"{self.source}.{self.thing}.{self.of}"

    @property
    def who(self) -> str:
        """The name under which matters of one person make one row; the journal keeps it, and so it has no number."""
        if self.callee is None or self.callee.person_id is None:
            return f"g{self.group or self.key}"
        return f"p{self.callee.person_id}"


async def _nothing(act: Act, matter: Matter) -> None:
    """Do nothing more: the list remembers the call."""


@dataclass(frozen=True)
class CallSource:
    """The calls that an area wants: ``load`` returns those that the actor may see, none without a right."""

    names: tuple[str, ...]
    """The sources that its matters name."""
    load: Callable[[Act], Awaitable[Sequence[Matter]]]
    reached: Callable[[Act, Matter], Awaitable[None]] = _nothing
    """The step that follows once the person was reached; the matter leaves the list anyway."""
