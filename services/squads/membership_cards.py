"""Cards of a squad's group beside its roster: missing people, strangers, and changes."""

from collections.abc import Sequence

from models import Squad
from services.cards.card import Button, Card, below, button, lines
from services.cards.wording import drill
from services.core.town import Town
from services.squads.cards import ALL, OPEN
from services.squads.membership import Comparison, Other
from services.squads.squads import Mate
from texts import Words

COMPARE, COUNT = "squad_group", "squad_count"
"""Show the comparison, and ask Telegram again; the subject is the squad."""
SHOWN = 12
"""People named in one part; the rest is counted."""


def comparison(town: Town, words: Words, squad: Squad, found: Comparison) -> Card:
    """Return the squad beside its group."""
    group = found.group
    parts: dict[str, Sequence[Mate] | Sequence[Other]] = {
        "absent": found.absent,
        "unseen": found.unseen,
        "out": found.out,
        "others": found.others,
    }
    everybody = sum(map(len, (found.here, found.absent, found.unseen, found.out)))
    text = lines(
        drill(town, words),
        words("membership-head", squad=squad.name, title=group.title),
        words("membership-here", here=len(found.here), all=everybody),
        words("membership-people", count=group.people) if group.people is not None else None,
        *(_part(town, words, f"membership-{part}", people) for part, people in parts.items()),
        None if any(parts.values()) else below(words("membership-agrees")),
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
        _part(town, words, "membership-left", left),
        _part(town, words, "membership-came", came),
    )
    return Card(text=text, rows=((button(words.plain("squad-button-group"), COMPARE, squad.id),),))


def _part(town: Town, words: Words, key: str, people: Sequence[Mate] | Sequence[Other]) -> str | None:
    if not people:
        return None
    names = [one.said(town, words) for one in people[:SHOWN]]
    if len(people) > SHOWN:
        names.append(words.plain("membership-more", count=len(people) - SHOWN))
    return below(words(key, count=len(people), names=tuple(names)))
