"""A case's timeline: its journal in words, a page at a time."""

from datetime import datetime

import sqlalchemy as sa
from markupsafe import Markup

from models import JournalEntry, Unit
from models.enums import Action
from services.cards.card import Card, button
from services.cards.card import lines as join
from services.cards.masking import shown_name
from services.cases import card
from services.cases.lifecycle import load_case, subject_of
from services.core import journal
from services.core.act import Act
from services.core.labels import name
from services.core.town import Town
from services.people import directory
from services.people.access import require
from texts import Words

PAGE = 10
SAID_SHOWN = 200
"""Characters of an entry; the whole of a feedback or an answer is on the card, or among the orders."""


async def page(act: Act, case_id: int, *, number: int) -> Card:
    """Return a page of the timeline, newest page last; ``number`` counts from 0, -1 is the last one."""
    case = await load_case(act.session, case_id, lock=False)
    require(act.actor, Action.VIEW, await subject_of(act.session, case))
    words = act.town.words(act.actor.language)
    entries = await journal.history(act.session, journal.of_case(case.id))
    pages = max(1, -(-len(entries) // PAGE))
    number = pages - 1 if number < 0 else min(number, pages - 1)
    names = await directory.names(act.session, [entry.actor_id for entry in entries])
    unit_ids = {entry.details.get("unit") for entry in entries} - {None}
    units = {
        row.id: row.name
        for row in await act.session.execute(sa.select(Unit.id, Unit.name).where(Unit.id.in_(unit_ids)))
    }
    shown = entries[number * PAGE : (number + 1) * PAGE]
    text = join(
        card.title(words, act.town, case),
        words("timeline-head", page=number + 1, pages=pages),
        *(_entry(act.town, words, entry, names, units) for entry in shown),
    )
    turn = []
    if number > 0:
        turn.append(button(words.plain("button-earlier"), "timeline", case.id, number - 1))
    turn.append(button(words.plain("button-back"), "view", case.id))
    if number < pages - 1:
        turn.append(button(words.plain("button-later"), "timeline", case.id, number + 1))
    return Card(text=text, rows=(tuple(turn),))


def _entry(town: Town, words: Words, entry: JournalEntry, names: dict[int, str], units: dict[int, str]) -> Markup:
    unit = units.get(entry.details.get("unit", 0), "")
    return words(
        "timeline-entry",
        at=words.time(entry.at, town.zone),
        who=shown_name(town, names.get(entry.actor_id)) if entry.actor_id in names else words("timeline-system"),
        action=name(words, Action(entry.action)),
        unit=unit or "none",
        said=_said(town, words, entry)[:SAID_SHOWN] or "none",
    )


def _said(town: Town, words: Words, entry: JournalEntry) -> str:
    """Return what belongs to an action: the other case, the time it is about, the units, the words."""
    details = entry.details
    parts = [
        words.plain(f"timeline-{key}", number=str(details[key]))
        for key in ("into", "took", "part", "from")
        if details.get(key)
    ]
    parts += [
        words.plain(f"timeline-{key}", at=words.time(datetime.fromisoformat(details[key]), town.zone))
        for key in ("eta", "until", "event")
        if details.get(key)
    ]
    if details.get("reporting"):
        parts.append(words.plain(f"reporting-state-{str(details['reporting'][1]).replace('_', '-')}"))
    if details.get("alarm"):
        known = details["alarm"]
        attention = "yes" if known.get("attention") else "no"
        parts.append(
            words.plain("county-alarm", dead=known.get("dead", 0), missing=known.get("missing", 0), attention=attention)
        )
    parts += details.get("units") or ()
    parts.append(str(entry.reason or details.get("text") or details.get("after") or ""))
    return words.plain("list-comma").join(part for part in parts if part)
