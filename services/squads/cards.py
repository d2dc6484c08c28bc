"""Cards of squads: figures, and people by masked names with the number's end (I9)."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from markupsafe import Markup

from models import Squad
from services.cards.card import Button, Card, below, button, lines
from services.cards.people import named
from services.cards.wording import drill
from services.core.labels import name
from services.core.paging import Listing
from services.core.town import Town
from services.squads.squads import Mate, strength
from texts import Words

LIST, OPEN, PLACE = "squads", "squad", "squad_pin"
"""The list of squads (the extra is the page), one squad (subject: its id; extra: filter and page), its pin."""
ALL, OUT = "all", "out"
"""The people shown: everybody, or those not logged in."""
A_PAGE = 10


def overview(
    town: Town, words: Words, squads: Listing[Squad], people: Mapping[int, Sequence[Mate]]
) -> tuple[Markup, list[tuple[Button, ...]]]:
    """Return the squads of one page in a line each, and a button for each."""
    parts = [words("squad-list-head", count=squads.total)]
    parts += [
        words("squad-list-line", squad=squad.name, **asdict(strength(town, squad, people[squad.id])))
        for squad in squads.entries
    ]
    rows: list[tuple[Button, ...]] = [(button(squad.name, OPEN, squad.id, f"{ALL}.0"),) for squad in squads.entries]
    return Markup(lines(*parts)), rows


def head(town: Town, words: Words, squad: Squad, people: Sequence[Mate]) -> Markup:
    """Return a squad's name, figures and gathering place."""
    figures = strength(town, squad, people)
    return Markup(
        lines(
            drill(town, words),
            words("squad-head", squad=squad.name),
            words("squad-figures", **asdict(figures)),
            words("squad-lacking", count=figures.lacking) if figures.lacking else None,
            words("squad-gathering", place=squad.gathering) if squad.gathering else None,
        )
    )


def page(town: Town, words: Words, listing: Listing[Mate], which: str, home: bool) -> str:
    """Return one page of people, a line each; ``home``: with the villages that they come from."""
    if not listing.entries:
        return below(words("squad-all-in" if which == OUT else "squad-nobody"))
    first = listing.page * listing.size + 1
    return below(lines(*(line(town, words, mate, first + at, home) for at, mate in enumerate(listing.entries))))


def line(town: Town, words: Words, mate: Mate, number: int, home: bool) -> Markup:
    """Return one person in a line: post, and the facts that a captain needs."""
    about = [
        name(words, mate.role),
        words("squad-party") if mate.party_member else None,
        mate.home if home else None,
        mate.skills,
        mate.equipment,
        words("squad-stands-in", name=named(town, words, mate.principal_name, mate.principal_phone or ""))
        if mate.principal_name
        else None,
        words("squad-joined") if mate.joined_at else None,
        None if mate.reachable else words("squad-unreachable" if mate.logged_in else "squad-not-logged-in"),
    ]
    return words(
        "squad-line", number=number, name=mate.said(town, words), about=" · ".join(part for part in about if part)
    )


def pin(words: Words, squad: Squad) -> Card | None:
    """Return the gathering place as a pin; None where the roster has none."""
    if squad.latitude is None or squad.longitude is None:
        return None
    text = words("squad-pin", squad=squad.name, place=squad.gathering or "-")
    return Card(text=text, place=(squad.latitude, squad.longitude))
