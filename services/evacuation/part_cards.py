"""The cards about a part of a list: it is given, it goes to another officer, it came from another; of a village."""

from collections.abc import Callable, Sequence
from enum import Enum

from models import Evacuation
from services.cards import wording
from services.cards.card import Card, below, button, lines
from services.core.act import Actor
from services.core.town import Town
from services.evacuation import cards
from services.evacuation.order.targets import Home
from services.evacuation.order.views import View
from texts import Words


class Told(Enum):
    """The people who are told of homes on the list, by the texts that say what the homes are to them."""

    OFFICER = "evacuation-part", "evacuation-part-how"
    STATION = "evacuation-part-nobody", "evacuation-part-how"
    """Of the homes without an officer."""
    VILLAGE = "evacuation-part-village", "evacuation-part-lead"
    """The principal of a village, of all its homes."""


def parts(town: Town, words: Words, one: Evacuation, whom: Told) -> Callable[[Sequence[Home]], Card]:
    """Return the drawing of parts of the list; lines that all share are drawn once."""
    above, (share, how) = cards.head(words, one), whom.value
    work = _work(town, words, one, how)

    def part(homes: Sequence[Home]) -> Card:
        said = words(
            share,
            homes=len(homes),
            people=sum(home.people for home in homes),
            vulnerable=sum(home.vulnerable for home in homes),
            frail=sum(1 for home in homes if home.vulnerable),
        )
        helped = sum(1 for home in homes if home.helper_id)
        text = lines(above, said, words("evacuation-helped", count=helped) if helped else None, work.text)
        return work.model_copy(update={"text": text})

    return part


def called(words: Words, person: Actor | None) -> str:
    """Return an officer by whole name, as the list shows one: officers have to find each other. None: the station."""
    if person is None:
        return words.plain("evacuation-the-station")
    return words.plain("duty-person", name=person.name, end=person.phone[-4:])


def yours(town: Town, words: Words, view: View, before: Actor | None, by: Actor) -> Card:
    """Tell an officer that a part is theirs now; ``before``: who had it."""
    one, counted = view.order, view.balance
    work = _work(town, words, one)
    text = lines(
        cards.head(words, one),
        words("evacuation-part-yours", before=called(words, before), by=called(words, by)),
        words("evacuation-total", homes=view.homes, people=counted.count(), vulnerable=counted.vulnerable),
        words("evacuation-unaccounted", count=counted.unaccounted),
        work.text,
    )
    return work.model_copy(update={"text": text})


def _work(town: Town, words: Words, one: Evacuation, how: str = "evacuation-part-how") -> Card:
    """Return what every officer of an order has to know and do, with the button to the list."""
    text = lines(
        words("evacuation-reason", text=wording.shortened(one.reason, cards.SHOWN)),
        words("evacuation-route", text=wording.shortened(one.route, cards.SHOWN)),
        words("evacuation-due", at=words.time(one.due_at, town.zone)) if one.due_at else None,
        below(words(how)),
    )
    return Card(text=text, rows=((button(words.plain("evacuation-open-list"), cards.LIST, one.id),),))


def gone(words: Words, one: Evacuation, now: Actor, by: Actor) -> Card:
    """Tell an officer that another has their part now; their entries stay."""
    said = words("evacuation-part-gone", now=called(words, now), by=called(words, by))
    return Card(text=lines(cards.head(words, one), said))
