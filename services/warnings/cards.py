"""A warning in a card, in a line of a list, and the question about an ending."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from markupsafe import Markup

from models import Feed
from models.enums import Colour
from services.cards import wording
from services.cards.card import Button, Card, Picture, below, button, lines
from services.core.labels import name
from services.core.town import Town
from services.duties import cards as duty_cards
from services.warnings.cap.alerts import Area, Info, Note
from services.warnings.meaning import events
from services.warnings.meaning.colours import Source
from services.warnings.register import stored
from services.warnings.register.views import Asked, Told, Warned
from texts import Words

LIST, SEE, FEEDS = "warnings", "warning", "warning_feeds"
REACH, COLOUR, ENDS, CLOSE = "warning_reach", "warning_colour", "warning_ends", "warning_close"
"""The actions of the buttons; the subject is the warning, of ``REACH`` and ``COLOUR`` the version, of ``ENDS`` the
ending."""
LONGEST, DEVIATIONS = 600, 5
"""Characters of what the issuer says, and deviations, that a card shows."""


def drawn(
    town: Town, warned: Warned, villages: Mapping[int, str], now: datetime, *, picture: Picture | None = None
) -> Callable[[Words], Card]:
    """Return the drawing of a warning's card for a message; its button leads to where the warning is answered."""

    def draw(words: Words) -> Card:
        see = ((button(words.plain("warning-see"), SEE, warned.id),),)
        return warning(town, words, warned, villages, now, picture=picture, rows=see)

    return draw


def warning(
    town: Town,
    words: Words,
    warned: Warned,
    villages: Mapping[int, str],
    now: datetime,
    *,
    more: Sequence[str | None] = (),
    rows: Sequence[tuple[Button, ...]] = (),
    picture: Picture | None = None,
) -> Card:
    """Return a warning: its state, the words of its issuer, times, places, deviations, and what to do next."""
    told = warned.head
    info = told.alert.said(words.language) or Info()
    notes = warned.deviations
    text = lines(
        _trial(words, warned),
        words("warning-head", title=title(town, words, warned), state=state(words, warned, now)),
        words("warning-issued", by=info.sender_name or told.alert.sender, at=_time(town, words, told.alert.sent)),
        words("warning-times", begins=_time(town, words, warned.begins), ends=_time(town, words, warned.ends)),
        words("warning-touches", places=places(words, warned, villages)),
        words("warning-lines", lines=_lines(town, words, warned)),
        *_closed(town, words, warned),
        *(_disputed(words, one) for one in warned.shown),
        below(words("warning-says", text=wording.shortened(_said(info), LONGEST))) if _said(info) else None,
        *more,
        below(_noted(words, notes)) if notes else None,
        *(one.in_words(words) for told in _asking(warned) for one in unclear(told)),
        words("warning-asks-colour-how") if any(one.asks_colour for one in warned.active if one.concerns) else None,
    )
    return Card(text=text, rows=(*asking(words, warned), *rows), picture=picture)


def title(town: Town, words: Words, warned: Warned) -> str:
    """Return a warning's colour and kind."""
    return heading(town, words, warned.colour, kinds(town, words, warned))


def heading(town: Town, words: Words, colour: Colour | None, kinds: Sequence[str]) -> str:
    """Return a colour and kinds of event, as a title."""
    return words.plain(
        "warning-title",
        mark=duty_cards.colour_mark(words, colour) if colour else "⚠️",
        colour=name(words, colour) if colour else "no",
        kind="、".join(kinds) or "no",
    )


def kinds(town: Town, words: Words, warned: Warned) -> tuple[str, ...]:
    """Return the names of a warning's kinds of event."""
    found = dict.fromkeys(code for one in warned.shown for code in events.kinds(town.settings, one.alert))
    return tuple(kind(town, words, code) for code in found)


def kind(town: Town, words: Words, code: str) -> str:
    """Return the name of a kind of event."""
    given = town.settings.warnings.events[code].name
    return given.in_language(words.language) if given is not None else words.plain(f"warning-event-{code}")


def state(words: Words, warned: Warned, now: datetime) -> str:
    """Return how a warning stands."""
    if warned.coming(now):
        return words.plain("warning-state-coming")
    if warned.head.by is None and warned.head.row.closed and not warned.active:
        return words.plain("warning-state-closed")
    return words.plain(f"warning-state-{warned.state.value}")


def places(words: Words, warned: Warned, villages: Mapping[int, str]) -> str:
    """Return the places that a warning touches."""
    if warned.everywhere:
        return words.plain("warning-everywhere")
    named = [villages[one] for one in sorted(warned.villages) if one in villages]
    asks = any(one.asks_reach for one in warned.shown)
    return words.plain("warning-places", names=tuple(named) or "no", asks="yes" if asks else "no")


def line(town: Town, words: Words, warned: Warned, now: datetime) -> Button:
    """Return a warning in a list: a button that opens it."""
    label = words.plain(
        "warning-line",
        title=title(town, words, warned),
        state=state(words, warned, now),
        trial="no" if warned.real else "yes",
        ends=_time(town, words, warned.ends) if warned.active else "no",
    )
    return button(label, SEE, warned.id)


