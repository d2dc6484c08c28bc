"""A household of an order, with all that its card shows."""

from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from models import Evacuee, Grid, Household, HouseholdMember, Person, Shelter, Village
from services.core import geo
from services.core.act import Act
from services.evacuation.people import entering
from services.evacuation.people.entering import Home


@dataclass(frozen=True)
class Shown:
    """A household with the names behind its people."""

    home: Home
    code: str | None
    place: str
    address: str
    helper: tuple[str, str] | None
    names: Mapping[int, str]
    shelters: Mapping[int, str]
    newest: int

    def mask(self, person: Evacuee) -> int:
        """Return the bit that stands for a person in a button."""
        return 1 << self.home.people.index(person)

    def whom(self, mask: int) -> list[int] | None:
        """Return the people that a button means; None: everybody."""
        if not mask:
            return None
        return [person.id for place, person in enumerate(self.home.people) if mask >> place & 1]

    def chosen(self, mask: int) -> list[Evacuee]:
        """Return the people on the list that a button means."""
        return [one for one in self.home.there if not mask or mask & self.mask(one)]


async def shown(act: Act, person_id: int) -> Shown:
    """Look up what the card of a household shows."""
    home = await entering.home_of(act, person_id)
    session, first = act.session, home.people[0]
    household = await session.get(Household, first.household_id) if first.household_id is not None else None
    rows = await session.execute(
        sa.select(HouseholdMember.id, HouseholdMember.name).where(
            HouseholdMember.id.in_([one.member_id for one in home.people if one.member_id is not None])
        )
    )
    members = {row[0]: row[1] for row in rows}
    ids = {one.shelter_id for one in home.people if one.shelter_id is not None}
    shelters = await session.execute(sa.select(Shelter.id, Shelter.name).where(Shelter.id.in_(ids)))
    village = await session.get(Village, first.village_id)
    grid = await session.get(Grid, first.grid_id) if first.grid_id is not None else None
    helper = None
    if household is not None:
        known = await session.get(Person, household.helper_id) if household.helper_id is not None else None
        called = known.name if known else household.helper
        helper = (called, (known.phone if known else household.helper_phone) or "") if called else None
    return Shown(
        home,
        household.code if household else None,
        "".join(geo.nested(village.name if village else None, grid.name if grid else None)),
        (household.address if household else None) or "",
        helper,
        {one.id: members.get(one.member_id or 0) or one.name or "" for one in home.people},
        {row[0]: row[1] for row in shelters},
        await entering.newest(act, home),
    )
