"""The list of an order: everybody of the households that are meant, made at once, a part for each officer.

A village's principal who works off no households is told of them all, by a part without any: read or not, it counts.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import sqlalchemy as sa

from models import Evacuation, EvacuationPart, Evacuee, Household, HouseholdMember
from models.enums import EvacueeState, Role
from services.cards.card import Card
from services.core.act import Act, Actor, Moment
from services.deadlines import deadlines
from services.deadlines.deadlines import About, Begun
from services.evacuation import kinds, part_cards
from services.evacuation.order import officers, orders, targets
from services.evacuation.order.targets import AT_ONCE, Home, Meant
from services.evacuation.part_cards import Told
from services.messaging import audiences, messages
from services.people import directory

_PEOPLE = cast(sa.Table, Evacuee.__table__)
_PLACE = (Household.id, Household.village_id, Household.grid_id)


@dataclass(frozen=True)
class Preview:
    """The list as it would be made now."""

    meant: Meant
    officers: list[int | None]
    """Of each household."""
    unreached: dict[int, str]
    """The officers out of reach of chat, with the reason."""

    @property
    def digest(self) -> str:
        """Return a digest that tells two lists apart."""
        return targets.digest(self.meant, self.officers)

    def parts(self) -> dict[tuple[int | None, int], list[Home]]:
        """Return the households by officer and village."""
        found: dict[tuple[int | None, int], list[Home]] = defaultdict(list)
        for home, officer in zip(self.meant.homes, self.officers, strict=True):
            found[officer, home.village_id].append(home)
        return found


async def preview(act: Moment, one: Evacuation) -> Preview:
    """Return the list as it would be made now."""
    meant = await targets.meant(act.session, orders.targets(one), drill=bool(one.drill))
    whose = await officers.of(act.session, meant.homes, act.town.settings.evacuation.households_a_part)
    people = await directory.by_ids(act.session, {one for one in whose if one is not None})
    return Preview(meant, whose, dict(await audiences.unreached(act.session, people)))


async def make(act: Act, one: Evacuation, found: Preview) -> None:
    """Put everybody on the list, start the deadline of each part, and tell each officer their part."""
    parts = found.parts()
    rows = [EvacuationPart(evacuation_id=one.id, person_id=officer, village_id=village) for officer, village in parts]
    act.session.add_all(rows)
    await act.session.flush()
    await fill(act, one, [(part.id, home) for part, homes in zip(rows, parts.values(), strict=True) for home in homes])
    due_at = one.due_at or act.now
    begun = [Begun(About(orders.PART, part.id, one.case_id), due_at) for part in rows]
    await deadlines.start_all(act, orders.PART, begun, priority=orders.priority(one))
    await _tell_officers(act, one, parts)
    await _tell_principals(act, one, found)


async def fill(act: Act, one: Evacuation, homes: Sequence[tuple[int, Home]]) -> None:
    """Add the people of households, each to a part: the named people by one statement, the counted ones by another."""
    alike: dict[str, Any] = {
        "evacuation_id": one.id,
        "state": EvacueeState.UNTOLD,
        "since": act.now,
        "moved": False,
        "settled": False,
    }
    values = [sa.literal(value, _PEOPLE.c[name].type).label(name) for name, value in alike.items()]
    columns = [*alike, "part_id", "household_id", "village_id", "grid_id", "vulnerable"]
    counted = [
        (home.id, part, int(number < home.vulnerable - home.frail))
        for part, home in homes
        for number in range(home.people - home.named)
    ]
    for at in range(0, len(homes), AT_ONCE):
        given = _rows([(home.id, part, 0) for part, home in homes[at : at + AT_ONCE] if home.named])
        frail = sa.cast(HouseholdMember.vulnerable, sa.Text) != "[]"
        person = (HouseholdMember.id, HouseholdMember.sought)
        named = (
            sa.select(*values, given.c.part, *_PLACE, frail, *person)
            .join(given, given.c.home == Household.id)
            .join(HouseholdMember, HouseholdMember.household_id == Household.id)
            .where(HouseholdMember.left_on.is_(None))
            .order_by(Household.code, HouseholdMember.id)
        )
        await act.session.execute(sa.insert(_PEOPLE).from_select([*columns, "member_id", "sought"], named))
    for at in range(0, len(counted), AT_ONCE):
        given = _rows(counted[at : at + AT_ONCE])
        more = sa.select(*values, given.c.part, *_PLACE, given.c.frail == 1).join(given, given.c.home == Household.id)
        await act.session.execute(sa.insert(_PEOPLE).from_select(columns, more))


def _rows(rows: Sequence[tuple[int, int, int]]) -> sa.Subquery:
    """Return rows of numbers as a table: as many bound values would be too many."""
    listed = ",".join(f"({home},{part},{frail})" for home, part, frail in rows or [(0, 0, 0)])
    text = sa.text(f"SELECT column1 AS home, column2 AS part, column3 AS frail FROM (VALUES {listed}) AS given")
    return text.columns(home=sa.Integer, part=sa.Integer, frail=sa.Integer).subquery("rows")


async def _tell_officers(act: Act, one: Evacuation, parts: dict[tuple[int | None, int], list[Home]]) -> None:
    """Tell each officer their share, in one message; a share without an officer goes to the station."""
    shares: dict[int, list[Home]] = defaultdict(list)
    for (officer, _), homes in parts.items():
        if officer is not None:
            shares[officer].extend(homes)
    people = await directory.by_ids(act.session, shares)
    await messages.tell(act, people, _drawn(act, one, people, shares, Told.OFFICER), kinds.PART, about=one)
    left = [home for (officer, _), homes in parts.items() if officer is None for home in homes]
    if left:
        desk = await directory.station_desk(act.session, now=act.now, incident=True)
        drawn = _drawn(act, one, desk, {person.person_id: left for person in desk}, Told.STATION)
        await messages.tell(act, desk, drawn, kinds.PART, about=(one, "desk"))


async def _tell_principals(act: Act, one: Evacuation, found: Preview) -> None:
    """Tell the principals of the villages, except the officers, who are told already."""
    homes: dict[int | None, list[Home]] = defaultdict(list)
    for home in found.meant.homes:
        homes[home.village_id].append(home)
    shares: dict[int, list[Home]] = defaultdict(list)
    people = await directory.village_principals(act.session, {home.village_id for home in found.meant.homes})
    people = [person for person in people if person.person_id not in found.officers]
    for person in people:
        led = {post.village_id for post in person.posts if post.role is Role.VILLAGE_PRINCIPAL}
        for village in led & homes.keys():
            shares[person.person_id].extend(homes[village])
            act.session.add(EvacuationPart(evacuation_id=one.id, person_id=person.person_id, village_id=village))
    await act.session.flush()
    await messages.tell(act, people, _drawn(act, one, people, shares, Told.VILLAGE), kinds.PART, about=one)


def _drawn(
    act: Moment, one: Evacuation, people: Sequence[Actor], shares: Mapping[int, list[Home]], whom: Told
) -> dict[int, Card]:
    """Return each person's card."""
    draw = {
        language: part_cards.parts(act.town, act.town.words(language), one, whom)
        for language in {person.language for person in people}
    }
    return {person.person_id: draw[person.language](shares[person.person_id]) for person in people}
