"""Alarms of a mobilisation: a squad under strength, a team that must check in, a call for help."""

from collections.abc import Sequence

from models import Mobilisation, Squad, Whereabouts
from services.cards import people as cards_people
from services.cards.card import Button, Card, button, lines
from services.core import geo
from services.core.act import Actor
from services.core.town import Town
from services.mobilisation.cards import ADD, CHECK_IN, OPEN, SAFE, SOS, TAKE, head, verb, where
from services.mobilisation.strength import Headcount
from texts import Words

CALL_NEWS = {
    "sos_taken": ("mobilise-help-taken", "mobilise-help-taken-yours"),
    "sos_mistake": ("mobilise-help-mistake-told", "mobilise-help-mistake-told"),
    "sos_back": ("mobilise-help-back-told", "mobilise-help-back-told"),
    "sos_over": ("mobilise-help-over-told", "mobilise-help-over-yours"),
}
"""The news about a call for help: for the people who heard the call, and for the person who called."""
PHONE = "mo_phone"
"""The button that shows the number of a person who called for help; the extra is the person."""
MISTAKE = "mu_oops"
"""End the actor's own call for help: it was a mistake."""


def short(words: Words, one: Mobilisation, count: Headcount, offers: Sequence[tuple[Squad, float | None]]) -> Card:
    """Alarm: a squad will be under strength; the nearest others a tap away."""
    rows = tuple((button(squad_label(words, squad, far), ADD, one.id, squad.id),) for squad, far in offers[:4])
    text = lines(
        head(words, one),
        words("mobilise-short", squad=count.name, possible=count.possible, needed=count.needed, away=count.unreached),
        words("mobilise-short-offer") if rows else None,
    )
    return Card(text=text, rows=rows)


def order_of(one: Mobilisation, offers: Sequence[tuple[Squad, float | None]]) -> str:
    """Return how squads to choose from are ordered: the variant of the text that says so."""
    if any(far is not None for _, far in offers):
        return "near"
    return "code" if geo.pin_of(one) else "unpinned"


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
    return Card(text=text, rows=call_rows(words, one, person.person_id, taken=False), place=place)


def call_rows(words: Words, one: Mobilisation, person_id: int, *, taken: bool) -> tuple[tuple[Button, ...], ...]:
    """Return the buttons of an open call for help, for the people who heard it."""
    take = verb(words, one, "mobilise-help-take", TAKE, person_id)
    return (
        *(() if taken else ((take,),)),
        (verb(words, one, "mobilise-sos-phone", PHONE, person_id),),
        (verb(words, one, "mobilise-help-end", SAFE, person_id),),
        (verb(words, one, "mobilise-open", OPEN),),
    )


def called(words: Words, one: Mobilisation) -> Card:
    """Tell a person that the call for help went out, with the way back."""
    text = lines(head(words, one), words("mobilise-sos-sent"))
    return Card(text=text, rows=((verb(words, one, "mobilise-help-mistake", MISTAKE),),))


def call_news(
    town: Town, words: Words, *, one: Mobilisation, what: str, person: Actor | None, by: Actor, person_id: int | None
) -> Card:
    """Tell the news about a call for help.

    ``person_id``: the person who called, for the people who heard it; None: for that person.
    """
    key = CALL_NEWS[what][person_id is None]
    text = words(key, name=cards_people.called(town, words, person), by=cards_people.called(town, words, by))
    rows: tuple[tuple[Button, ...], ...] = ()
    if person_id is None:
        rows = ((verb(words, one, "mobilise-sos", SOS),),)
        if what == "sos_taken":
            rows = (*rows, (verb(words, one, "mobilise-help-mistake", MISTAKE),))
    elif what == "sos_taken":
        rows = call_rows(words, one, person_id, taken=True)
    elif what == "sos_mistake":  # somebody may have pressed it for them: ring, and see
        rows = ((verb(words, one, "mobilise-sos-phone", PHONE, person_id),),)
    return Card(text=lines(head(words, one), text), rows=rows)
