"""Cards of a reachability test: the question, the page before sending, the result.

Nothing in it looks like an alarm: no red, no siren, and the first words say what it is.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from markupsafe import Markup

from models import ReachabilityTest
from models.enums import OutOfReach
from services.broadcasts import cards as broadcasts_cards
from services.cards import people as cards_people
from services.cards import wording
from services.cards.card import Button, Card, below, button, lines
from services.core.act import Actor
from services.core.labels import name
from services.core.paging import Listing
from services.core.town import Town
from services.messaging.audiences import Audience
from services.people.affiliation import Places
from services.reachability.blockers import Hindrance
from services.reachability.result import Out, Result
from services.remediation import cards as remediation_cards
from texts import Words

ANSWER, SEND = "reach_yes", "reach_go"
"""Actions of buttons: "received" (of a test); send it."""
LOOK, UNREACHED = "reach_look", "reach_away"
"""The page before sending; the list of people out of reach now (the extra is the page)."""
SEE, OUT, SHEET = "reach_see", "reach_out", "reach_sheet"
"""A test's result, the people out of reach (the extra is the page), an Excel file of them; the subject is the test."""
SHOWN = 12
"""Posts, villages or squads named in one line."""
A_PAGE = 10


def question(town: Town, words: Words, test: ReachabilityTest, villages: Sequence[str]) -> Card:
    """Return what everybody is asked, without a sound; ``villages`` are those that ask, none: the station."""
    station = words.plain("broadcast-station", town=town.settings.name.in_language(words.language))
    text = lines(
        words("case-drill") if test.drill else None,
        words("reach-question", sign=tuple(villages) or station, at=words.time(test.ends_at, town.zone).split()[-1]),
    )
    return Card(text=text, rows=(_yes(words, test),))


def reminder(town: Town, words: Words, test: ReachabilityTest, villages: Sequence[str]) -> Card:
    """Return the line that reminds of the question."""
    text = wording.marked(words, words("reach-question-again"), drill=test.drill)
    return Card(text=text, rows=(_yes(words, test),), in_full=question(town, words, test, villages))


def _yes(words: Words, test: ReachabilityTest) -> tuple[Button, ...]:
    return (button(words.plain("reach-yes"), ANSWER, test.id),)


def answered(words: Words, test: ReachabilityTest, key: str) -> Card:
    """Return the question once it was answered: thanks, and no button."""
    return Card(text=lines(words("case-drill") if test.drill else None, words("reach-answered"), words(key)))


def preview(
    town: Town,
    words: Words,
    found: Audience,
    places: Places,
    hindrance: Hindrance | None,
    newest: ReachabilityTest | None,
    to_mend: int,
) -> Card:
    """Return the page before sending: people asked, people out of reach, blockers, and the button that sends it."""
    rules = town.settings.roll_call
    reasons = Counter(found.unreached.values())
    text = lines(
        words("case-drill") if town.settings.drill else None,
        words(
            "reach-head",
            minutes=rules.test // timedelta(minutes=1),
            times=len(rules.test_chase_at),
        ),
        below(words("reach-count", count=len(found.people))),
        *heads(words, found.people, places),
        *(words(f"broadcast-unreached-{reason}", count=count) for reason, count in sorted(reasons.items())),
        below(words(hindrance.key, **hindrance.arguments)) if hindrance is not None else None,
    )
    rows: list[tuple[Button, ...]] = []
    if hindrance is None and found.people:
        rows.append((button(words.plain("reach-send", count=len(found.people)), SEND),))
    if found.unreached:
        rows.append((button(words.plain("reach-unreached", count=len(found.unreached)), UNREACHED, "", 0),))
    if newest is not None:
        rows.append((button(words.plain("reach-newest", number=newest.number), SEE, newest.id),))
    if to_mend:
        rows.append((remediation_cards.open_button(words, to_mend),))
    return Card(text=text, rows=tuple(rows))


