"""How far rights on households reach, and whether full names are shown."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from models import Household, HouseholdWindow
from models.enums import Action
from services.cards.masking import shown_name, shown_phone
from services.core import journal
from services.core.act import Act, Actor
from services.core.errors import Refused
from services.core.errors import reason as given
from services.core.town import Town
from services.people.access import Subject, require

LONGEST_REASON = 256


@dataclass(frozen=True)
class Names:
    """Names and numbers as a person may see them now."""

    town: Town
    whole: bool
    """Whether a window for full names is open."""

    def name(self, name: str) -> str:
        """Return a name, masked unless a window is open."""
        return name if self.whole else shown_name(self.town, name)

    def phone(self, phone: str | None) -> str:
        """Return a number, masked unless a window is open; empty without one."""
        return "" if not phone else phone if self.whole else shown_phone(self.town, phone)


def subject_of(household: Household) -> Subject:
    """Return the subject that rights on a household are judged by."""
    return Subject(village_id=household.village_id, grid_id=household.grid_id)


async def open_window(act: Act, reason: str) -> HouseholdWindow:
    """Let the actor see full names for some minutes. Raises ``Refused`` without a reason, ``Forbidden``."""
    require(act.actor, Action.SEE_PEOPLE)
    why = given(reason, most=LONGEST_REASON)
    ends = act.now + act.town.settings.households.window
    window = HouseholdWindow(person_id=act.actor.person_id, reason=why, opened_at=act.now, closes_at=ends)
    act.session.add(window)
    await act.session.flush()
    await journal.record(act, f"household_window:{window.id}", "open", reason=why)
    return window


async def close_windows(act: Act) -> None:
    """Mask names again, before the time is over."""
    for window in await act.session.scalars(_of(act.actor).where(HouseholdWindow.closes_at > act.now)):
        window.closes_at = act.now
        await journal.record(act, f"household_window:{window.id}", "close")


async def window(act: Act) -> HouseholdWindow | None:
    """Return the window that is open for the actor."""
    return await act.session.scalar(
        _of(act.actor)
        .where(HouseholdWindow.closes_at > act.now)
        .order_by(HouseholdWindow.closes_at.desc(), HouseholdWindow.id.desc())
        .limit(1)
    )


async def names(act: Act, household: Household | None = None) -> Names:
    """Return names as the actor may see them; a look at a household with full names is journalled."""
    found = await window(act)
    if found is None or household is None:
        return Names(act.town, found is not None)
    require(act.actor, Action.SEE_PEOPLE, subject_of(household))
    await journal.record(act, f"household:{household.id}", "look", reason=found.reason)
    return Names(act.town, True)


async def reason_of_window(act: Act) -> str:
    """Return the reason for which full names are shown now. Raises ``Refused``, with how to open a window."""
    found = await window(act)
    if found is None:
        raise Refused("household-window-needed")
    return found.reason


async def looked_at(act: Act, action: str, reason: str, codes: Sequence[str]) -> None:
    """Journal a look at many households at once, with their numbers."""
    details = {"found": len(codes), "codes": list(codes)}
    await journal.record(act, f"person:{act.actor.person_id}", action, reason=reason, details=details)


def _of(actor: Actor) -> sa.Select[HouseholdWindow]:
    return sa.select(HouseholdWindow).where(HouseholdWindow.person_id == actor.person_id)
