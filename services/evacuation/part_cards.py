"""The cards of officers about their part of a list: it is given, it goes to another, it came from another."""

from collections.abc import Callable, Sequence

from models import Evacuation
from services.cards import wording
from services.cards.card import Card, below, button, lines
from services.core.act import Actor
from services.core.town import Town
from services.evacuation import cards
from services.evacuation.order.targets import Home
from services.evacuation.order.views import View
from texts import Words


def parts(town: Town, words: Words, one: Evacuation, *, nobody: bool = False) -> Callable[[Sequence[Home]], Card]:
    """Return the drawing of officers' parts of the list; lines that all share are drawn once.

    ``nobody``: for the station, of the homes without an officer.
    """
    above = lines(cards.head(words, one), words("evacuation-nobody") if nobody else None)
    work = _work(town, words, one)

    def part(homes: Sequence[Home]) -> Card:
        said = words(
            "evacuation-part",
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


def _work(town: Town, words: Words, one: Evacuation) -> Card:
    """Return what every officer of an order has to know and do, with the button to the list."""
    text = lines(
        words("evacuation-reason", text=wording.shortened(one.reason, cards.SHOWN)),
        words("evacuation-route", text=wording.shortened(one.route, cards.SHOWN)),
        words("evacuation-due", at=words.time(one.due_at, town.zone)) if one.due_at else None,
        below(words("evacuation-part-how")),
    )
    return Card(text=text, rows=((button(words.plain("evacuation-open-list"), cards.LIST, one.id),),))


def gone(words: Words, one: Evacuation, now: Actor, by: Actor) -> Card:
    """Tell an officer that another has their part now; their entries stay."""
    said = words("evacuation-part-gone", now=called(words, now), by=called(words, by))
    return Card(text=lines(cards.head(words, one), said))
