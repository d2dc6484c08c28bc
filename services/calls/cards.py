"""The list of people to telephone, and the page of one of them."""

from collections.abc import Sequence

from markupsafe import Markup

from services.calls.calls import Wanted
from services.calls.sources import Matter
from services.cards.card import Button, Card, below, button, lines
from services.core.act import Actor
from services.core.labels import name
from services.core.paging import Listing, sign
from services.core.town import Town
from services.messaging.undelivered import OPEN, OPEN_CASE
from texts import Words

RING, REACHED, MISSED, SHOW, HAND = "calls_ring", "calls_ok", "calls_no", "calls_who", "calls_hand"
"""The number; reached; not reached; a person's page; call another person instead. The subject is the row."""
PICK, ALL = "calls_pick", "calls_all"
"""Choose several; note the outcome for those chosen. The subject is the page, the extra those chosen on it."""
SHOWN, WHOLE, CASES = 2, 15, 4
"""Matters in the list, and on a page of one person; cases with a button there."""
PAGE = 7


def listed(town: Town, words: Words, listing: Listing[Wanted], matters: int) -> Card:
    """Return a page of the list: a line and a row of buttons for each person."""
    if not listing.total:
        return Card(text=words("calls-none"))
    first = listing.page * listing.size
    text = lines(
        words("calls-head", count=listing.total, matters=matters),
        *(below(_line(town, words, row, first + at)) for at, row in enumerate(listing.entries, 1)),
    )
    rows = [_row(words, row, first + at) for at, row in enumerate(listing.entries, 1)]
    several = [(button(words.plain("calls-several"), PICK, listing.page, chosen(listing, 0)),)]
    return Card(text=text, rows=(*rows, *(several if listing.total > 1 else []), *_turn(listing)))


def picking(words: Words, listing: Listing[Wanted], mask: int) -> Card:
    """Return the page on which several people are chosen."""
    count = mask.bit_count()
    rows: list[tuple[Button, ...]] = [
        (
            button(
                words.plain("broadcast-choice", name=row.first.name, chosen="yes" if mask >> at & 1 else "no"),
                PICK,
                listing.page,
                chosen(listing, mask ^ (1 << at)),
            ),
        )
        for at, row in enumerate(listing.entries)
    ]
    if count:
        outcomes = (("calls-reached-several", "y"), ("calls-missed-several", "n"))
        rows.append(
            tuple(
                button(words.plain(key, count=count), ALL, listing.page, chosen(listing, mask, outcome))
                for key, outcome in outcomes
            )
        )
    rows.append((button(words.plain("button-back"), OPEN, listing.page),))
    return Card(text=words("calls-pick"), rows=tuple(rows))


def page(town: Town, words: Words, row: Wanted, instead: Sequence[Actor]) -> Card:
    """Return a person's page: all that waits, its cases, and the people to call instead."""
    text = lines(
        _line(town, words, row, 0, shown=WHOLE),
        below(words("calls-instead")) if instead else None,
    )
    cases = {one.case_id: one.number for one in row.matters if one.case_id is not None and one.number}
    rows: list[tuple[Button, ...]] = [_row(words, row)]
    rows += [
        (button(words.plain("undelivered-case", number=number), OPEN_CASE, case_id, OPEN),)
        for case_id, number in list(cases.items())[:CASES]
    ]
    rows += [
        (button(words.plain("calls-hand", name=one.name, post=_post(words, one)), HAND, row.who, one.person_id),)
        for one in instead
    ]
    rows.append((button(words.plain("button-back"), OPEN, 0),))
    return Card(text=text, rows=tuple(rows))


def chosen(listing: Listing[Wanted], mask: int, outcome: str = "") -> str:
    """Return the extra of a button: the people chosen on a page, and a sign of the page, which may change meanwhile."""
    return f"{mask}.{sign(row.who for row in listing.entries)}.{outcome}"


def read(listing: Listing[Wanted], extra: str) -> tuple[int, str] | None:
    """Return the people chosen and the outcome; None when the page is another one by now."""
    mask, _, rest = extra.partition(".")
    known, _, outcome = rest.partition(".")
    if known != sign(row.who for row in listing.entries) or not (mask.isascii() and mask.isdigit() and len(mask) < 6):
        return None
    return int(mask), outcome


def _row(words: Words, row: Wanted, number: int = 0) -> tuple[Button, ...]:
    """Return a person's buttons; where no name is on one of them, the first has the ``number`` in the list."""
    who, found, nameless = row.who, [], row.first.callee is None
    if not nameless:
        found.append(button(words.plain("calls-ring", name=row.first.name), RING, who))
    reached = words.plain("calls-reached", number=number if nameless else 0)
    found += [button(reached, REACHED, who), button(words.plain("calls-missed"), MISSED, who)]
    if number:
        found.append(button(words.plain("calls-another"), SHOW, who))
    return tuple(found)


def _line(town: Town, words: Words, row: Wanted, number: int, *, shown: int = SHOWN) -> Markup:
    first = row.first
    about = [_post(words, row.person) if row.person else "", first.where]
    reasons = list(dict.fromkeys(one.why for one in row.matters))
    matters = [_matter(words, one) for one in row.matters[:shown]]
    return Markup(
        lines(
            words(
                "calls-person",
                number=number,
                name=first.name,
                about=" ".join(dict.fromkeys(part for part in about if part)) or "no",
                instead=first.instead_of or "no",
            ),
            words("calls-why", reasons=tuple(reasons[:2]), since=words.time(row.since, town.zone)),
            words("calls-matters", matters=tuple(matters), more=len(row.matters) - len(matters)),
            words("calls-desk", desk=first.desk) if first.desk else None,
            words("calls-missed-times", count=row.missed, at=words.time(row.missed_at, town.zone))
            if row.missed_at
            else None,
        )
    )


def _matter(words: Words, one: Matter) -> str:
    drill = words.plain("undelivered-drill") if one.drill else None
    number = None if one.number and one.number in one.what else one.number
    return " ".join(part for part in (drill, number, one.what) if part)


def _post(words: Words, person: Actor) -> str:
    return name(words, person.posts[0].role).unescape() if person.posts else ""


def _turn(listing: Listing[Wanted]) -> list[tuple[Button, ...]]:
    if listing.pages == 1:
        return []
    at = listing.page
    turn = (("◀", at - 1), (f"{at + 1}/{listing.pages}", at), ("▶", at + 1))
    return [tuple(button(label, OPEN, to) for label, to in turn if 0 <= to < listing.pages)]
