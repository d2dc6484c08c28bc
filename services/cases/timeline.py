"""A case's timeline: its journal in words, a page at a time."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from markupsafe import Markup
from sqlalchemy.ext.asyncio import AsyncSession

from models import JournalEntry, Unit
from models.enums import Action, Kind, Severity
from services.cards import people as cards_people
from services.cards.card import Card, button
from services.cards.card import lines as join
from services.cards.wording import quoted, shortened
from services.cases import card
from services.cases.lifecycle import load_case, subject_of
from services.core import journal
from services.core.act import Act
from services.core.labels import name
from services.core.paging import cut
from services.core.town import Town
from services.messaging.ledger import CALLED
from services.people import directory
from services.people.access import require
from texts import Words

PAGE = 10
_NOTED = {
    CALLED: "timeline-called",
    "inquiry_answered": "timeline-answered",
    "phone_shown": "timeline-phone-shown",
}
"""Entries that are no step with a right."""
SAID_SHOWN = 200
"""Characters of an entry."""
_DANGER = ("kind", "life_danger", "severity", "people_at_risk")
"""The columns that say how grave a case is."""


async def page(act: Act, case_id: int, *, number: int) -> Card:
    """Return a page of the timeline, newest page last; ``number`` counts from 0, -1 is the last one."""
    case = await load_case(act.session, case_id, lock=False)
    require(act.actor, Action.VIEW, await subject_of(act.session, case))
    words = act.town.words(act.actor.language)
    entries = await journal.history(act.session, journal.of_case(case.id))
    shown = cut(entries, number if number >= 0 else len(entries), PAGE)
    number, pages = shown.page, shown.pages
    names = await directory.names(act.session, [entry.actor_id for entry in entries])
    unit_ids = {entry.details.get("unit") for entry in entries} - {None}
    units = {unit.id: unit.name for unit in await act.session.scalars(sa.select(Unit).where(Unit.id.in_(unit_ids)))}
    text = join(
        card.title(words, act.town, case),
        words("timeline-head", page=number + 1, pages=pages),
        *(_entry(act.town, words, entry, names, units) for entry in shown.entries),
    )
    turn = [button(words.plain("button-back"), "view", case.id)]
    if number > 0:
        turn.insert(0, button(words.plain("button-earlier"), "timeline", case.id, number - 1))
    if number < pages - 1:
        turn.append(button(words.plain("button-later"), "timeline", case.id, number + 1))
    return Card(text=text, rows=(tuple(turn),))


def _entry(town: Town, words: Words, entry: JournalEntry, names: dict[int, str], units: dict[int, str]) -> Markup:
    unit = units.get(entry.details.get("unit", 0), "")
    return words(
        "timeline-entry",
        at=words.time(entry.at, town.zone),
        received=words.time(received, town.zone) if (received := _received(entry)) else "none",
        who=cards_people.colleague(town, words, names.get(entry.actor_id or 0)) or words("timeline-system"),
        action=_done(words, entry.action),
        unit=unit or "none",
        said=quoted(words, shortened(_said(town, words, entry), SAID_SHOWN)) or "none",
    )


def _received(entry: JournalEntry) -> datetime | None:
    """Return when an entry became known, if that was long after it happened."""
    received = entry.details.get(journal.RECEIVED)
    return datetime.fromisoformat(received) if received else None


def _done(words: Words, action: str) -> Markup:
    """Return the label of an entry. Some entries, such as a call that was noted, are no step with a right."""
    if action in {one.value for one in Action}:
        return name(words, Action(action))
    return words(_NOTED.get(action, "timeline-other"))


def _said(town: Town, words: Words, entry: JournalEntry) -> str:
    """Return the details of an action: the other case, the time it is about, the units, the words."""
    details = entry.details
    numbers, times = ("into", "took", "part", "from"), ("eta", "until", "event")
    parts = [words.plain(f"timeline-{key}", number=str(details[key])) for key in numbers if details.get(key)]
    for key in times:
        if details.get(key):
            at = datetime.fromisoformat(details[key])
            parts.append(words.plain(f"timeline-{key}", at=words.time(at, town.zone)))
    if details.get("reporting"):
        parts.append(words.plain(f"reporting-state-{str(details['reporting'][1]).replace('_', '-')}"))
    if details.get("alarm"):
        known = {"dead": 0, "missing": 0} | details["alarm"]
        known["attention"] = "yes" if known.get("attention") else "no"
        parts.append(words.plain("county-alarm", **known))
    parts += details.get("units") or ()
    parts.append(str(entry.reason or details.get("text") or details.get("after") or ""))
    return words.plain("list-comma").join(part for part in parts if part)


async def graver_since(session: AsyncSession, case_id: int, since: datetime) -> datetime | None:
    """Return when a case's danger last grew after an instant: its kind, danger to life, grade or people at risk."""
    entries = sa.select(JournalEntry.at, JournalEntry.details).where(
        JournalEntry.subject == journal.of_case(case_id), JournalEntry.at > since
    )
    return max((at for at, details in await session.execute(entries) if any(_grown(details))), default=None)


def _grown(details: dict[str, Any]) -> Iterator[bool]:
    """Yield for each change of a journal entry whether the danger grew by it."""
    ranks = {one.value: one.rank for one in Severity}
    for column, change in details.items():
        if column not in _DANGER or not isinstance(change, list):
            continue
        before, after = change
        match column:
            case "severity":
                yield ranks.get(after, 0) > ranks.get(before, 0)
            case "people_at_risk":
                yield int(after or 0) > int(before or 0)
            case _:
                yield after in (Kind.INCIDENT.value, "True")