def asking(words: Words, warned: Warned) -> list[tuple[Button, ...]]:
    """Return the buttons that answer what is unclear about the versions in force."""
    rows: list[tuple[Button, ...]] = []
    for one in warned.active:
        if not warned.real:
            continue
        if (one.row.unclear and one.concerns) or one.row.reach_by_id is not None:
            rows.append((button(words.plain("warning-say-reach"), REACH, one.row.id),))
        if one.concerns and one.asks_colour:
            rows.append((button(words.plain("warning-say-colour"), COLOUR, one.row.id),))
    return rows


def question(town: Town, words: Words, asked: Asked) -> Card:
    """Ask which warnings an ending ends."""
    info = asked.alert.said(words.language) or Info()
    text = lines(
        words("warning-ending", by=info.sender_name or asked.alert.sender, at=_time(town, words, asked.alert.sent)),
        asked.why.in_words(words),
        below(words("warning-says", text=wording.shortened(_said(info), LONGEST))) if _said(info) else None,
        below(words("warning-ending-how")),
    )
    rows = [
        button(words.plain("warning-ends-this", title=title(town, words, one)), ENDS, asked.row.id, one.id)
        for one in asked.candidates
    ]
    if len(rows) > 1:
        rows.append(button(words.plain("warning-ends-all"), ENDS, asked.row.id, "all"))
    rows.append(button(words.plain("warning-ends-none"), ENDS, asked.row.id, "none"))
    return Card(text=text, rows=tuple((one,) for one in rows))


def feed(town: Town, words: Words, row: Feed, called: str, *, works: bool) -> Card:
    """Tell that a feed is silent, or works again."""
    key = "warning-feed-works" if works else "warning-feed-silent"
    head = words(key, name=called, at=_time(town, words, row.heard_at), since=_time(town, words, row.failed_since))
    said = None if works else below(feed_fault(words, row))
    rows = ((button(words.plain("warning-feeds"), FEEDS),),)
    return Card(text=lines(head, said, None if works else words("warning-feed-how")), rows=rows)


def feed_line(town: Town, words: Words, called: str, row: Feed | None) -> Markup:
    """Return how a feed stands: when it was last heard, and its fault."""
    fault = row.fault if row is not None else None
    heard_at = row.heard_at if row is not None else None
    state = "bad" if fault else "ok" if heard_at else "new"
    head = words("warning-feed-line", name=called, at=_time(town, words, heard_at), state=state)
    return Markup("{}\n{}").format(head, feed_fault(words, row)) if row is not None and fault else head


def feed_fault(words: Words, row: Feed) -> Markup:
    """Return the last fault of a feed in words."""
    return stored.notes_of([row.fault])[0].in_words(words) if row.fault else Markup()


def unclear(told: Told) -> tuple[Note, ...]:
    """Return the parts of a version's areas that were not understood."""
    return stored.notes_of(told.row.unclear)


def areas(told: Told) -> tuple[Area, ...]:
    """Return the first areas of a version, by which the officer can tell."""
    return tuple(dict.fromkeys(area for info in told.alert.infos for area in info.areas))[:DEVIATIONS]


def _asking(warned: Warned) -> list[Told]:
    return [one for one in warned.active if one.asks_reach]


def _trial(words: Words, warned: Warned) -> Markup | None:
    return None if warned.real else words("warning-trial", status=warned.status.value.casefold())


def _closed(town: Town, words: Words, warned: Warned) -> list[Markup]:
    thread = warned.thread
    if thread.closed_at is None:
        return []
    key = "warning-closed-before" if warned.active else "warning-closed"
    return [words(key, at=_time(town, words, thread.closed_at), reason=thread.reason or "")]


def _disputed(words: Words, told: Told) -> Markup | None:
    """Return the places in which colours were found, when they differ."""
    found = told.colours.evidence
    if len({one.colour for one in found}) < 2:
        return None
    said = [
        words.plain(f"warning-colour-{one.source.value}", colour=name(words, one.colour), text=one.text[:40])
        for one in sorted(found, key=lambda one: list(Source).index(one.source))
    ]
    counts = name(words, told.colour) if told.colour else "no"
    return words("warning-colours-differ", said="；".join(dict.fromkeys(said)), colour=counts)


def _lines(town: Town, words: Words, warned: Warned) -> tuple[str, ...] | str:
    known = town.settings.lines
    return tuple(known[one].name.in_language(words.language) for one in warned.lines(town.settings)) or "no"


def _noted(words: Words, notes: Sequence[Note]) -> Markup:
    shown = [one.in_words(words) for one in notes[:DEVIATIONS]]
    more = len(notes) - len(shown)
    rest = [words("warning-notes-more", count=more)] if more else []
    return Markup("\n").join([words("warning-notes"), *shown, *rest])


def _said(info: Info) -> str:
    parts = (info.headline, info.description, info.instruction)
    return "\n".join(dict.fromkeys(part.strip() for part in parts if part.strip()))


def _time(town: Town, words: Words, at: datetime | None) -> str:
    return words.time(at, town.zone) if at is not None else words.plain("warning-no-time")
