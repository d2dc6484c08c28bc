"""Rights to look at numbers (decision 0010): one table for every number that the bot shows."""

from dataclasses import dataclass
from enum import StrEnum

from models import Person
from models.enums import Action
from services.core.act import Actor
from services.core.errors import Forbidden, Stale
from services.people.access import Subject, may


class Whose(StrEnum):
    """The person of a number, by the reason to ring."""

    REPORTER = "reporter"  # of a case: the person who reported it, and the villager behind the report
    UNIT = "unit"  # the people of a unit that has the case
    SQUAD = "squad"  # a member of a squad
    DUTY = "duty"  # a person on duty
    UNREACHED = "unreached"  # a person of the list of calls
    REFUSED = "refused"  # a person whose words were refused
    OVERDUE = "overdue"  # the head of a unit or village where something is overdue


TABLE: dict[Whose, tuple[Action, ...]] = {
    Whose.REPORTER: (Action.TRIAGE, Action.FEED_BACK, Action.VERIFY),
    Whose.UNIT: (Action.DISPATCH, Action.FEED_BACK, Action.VERIFY, Action.SEE_OVERVIEW),
    Whose.SQUAD: (Action.SEE_SQUAD, Action.MOBILISE),
    Whose.DUTY: (Action.SEE_DUTY,),
    Whose.UNREACHED: (Action.SETTLE_CALL, Action.MOBILISE, Action.ORDER_EVACUATION),
    Whose.REFUSED: (Action.TRIAGE,),
    Whose.OVERDUE: (Action.SEE_OVERVIEW,),
}
"""The rights of which one is needed, on the thing in question. A call for help has a narrower rule of its own: only who
heard it (``services.mobilisation.responses``)."""


@dataclass(frozen=True)
class Callee:
    """Somebody to ring: a person of the roster, or a number that the bot knows."""

    name: str
    phone: str
    person_id: int | None = None

    @classmethod
    def of(cls, person: Person | Actor | None) -> "Callee":
        """Return a person as somebody to ring. Raises ``Stale`` for nobody."""
        if person is None:
            raise Stale("error-person-gone")
        return cls(person.name, person.phone, person.person_id if isinstance(person, Actor) else person.id)


def may_ring(actor: Actor, whose: Whose, subject: Subject | None = None) -> bool:
    """Whether a person may look at a number, in a matter."""
    return any(may(actor, action, subject) for action in TABLE[whose])


def require_ring(actor: Actor, whose: Whose, subject: Subject | None = None) -> None:
    """Raise ``Forbidden`` unless ``may_ring``."""
    if not may_ring(actor, whose, subject):
        raise Forbidden("error-forbidden")
