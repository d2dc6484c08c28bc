"""The guests of shelters, and the places left. A departure frees a bed, an order to leave does not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa

from models import Evacuation, Evacuee, Household, Shelter, ShelterRoom, ShelterStay, Village
from models.enums import EvacueeState, ShelterState
from services.core import geo
from services.core.act import Act, Moment
from services.core.errors import Stale


@dataclass(frozen=True)
class Site:
    """A shelter with the places it has now, and how many of them are taken."""

    shelter: Shelter
    places: int
    taken: int
    away_m: float | None = None
    """How far it is."""

    @property
    def left(self) -> int:
        """Places that are left."""
        return max(0, self.places - self.taken)


def by_night(act: Moment) -> bool:
    """Whether people sleep now."""
    rules, now = act.town.settings.evacuation, act.now.astimezone(act.town.zone).time()
    if rules.night_from <= rules.night_until:
        return rules.night_from <= now < rules.night_until
    return now >= rules.night_from or now < rules.night_until


async def sites(act: Moment, one: Evacuation, *those: sa.ColumnElement[bool]) -> list[Site]:
    """Return shelters with their places. The guests of a drill take none of the real ones."""
    shelters = (
        await act.session.scalars(sa.select(Shelter).where(Shelter.active, *those).order_by(Shelter.code))
    ).all()
    ids = [shelter.id for shelter in shelters]
    places, night = dict.fromkeys(ids, 0), by_night(act)
    for room in await act.session.scalars(sa.select(ShelterRoom).where(ShelterRoom.shelter_id.in_(ids))):
        places[room.shelter_id] += room.room_by_night if night else room.room_by_day
    rows = await act.session.execute(
        sa.select(ShelterStay.shelter_id, sa.func.count())
        .where(ShelterStay.shelter_id.in_(ids), ShelterStay.until.is_(None), *_alike(one))
        .group_by(ShelterStay.shelter_id)
    )
    taken = {row[0]: row[1] for row in rows}
    return [Site(shelter, places[shelter.id], taken.get(shelter.id, 0)) for shelter in shelters]


def _alike(one: Evacuation) -> tuple[sa.ColumnElement[bool], ...]:
    """Select the stays that an order counts: all real ones, or those of one drill."""
    if one.drill:
        return ShelterStay.drill.is_(True), ShelterStay.evacuation_id == one.id
    return (sa.not_(ShelterStay.drill),)


async def near(act: Moment, one: Evacuation, people: Sequence[Evacuee]) -> list[Site]:
    """Return the shelters of an order and those that are open, with room for all of them first, then the nearest."""
    offered = await sites(act, one, sa.or_(Shelter.id.in_(one.shelters), Shelter.state == ShelterState.OPEN))
    here = await _pin(act, people[0])
    far = [replace(site, away_m=_between(here, geo.pin_of(site.shelter))) for site in offered]

    def order(site: Site) -> tuple[bool, bool, bool, float, str]:
        chosen = site.shelter.id in one.shelters
        return site.left < len(people), not chosen, site.away_m is None, site.away_m or 0.0, site.shelter.code

    return sorted(far, key=order)


def _between(here: tuple[float, float] | None, there: tuple[float, float] | None) -> float | None:
    return geo.distance_m(here, there) if here and there else None


async def _pin(act: Moment, person: Evacuee) -> tuple[float, float] | None:
    household = await act.session.get(Household, person.household_id) if person.household_id is not None else None
    village = await act.session.get(Village, person.village_id)
    return (geo.pin_of(household) if household else None) or (geo.pin_of(village) if village else None)


async def room_in(act: Moment, one: Evacuation, shelter_id: int) -> Site:
    """Return a shelter, locked, so that its places cannot be given twice. Raises ``Stale`` for one that is gone."""
    if await act.session.get(Shelter, shelter_id, with_for_update=True, populate_existing=True) is None:
        raise Stale("evacuation-shelter-gone")
    found = await sites(act, one, Shelter.id == shelter_id)
    if not found:
        raise Stale("evacuation-shelter-gone")
    return found[0]


async def staying(act: Moment, shelter_id: int, people: Sequence[Evacuee]) -> set[int]:
    """Return who of them is in a shelter already."""
    there = sa.select(ShelterStay.evacuee_id).where(
        ShelterStay.shelter_id == shelter_id,
        ShelterStay.evacuee_id.in_([person.id for person in people]),
        ShelterStay.until.is_(None),
    )
    return set(await act.session.scalars(there))


async def take_in(act: Act, one: Evacuation, shelter_id: int, people: Sequence[Evacuee], *, over: bool) -> None:
    """Open a stay for people; a stay elsewhere, of this order or another, ends at that moment."""
    if not people:
        return
    await let_out(act, people)
    await act.session.execute(
        sa.insert(ShelterStay),
        [
            {
                "shelter_id": shelter_id,
                "evacuation_id": one.id,
                "evacuee_id": person.id,
                "member_id": person.member_id,
                "since": act.now,
                "by_id": act.actor.person_id,
                "over_by_id": act.actor.person_id if over else None,
                "drill": bool(one.drill),
            }
            for person in people
        ],
    )


async def let_out(act: Moment, people: Sequence[Evacuee]) -> None:
    """End the stays of people, wherever they stay."""
    members = [person.member_id for person in people if person.member_id is not None]
    drill = await act.session.scalar(sa.select(Evacuation.drill).where(Evacuation.id == people[0].evacuation_id))
    whose: list[sa.ColumnElement[bool]] = [ShelterStay.evacuee_id.in_([person.id for person in people])]
    if members and not drill:
        whose.append(sa.and_(ShelterStay.member_id.in_(members), sa.not_(ShelterStay.drill)))
    await act.session.execute(
        sa.update(ShelterStay)
        .where(ShelterStay.until.is_(None), sa.or_(*whose))
        .values(until=act.now)
        .execution_options(synchronize_session=False)
    )


async def guests(act: Moment, one: Evacuation, shelter_id: int) -> Mapping[int | None, int]:
    """Return how many people of each household stay in a shelter, counted as its places are."""
    rows = await act.session.execute(
        sa.select(Evacuee.household_id, sa.func.count())
        .join(ShelterStay, ShelterStay.evacuee_id == Evacuee.id)
        .where(ShelterStay.shelter_id == shelter_id, ShelterStay.until.is_(None), *_alike(one))
        .where(Evacuee.state == EvacueeState.ARRIVED)
        .group_by(Evacuee.household_id)
    )
    return {row[0]: row[1] for row in rows}
