"""The places of everybody, as the commander sees them: by squad, how old, how far, and each as a pin on demand."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from markupsafe import Markup

from models import Mobilisation
from services.cards import wording
from services.cards.card import Button, Card, below, lines
from services.cards.people import named
from services.core import geo
from services.core.paging import cut
from services.core.town import Town
from services.field.tracks import Located
from services.mobilisation.cards import OPEN, WHERE, head, verb
from services.mobilisation.deployed import Deployed
from texts import Words

KILOMETRE = 1000
"""Metres."""

PER_PAGE = 12


def hint(town: Town, words: Words, begun: Sequence[Deployed]) -> Markup:
    """Say once what sharing a live location means: who sees it, how long it is kept, how it ends."""
    numbers = tuple(one.number for one in begun)
    days = town.settings.privacy.tracks_kept // timedelta(days=1)
    return wording.marked(words, words("track-hint", numbers=numbers, days=days), drill=any(one.drill for one in begun))


def listed(town: Town, words: Words, one: Mobilisation, found: Sequence[Located], page: int, now: datetime) -> Card:
    """Return everybody who is out, a line each under the squad's name; each known place has a button."""
    part = cut(found, page, PER_PAGE)
    said: list[Markup] = []
    rows: list[tuple[Button, ...]] = []
    squad = None
    for known in part.entries:
        if known.squad != squad:
            squad = known.squad
            said.append(words("track-squad", name=squad))
        said.append(_line(town, words, one, known, now))
        if known.place is not None:
            called = named(town, words, known.person.name, known.person.phone)
            rows.append((verb(words, one, "track-pin", WHERE, known.person.id, name=called),))
    placed = sum(known.place is not None for known in found)
    text = lines(
        head(words, one),
        words("track-head", count=len(found), placed=placed),
        *said,
        below(words("track-foot")) if placed < len(found) else None,
    )
    turn = []
    if part.page > 0:
        turn.append(verb(words, one, "button-earlier", WHERE, f"p{part.page - 1}"))
    turn.append(verb(words, one, "mobilise-open", OPEN))
    if part.page < part.pages - 1:
        turn.append(verb(words, one, "button-later", WHERE, f"p{part.page + 1}"))
    return Card(text=text, rows=(*rows, tuple(turn)))


def _line(town: Town, words: Words, one: Mobilisation, known: Located, now: datetime) -> Markup:
    called = named(town, words, known.person.name, known.person.phone)
    place = known.place
    if place is None:
        return words("track-unknown", name=called)
    return words(
        "track-line",
        name=called,
        live="yes" if shared(place.live_until, now) else "no",
        ago=ago(words, place.at, now),
        far=_far(words, one, (place.latitude, place.longitude)),
    )


def pin(town: Town, words: Words, one: Mobilisation, known: Located, now: datetime) -> Card:
    """Return one person's last known place as a pin, with how old and how exact it is."""
    place = known.place
    if place is None:
        raise ValueError("nobody asks for a place that is not known")
    text = words(
        "track-at",
        name=named(town, words, known.person.name, known.person.phone),
        squad=known.squad,
        at=words.time(place.at, town.zone),
        ago=ago(words, place.at, now),
        accuracy=round(place.accuracy) if place.accuracy is not None else "none",
    )
    return Card(text=lines(head(words, one), text), place=(place.latitude, place.longitude))


def shared(live_until: datetime | None, now: datetime) -> bool:
    """Whether a place is still kept up to date by the person's phone."""
    return live_until is not None and now <= live_until


def ago(words: Words, at: datetime, now: datetime) -> str:
    """Return how old something is in words, to the minute."""
    minutes = max(0, int((now - at) // timedelta(minutes=1)))
    return words.plain("track-ago", minutes=minutes if minutes < 60 else 60, hours=minutes // 60)


def _far(words: Words, one: Mobilisation, point: tuple[float, float]) -> str:
    """Return how far a point is from the gathering place, in words: metres to ten, kilometres to a tenth."""
    gather = geo.pin_of(one)
    if gather is None:
        return "none"
    metres = round(geo.distance_m(gather, point), -1)
    if metres < KILOMETRE:
        return words.plain("track-metres", far=int(metres))
    return words.plain("track-kilometres", far=f"{metres / KILOMETRE:.1f}")
