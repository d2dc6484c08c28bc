"""The demo's duty roster (值班表): three shifts a day round the clock and a leader each day, for two weeks."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any

from bot.demo.township import Demo
from models.enums import DutyKind, Role
from services.settings.township import Township
from texts import Words

DAYS = 14
SHIFT = timedelta(hours=8)
"""From 00:00, 08:00 and 16:00."""
RELIEVED = time(8)
"""When one leader follows the other."""
UNDISTURBED = timedelta(hours=2)
"""The player is on duty at least so long: a second shift follows one that ends sooner."""


def rows(demo: Demo, settings: Township, words: Words, now: datetime) -> list[dict[str, Any]]:
    """Return the sheet's rows, from the shift that is running now on.

    The first of the full-time staff has this shift and the same hours of every day, so that the player is still on
    duty after moving the clock by days.
    """
    local = now.astimezone(settings.zone)
    return [*_officers(demo, words, local), *_leaders(demo, words, local)]


def _officers(demo: Demo, words: Words, local: datetime) -> Iterator[dict[str, Any]]:
    staff = demo.holders(Role.STATION_STAFF, full_time=True)
    starts = datetime.combine(local.date(), time(local.hour // 8 * 8), local.tzinfo)
    twice = starts + SHIFT - local < UNDISTURBED
    for number in range(DAYS * 3):
        at = 0 if number % 3 <= twice else 1 + number % (len(staff) - 1)
        begins = starts + SHIFT * number
        yield {
            "date": begins.date(),
            "start": begins.time(),
            "end": (begins + SHIFT).time(),
            "phone": staff[at].phone,
            "name": staff[at].name,
            "kind": words.plain(f"duty-kind-{DutyKind.OFFICER.value}"),
            "substitute": staff[(at + 4) % len(staff)].phone if at else None,  # the player need not sign on first
        }


def _leaders(demo: Demo, words: Words, local: datetime) -> Iterator[dict[str, Any]]:
    leaders = [*demo.holders(Role.STATION_DEPUTY_CHIEF), *demo.holders(Role.STATION_EXECUTIVE_DEPUTY)]
    first = local.date() - timedelta(days=local.time() < RELIEVED)
    for number in range(DAYS):
        leader = leaders[number % len(leaders)]
        yield {
            "date": first + timedelta(days=number),
            "start": RELIEVED,
            "end": RELIEVED,
            "phone": leader.phone,
            "name": leader.name,
            "kind": words.plain(f"duty-kind-{DutyKind.LEADER.value}"),
        }
