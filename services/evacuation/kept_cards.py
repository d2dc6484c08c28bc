"""The cards about keeping and destroying the list of an order."""

from collections.abc import Mapping
from datetime import datetime

from models import Evacuation
from models.enums import EvacueeState
from services.cards.card import Button, Card, button
from services.core.town import Town
from services.evacuation import cards
from texts import Words

KEEP, FREE = "ev_keep", "ev_free"


def will_be_erased(town: Town, words: Words, one: Evacuation, at: datetime) -> Card:
    """Tell that a list will be destroyed, with its file and a way to hold it."""
    text = words("evacuation-will-be-erased", number=one.number or "", at=words.time(at, town.zone))
    return Card(text=text, rows=((button(words.plain("evacuation-file"), cards.FILE, one.id),), (keeping(words, one),)))


def keeping(words: Words, one: Evacuation) -> Button:
    """Return the button that holds a list, or holds it no longer."""
    key, action = ("evacuation-free", FREE) if one.held_at else ("evacuation-keep", KEEP)
    return button(words.plain(key), action, one.id)


def was_erased(words: Words, one: Evacuation, gone: Mapping[str, int]) -> Card:
    """Report how much was destroyed."""
    counts = {name: gone[name] for name in ("people", "entries", "stays", "messages")}
    return Card(text=words("evacuation-was-erased", number=one.number or "", **counts))


def erased(town: Town, words: Words, one: Evacuation) -> Card:
    """Show the sums of an order after its list was destroyed."""
    states = [state.value for state in EvacueeState]
    text = words(
        "evacuation-is-erased",
        at=words.time(one.erased_at, town.zone) if one.erased_at else "",
        people=sum(row[state] for row in one.final for state in states),
        evacuated=sum(row["evacuated"] for row in one.final),
        relocated=sum(row["relocated"] for row in one.final),
    )
    return Card(text=f"{cards.head(words, one)}\n{text}")
