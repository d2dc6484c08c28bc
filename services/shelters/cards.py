"""The list of shelters and the card of one."""

from models.enums import ShelterState
from services.cards import wording
from services.cards.card import lines
from services.cards.masking import shown_name, shown_phone
from services.core import geo
from services.core.town import Town
from services.shelters.register import Shown
from texts import Words

EXPORT = "shelters_export"
LIST, OPEN, ADD, EDIT, CHECK, START, STOP = (
    *("shelters", "shelter", "shelter_add", "shelter_edit"),
    *("shelter_check", "shelter_start", "shelter_stop"),
)
"""The actions of the buttons."""


def line(words: Words, found: Shown) -> str:
    """Return the line of a shelter in the list."""
    return words("shelter-line", name=found.shelter.name, village=found.village, **_room(found))


def text(town: Town, words: Words, found: Shown) -> str:
    """Return the card of a shelter."""
    one = found.shelter
    return lines(
        wording.drill(town, words),
        words("shelter-head", name=one.name, code=one.code, village=found.village, **_room(found)),
        words("shelter-address", address=one.address or "no", pin="yes" if geo.pin_of(one) else "no"),
        words(
            "shelter-keeper",
            name=shown_name(town, found.keeper) if found.keeper else "no",
            phone=shown_phone(town, found.phone) if found.phone else "no",
            keys=one.keys or "no",
        ),
        *(
            words(
                "shelter-room",
                name=room.name,
                day=room.day,
                night=room.night,
                blocked=room.blocked,
                why=room.blocked_because or "no",
            )
            for room in one.rooms
        ),
        words("shelter-no-rooms") if not one.rooms else None,
        words("shelter-inspected", at=words.time(one.inspected_at, town.zone) if one.inspected_at else "no"),
    )


def _room(found: Shown) -> dict[str, object]:
    state = "open" if found.shelter.state is ShelterState.OPEN else "closed"
    return {"day": found.room_by_day, "night": found.room_by_night, "state": state}
