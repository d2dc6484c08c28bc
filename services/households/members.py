"""The people of a household: they join, change and leave. Each is a row of their own, also a twin or a namesake."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa

from models import Household, HouseholdMember
from models.enums import Action
from services.core import journal
from services.core.act import Act
from services.core.errors import Refused, Stale, existing
from services.core.errors import reason as given
from services.households import register
from services.roster.workbook.cells import cleaned, folded

LONGEST = 64
"""Characters of a name."""


def name_of(said: str) -> str:
    """Return a name without needless blanks. Raises ``Refused`` for none, or one that is too long."""
    name = cleaned(said)
    if not name or len(name) > LONGEST:
        raise Refused("household-name-unclear", most=LONGEST)
    return name


def age(member: HouseholdMember, today: date) -> int | None:
    """Return the age in whole years; by the year alone, the age that is reached this year."""
    if member.born_on is not None:
        born = member.born_on
        return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return today.year - member.born_in if member.born_in is not None else None


async def load(act: Act, member_id: int) -> tuple[Household, HouseholdMember]:
    """Return a person for a change, with the household. Raises ``Stale``, ``Forbidden``."""
    household_id = existing(
        await act.session.scalar(sa.select(HouseholdMember.household_id).where(HouseholdMember.id == member_id)),
        "household-member-gone",
    )
    household = await register.load(act, household_id, Action.KEEP_HOUSEHOLD)
    return household, next(one for one in household.members if one.id == member_id)


async def join(act: Act, household_id: int, name: str, **fields: Any) -> HouseholdMember:
    """Add a person. The first one is the householder. Raises ``Refused``, ``Forbidden``, ``Stale``."""
    household = await register.load(act, household_id, Action.KEEP_HOUSEHOLD)
    if not household.active:
        raise Stale("household-closed")
    there = _there(household)
    fields.setdefault("householder", not any(one.householder for one in there))
    if fields["householder"]:
        for one in there:
            one.householder = False
    fields.setdefault("joined_on", act.now.astimezone(act.town.zone).date() if there else None)
    called = name_of(name)
    member = HouseholdMember(
        household_id=household.id, name=called, sought=folded(called), vulnerable=fields.pop("vulnerable", []), **fields
    )
    act.session.add(member)
    household.members.append(member)
    await act.session.flush()
    await _counted(act, household, "member_join", member)
    return member


async def change(act: Act, member_id: int, fields: Mapping[str, Any]) -> list[str]:
    """Change what is known of a person, and return which fields. Raises ``Refused``, ``Forbidden``, ``Stale``."""
    household, member = await load(act, member_id)
    wanted = dict(fields)
    if "name" in wanted:
        wanted["name"] = name_of(wanted["name"])
        wanted["sought"] = folded(wanted["name"])
    if member.left_on is not None and "left_on" not in wanted:
        raise Stale("household-member-left")
    if wanted.get("householder"):
        for one in household.members:
            one.householder = one is member
    changed = [name for name, value in wanted.items() if getattr(member, name) != value]
    for name in changed:
        setattr(member, name, wanted[name])
    if changed or wanted.get("householder"):
        await _counted(act, household, "member_change", member, fields=sorted({*changed} - {"sought"}))
    return changed


async def leave(act: Act, member_id: int, reason: str, on: date | None = None) -> Household:
    """Let a person leave: moved away, married, died. The row stays. Raises ``Refused``, ``Forbidden``, ``Stale``."""
    household, member = await load(act, member_id)
    if member.left_on is not None:
        raise Stale("household-member-left")
    member.left_on = on or act.now.astimezone(act.town.zone).date()
    member.left_because, member.householder = given(reason, most=256), False
    household.people = max(len(_there(household)), household.people - 1)
    household.vulnerable = min(household.vulnerable, household.people)
    if member.vulnerable:
        household.vulnerable = max(0, household.vulnerable - 1)
    await _counted(act, household, "member_leave", member)
    return household


async def come_back(act: Act, member_id: int) -> Household:
    """Take back that a person left. Raises ``Forbidden``, ``Stale``."""
    household, member = await load(act, member_id)
    if member.left_on is None:
        raise Stale("household-member-there")
    member.left_on, member.left_because = None, None
    household.people += 1
    await _counted(act, household, "member_back", member)
    return household


def _there(household: Household) -> list[HouseholdMember]:
    return [one for one in household.members if one.left_on is None]


async def _counted(act: Act, household: Household, action: str, member: HouseholdMember, **details: Any) -> None:
    """Keep the counts of a household no smaller than the people who are known by name; journal what was done."""
    there = _there(household)
    household.people = max(household.people, len(there))
    household.vulnerable = max(household.vulnerable, sum(bool(one.vulnerable) for one in there))
    household.kept_by_id = act.actor.person_id
    await act.session.flush()
    await journal.record(act, register.subject(household.id), action, details={"member": member.id, **details})