def heads(words: Words, people: Sequence[Actor], places: Places) -> list[Markup]:
    """Return how many there are by post (the highest counts), by village and by squad, a line each."""
    posts = Counter(places.of(one).role for one in people)
    villages = Counter(place for one in people for place in _held(one, "village_id"))
    squads = Counter(place for one in people for place in _held(one, "squad_id"))
    return [
        *_line(words, "posts", [(name(words, role).unescape(), count) for role, count in _most(posts) if role]),
        *_line(words, "villages", [(places.villages[key], count) for key, count in _most(villages)]),
        *_line(words, "squads", [(places.squads[key], count) for key, count in _most(squads)]),
    ]


def _held(person: Actor, scope: str) -> set[int]:
    return {getattr(post, scope) for post in person.posts} - {None}


def _most(counted: Counter[Any]) -> list[tuple[Any, int]]:
    return sorted(counted.items(), key=lambda pair: -pair[1])


def _line(words: Words, kind: str, counts: Sequence[tuple[str, int]]) -> list[Markup]:
    said = [words.plain("reach-by-one", name=of, count=count) for of, count in counts[:SHOWN]]
    if len(counts) > SHOWN:
        said.append(words.plain("reach-by-more", count=len(counts) - SHOWN))
    return [words("reach-by", kind=kind, counts=tuple(said))] if said else []


def result(town: Town, words: Words, found: Result) -> Card:
    """Return a test in figures: by reason, and what ways are left beside chat."""
    test, ended = found.test, found.test.ended_at is not None
    text = lines(
        words("case-drill") if test.drill else None,
        words(
            "reach-result",
            number=test.number,
            at=words.time(test.started_at, town.zone),
            by="month" if test.started_by_id is None else "hand",
            scope="villages" if test.villages else "town",
        ),
        words("reach-running", at=words.time(test.ends_at, town.zone)) if not ended else None,
        words("reach-figures", asked=found.asked, answered=found.answered, late=found.late, out=found.out),
        words("reach-everybody") if ended and not found.out else None,
        *(
            words("reach-reason", reason=name(words, reason), count=found.reasons[reason])
            for reason in OutOfReach
            if found.reasons.get(reason)
        ),
        *ways(town, words, found),
        below(words("reach-to-mend", count=found.open)) if found.open else None,
    )
    rows: list[tuple[Button, ...]] = []
    if found.out:
        rows.append(
            (
                button(words.plain("reach-out", count=found.out), OUT, test.id, 0),
                button(words.plain("reach-sheet"), SHEET, test.id),
            )
        )
    if found.open:
        rows.append((remediation_cards.open_button(words, found.open),))
    rows.append((button(words.plain("reach-refresh"), SEE, test.id),))
    return Card(text=text, rows=tuple(rows))


def ways(town: Town, words: Words, found: Result) -> list[Markup]:
    """Return what each way could do: chat, the channels beside it, the telephone.

    The channels are the township's, not a person's; a number everybody has, the roster's import sees to it.
    """
    if found.test.ended_at is None:
        return []
    channels = tuple(town.settings.fallback)
    return [
        words("reach-way-chat", reached=found.answered + found.late, asked=found.asked),
        words("reach-way-channels", channels=channels) if channels else words("reach-way-no-channel", out=found.out),
        words("reach-way-phone", asked=found.asked),
    ]


def unreached(town: Town, words: Words, listing: Listing[Actor], found: Audience) -> str:
    """Return a page of who cannot be reached now, and why."""
    shown = [broadcasts_cards.person(town, words, one, found.unreached[one.person_id]) for one in listing.entries]
    return lines(words("reach-unreached-head", count=listing.total), *shown)


def out_of_reach(town: Town, words: Words, test: ReachabilityTest, listing: Listing[Out]) -> str:
    """Return a page of the people that a test did not reach, gravest first."""
    return lines(
        words("case-drill") if test.drill else None,
        words("reach-out-head", number=test.number, count=listing.total),
        *(
            words(
                "reach-out-line",
                name=cards_people.called(town, words, one.person),
                where=one.belongs.said(words),
                reason=name(words, one.reason),
            )
            for one in listing.entries
        ),
    )
