"""The register: households are entered, found, changed and closed. Names are never joined or overwritten by themselves.

The journal says which fields changed, and never to what: all of it is personal data.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from models import Grid, Household, HouseholdMember, HouseholdRisk, Village
from models.enums import Action
from services.core import journal
from services.core.act import Act
from services.core.database import alone, locked
from services.core.errors import Refused, Stale
from services.core.errors import reason as given
from services.core.paging import PAGE, Listing
from services.households import reach
from services.households.shown import Shown, of
from services.people.access import require, within
from services.roster.workbook.cells import folded

SHORTEST = 2
"""Signs of a name or a number that is looked for: a search without one would be a list of everybody."""
PREFIX = "H-"
_NUMBERED = re.compile(r"H-(?:\d{4}|[1-9]\d{4,8})")


def subject(household_id: int) -> str:
    """Return the subject of a household's journal."""
    return f"household:{household_id}"


def link(household: Household) -> str:
    """Return what the code on the printed card says: the number where it is one of the register, else the row."""
    plain = _NUMBERED.fullmatch(household.code)
    return household.code.lower() if plain else f"{PREFIX.lower()}_{household.id}"


async def load(act: Act, household_id: int, action: Action = Action.SEE_HOUSEHOLDS) -> Household:
    """Return a household with all of its people. Raises ``Stale``, ``Forbidden``."""
    parts, lock = [selectinload(Household.members)], action is not Action.SEE_HOUSEHOLDS
    one = await locked(act.session, Household, household_id, "household-gone", options=parts, with_for_update=lock)
    require(act.actor, action, reach.subject_of(one))
    return one


async def shown(act: Act, household_id: int) -> Shown:
    """Return everything about a household. Raises ``Stale``, ``Forbidden``."""
    one = await load(act, household_id)
    (found,) = await of(act.session, [one])
    return found


async def search(act: Act, term: str, page: int = 0) -> Listing[tuple[Household, HouseholdMember | None, str]]:
    """Return households by number or by a person's name, with the person that was found and the village.

    Blanks do not matter. Raises ``Refused`` for a term that is too short, ``Forbidden``. Each search is journalled.
    """
    require(act.actor, Action.SEE_HOUSEHOLDS)
    said = folded(term)
    if len(said) < SHORTEST:
        raise Refused("household-search-short", least=SHORTEST)
    number = said.removeprefix("h").removeprefix("-")
    in_name = HouseholdMember.sought.contains(said, autoescape=True)
    matches = sa.and_(HouseholdMember.id.is_not(None), in_name)
    if number.isascii() and number.isdigit():
        matches = Household.code.in_({f"{PREFIX}{int(number[:9]):04d}", said.upper()}) & sa.or_(
            HouseholdMember.householder, HouseholdMember.id.is_(None)
        )
    those = (Household.active, within(act.actor, Action.SEE_HOUSEHOLDS, Household), matches)
    found = (
        sa.select(Household, HouseholdMember, Village.name)
        .join(Village, Village.id == Household.village_id)
        .outerjoin(
            HouseholdMember, sa.and_(HouseholdMember.household_id == Household.id, HouseholdMember.left_on.is_(None))
        )
        .where(*those)
    )
    rows: list[tuple[Household, HouseholdMember | None, str]] = [
        (one, member, village)
        for one, member, village in await act.session.execute(
            found.order_by(Household.code, HouseholdMember.id).offset(page * PAGE).limit(PAGE)
        )
    ]
    total = await act.session.scalar(sa.select(sa.func.count()).select_from(found.subquery())) or 0
    who = f"person:{act.actor.person_id}"
    codes = [household.code for household, _, _ in rows]
    await journal.record(act, who, "search_households", details={"found": total, "codes": codes})
    return Listing(rows, page, total)


async def by_code(act: Act, code: str) -> Household | None:
    """Return the household with this number, however it was typed, or the one of a printed card's code."""
    row = code.lower().removeprefix(f"{PREFIX.lower()}_")
    if row != code.lower() and row.isascii() and row.isdigit():
        there = await act.session.get(Household, int(row[:18]))
        return there if there is not None and there.active else None
    number = folded(code).removeprefix("h").removeprefix("-")
    codes = {folded(code).upper()}
    if number.isascii() and number.isdigit():
        codes.add(f"{PREFIX}{int(number[:9]):04d}")
    return await act.session.scalar(sa.select(Household).where(Household.code.in_(codes), Household.active).limit(1))


