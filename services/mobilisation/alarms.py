"""Alarms of a mobilisation: a squad under strength, a team that must check in, a call for help."""

from collections.abc import Sequence

from models import Mobilisation, Squad, Whereabouts
from services.cards import people as cards_people
from services.cards.card import Card, button, lines
from services.core.act import Actor
from services.core.town import Town
from services.mobilisation.cards import ADD, CHECK_IN, OPEN, SOS, head, verb, where
from services.mobilisation.strength import Headcount
from texts import Words

PHONE = "mo_phone"
"""The button that shows the number of a person who called for help; the extra is the person."""


def short(words: Words, one: Mobilisation, count: Headcount, offers: Sequence[tuple[Squad, float | None]]) -> Card:
    """Alarm: a squad will be under strength; the nearest others a tap away."""
    rows = tuple((button(squad_label(words, squad, far), ADD, one.id, squad.id),) for squad, far in offers[:4])
    text = lines(
        head(words, one),
        words("mobilise-short", squad=count.name, possible=count.possible, needed=count.needed),
        words("mobilise-short-offer") if rows else None,
    )
    return Card(text=text, rows=rows)


def squad_label(words: Words, squad: Squad, far: float | None) -> str:
    """Return a squad on a button, with how far it is."""
    return words.plain("mobilise-squad-far", name=squad.name, km=f"{far / 1000:.1f}" if far is not None else "no")


def check_in(town: Town, words: Words, one: Mobilisation, squad: Squad, minutes: int) -> Card:
    """Ask a team to say that all is well."""
    text = lines(head(words, one), words("mobilise-check-in-asked", squad=squad.name, minutes=minutes))
    return Card(
        text=text, rows=((verb(words, one, "mobilise-check-in", CHECK_IN),), (verb(words, one, "mobilise-sos", SOS),))
    )


def overdue(town: Town, words: Words, one: Mobilisation, squad: Squad, since: str) -> Card:
    """Alarm: a team has not said that all is well."""
    text = lines(head(words, one), words("mobilise-check-in-late", squad=squad.name, since=since))
    return Card(text=text, rows=((verb(words, one, "mobilise-open", OPEN),),))


def sos(
    town: Town, words: Words, one: Mobilisation, person: Actor, squad: str, last: Whereabouts | None = None
) -> Card:
    """Alarm: somebody of a team calls for help; with the last known place as a pin."""
    text = lines(
        head(words, one),
        words("mobilise-sos-alarm", name=cards_people.called(town, words, person), squad=squad),
        where(words, one),
        words("track-last", at=words.time(last.at, town.zone)) if last is not None else None,
    )
    place = (last.latitude, last.longitude) if last is not None else None
    rows = (
        (verb(words, one, "mobilise-sos-phone", PHONE, person.person_id),),
        (verb(words, one, "mobilise-open", OPEN),),
    )
    return Card(text=text, rows=rows, place=place)
