"""A squad's group beside its roster, in words: who is missing, who is too many; and what has changed."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from models import Squad
from services.cards.card import Button, Card, below, button, lines
from services.cards.people import named
from services.cards.wording import drill
from services.core.town import Town
from services.squads.cards import ALL, OPEN
from services.squads.membership import Comparison, Other
from services.squads.squads import Mate
from texts import Words

COMPARE, COUNT = "squad_group", "squad_count"
"""Show the comparison, and ask Telegram anew; the subject is the squad."""
SHOWN = 12
"""People named in one part; the rest is counted."""
NAME = 24
"""Characters of a name as Telegram shows it."""

Anybody = TypeVar("Anybody", Mate, Other)


def comparison(town: Town, words: Words, squad: Squad, found: Comparison) -> Card:
    """Return the squad beside its group."""
    group, mates, strange = found.group, _mate(town, words), _other(town, words)
    text = lines(
        drill(town, words),
        words("membership-head", squad=squad.name, title=group.title),
        words("membership-here", here=len(found.here), all=len(_everybody(found))),
        words("membership-people", count=group.people) if group.people is not None else None,
        _part(words, "membership-absent", found.absent, mates),
        _part(words, "membership-unseen", found.unseen, mates),
        _part(words, "membership-out", found.out, mates),
        _part(words, "membership-others", found.others, strange),
        below(words("membership-agrees")) if not (found.absent or found.unseen or found.out or found.others) else None,
        below(words("membership-counted", at=words.time(group.counted_at, town.zone))) if group.counted_at else None,
        None if group.administrator else below(words("membership-not-admin")),
    )
    rows: tuple[tuple[Button, ...], ...] = (
        (button(words.plain("membership-button-count"), COUNT, squad.id),),
        (button(words.plain("membership-button-back"), OPEN, squad.id, f"{ALL}.0"),),
    )
    return Card(text=text, rows=rows)


def news(town: Town, words: Words, squad: Squad, title: str, left: Sequence[Mate], came: Sequence[Other]) -> Card:
    """Tell who of the squad has left the group, and who has come that is not of it."""
    text = lines(
        drill(town, words),
        words("membership-news", squad=squad.name, title=title),
        _part(words, "membership-left", left, _mate(town, words)),
        _part(words, "membership-came", came, _other(town, words)),
    )
    return Card(text=text, rows=((button(words.plain("squad-button-group"), COMPARE, squad.id),),))


def _everybody(found: Comparison) -> list[Mate]:
    return [*found.here, *found.absent, *found.unseen, *found.out]


def _part(words: Words, key: str, people: Sequence[Anybody], said: Callable[[Anybody], str]) -> str | None:
    if not people:
        return None
    names = [said(one) for one in people[:SHOWN]]
    if len(people) > SHOWN:
        names.append(words.plain("membership-more", count=len(people) - SHOWN))
    return below(words(key, count=len(people), names=tuple(names)))


def _mate(town: Town, words: Words) -> Callable[[Mate], str]:
    return lambda mate: named(town, words, mate.name, mate.phone)


def _other(town: Town, words: Words) -> Callable[[Other], str]:
    """Somebody of the roster is masked; of a stranger only the name is known that the group itself shows."""

    def said(other: Other) -> str:
        if other.person is not None:
            return named(town, words, other.person.name, other.person.phone)
        if other.former is not None:
            return words.plain("membership-former", name=named(town, words, *other.former))
        shown = other.called[:NAME] if other.called else words.plain("membership-nameless")
        return words.plain("membership-stranger", name=shown)

    return said
