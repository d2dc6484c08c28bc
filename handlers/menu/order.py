"""The keys of each post's keyboard, the one that is used most first. Data only; "more" has the rest.

Seven at most: with "more" there are eight. People in the field have the danger to life first; the desk and the leaders,
who are told of it, have it last.
"""

from collections.abc import Collection
from itertools import chain, zip_longest

from models.enums import DIRECTORS, SQUAD_LEADERS, STATION_LEADERS, Role

LOCATION = "location"
"""The key that shares the place of the phone: no command."""
SOS = "sos"

ORDER: tuple[tuple[frozenset[Role], tuple[str, ...]], ...] = (
    (frozenset({Role.STATION_STAFF}), ("queue", "today", "calls", "duty", "mobilise", "broadcast", SOS)),
    (STATION_LEADERS, ("queue", "today", "overview", "calls", "mobilise", "broadcast", SOS)),
    (DIRECTORS, ("overview", "today", "queue", "inspect", "mobilise", "evacuation", SOS)),
    (frozenset({Role.DEPUTY_DIRECTOR}), ("overview", "today", "queue", "inspect", "duties", "mobilise", SOS)),
    (frozenset({Role.UNIT_HEAD}), ("tasks", "today", SOS, "report", "duties", "patrol", "problems")),
    (frozenset({Role.UNIT_HANDLER}), ("tasks", "today", SOS, "report", "patrol", LOCATION, "my")),
    (frozenset({Role.VILLAGE_PRINCIPAL}), (SOS, "report", "today", LOCATION, "evacuation", "mobilise", "broadcast")),
    (frozenset({Role.EMERGENCY_ADMINISTRATOR}), (SOS, "report", "today", LOCATION, "patrol", "evacuation", "my")),
    (frozenset({Role.INFORMATION_OFFICER}), (SOS, "report", "today", LOCATION, "patrol", "evacuation", "my")),
    (frozenset({Role.GRID_OFFICER}), (SOS, "report", "today", LOCATION, "patrol", "households", "my")),
    (SQUAD_LEADERS, (SOS, "report", "squad", LOCATION, "my", "training", "help")),
    (frozenset({Role.SQUAD_MEMBER}), (SOS, "report", "today", LOCATION, "my", "training", "help")),
    (frozenset({Role.OPERATOR}), ("calls", "parked", "code", "rostercheck", "groupcode", SOS, "report")),
)


def of(roles: Collection[Role], most: int) -> list[str]:
    """Return the keys of somebody with these roles: those of several posts take turns, and the danger to life stays."""
    lists = [keys for those, keys in ORDER if those.intersection(roles)]
    keys = [key for key in dict.fromkeys(chain.from_iterable(zip_longest(*lists))) if key is not None]
    kept = keys[:most]
    return kept if SOS in kept or SOS not in keys else [*kept[:-1], SOS]
