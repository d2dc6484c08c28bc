"""Ways from a duty's card to what fulfils it, as the area states them that enters that kind of fact."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from models import Duty
from models.enums import Action, DutyState
from services.core.act import Act
from services.duties import making
from services.people.access import may


@dataclass(frozen=True)
class Way:
    """A button on the card of a duty that can be done by now and waits for a kind of fact; its subject is the duty."""

    fact: str
    key: str
    """The text key of its label."""
    action: str
    open_to: Callable[[Act, Duty], Awaitable[bool]]
    """Whether it is shown to the actor."""


def whoever_may(action: Action) -> Callable[[Act, Duty], Awaitable[bool]]:
    """Return the rule that shows a way to everybody who has a right."""

    async def open_to(act: Act, duty: Duty) -> bool:
        return may(act.actor, action)

    return open_to


async def of(act: Act, duty: Duty) -> list[Way]:
    """Return the ways by which the actor can fulfil a duty."""
    if duty.state is not DutyState.OPEN or duty.opens > making.today(act):
        return []
    return [way for way in act.town.registry.of(Way) if way.fact == duty.fact and await way.open_to(act, duty)]