async def likely(act: Act, village_id: int, name: str) -> list[Household]:
    """Return the households of a village in which somebody of this name lives."""
    found = await act.session.scalars(
        sa.select(Household)
        .join(HouseholdMember, HouseholdMember.household_id == Household.id)
        .where(
            Household.village_id == village_id,
            Household.active,
            HouseholdMember.sought == folded(name),
            HouseholdMember.left_on.is_(None),
        )
        .order_by(Household.code)
        .distinct()
    )
    return list(found)


async def enter(
    act: Act, *, code: str | None = None, village_id: int, reserved: Collection[str] = (), **fields: Any
) -> Household:
    """Enter a household; without a number it gets the next one that is not ``reserved``.

    Raises ``Forbidden``, ``Refused``.
    """
    grid_id = fields.get("grid_id")
    place = Household(code="", village_id=village_id, grid_id=grid_id)
    require(act.actor, Action.KEEP_HOUSEHOLD, reach.subject_of(place))
    if grid_id is not None:
        await _of_village(act, grid_id, village_id)
    if code is None:
        await alone(act.session, "household_numbers")
        known = await act.session.scalars(sa.select(Household.code).where(Household.code.like(f"{PREFIX}%")))
        said = [one for one in (*known, *reserved) if one.startswith(PREFIX)]
        taken = [int(one[len(PREFIX) :]) for one in said if one[len(PREFIX) :].isdigit()]
        code = f"{PREFIX}{max(taken, default=0) + 1:04d}"
    household = Household(code=code, village_id=village_id, kept_by_id=act.actor.person_id, members=[], **fields)
    act.session.add(household)
    await act.session.flush()
    await journal.record(act, subject(household.id), "add", details={"code": code})
    return household


async def change(act: Act, household_id: int, fields: Mapping[str, Any]) -> list[str]:
    """Change fields as far as they differ, and return which. Raises ``Refused``, ``Forbidden``, ``Stale``."""
    one = await load(act, household_id, Action.KEEP_HOUSEHOLD)
    if not one.active:
        raise Stale("household-closed")
    if fields.get("grid_id") is not None or "village_id" in fields:
        village_id, grid_id = fields.get("village_id", one.village_id), fields.get("grid_id", one.grid_id)
        require(act.actor, Action.KEEP_HOUSEHOLD, reach.subject_of(Household(village_id=village_id, grid_id=grid_id)))
        if grid_id is not None:
            await _of_village(act, grid_id, village_id)
    least = len([member for member in one.members if member.left_on is None])
    if (said := fields.get("people")) is not None and said < least:
        raise Refused("household-people-few", least=least)
    changed = [name for name, value in fields.items() if getattr(one, name) != value]
    for name in changed:
        setattr(one, name, fields[name])
    if changed:
        one.kept_by_id = act.actor.person_id
        await journal.record(act, subject(one.id), "change", details={"fields": sorted(changed)})
    return changed


async def threatened_by(act: Act, household_id: int, point_ids: Sequence[int]) -> bool:
    """Say which risk points threaten a household; whether that is new."""
    one = await load(act, household_id, Action.KEEP_HOUSEHOLD)
    rows = sa.select(HouseholdRisk.point_id).where(HouseholdRisk.household_id == one.id)
    known, wanted = set(await act.session.scalars(rows)), set(point_ids)
    if known == wanted:
        return False
    await act.session.execute(sa.delete(HouseholdRisk).where(HouseholdRisk.household_id == one.id))
    act.session.add_all(HouseholdRisk(household_id=one.id, point_id=id_) for id_ in sorted(wanted))
    one.kept_by_id = act.actor.person_id
    await journal.record(act, subject(one.id), "change", details={"fields": ["points"]})
    await act.session.flush()
    return True


async def close(act: Act, household_id: int, reason: str) -> Household:
    """Close a household: nobody lives there. Its people and its history stay. Raises ``Refused``, ``Stale``."""
    return await _let_be(act, household_id, given(reason, most=256), active=False)


async def reopen(act: Act, household_id: int, reason: str) -> Household:
    """Put a closed household back into the register. Raises ``Refused``, ``Stale``."""
    return await _let_be(act, household_id, given(reason, most=256), active=True)


async def _let_be(act: Act, household_id: int, reason: str, *, active: bool) -> Household:
    one = await load(act, household_id, Action.KEEP_HOUSEHOLD)
    if one.active is active:
        raise Stale("household-open" if active else "household-closed")
    one.active, one.kept_by_id = active, act.actor.person_id
    await journal.record(act, subject(one.id), "reopen" if active else "close", reason=reason)
    return one


async def _of_village(act: Act, grid_id: int, village_id: int) -> None:
    if await act.session.scalar(sa.select(Grid.village_id).where(Grid.id == grid_id)) != village_id:
        raise Refused("household-grid-elsewhere")
