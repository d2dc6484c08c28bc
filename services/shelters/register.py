"""The register of shelters: entered, changed, room by room; capacity by day and by night, without blocked places."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from models import Person, Shelter, ShelterRoom, Village
from models.enums import Action
from services.core import journal
from services.core.act import Act
from services.core.database import alone, locked
from services.core.errors import Refused
from services.people.access import Subject, require

PREFIX = "AZ-"
MOST = 10_000
"""Places of a room."""
NOT_JOURNALLED = frozenset({"keeper", "keeper_phone"})
"""Fields with personal data: the journal says that they changed, not to what."""


@dataclass(frozen=True)
class Shown:
    """A shelter with what stands behind its fields."""

    shelter: Shelter
    village: str
    keeper: str | None
    phone: str | None

    @property
    def room_by_day(self) -> int:
        """Places that can be used by day."""
        return sum(room.room_by_day for room in self.shelter.rooms)

    @property
    def room_by_night(self) -> int:
        """Places that can be used at night."""
        return sum(room.room_by_night for room in self.shelter.rooms)


def subject(shelter_id: int) -> str:
    """Return the subject of a shelter's journal."""
    return f"shelter:{shelter_id}"


def subject_of(shelter: Shelter) -> Subject:
    """Return the subject that rights on a shelter are judged by."""
    return Subject(village_id=shelter.village_id)


async def load(act: Act, shelter_id: int, action: Action = Action.SEE_SHELTERS) -> Shelter:
    """Return a shelter with its rooms. Raises ``Stale``, ``Forbidden``."""
    parts, lock = [selectinload(Shelter.rooms)], action is not Action.SEE_SHELTERS
    shelter = await locked(act.session, Shelter, shelter_id, "shelter-gone", options=parts, with_for_update=lock)
    require(act.actor, action, subject_of(shelter))
    return shelter


async def listed(act: Act) -> list[Shown]:
    """Return the shelters in use with their rooms, by number. Raises ``Forbidden``."""
    require(act.actor, Action.SEE_SHELTERS)
    rows = await act.session.execute(
        sa.select(Shelter, Village.name, Person.name, Person.phone)
        .join(Village, Village.id == Shelter.village_id)
        .outerjoin(Person, Person.id == Shelter.keeper_id)
        .options(selectinload(Shelter.rooms))
        .where(Shelter.active)
        .order_by(Shelter.code)
    )
    return [
        Shown(one, village, name or one.keeper, phone or one.keeper_phone) for one, village, name, phone in rows.all()
    ]


async def shown(act: Act, shelter_id: int) -> Shown:
    """Return a shelter with the names of its village and its keeper. Raises ``Stale``, ``Forbidden``."""
    one = await load(act, shelter_id)
    village = await act.session.get_one(Village, one.village_id)
    person = await act.session.get(Person, one.keeper_id) if one.keeper_id is not None else None
    keeper, phone = (person.name, person.phone) if person else (one.keeper, one.keeper_phone)
    return Shown(one, village.name, keeper, phone)


async def enter(act: Act, *, name: str, village_id: int, code: str | None = None, **fields: Any) -> Shelter:
    """Enter a shelter; without a number it gets the next one. Raises ``Refused``, ``Forbidden``."""
    said = " ".join(name.split())
    if not said or len(said) > 64:
        raise Refused("shelter-name-unclear")
    require(act.actor, Action.KEEP_SHELTER, Subject(village_id=village_id))
    await alone(act.session, "shelter_numbers")
    twin = sa.select(Shelter.code).where(Shelter.name == said, Shelter.village_id == village_id, Shelter.active)
    if (there := await act.session.scalar(twin)) is not None:
        raise Refused("shelter-twin", code=there)
    if code is None:
        known = await act.session.scalars(sa.select(Shelter.code).where(Shelter.code.like(f"{PREFIX}%")))
        taken = [int(one[len(PREFIX) :]) for one in known if one[len(PREFIX) :].isdigit()]
        code = f"{PREFIX}{max(taken, default=0) + 1:02d}"
    shelter = Shelter(code=code, name=said, village_id=village_id, kept_by_id=act.actor.person_id, rooms=[], **fields)
    act.session.add(shelter)
    await act.session.flush()
    await journal.record(act, subject(shelter.id), "add", details={"code": code})
    return shelter


async def change(act: Act, shelter_id: int, fields: Mapping[str, Any]) -> list[str]:
    """Change fields as far as they differ, and return which. Raises ``Forbidden``, ``Stale``."""
    one = await load(act, shelter_id, Action.KEEP_SHELTER)
    changed = {name: getattr(one, name) for name, value in fields.items() if getattr(one, name) != value}
    for name in changed:
        setattr(one, name, fields[name])
    if changed:
        one.kept_by_id = act.actor.person_id
        details = {key: None if key in NOT_JOURNALLED else [old, fields[key]] for key, old in changed.items()}
        await journal.record(act, subject(one.id), "change", details=details)
    return list(changed)


async def put_room(
    act: Act, shelter_id: int, name: str, *, day: int, night: int, blocked: int = 0, because: str | None = None
) -> ShelterRoom:
    """Enter a room, or change the one of this name. Blocked places need a reason. Raises ``Refused``, ``Forbidden``."""
    one = await load(act, shelter_id, Action.KEEP_SHELTER)
    said = " ".join(name.split())
    if not said or len(said) > 64 or not 0 <= night <= day <= MOST or day == 0:
        raise Refused("shelter-room-unclear", most=MOST)
    if not 0 <= blocked <= day or (blocked and not because):
        raise Refused("shelter-blocked-unclear")
    room = next((room for room in one.rooms if room.name == said), None)
    if room is None:
        room = ShelterRoom(shelter_id=one.id, name=said, day=day, night=night)
        one.rooms.append(room)
    room.day, room.night, room.blocked, room.active = day, night, blocked, True
    room.blocked_because = because[:256] if blocked and because else None
    one.kept_by_id = act.actor.person_id
    await act.session.flush()
    details = {"room": said, "day": day, "night": night, "blocked": blocked}
    await journal.record(act, subject(one.id), "room", reason=room.blocked_because, details=details)
    return room
