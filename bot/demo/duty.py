"""The demo's duty roster (值班表): three shifts a day round the clock and a leader each day, for two weeks."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from models.enums import DutyKind, Role
from services.settings.township import Township
from texts import Words

if TYPE_CHECKING:
    from bot.demo.township import Demo

DAYS = 14
SHIFT = timedelta(hours=8)
"""From 00:00, 08:00 and 16:00."""
RELIEVED = time(8)
"""When one leader follows the other."""
UNDISTURBED = timedelta(hours=2)
"""Whoever tries the demo is on duty at least so long: a shift that ends sooner is followed by another."""


def rows(demo: "Demo", settings: Township, words: Words, now: datetime) -> list[dict[str, Any]]:
    """Return the sheet's rows, from the shift that is running now on.

    The first of the full-time staff stands it, and the same hours of every day: whoever moves the clock on by days
    still sits at the desk.
    """
    local = now.astimezone(settings.zone)
    return [*_officers(demo, words, local), *_leaders(demo, words, local)]


def _officers(demo: "Demo", words: Words, local: datetime) -> Iterator[dict[str, Any]]:
    staff = demo.holders(Role.STATION_STAFF, full_time=True)
    starts = datetime.combine(local.date(), time(local.hour // 8 * 8), local.tzinfo)
    twice = starts + SHIFT - local < UNDISTURBED
    for number in range(DAYS * 3):
        turn = 0 if number % 3 <= twice else 1 + number % (len(staff) - 1)
        begins = starts + SHIFT * number
        yield {
            "date": begins.date(),
            "start": begins.time(),
            "end": (begins + SHIFT).time(),
            "phone": staff[turn].phone,
            "name": staff[turn].name,
            "kind": words.plain(f"duty-kind-{DutyKind.OFFICER.value}"),
            "substitute": staff[(turn + 4) % len(staff)].phone if turn else None,  # nobody has to sign on first
        }


def _leaders(demo: "Demo", words: Words, local: datetime) -> Iterator[dict[str, Any]]:
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
