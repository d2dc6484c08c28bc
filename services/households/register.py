"""The register: households are entered, found, changed and closed. Names are never joined or overwritten by themselves.

The journal says which fields changed, and never to what: all of it is personal data.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from models import Grid, Household, HouseholdMember, HouseholdRisk, Person, RiskPoint, RiskPointCard, Shelter, Village
from models.enums import Action, Level
from services.core import journal
from services.core.act import Act
from services.core.database import alone
from services.core.errors import Refused, Stale
from services.core.errors import reason as given
from services.core.paging import PAGE, Listing
from services.households import reach
from services.people.access import require
from services.roster.workbook.cells import folded

SHORTEST = 2
"""Signs of a name or a number that is looked for: a search without one would be a list of everybody."""
PREFIX = "H-"
_GRAVEST = sa.case({level.value: -at for at, level in enumerate(Level)}, value=sa.cast(RiskPoint.level, sa.String))


@dataclass(frozen=True)
class Shown:
    """A household with its people and what stands behind its fields."""

    household: Household
    members: Sequence[HouseholdMember]
    """The people who live there, the householder first."""
    left: Sequence[HouseholdMember]
    village: str
    grid: str | None
    helper: Person | None
    shelter: Shelter | None
    points: Sequence[tuple[RiskPoint, RiskPointCard | None]]
    """The risk points that threaten it, the gravest first."""

    @property
    def head(self) -> HouseholdMember | None:
        """The householder."""
        return next((one for one in self.members if one.householder), None)

    def said(self, field: str) -> Any:
        """Return a field of the printed card: the household's own, else that of its gravest risk point."""
        own = getattr(self.household, field)
        if own:
            return own
        cards = [(point, card) for point, card in self.points if card is not None]
        if field in ("monitor", "monitor_phone"):
            return next((getattr(point, field) for point, _ in self.points if getattr(point, field)), None)
        return next((value for _, card in cards if (value := getattr(card, field, None))), None)


def subject(household_id: int) -> str:
    """Return the subject of a household's journal."""
    return f"household:{household_id}"


async def load(act: Act, household_id: int, action: Action = Action.SEE_HOUSEHOLDS) -> Household:
    """Return a household with all of its people. Raises ``Stale``, ``Forbidden``."""
    household = await act.session.get(
        Household,
        household_id,
        options=[selectinload(Household.members)],
        with_for_update=action is not Action.SEE_HOUSEHOLDS,
        populate_existing=True,
    )
    if household is None:
        raise Stale("household-gone")
    require(act.actor, action, reach.subject_of(household))
    return household


async def shown(act: Act, household_id: int) -> Shown:
    """Return everything about a household. Raises ``Stale``, ``Forbidden``."""
    one = await load(act, household_id)
    village = await act.session.get_one(Village, one.village_id)
    grid = await act.session.get(Grid, one.grid_id) if one.grid_id is not None else None
    points = await act.session.execute(
        sa.select(RiskPoint, RiskPointCard)
        .join(HouseholdRisk, HouseholdRisk.point_id == RiskPoint.id)
        .outerjoin(RiskPointCard, RiskPointCard.point_id == RiskPoint.id)
        .where(HouseholdRisk.household_id == one.id)
        .order_by(_GRAVEST, RiskPoint.code)
    )
    there = sorted((m for m in one.members if m.left_on is None), key=lambda m: not m.householder)
    found = [(point, card) for point, card in points]
    shelter_id = one.shelter_id or next((card.shelter_id for _, card in found if card and card.shelter_id), None)
    return Shown(
        household=one,
        members=there,
        left=[member for member in one.members if member.left_on is not None],
        village=village.name,
        grid=grid.name if grid else None,
        helper=await act.session.get(Person, one.helper_id) if one.helper_id is not None else None,
        shelter=await act.session.get(Shelter, shelter_id) if shelter_id is not None else None,
        points=found,
    )


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
    those = (Household.active, reach.within(act.actor, Action.SEE_HOUSEHOLDS), matches)
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
    """Return the household with this number, however it was typed."""
    number = folded(code).removeprefix("h").removeprefix("-")
    codes = {folded(code).upper()}
    if number.isascii() and number.isdigit():
        codes.add(f"{PREFIX}{int(number[:9]):04d}")
    found: Household | None = await act.session.scalar(
        sa.select(Household).where(Household.code.in_(codes), Household.active).limit(1)
    )
    return found


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
